/* explain_present.c - why a device is in the image: the expression, the decisions, those who take
 * it. */
#include "emit/explain_parts.h"

#include <string.h>

enum { MOST_JOBS = 8, MOST_TAKERS = 100 };

static void write_head(const struct provenance *p, struct text *out, const struct node *node)
{
	struct diags *diags = &p->c->diags;

	text_printf(out, "%s is ", node->name);
	explain_what(out, node);
	text_puts(out, node->available ? "" : ", not on this target");
	text_puts(out, ".\n");
	if (span_known(node->span))
		diags_print_place(diags, out, node->span, "it is made here");
	if (node->let)
		diags_print_place(diags, out, node->let_span, "it is named here");
	if (*node->group)
		text_printf(out, "It is in the group %s: its keys begin so.\n", node->group);
	if (*node->distinct) {
		text_puts(out, "It is distinct: ");
		text_visible(out, node->distinct);
		text_puts(out, ".\n");
	}
}

/* ---- from the jobs down ---------------------------------------------------------------------- */

/* The arrow in the graph where nothing is decided, and so the choices on it. */
static void tell_decisions(const struct way *way, struct text *out, const char *indent,
                           const struct node *from, const struct view_edge *edge)
{
	const struct node *all = way->p->in_all[from->id];

	if (!all || edge->kind == EDGE_BRANCH)
		return;
	explain_decisions(way->p, out, indent,
	                  edge->kind == EDGE_ARGUMENT ? all->args[edge->position]
	                                              : all->requires[edge->position]);
}

static void write_job(const struct way *way, struct text *out, size_t i)
{
	const struct provenance *p = way->p;
	const struct node *job = p->c->image->jobs.items[i];

	text_printf(out, "  job %s\n", job->name);
	if (p->all && i < p->all->image->jobs.n)
		explain_decisions(p, out, "  ", p->all->image->jobs.items[i]);
	explain_way(way, out, job);
}

static void write_ways(const struct provenance *p, struct text *out, const struct node *node)
{
	const struct image *image = p->c->image;
	struct way way = { .p = p, .view = &p->view, .to = node, .tell = tell_decisions };
	size_t n = 0;

	way.leads = provenance_leads(&p->view, node);
	text_puts(out, "\nIt is there for\n");
	for (size_t i = 0; i < image->jobs.n; i++)
		if ((image->jobs.items[i] == node || way.leads[image->jobs.items[i]->id]) &&
		    n++ < MOST_JOBS)
			write_job(&way, out, i);
	if (n > MOST_JOBS)
		text_printf(out, "  and %zu more jobs\n", n - MOST_JOBS);
}

/* ---- who takes it ---------------------------------------------------------------------------- */

static void write_taker(const struct provenance *p, struct text *out, const struct node *taker,
                        const struct view_edge *edge)
{
	text_printf(out, "  %s, %s %s", taker->name, edge->kind == EDGE_BRANCH ? "when" : "as",
	            view_edge_label(&p->view, edge));
	if (edge->kind == EDGE_ARGUMENT && span_known(taker->arg_spans[edge->position]))
		text_printf(out, ", at %s", explain_place(p->c, taker->arg_spans[edge->position]));
	text_putc(out, '\n');
}

static void write_takers(const struct provenance *p, struct text *out, const struct node *node)
{
	const struct image *image = p->c->image;
	size_t n = 0;

	for (size_t i = 0; i < image->nodes.n; i++) {
		const struct node *taker = image->nodes.items[i];

		for (size_t k = 0; k < view_n_edges(taker); k++) {
			struct view_edge edge = view_edge(&p->view, taker, k);

			if (edge.to != node)
				continue;
			text_puts(out, n ? "" : "\nIt is taken by\n");
			if (n++ < MOST_TAKERS)
				write_taker(p, out, taker, &edge);
		}
	}
	if (n > MOST_TAKERS)
		text_printf(out, "  and %zu more\n", n - MOST_TAKERS);
}

/* ---- what keys make of it -------------------------------------------------------------------- */

/* Parameters that depend on keys; where nothing is decided their expressions are still there. */
static void write_parameters(const struct provenance *p, struct text *out, const struct node *node)
{
	const struct node *all = p->in_all[node->id];
	struct compilation *c = all ? p->all : p->c;
	size_t n = 0;

	for (size_t i = 0; node->kind == NODE_DEVICE && i < node->device->params.n; i++) {
		const struct value *value = all ? all->params[i] : node->params[i];

		if (value->kind != VALUE_OPEN)
			continue;
		text_puts(out, n++ ? "" : "\nIt is made with\n");
		text_printf(out, "  %s = ", node->device->params.items[i].name);
		value_print(out, value);
		explain_value_keys(c, out, value);
		text_putc(out, '\n');
	}
}

/* ---- the keys it reads ----------------------------------------------------------------------- */

static void write_reads(const struct provenance *p, struct text *out, const struct node *node)
{
	if (node->kind != NODE_DEVICE || !node->facts->keys.n)
		return;
	text_puts(out, "\nIt reads\n");
	for (size_t i = 0; i < node->facts->keys.n; i++) {
		const struct key *key = node->facts->keys.items[i];

		text_printf(out, "  %s", view_key_line(&p->view, key).text);
		if (key->value)
			text_printf(out, " (%s)", key->from);
		text_printf(out, ", declared at %s\n", explain_place(p->c, key->decl->span));
	}
}

void explain_present(const struct provenance *p, struct text *out, const struct node *node)
{
	write_head(p, out, node);
	write_ways(p, out, node);
	write_takers(p, out, node);
	write_parameters(p, out, node);
	write_reads(p, out, node);
}
