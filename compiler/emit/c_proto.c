#include "emit/c_proto.h"

#include "emit/c_names.h"

#include <string.h>

/* Names that the generated functions give to their own parameters and variables. */
static const char *const taken[] = { "self", "port", "at", "result" };

static const char *param_name(struct arena *arena, const struct c_param *param, unsigned index)
{
	const char *name = param->decl.name.name;

	if (!name)
		return arena_printf(arena, "arg%u", index);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (!strcmp(name, taken[i]))
			return arena_printf(arena, "%s_", name);
	return name;
}

/* "const void *" and "data", or "size_t" and "len": a blank only after a word. */
static void put_decl(struct text *text, const struct c_decl *decl, const char *name)
{
	size_t len = strlen(decl->before);

	text_printf(text, "%s%s%s%s", decl->before,
	            len && strchr("* ", decl->before[len - 1]) ? "" : " ", name, decl->after);
}

static void put_params(struct text *text, const struct c_proto *proto, const char *self)
{
	unsigned index = 1;

	text_printf(text, "(%s", self ? self : "");
	for (const struct c_param *param = proto->params; param; param = param->next, index++) {
		if (self || index > 1)
			text_puts(text, ", ");
		put_decl(text, &param->decl, param_name(text->arena, param, index));
	}
	text_puts(text, self || proto->params ? ")" : "void)");
}

void c_proto_result(struct text *text, const struct c_proto *proto, const char *name)
{
	put_decl(text, &(struct c_decl){ .before = proto->decl.before, .after = "" }, name);
}

void c_proto(struct text *text, const struct c_proto *proto, const char *name, const char *self)
{
	c_proto_result(text, proto, name);
	put_params(text, proto, self);
}

void c_proto_pointer(struct text *text, const struct c_proto *proto, const char *name,
                     const char *self)
{
	c_proto(text, proto, arena_printf(text->arena, "(*%s)", name), self);
}

void c_proto_call(struct text *text, const struct c_proto *proto, const char *name,
                  const char *self)
{
	unsigned index = 1;

	text_printf(text, "%s(%s", name, self ? self : "");
	for (const struct c_param *param = proto->params; param; param = param->next, index++)
		text_printf(text, "%s%s", self || index > 1 ? ", " : "",
		            param_name(text->arena, param, index));
	text_putc(text, ')');
}

void c_proto_unused(struct text *text, const struct c_proto *proto)
{
	unsigned index = 1;

	for (const struct c_param *param = proto->params; param; param = param->next, index++)
		text_line(text, "(void)%s;", param_name(text->arena, param, index));
}

const char *c_self(struct arena *arena, const char *tag)
{
	return arena_printf(arena, "struct %s *self", tag);
}

/* Notes a tag that was not declared before. */
static void put_tag(struct text *text, const char *tag, struct map *declared)
{
	if (!tag || map_get(declared, tag))
		return;
	map_set(text->arena, declared, tag, declared);
	text_line(text, "struct %s;", tag);
}

static void put_tags(struct text *text, const struct c_proto *proto, struct map *declared)
{
	put_tag(text, proto->decl.struct_tag, declared);
	for (const struct c_param *param = proto->params; param; param = param->next)
		put_tag(text, param->decl.struct_tag, declared);
}

void c_proto_tags(struct text *text, const struct interface *interface)
{
	struct map declared = { 0 };

	put_tag(text, interface->name, &declared);
	for (size_t i = 0; i < interface->ops.n; i++)
		put_tags(text, interface->ops.items[i].proto, &declared);
	for (size_t i = 0; i < interface->ups.n; i++)
		put_tags(text, interface->ups.items[i].proto, &declared);
}

void c_line(struct emit *e, struct text *text, struct span span)
{
	struct source *source = sources_of(&e->c->sources, span);

	if (!source)
		return;
	text_printf(text, "#line %zu ", source_place(e->arena, source, span.begin).line);
	text_c_string(text, shown_path(e, source->real));
	text_putc(text, '\n');
}

void c_line_end(struct text *text, const char *path)
{
	size_t line = 1;

	c_wrap(text);
	for (size_t i = 0; i < text->len; i++)
		line += text->bytes[i] == '\n';
	text_printf(text, "#line %zu ", line + 1);
	text_c_string(text, path);
	text_putc(text, '\n');
}
