/* explain_absent.c - why a device that the configuration mentions is not in the image. */
#include "emit/explain_parts.h"

/* What the image takes instead, below the arrow of the branch that it does not take. */
static void tell_contrary(const struct way *way, struct text *out, const char *indent,
                          const struct node *from, const struct view_edge *edge)
{
	const struct node *image = way->p->in_image[edge->to->id];
	size_t taken;

	if (edge->kind == EDGE_BRANCH && provenance_decides(way->p, from, &taken) &&
	    taken != edge->position) {
		text_printf(out, "%snot taken, but %s: %s", indent, from->branches[taken].label,
		            from->branches[taken].node->name);
		explain_keys(way->p->all, out, from);
		text_putc(out, '\n');
	} else if (image && !image->reached) {
		text_printf(out, "%snot on this target\n", indent);
	}
}

void explain_absent(const struct provenance *p, struct text *out, const struct node *node)
{
	const struct image *all = p->all->image;
	struct way way = { .p = p, .view = &p->all_view, .to = node, .tell = tell_contrary };

	text_printf(out, "%s is not in the image. It would be ", node->name);
	explain_what(out, node);
	text_puts(out, ".\n");
	if (span_known(node->span))
		diags_print_place(&p->all->diags, out, node->span, "it would be made here");
	way.leads = provenance_leads(&p->all_view, node);
	text_puts(out, "\nThe way to it\n");
	for (size_t i = 0; i < all->jobs.n; i++) {
		const struct node *job = all->jobs.items[i];

		if (job != node && !way.leads[job->id])
			continue;
		text_printf(out, "  job %s", job->name);
		if (job->kind == NODE_CHOICE) {
			text_printf(out, ", by %s", job->condition);
			explain_keys(p->all, out, job);
		}
		text_putc(out, '\n');
		explain_way(&way, out, job);
		return;
	}
}
