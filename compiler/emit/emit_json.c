/* See describe.h: the graph as JSON. The schema is in doc/cli.md. */
#include "emit/describe_parts.h"
#include "emit/json.h"
#include "emit/view.h"

/* Begins a line of an array. */
static void element(struct text *out, size_t i)
{
	text_puts(out, i ? ",\n    " : "\n    ");
}

static void end_elements(struct text *out, size_t n)
{
	text_puts(out, n ? "\n  ]" : "]");
}

/* ---- keys ------------------------------------------------------------------------------------ */

static const char *stage_name(enum stage stage)
{
	static const char *const names[] = {
		[STAGE_BOTH] = "both", [STAGE_CONFIGURE] = "configure", [STAGE_RUN] = "run"
	};

	return names[stage];
}

static void write_key(struct json *json, const struct key *key)
{
	struct text *out = json->out, type;

	text_init(&type, &json->c->arena);
	describe_type(&type, &key->decl->type);
	text_putc(out, '{');
	json_string(json, true, "name", key->decl->name);
	json_string(json, false, "option", key->option);
	json_string(json, false, "group", key->group);
	json_string(json, false, "type", text_string(&type));
	json_string(json, false, "stage", stage_name(key->decl->stage));
	json_bool(json, "fixed", key->known);
	json_bool(json, "required", !key->value);
	json_member(json, false, "value");
	if (key->value)
		json_value(json, key->value);
	else
		text_puts(out, "null");
	json_string(json, false, "from", key->from);
	json_string(json, false, "doc", key->decl->doc);
	json_place(json, key->decl->span);
	text_putc(out, '}');
}

static void write_keys(struct json *json)
{
	const struct image *image = json->c->image;

	text_puts(json->out, "  \"keys\": [");
	for (size_t i = 0; i < image->keys.n; i++) {
		element(json->out, i);
		write_key(json, image->keys.items[i]);
	}
	end_elements(json->out, image->keys.n);
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static void write_params(struct json *json, const struct node *node)
{
	json_member(json, false, "parameters");
	text_putc(json->out, '{');
	for (size_t i = 0; i < node->device->params.n; i++) {
		json_member(json, !i, node->device->params.items[i].name);
		json_value(json, node->params[i]);
	}
	text_putc(json->out, '}');
}

static void write_reads(struct json *json, const struct node *node)
{
	json_member(json, false, "keys");
	text_putc(json->out, '[');
	for (size_t i = 0; i < node->facts->keys.n; i++) {
		text_puts(json->out, i ? ", " : "");
		text_json_string(json->out, node->facts->keys.items[i]->option);
	}
	text_putc(json->out, ']');
}

static void write_sources(struct json *json, const struct node *node)
{
	json_member(json, false, "sources");
	text_putc(json->out, '[');
	for (size_t i = 0; i < node->facts->sources.n; i++) {
		text_puts(json->out, i ? ", " : "");
		text_json_string(json->out, json_file(json, node->facts->sources.items[i]->real));
	}
	text_putc(json->out, ']');
}

static void write_device(struct json *json, const struct node *node)
{
	json_string(json, false, "device", node->device->name);
	json_string(json, false, "interface", node->device->interface->name);
	write_params(json, node);
	write_reads(json, node);
	write_sources(json, node);
}

static void write_edge(struct json *json, const struct view *view, const struct node *node,
                       const struct view_edge *edge)
{
	static const char *const kinds[] = {
		[EDGE_ARGUMENT] = "argument", [EDGE_REQUIRES] = "requires", [EDGE_BRANCH] = "branch"
	};

	json_string(json, true, "kind", kinds[edge->kind]);
	json_string(json, false, "label", edge->name);
	json_string(json, false, "text", view_edge_label(view, edge));
	json_member(json, false, "position");
	text_printf(json->out, "%zu", edge->position);
	if (edge->kind == EDGE_BRANCH)
		json_bool(json, "taken", edge->taken);
	json_member(json, false, "node");
	text_printf(json->out, "%zu", json->numbers[edge->to->id]);
	if (edge->kind == EDGE_ARGUMENT)
		json_place(json, node->arg_spans[edge->position]);
}

static void write_edges(struct json *json, const struct view *view, const struct node *node)
{
	size_t n = 0;

	json_member(json, false, "takes");
	text_putc(json->out, '[');
	for (size_t i = 0; i < view_n_edges(node); i++) {
		struct view_edge edge = view_edge(view, node, i);

		if (!edge.to->reached)
			continue;
		text_puts(json->out, n++ ? ", {" : "{");
		write_edge(json, view, node, &edge);
		text_putc(json->out, '}');
	}
	text_putc(json->out, ']');
}

static void write_owner(struct json *json, const struct node *owner)
{
	json_member(json, false, "job");
	if (owner)
		text_printf(json->out, "%zu", json->numbers[owner->id]);
	else
		text_puts(json->out, "null");
}

static void write_choice(struct json *json, const struct view *view, const struct node *node)
{
	json_string(json, false, "condition", node->condition);
	json_bool(json, "open", view->signs[node->id] != SIGN_DECIDED);
}

static const char *kind_name(const struct node *node)
{
	switch (node->kind) {
	case NODE_CHOICE: return "choice";
	case NODE_REFUSED: return "refused";
	default: return node->device->is_foreign ? "application" : "device";
	}
}

static void write_node(struct json *json, const struct view *view, const struct node *node)
{
	struct text *out = json->out;

	text_putc(out, '{');
	json_member(json, true, "id");
	text_printf(out, "%zu", json->numbers[node->id]);
	json_string(json, false, "kind", kind_name(node));
	json_string(json, false, "name", node->name);
	if (node->kind == NODE_DEVICE)
		write_device(json, node);
	else if (node->kind == NODE_CHOICE)
		write_choice(json, view, node);
	else
		json_string(json, false, "why", node->why);
	write_edges(json, view, node);
	write_owner(json, view->owners[node->id]);
	json_string(json, false, "binding", node->let);
	json_string(json, false, "group", node->group);
	json_string(json, false, "distinct", node->distinct);
	json_bool(json, "available", node->available);
	json_place(json, node->span);
	text_putc(out, '}');
}

static void write_nodes(struct json *json, const struct view *view)
{
	const struct image *image = json->c->image;

	text_puts(json->out, "  \"nodes\": [");
	for (size_t i = 0; i < image->nodes.n; i++) {
		element(json->out, i);
		write_node(json, view, image->nodes.items[i]);
	}
	end_elements(json->out, image->nodes.n);
}

static void write_jobs(struct json *json)
{
	const struct image *image = json->c->image;

	text_puts(json->out, "  \"jobs\": [");
	for (size_t i = 0; i < image->jobs.n; i++)
		text_printf(json->out, "%s%zu", i ? ", " : "",
		            json->numbers[image->jobs.items[i]->id]);
	text_puts(json->out, "]");
}

static void write_head(struct json *json)
{
	const struct image *image = json->c->image;
	struct text *out = json->out;
	static const char *const evaluations[] = {
		[EVALUATE_KNOWN] = "known",
		[EVALUATE_NOTHING] = "nothing",
		[EVALUATE_DEFAULTS] = "defaults",
	};

	text_puts(out, "  \"schema\": \"mcfg-graph/1\",\n  ");
	json_string(json, true, "name", image->name);
	text_puts(out, ",\n  ");
	json_string(json, true, "target", image->target ? image->target->decl->name : NULL);
	text_puts(out, ",\n  ");
	json_string(json, true, "arch", image->target ? image->arch->name : NULL);
	text_puts(out, ",\n  ");
	json_string(json, true, "evaluated", evaluations[json->c->options.evaluation]);
	text_puts(out, ",\n");
}

void emit_json(struct compilation *c, struct text *out)
{
	const char *path = path_real(&c->arena, c->options.path);
	struct json json = {
		.c = c,
		.out = out,
		.config = path ? path_dir(&c->arena, path) : NULL,
		.root = c->options.root ? path_real(&c->arena, c->options.root) : NULL,
		.numbers = arena_array(&c->arena, size_t, c->graph.nodes.n + 1),
	};

	struct view view;

	view_init(&view, c);
	for (size_t i = 0; i < c->image->nodes.n; i++)
		json.numbers[c->image->nodes.items[i]->id] = i;
	text_puts(out, "{\n");
	write_head(&json);
	write_keys(&json);
	text_puts(out, ",\n");
	write_jobs(&json);
	text_puts(out, ",\n");
	write_nodes(&json, &view);
	text_puts(out, "\n}\n");
}
