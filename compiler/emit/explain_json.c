/* explain_json.c - why a device is in the image, or is not, as JSON: doc/why.schema.json. */
#include "emit/explain_parts.h"
#include "emit/json.h"

#include <string.h>

static struct json json_of(struct compilation *c, struct text *out)
{
	const char *path = path_real(&c->arena, c->options.path);

	return (struct json){
		.c = c,
		.out = out,
		.config = path ? path_dir(&c->arena, path) : NULL,
		.root = c->options.root ? path_real(&c->arena, c->options.root) : NULL,
	};
}

/* ---- what decided ---------------------------------------------------------------------------- */

static void put_key(struct json *json, const struct key *key)
{
	text_putc(json->out, '{');
	json_string(json, true, "option", key->option);
	json_bool(json, "fixed", key->known);
	json_member(json, false, "value");
	if (key->value)
		json_value(json, key->value);
	else
		text_puts(json->out, "null");
	json_string(json, false, "from", key->from);
	json_place(json, key->decl->span);
	text_putc(json->out, '}');
}

/* A choice of `all`, and the branch that its keys take. */
static void put_decision(const struct provenance *p, struct text *out, const struct node *choice,
                         size_t branch)
{
	struct json json = json_of(p->all, out);
	const struct node *image = p->in_image[choice->branches[branch].node->id];
	explain_key_list keys = { 0 };

	text_putc(out, '{');
	json_string(&json, true, "condition", choice->condition);
	json_string(&json, false, "is", choice->branches[branch].label);
	json_string(&json, false, "takes", image ? image->name : NULL);
	json_member(&json, false, "keys");
	text_putc(out, '[');
	explain_find_keys(p->all, choice, &keys);
	for (size_t i = 0; i < keys.n; i++) {
		text_puts(out, i ? ", " : "");
		put_key(&json, keys.items[i]);
	}
	text_puts(out, "]}");
}

/* Those from `node` of `all` on, until none is decided. */
static void put_decisions(const struct provenance *p, struct json *json, const struct node *node)
{
	size_t branch, n = 0;

	json_member(json, false, "decided");
	text_putc(json->out, '[');
	while (p->all && node && provenance_decides(p, node, &branch)) {
		text_puts(json->out, n++ ? ", " : "");
		put_decision(p, json->out, node, branch);
		node = node->branches[branch].node;
	}
	text_putc(json->out, ']');
}

/* ---- ways ------------------------------------------------------------------------------------ */

struct direction {
	const struct provenance *p;
	const struct view *view;
	const size_t *leads;
	const struct node *to;
	bool present;
};

static const struct node *below(const struct node *node, const struct view_edge *edge)
{
	if (!node || edge->kind == EDGE_BRANCH)
		return NULL;
	return edge->kind == EDGE_ARGUMENT ? node->args[edge->position]
	                                   : node->requires[edge->position];
}

static void put_step(const struct direction *way, struct json *json, const struct node *from,
                     const struct view_edge *edge)
{
	size_t branch;
	bool decided = !way->present && edge->kind == EDGE_BRANCH &&
	               provenance_decides(way->p, from, &branch) && branch != edge->position;

	text_puts(json->out, "\n        {");
	json_string(json, true, "arrow", view_edge_label(way->view, edge));
	json_string(json, false, "node", edge->to->name);
	put_decisions(way->p, json, way->present ? below(way->p->in_all[from->id], edge) : NULL);
	json_member(json, false, "instead");
	if (decided)
		put_decision(way->p, json->out, from, branch);
	else
		text_puts(json->out, "null");
	text_putc(json->out, '}');
}

static void put_way(const struct direction *way, struct json *json, size_t job)
{
	const struct node *node = way->view->image->jobs.items[job];
	const struct node *all = way->present && way->p->all && job < way->p->all->image->jobs.n
	                             ? way->p->all->image->jobs.items[job]
	                             : NULL;
	size_t n = 0;

	text_puts(json->out, "\n      {");
	json_string(json, true, "job", node->name);
	put_decisions(way->p, json, all);
	json_member(json, false, "way");
	text_putc(json->out, '[');
	for (; node != way->to; n++) {
		struct view_edge edge = view_edge(way->view, node, way->leads[node->id] - 1);

		text_puts(json->out, n ? "," : "");
		put_step(way, json, node, &edge);
		node = edge.to;
	}
	text_puts(json->out, "]}");
}

static void put_ways(const struct direction *way, struct json *json)
{
	const struct image *image = way->view->image;
	size_t n = 0;

	json_member(json, false, "jobs");
	text_putc(json->out, '[');
	for (size_t i = 0; i < image->jobs.n; i++)
		if (image->jobs.items[i] == way->to || way->leads[image->jobs.items[i]->id]) {
			text_puts(json->out, n++ ? "," : "");
			put_way(way, json, i);
		}
	text_putc(json->out, ']');
}

/* ---- the node -------------------------------------------------------------------------------- */

static void put_head(struct json *json, const struct node *node, bool present)
{
	bool is_device = node->kind == NODE_DEVICE;

	text_puts(json->out, "\n    {");
	json_string(json, true, "node", node->name);
	json_bool(json, "in_image", present);
	json_bool(json, "available", node->available);
	json_string(json, false, "device", is_device ? node->device->name : NULL);
	json_string(json, false, "interface", is_device ? node->device->interface->name : NULL);
	json_string(json, false, "let", node->let);
	json_string(json, false, "group", node->group);
	json_string(json, false, "distinct", node->distinct);
	json_place(json, node->span);
}

static void put_takers(struct json *json, const struct view *view, const struct node *node)
{
	const struct image *image = view->image;
	size_t n = 0;

	json_member(json, false, "taken_by");
	text_putc(json->out, '[');
	for (size_t i = 0; i < image->nodes.n; i++) {
		const struct node *taker = image->nodes.items[i];

		for (size_t k = 0; k < view_n_edges(taker); k++) {
			struct view_edge edge = view_edge(view, taker, k);

			if (edge.to != node)
				continue;
			text_puts(json->out, n++ ? ", {" : "{");
			json_string(json, true, "node", taker->name);
			json_string(json, false, "arrow", view_edge_label(view, &edge));
			text_putc(json->out, '}');
		}
	}
	text_putc(json->out, ']');
}

static void put_reads(struct json *json, const struct node *node)
{
	size_t n = node->kind == NODE_DEVICE && node->facts ? node->facts->keys.n : 0;

	json_member(json, false, "reads");
	text_putc(json->out, '[');
	for (size_t i = 0; i < n; i++) {
		text_puts(json->out, i ? ", " : "");
		put_key(json, node->facts->keys.items[i]);
	}
	text_putc(json->out, ']');
}

static void put(const struct direction *way, struct text *out)
{
	struct json json = json_of(way->view->c, out);

	put_head(&json, way->to, way->present);
	put_ways(way, &json);
	put_takers(&json, way->view, way->to);
	put_reads(&json, way->to);
	text_putc(out, '}');
}

void explain_present_json(const struct provenance *p, struct text *out, const struct node *node)
{
	const struct direction way = { p, &p->view, provenance_leads(&p->view, node), node, true };

	put(&way, out);
}

void explain_absent_json(const struct provenance *p, struct text *out, const struct node *node)
{
	const struct direction way = { p, &p->all_view, provenance_leads(&p->all_view, node), node,
		                       false };

	put(&way, out);
}

/* There is no node: only the place that has the name. */
void explain_unused_json(const struct provenance *p, struct text *out, struct span span)
{
	struct json json = json_of(p->c, out);

	text_puts(out, "\n    {");
	json_string(&json, true, "node", NULL);
	json_bool(&json, "in_image", false);
	json_place(&json, span);
	text_putc(out, '}');
}
