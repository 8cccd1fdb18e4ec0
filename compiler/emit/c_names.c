#include "emit/c_names.h"

#include <ctype.h>
#include <string.h>

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && !strcmp(text + len - end_len, end);
}

const char *c_with_unit(struct arena *arena, const char *name, enum mcfg_type type)
{
	const char *unit = type == MCFG_DURATION ? "_ns" : type == MCFG_SIZE ? "_bytes" : "";

	return ends_with(name, unit) ? name : arena_printf(arena, "%s%s", name, unit);
}

const char *c_upper(struct arena *arena, const char *name)
{
	char *upper = arena_strdup(arena, name);

	for (char *at = upper; *at; at++)
		*at = isalnum((unsigned char)*at) ? (char)toupper((unsigned char)*at) : '_';
	return upper;
}

const char *c_call(struct arena *arena, const struct operation *operation)
{
	return arena_printf(arena, "%s_%s", operation->interface->name, operation->name);
}

const char *c_up_call(struct arena *arena, const struct operation *operation)
{
	return arena_printf(arena, "%s_up_%s", operation->interface->name, operation->name);
}

const char *c_function(struct arena *arena, const struct member *member,
                       const struct operation *operation)
{
	const char *via = member->at->via;

	return arena_printf(arena, "%s_%s%s%s", member->by->name, operation->name,
	                    via ? "_via_" : "", via ? via : "");
}

const char *c_table(struct arena *arena, const struct member *member)
{
	const char *via = member->at->via;

	return arena_printf(arena, "%s_%s_ops%s%s", member->by->name, member->at->interface->name,
	                    via ? "_via_" : "", via ? via : "");
}

const char *c_up_function(struct arena *arena, const struct device *taker,
                          const struct operation *operation)
{
	return arena_printf(arena, "%s_%s_%s", taker->name, operation->interface->name,
	                    operation->name);
}

const char *c_up_table(struct arena *arena, const struct device *taker,
                       const struct interface *interface)
{
	return arena_printf(arena, "%s_%s_up_ops", taker->name, interface->name);
}

const char *c_argument(struct arena *arena, const struct device *device, size_t index)
{
	const struct interface *interface = device->args.items[index].interface;
	unsigned nth = 1;

	for (size_t i = 0; i < index; i++)
		nth += device->args.items[i].interface == interface;
	return nth == 1 ? interface->name : arena_printf(arena, "%s_%u", interface->name, nth);
}

/* What leads from the folder to the path, or null if the path is not below it. */
static const char *below(const char *folder, const char *path)
{
	size_t len = strlen(folder);

	if (!len || strncmp(folder, path, len))
		return NULL;
	if (folder[len - 1] == '/')
		return path + len;
	return path[len] == '/' ? path + len + 1 : NULL;
}

const char *shown_path(const struct emit *e, const char *real)
{
	const char *inside = below(e->options->config, real);

	if (inside)
		return inside;
	inside = below(e->options->root, real);
	if (inside)
		return arena_printf(e->arena, "mcfg/%s", inside);
	return *real == '/' ? path_relative(e->arena, e->options->config, real) : real;
}

const char *shown_line(const struct emit *e, struct span span)
{
	struct source *source = sources_of(&e->c->sources, span);

	if (!source)
		return "?";
	return arena_printf(e->arena, "%s:%zu", shown_path(e, source->real),
	                    source_place(e->arena, source, span.begin).line);
}

const char *shown_place(const struct emit *e, struct span span)
{
	struct source *source = sources_of(&e->c->sources, span);

	if (!source)
		return "?";
	return arena_printf(e->arena, "%s:%zu", shown_line(e, span),
	                    source_place(e->arena, source, span.begin).column);
}

const char *interface_header_dir(const struct emit *e, const struct interface *interface)
{
	const char *dir;

	if (!interface->headers.n || !interface->source)
		return NULL;
	dir = path_dir(e->arena, interface->source->real);
	for (size_t i = 0; i < interface->headers.n; i++)
		if (path_real(e->arena, path_join(e->arena, dir, interface->headers.items[i])))
			return dir;
	return NULL;
}

/* Writes one line of prose; what would end the comment is broken up. */
static void comment_line(struct text *text, const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		text_putc(text, line[i]);
		if ((line[i] == '*' && i + 1 < len && line[i + 1] == '/') ||
		    (line[i] == '/' && i + 1 < len && line[i + 1] == '*'))
			text_putc(text, ' ');
	}
}

static void indent(struct text *text, const char *what)
{
	for (unsigned i = 0; i < text->indent; i++)
		text_putc(text, '\t');
	text_puts(text, what);
}

/* How much of a line fits: up to its last blank before `width`, or all of its first word. */
static size_t fitting(const char *line, size_t len, size_t width)
{
	size_t fits = 0;

	for (size_t i = 0; i < len; i++)
		if (line[i] == ' ' && (i <= width || !fits))
			fits = i;
	return len <= width || !fits ? len : fits;
}

void c_comment(struct text *text, const char *prose)
{
	size_t width = 94 - 8 * (size_t)text->indent;
	bool several;

	if (!prose || !*prose)
		return;
	several = strchr(prose, '\n') || strlen(prose) > width;
	indent(text, several ? "/*\n" : "/* ");
	while (*prose) {
		size_t len = strcspn(prose, "\n");
		size_t fits = several ? fitting(prose, len, width + 2) : len;

		if (several)
			indent(text, len ? " * " : " *");
		comment_line(text, prose, fits);
		if (several)
			text_putc(text, '\n');
		prose += fits + (prose[fits] == '\n' || prose[fits] == ' ');
	}
	if (several)
		indent(text, " */\n");
	else
		text_puts(text, " */\n");
}

struct text *output_add(struct output *out, const char *path)
{
	struct output_file *file = arena_new(out->arena, struct output_file);

	file->path = path;
	text_init(&file->text, out->arena);
	*vec_push(out->arena, &out->files) = file;
	return &file->text;
}
