/* image.h - what the back ends write out: a graph whose every question is answered. */
#ifndef MCFG_IMAGE_H
#define MCFG_IMAGE_H

#include "graph/graph.h"

/* A step after linking. */
struct post {
	const char *command; /* with @in, @out, and @dir: where the descriptor lies */
	const char *dir;     /* absolute */
};

/* An architecture of a target: `arch `x86_64 ~cc:"gcc" ...`. All texts may be "", none is null. */
struct arch {
	const char *name; /* "x86_64" */
	const char *cc, *libc, *cflags, *ldflags, *libs, *suffix;
	struct {
		const char *path, *real; /* null where there is none */
	} link_script;
	VEC(struct package) packages;
	VEC(struct c_source *) sources; /* the runtime's */
	VEC(struct post) posts;
	struct span span;
};

struct emit_file {
	const char *name;     /* "@{name}.xl" */
	const char *template; /* its text's path, absolute */
	struct span span;
};

struct target {
	struct target_decl *decl;
	VEC(struct arch *) archs;
	VEC(struct emit_file) emits;
	VEC(struct key *) keys; /* that its runtime reads */
	const char *options;    /* "argv" or "cmdline" */
	const char *status;     /* "exit", "console_line", "debug_exit" */
	const char *run;        /* a command line, with @image; "" if there is none */
};

struct image {
	const char *name; /* register's */
	struct span span;
	struct target *target; /* null: open (describe without -t) */
	struct arch *arch;

	VEC(struct node *) jobs;
	VEC(struct span) job_spans;   /* where each stands in the list */
	VEC(struct node *) nodes;     /* reached, by id: what a node takes stands before it */
	VEC(struct device *) devices; /* of those nodes, by their first node */
	VEC(struct interface *)
	interfaces;             /* that any device, argument or handle of the image mentions,
	                           with their ancestors; by index */
	VEC(struct key *) keys; /* reached: fixed ones and open ones, by option */
	VEC(struct c_source *) sources; /* of the devices, then the target's */
	package_needs packages;         /* merged; by kind and name */
};

#endif
