/*
 * provenance.h - why the graph of an image is as it is. The same configuration is evaluated a
 * second time with nothing decided, so that every choice of its text is there; each node of the
 * image is then found in that graph, and with it the decisions that lead to it.
 */
#ifndef MCFG_EMIT_PROVENANCE_H
#define MCFG_EMIT_PROVENANCE_H

#include "emit/view.h"

struct provenance {
	struct compilation *c;   /* the image's */
	struct compilation *all; /* with nothing decided; null where no graph can be made so */
	struct view view, all_view;
	struct value **known;         /* of all's open values: what known keys make of them */
	const struct node **in_all;   /* by id of the image's nodes; null where it was not found */
	const struct node **in_image; /* by id of all's nodes; null where the image has none */
};

/* `all` was compiled without -t; here it learns which target the image has. */
void provenance_init(struct provenance *p, struct compilation *c, struct compilation *all);

/* Does a known key decide the choice of `all`? Then which branch is taken. */
bool provenance_decides(const struct provenance *p, const struct node *choice, size_t *branch);

/* How a node leads to another: by id, 1 + the first of its arrows on a way to `to`; 0 where none
 * is. */
size_t *provenance_leads(const struct view *view, const struct node *to);

#endif
