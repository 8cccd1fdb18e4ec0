/*
 * view.h - the graph as people look at it: what stands in a node's box, what an arrow is called,
 * which job a device belongs to, which branch of a choice is taken, and what a legend has to
 * explain. Text, pictures and JSON show the same view.
 *
 * All of it is worked out in loops over ids, in time that grows with the graph.
 */
#ifndef MCFG_EMIT_VIEW_H
#define MCFG_EMIT_VIEW_H

#include "compilation.h"
#include "graph/image.h"

/* What a legend may have to explain, in its order. */
enum view_sign {
	SIGN_JOB,         /* an application or device that `register` lists */
	SIGN_APPLICATION, /* an application that is passed to a device */
	SIGN_DEVICE,
	SIGN_CHOICE,      /* decided by a key that is open */
	SIGN_DECIDED,     /* decided by keys that are fixed, and shown all the same */
	SIGN_UNAVAILABLE, /* refused, or not on this target */
	SIGN_REQUIRES,    /* an arrow: up before, without being passed */
	SIGN_DEFAULT,     /* a branch: taken unless an option says otherwise */
	SIGN_GIVEN,       /* a branch: taken, because of a key that was given */
	SIGN_OPEN_KEY,
	SIGN_FIXED_KEY,
	SIGN_SHARED, /* a device that no one job has for itself */
	N_SIGNS
};

struct view {
	struct compilation *c;
	const struct image *image;
	const struct node **owners; /* by node id: the job that alone reaches it, or null */
	size_t *taken;              /* by node id: the branch of a choice that its keys' values and
	                               defaults take; n_branches where a key has neither */
	enum view_sign *signs;      /* by node id */
	struct map numbered;        /* device -> bool of each of its arguments: has another one its
	                               interface? */
	bool occurs[N_SIGNS];

	/* By open value's id: is a key in it open; was one given? */
	bool *open, *given;
};

void view_init(struct view *view, struct compilation *c);

/* What a legend says about a sign. */
const char *view_sign_text(enum view_sign sign);

/* ---- arrows ---------------------------------------------------------------------------------- */

/* What a node stands on: its arguments, what it requires, its branches, in that order. */
struct view_edge {
	const struct node *to;
	enum {
		EDGE_ARGUMENT, /* name: the interface that is asked for */
		EDGE_REQUIRES, /* name: "requires" */
		EDGE_BRANCH    /* name: when it is taken */
	} kind;
	const char *name;
	size_t position; /* among those of its kind, from 0 */
	bool numbered;   /* ARGUMENT: another argument asks for the same interface */
	bool taken;      /* BRANCH: by the values and defaults of keys */
	enum view_sign taken_sign;
};

size_t view_n_edges(const struct node *node);
struct view_edge view_edge(const struct view *view, const struct node *node, size_t i);

/* What stands on the arrow: "wire", "stack #2", "`ram (default)". */
const char *view_edge_label(const struct view *view, const struct view_edge *edge);

/* ---- boxes ----------------------------------------------------------------------------------- */

struct view_line {
	const char *text;
	enum view_line_kind { LINE_PLAIN, LINE_OPEN, LINE_WARNING } kind;
};
typedef VEC(struct view_line) view_lines;

/* What stands in a node's box below its name: device, parameters, keys. Long values are cut. */
void view_node_lines(const struct view *view, const struct node *node, view_lines *lines);

/* `--name = value`, `--name ?= value` while it is open, or that it must be given. */
struct view_line view_key_line(const struct view *view, const struct key *key);

#endif
