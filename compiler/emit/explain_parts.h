/* explain_parts.h - what the explanations of devices that are there, and of others, share. */
#ifndef MCFG_EMIT_EXPLAIN_PARTS_H
#define MCFG_EMIT_EXPLAIN_PARTS_H

#include "emit/explain.h"

/* The two sides, explain_present.c and explain_absent.c; and both as objects,
 * explain_json.c. */
void explain_present(const struct provenance *p, struct text *out, const struct node *node);
void explain_absent(const struct provenance *p, struct text *out, const struct node *node);
void explain_present_json(const struct provenance *p, struct text *out, const struct node *node);
void explain_absent_json(const struct provenance *p, struct text *out, const struct node *node);
void explain_unused_json(const struct provenance *p, struct text *out, struct span span);

/* "app.mcfg:3:7", or "the command line". */
const char *explain_place(struct compilation *c, struct span span);

/* "disk (name = "log"), a files device". */
void explain_what(struct text *out, const struct node *node);

/* Decisions of `all` from `node` on, as lines that begin with `indent`, until none is decided. */
void explain_decisions(const struct provenance *p, struct text *out, const char *indent,
                       const struct node *node);

/* ` (--fs = `disk, given by command line; ...)`: the keys that a choice of `c` reads; that a value
   does. */
void explain_value_keys(struct compilation *c, struct text *out, const struct value *value);
void explain_keys(struct compilation *c, struct text *out, const struct node *choice);

/* The same keys, for whoever writes them otherwise. */
typedef VEC(const struct key *) explain_key_list;
void explain_find_keys(struct compilation *c, const struct node *choice, explain_key_list *keys);

/* The way down from a job, a line for each arrow. Of a long one the middle is left out. */
struct way {
	const struct provenance *p;
	const struct view *view; /* of the image, or of all */
	const size_t *leads;
	const struct node *to;
	/* What is to be said below an arrow, with that indentation. */
	void (*tell)(const struct way *way, struct text *out, const char *indent,
	             const struct node *from, const struct view_edge *edge);
};
void explain_way(const struct way *way, struct text *out, const struct node *job);

#endif
