/*
 * graph.h - the device graph: nodes that are one where they are equal (LANGUAGE section 5).
 *
 * eval makes nodes bottom up, so that a node's id is greater than those of all that it takes: any
 * loop over ids is a topological order, and no pass over the graph recurses.
 */
#ifndef MCFG_GRAPH_H
#define MCFG_GRAPH_H

#include "graph/package.h"
#include "graph/value.h"
#include "lang/decl.h"

enum node_kind {
	NODE_DEVICE, /* a device, or an application, with all or some of its arguments */
	NODE_CHOICE, /* one of several nodes, decided by an open key */
	NODE_REFUSED /* `refuse "why"`: in no image */
};

/* A branch of a choice: taken when `test` is true, and no earlier one was. */
struct branch {
	struct value *test; /* an open bool; null for the last, which is taken otherwise */
	const char *label;  /* for people: "true", "`fat", "otherwise" */
	struct node *node;
};

struct node {
	uint32_t id; /* from 0, in order of creation */
	uint32_t hash;
	enum node_kind kind;
	struct device *device; /* DEVICE */
	struct span span;      /* the expression that first made it */
	const char *distinct;  /* the `distinct` names around it, joined by `/`; "" if none */
	const char *group;     /* the `group` names around it, joined by `-`; "" if none */

	struct value **params; /* device->params.n of them */
	struct node **args;    /* n_args of device->args.n: fewer is a partial application */
	size_t n_args;
	struct span *arg_spans; /* the operand that gave each argument */
	struct node **requires; /* up before this one, without being passed */
	size_t n_requires;
	struct facts *facts;

	const char *why;         /* REFUSED */
	struct branch *branches; /* CHOICE */
	size_t n_branches;
	const char *condition; /* CHOICE, for people: "key.fs" */

	const char *let; /* the user's innermost `let` that first evaluated to it, or null */
	struct span let_span;

	/* by resolve */
	bool available; /* the target can run it and, but for choices, all that it takes */
	bool reached;   /* a job reaches it, through branches that are available */
	struct node
	    *wanted_by;   /* the choice whose default leads to it, though it is not available */
	const char *name; /* its C name in the image, unique; null if not reached */
};

/* A C source file that the image is made of. */
struct c_source {
	const char *path; /* as users name it */
	const char *real; /* absolute */
	const char
	    *id; /* unique in the image, a C-like word: names its object and its bind folder */
	struct span span; /* the field or the foreign that lists it */
	int error;        /* errno of looking for it; 0: it is there */
	bool reported;    /* by resolve: that it is missing */
	uint32_t index;
};

/* `generate "OUT" "gen.c" [ args ]`. */
struct generate {
	const char *out;
	struct c_source *generator;
	const char **args;
	bool *arg_is_path; /* relative to the configuration, absolute in `args` */
	size_t n_args;
	struct span span;
};

/* `makes "flow" "direct_tcp_flow"`: handles that the device makes at run time. */
struct makes {
	struct interface *interface;
	const char *name; /* the C prefix of its operations */
	struct span span;
};

/* `attach `disk [ ... ]`: what the machine must have. */
struct attach {
	const char *kind;
	struct value **values;
	size_t n_values;
	struct span span;
};

struct tag_at {
	const char *name;
	struct span span;
};

/* What a device's fields say, evaluated; shared by its nodes where no field reads a parameter or
 * key. */
struct facts {
	struct {
		const char *path,
		    *real; /* the header that defines struct NAME; null if there is none */
		struct span span;
	} header;
	VEC(struct c_source *) sources;
	VEC(struct generate) generates;
	VEC(struct package) packages;
	VEC(struct key *) keys;
	VEC(struct node *) requires;
	VEC(struct makes) makes;
	VEC(struct attach) attaches;
	bool any_target; /* no `targets` field */
	VEC(struct tag_at) targets;
};

/* ---- keys ------------------------------------------------------------------------------------ */

/* A key under the groups around its use: --mgmt-ipv4 is `ipv4` in the group `mgmt`. */
struct key {
	struct key_decl *decl;
	const char *group;  /* "" or "mgmt" */
	const char *option; /* "mgmt-ipv4" */
	const char *c_name; /* "mgmt_ipv4" */

	bool known;          /* it has a value now, which the image cannot change */
	struct value *value; /* of a known key; else its default, or null for a required one */
	const char *from;  /* for people: "command line", "default", ...; null for a required one */
	struct span given; /* the text that gave it, where a setting did */
	struct value *open; /* the open value that reads it, once wanted */

	bool read;      /* by eval: an expression read it */
	bool reported;  /* by eval: its absence was reported */
	bool reached;   /* by resolve: something in the image reads it, or it is always offered */
	bool of_target; /* the runtime of the target reads it */
	uint32_t index;
};

/* ---- the graph ------------------------------------------------------------------------------- */

struct graph {
	struct arena *arena;
	VEC(struct node *) nodes; /* nodes.items[i]->id is i */
	struct node **slots;      /* hash-consing */
	size_t cap;

	VEC(struct key *) keys; /* in order of first reading, then the declared ones never read */
	struct map key_by_option;
	VEC(struct value *)
	opens;                   /* every open value once, operands first; items[i]->open.id is i */
	struct value **defaults; /* by resolve_default, by open id: what the first n_defaults are */
	size_t n_defaults;
	VEC(struct c_source *) sources;
	struct map source_by_real;
};

void graph_init(struct graph *graph, struct arena *arena);

/*
 * The one node equal to `draft`: the same device, parameters, arguments, requirements, distinct,
 * group of the keys read. Takes the draft's arrays; `span` counts only when the node is new.
 */
struct node *graph_node(struct graph *graph, const struct node *draft);

#endif
