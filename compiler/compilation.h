/*
 * compilation.h - libmcfg: one configuration, from text to image.
 *
 *	load     files -> AST, with recovery             load.h
 *	declare  items -> declarations                   lang/declare.h
 *	overlay  overrides -> their places               lang/overlay.h
 *	scope    names -> bindings
 *	check    AST -> typed AST
 *	eval     typed AST -> device graph
 *	resolve  graph -> image
 *	emit_*   image -> texts
 *
 * Each pass runs as far as mistakes of earlier ones let it, so that one run reports all of them;
 * what is marked `bad` or poisoned gives no second message. Nothing is written unless
 * `diags.n_errors` is 0.
 */
#ifndef MCFG_COMPILATION_H
#define MCFG_COMPILATION_H

#include "base/diag.h"
#include "base/intern.h"
#include "graph/graph.h"
#include "lang/decl.h"

/* KEY=VALUE as given to configure. */
struct setting {
	const char *key;   /* as written, without dashes */
	const char *value; /* null for a bare flag, --KEY */
	const char *from;  /* for people: "command line", or "keys.txt:3" */
	const char *dir;   /* where a relative path starts, absolute; null: the working folder */
	bool is_default;   /* it moves the default; it does not fix */
	struct span span;  /* the value's text: a source of its own */
	bool used;         /* by eval: a key has this name */
};

/* What is decided while the graph is made. */
enum evaluation {
	EVALUATE_KNOWN,   /* what known keys decide: what an image is made of */
	EVALUATE_NOTHING, /* nothing that a key decides, as far as a graph can be made of that:
	                     every choice that the text has is shown */
	EVALUATE_DEFAULTS /* what known keys and defaults decide: what an image connects when no
	                     option is given */
};

struct options {
	const char *path; /* the .mcfg file; null: load and declare read only what is installed, in
	                     `devices` of the working folder and along the search path */
	const char *target; /* -t, or null: open, or with pick_target the one that is declared the
	                       default (`target unix { default true }`) */
	bool pick_target;
	const char *arch; /* --arch, or null: the machine's own where the target has it */
	const char *root; /* the installation: devices/, runtime/, stdlib-configs/ below it */
	VEC(const char *) search;     /* -I, then MCFG_PATH */
	VEC(const char *) overlays;   /* --overlay, in order */
	VEC(struct setting) settings; /* those of the command line first */
	bool no_environment; /* the settings are all there is: no key is read from a variable */
	uint64_t max_steps;  /* 0: 10 million */
	enum evaluation evaluation;
	VEC(const char *) decided; /* options of keys that EVALUATE_NOTHING decides all the same */
	bool (*is_reserved)(
	    const char *option); /* is it none that a key can have? null: all are free */
};

struct compilation {
	struct arena arena;
	struct intern names;
	struct sources sources;
	struct diags diags;
	struct options options;

	struct file *files,
	    **files_end;        /* in order: descriptors, prelude, the file and what it includes */
	size_t n_prelude_files; /* descriptors and prelude come first */
	struct decls decls;
	struct item *registration; /* the one ITEM_REGISTER, or null */
	bool world_failed;         /* by load: a file that was asked for cannot be read */

	struct graph graph;
	struct image *image; /* by resolve; null when there were mistakes that forbid it */

	/* by eval, of EVALUATE_NOTHING: options of keys that must be decided, because the shape of
	   the graph depends on them. There is no image then: compile again with these in
	   options.decided. */
	VEC(const char *) undecided;

	const char *stack_limit; /* no recursion goes below this address */
};

void compilation_init(struct compilation *c);
void compilation_fini(struct compilation *c);

/*
 * Is the recursion too deep to go one level further? Then a pass reports CHECK_DEPTH at what it
 * stands on, and turns back.
 */
bool compilation_too_deep(const struct compilation *c);

/*
 * Runs `run(context)` on a stack of its own of `stack_bytes`, most of which is only address space,
 * and returns what it returns; on the caller's stack where no other is to be had.
 * compilation_too_deep knows either stack.
 */
int compilation_on_large_stack(struct compilation *c, size_t stack_bytes, int (*run)(void *context),
                               void *context);

#endif
