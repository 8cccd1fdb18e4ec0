/* describe_parts.h - what the descriptions of a graph have in common. */
#ifndef MCFG_EMIT_DESCRIBE_PARTS_H
#define MCFG_EMIT_DESCRIBE_PARTS_H

#include "emit/describe.h"

/* `port`, `cidr option`, `[ `a | `b ] list`. */
void describe_type(struct text *out, const struct value_type *type);

/* "hello for unix on x86_64", "hello for any target". */
const char *describe_title(struct arena *arena, const struct image *image);

/* The interface of a node: what it is used as where nothing else is asked. Null for a refused
 * device. */
const struct interface *describe_interface(const struct node *node);

/* What a node needs: its arguments, what it requires, its branches, in that order. */
struct describe_edge {
	const struct node *to;
	enum {
		EDGE_ARGUMENT, /* label: the interface that is asked for */
		EDGE_REQUIRES, /* label: "requires" */
		EDGE_BRANCH    /* label: when it is taken */
	} kind;
	const char *label;
};
size_t describe_n_edges(const struct node *node);
struct describe_edge describe_edge(const struct node *node, size_t i);

#endif
