/* See describe.h: the graph as JSON. The schema is in doc/cli.md. */
#include "emit/describe.h"

#include "emit/describe_parts.h"

#include <inttypes.h>
#include <string.h>

struct json {
	struct compilation *c;
	struct text *out;
	size_t *numbers;           /* by node id: its place in "nodes" */
	const char *config, *root; /* the folders of the configuration and of the installation */
};

/* ---- writing ----------------------------------------------------------------------------------
 */

/* `"name": ` after what stands before it in the object; `first` when nothing does. */
static void member(struct text *out, bool first, const char *name)
{
	text_printf(out, "%s\"%s\": ", first ? "" : ", ", name);
}

static void string_or_null(struct text *out, const char *string)
{
	if (string)
		text_json_string(out, string);
	else
		text_puts(out, "null");
}

static void member_string(struct text *out, bool first, const char *name, const char *string)
{
	member(out, first, name);
	string_or_null(out, string);
}

static void member_bool(struct text *out, const char *name, bool value)
{
	member(out, false, name);
	text_puts(out, value ? "true" : "false");
}

/* Begins a line of an array. */
static void element(struct text *out, size_t i)
{
	text_puts(out, i ? ",\n    " : "\n    ");
}

static void end_elements(struct text *out, size_t n)
{
	text_puts(out, n ? "\n  ]" : "]");
}

/* ---- values -----------------------------------------------------------------------------------
 */

static void write_scalar(struct text *out, const struct value *value)
{
	char text[128];

	switch (value->scalar.type) {
	case MCFG_STRING:
	case MCFG_PATH: text_json_string(out, value->scalar.as.string); return;
	default: break;
	}
	mcfg_value_print(value->scalar.type, &value->scalar.as, text, sizeof text);
	switch (value->scalar.type) {
	case MCFG_INT:
	case MCFG_PORT:
	case MCFG_FLOAT:
	case MCFG_BOOL: text_puts(out, text); break;
	default: text_json_string(out, text); break;
	}
}

/* Data as JSON; an open value is an object that says how it is worked out. */
static void write_value(struct json *json, const struct value *value)
{
	struct text *out = json->out, open;

	switch (value->kind) {
	case VALUE_SCALAR: write_scalar(out, value); break;
	case VALUE_TAG: text_json_string(out, value->tag.name); break;
	case VALUE_SOME: write_value(json, value->some); break;
	case VALUE_LIST:
		text_putc(out, '[');
		for (size_t i = 0; i < value->list.n; i++) {
			text_puts(out, i ? ", " : "");
			write_value(json, value->list.items[i]);
		}
		text_putc(out, ']');
		break;
	case VALUE_OPEN:
		text_init(&open, &json->c->arena);
		value_print(&open, value);
		text_putc(out, '{');
		member_string(out, true, "open", text_string(&open));
		text_putc(out, '}');
		break;
	default: text_puts(out, "null"); break;
	}
}

/* ---- places -----------------------------------------------------------------------------------
 */

static const char *below(const char *path, const char *folder)
{
	size_t len = folder ? strlen(folder) : 0;

	return len && !strncmp(path, folder, len) && path[len] == '/' ? path + len + 1 : NULL;
}

/* A file by a name that is the same on every machine, where it has one. */
static const char *portable(struct json *json, const char *real)
{
	const char *path = below(real, json->config);

	if (path)
		return path;
	path = below(real, json->root);
	return path ? arena_printf(&json->c->arena, "mcfg/%s", path) : real;
}

static void member_place(struct json *json, struct span span)
{
	struct source *source = sources_of(&json->c->sources, span);
	struct place place;

	member(json->out, false, "at");
	if (!source) {
		text_puts(json->out, "null");
		return;
	}
	place = source_place(&json->c->arena, source, span.begin);
	text_putc(json->out, '{');
	member_string(json->out, true, "file", portable(json, source->real));
	text_printf(json->out, ", \"line\": %zu, \"column\": %zu}", place.line, place.column);
}

/* ---- keys -------------------------------------------------------------------------------------
 */

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
	member_string(out, true, "name", key->decl->name);
	member_string(out, false, "option", key->option);
	member_string(out, false, "group", key->group);
	member_string(out, false, "type", text_string(&type));
	member_string(out, false, "stage", stage_name(key->decl->stage));
	member_bool(out, "fixed", key->known);
	member_bool(out, "required", !key->value);
	member(out, false, "value");
	if (key->value)
		write_value(json, key->value);
	else
		text_puts(out, "null");
	member_string(out, false, "from", key->from);
	member_string(out, false, "doc", key->decl->doc);
	member_place(json, key->decl->span);
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

/* ---- nodes ------------------------------------------------------------------------------------
 */

static void write_params(struct json *json, const struct node *node)
{
	member(json->out, false, "parameters");
	text_putc(json->out, '{');
	for (size_t i = 0; i < node->device->params.n; i++) {
		member(json->out, !i, node->device->params.items[i].name);
		write_value(json, node->params[i]);
	}
	text_putc(json->out, '}');
}

static void write_reads(struct json *json, const struct node *node)
{
	member(json->out, false, "keys");
	text_putc(json->out, '[');
	for (size_t i = 0; i < node->facts->keys.n; i++) {
		text_puts(json->out, i ? ", " : "");
		text_json_string(json->out, node->facts->keys.items[i]->option);
	}
	text_putc(json->out, ']');
}

static void write_sources(struct json *json, const struct node *node)
{
	member(json->out, false, "sources");
	text_putc(json->out, '[');
	for (size_t i = 0; i < node->facts->sources.n; i++) {
		text_puts(json->out, i ? ", " : "");
		text_json_string(json->out, portable(json, node->facts->sources.items[i]->real));
	}
	text_putc(json->out, ']');
}

static void write_device(struct json *json, const struct node *node)
{
	member_string(json->out, false, "device", node->device->name);
	member_string(json->out, false, "interface", node->device->interface->name);
	write_params(json, node);
	write_reads(json, node);
	write_sources(json, node);
}

static void write_edges(struct json *json, const struct node *node)
{
	static const char *const kinds[] = {
		[EDGE_ARGUMENT] = "argument", [EDGE_REQUIRES] = "requires", [EDGE_BRANCH] = "branch"
	};
	size_t n = 0;

	member(json->out, false, "takes");
	text_putc(json->out, '[');
	for (size_t i = 0; i < describe_n_edges(node); i++) {
		struct describe_edge edge = describe_edge(node, i);

		if (!edge.to->reached)
			continue;
		text_puts(json->out, n++ ? ", {" : "{");
		member_string(json->out, true, "kind", kinds[edge.kind]);
		member_string(json->out, false, "label", edge.label);
		member(json->out, false, "node");
		text_printf(json->out, "%zu}", json->numbers[edge.to->id]);
	}
	text_putc(json->out, ']');
}

static const char *kind_name(const struct node *node)
{
	switch (node->kind) {
	case NODE_CHOICE: return "choice";
	case NODE_REFUSED: return "refused";
	default: return node->device->is_foreign ? "application" : "device";
	}
}

static void write_node(struct json *json, const struct node *node)
{
	struct text *out = json->out;

	text_putc(out, '{');
	member(out, true, "id");
	text_printf(out, "%zu", json->numbers[node->id]);
	member_string(out, false, "kind", kind_name(node));
	member_string(out, false, "name", node->name);
	if (node->kind == NODE_DEVICE)
		write_device(json, node);
	else if (node->kind == NODE_CHOICE)
		member_string(out, false, "condition", node->condition);
	else
		member_string(out, false, "why", node->why);
	write_edges(json, node);
	member_string(out, false, "group", node->group);
	member_string(out, false, "distinct", node->distinct);
	member_bool(out, "available", node->available);
	member_place(json, node->span);
	text_putc(out, '}');
}

static void write_nodes(struct json *json)
{
	const struct image *image = json->c->image;

	text_puts(json->out, "  \"nodes\": [");
	for (size_t i = 0; i < image->nodes.n; i++) {
		element(json->out, i);
		write_node(json, image->nodes.items[i]);
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

	text_puts(out, "  \"schema\": \"mcfg-graph/1\",\n  ");
	member_string(out, true, "name", image->name);
	text_puts(out, ",\n  ");
	member_string(out, true, "target", image->target ? image->target->decl->name : NULL);
	text_puts(out, ",\n  ");
	member_string(out, true, "arch", image->target ? image->arch->name : NULL);
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

	for (size_t i = 0; i < c->image->nodes.n; i++)
		json.numbers[c->image->nodes.items[i]->id] = i;
	text_puts(out, "{\n");
	write_head(&json);
	write_keys(&json);
	text_puts(out, ",\n");
	write_jobs(&json);
	text_puts(out, ",\n");
	write_nodes(&json);
	text_puts(out, "\n}\n");
}
