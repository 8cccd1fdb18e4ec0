/* See json.h. */
#include "emit/json.h"

#include <string.h>

/* ---- writing --------------------------------------------------------------------------------- */

void json_member(struct json *json, bool first, const char *name)
{
	text_printf(json->out, "%s\"%s\": ", first ? "" : ", ", name);
}

static void string_or_null(struct text *out, const char *string)
{
	if (string)
		text_json_string(out, string);
	else
		text_puts(out, "null");
}

void json_string(struct json *json, bool first, const char *name, const char *string)
{
	json_member(json, first, name);
	string_or_null(json->out, string);
}

void json_bool(struct json *json, const char *name, bool value)
{
	json_member(json, false, name);
	text_puts(json->out, value ? "true" : "false");
}

/* ---- values ---------------------------------------------------------------------------------- */

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

void json_value(struct json *json, const struct value *value)
{
	struct text *out = json->out, open;

	switch (value->kind) {
	case VALUE_SCALAR: write_scalar(out, value); break;
	case VALUE_TAG: text_json_string(out, value->tag.name); break;
	case VALUE_SOME: json_value(json, value->some); break;
	case VALUE_LIST:
		text_putc(out, '[');
		for (size_t i = 0; i < value->list.n; i++) {
			text_puts(out, i ? ", " : "");
			json_value(json, value->list.items[i]);
		}
		text_putc(out, ']');
		break;
	case VALUE_OPEN:
		text_init(&open, &json->c->arena);
		value_print(&open, value);
		text_putc(out, '{');
		json_string(json, true, "open", text_string(&open));
		text_putc(out, '}');
		break;
	default: text_puts(out, "null"); break;
	}
}

/* ---- places ---------------------------------------------------------------------------------- */

static const char *below(const char *path, const char *folder)
{
	size_t len = folder ? strlen(folder) : 0;

	return len && !strncmp(path, folder, len) && path[len] == '/' ? path + len + 1 : NULL;
}

const char *json_file(struct json *json, const char *real)
{
	const char *path = below(real, json->config);

	if (path)
		return path;
	path = below(real, json->root);
	return path ? arena_printf(&json->c->arena, "mcfg/%s", path) : real;
}

void json_place(struct json *json, struct span span)
{
	struct source *source = sources_of(&json->c->sources, span);
	struct place place;

	json_member(json, false, "at");
	if (!source) {
		text_puts(json->out, "null");
		return;
	}
	place = source_place(&json->c->arena, source, span.begin);
	text_putc(json->out, '{');
	json_string(json, true, "file", json_file(json, source->real));
	text_printf(json->out, ", \"line\": %zu, \"column\": %zu}", place.line, place.column);
}
