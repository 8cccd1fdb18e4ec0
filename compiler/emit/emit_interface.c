/* emit_interface.c - an interface's header: its struct, its operations, its conversions. */
#include "emit/emit_private.h"

static void put_includes(struct text *text, const struct interface *interface)
{
	text_line(text, "#include <mcfg/base.h>");
	for (size_t i = 0; i < interface->headers.n; i++)
		text_line(text, "#include <%s>", interface->headers.items[i]);
	for (size_t i = 0; i < interface->parents.n; i++)
		text_line(text, "#include <mcfg/%s.h>", interface->parents.items[i]->name);
	text_putc(text, '\n');
	c_proto_tags(text, interface);
	text_putc(text, '\n');
}

/* One member of an operations table. */
static void put_pointer(struct text *text, const struct operation *operation, const char *self)
{
	struct text line;

	text_init(&line, text->arena);
	c_proto_pointer(&line, operation->proto, operation->name, self);
	text_line(text, "%s;", text_string(&line));
}

static void put_ops(struct text *text, const struct interface *interface)
{
	const char *self = c_self(text->arena, interface->name);

	text_open(text, "struct %s_ops {", interface->name);
	text_line(text, "MCFG_OPS_NAME");
	for (size_t i = 0; i < interface->ops.n; i++)
		put_pointer(text, &interface->ops.items[i], self);
	if (!interface->ops.n)
		text_line(text, "char none; /* no operations of its own */");
	text_close(text, "};");
	text_putc(text, '\n');
}

/* What takes the interface, as its provider sees it: a list that ends with null operations. */
static void put_up(struct text *text, const struct interface *interface)
{
	text_line(text, "/* Whoever takes a %s: a list that ends with null operations. */",
	          interface->name);
	text_open(text, "struct %s_up_ops {", interface->name);
	for (size_t i = 0; i < interface->ups.n; i++)
		put_pointer(text, &interface->ups.items[i], "void *self, unsigned port");
	text_close(text, "};");
	text_putc(text, '\n');
	text_open(text, "struct %s_up {", interface->name);
	text_line(text, "const struct %s_up_ops *ops;", interface->name);
	text_line(text, "void *self;");
	text_line(text, "unsigned port; /* the argument's position, from 0 */");
	text_close(text, "};");
	text_putc(text, '\n');
}

static void put_struct(struct text *text, const struct interface *interface)
{
	text_open(text, "struct %s {", interface->name);
	for (size_t i = 0; i < interface->parents.n; i++)
		text_line(text, "struct %s %s;", interface->parents.items[i]->name,
		          interface->parents.items[i]->name);
	text_line(text, "const struct %s_ops *ops;", interface->name);
	if (interface->ups.n)
		text_line(text, "const struct %s_up *up; /* null: nobody takes it */",
		          interface->name);
	text_close(text, "};");
}

static void put_conversions(struct text *text, const struct interface *interface)
{
	for (size_t i = 1; i < interface->ancestors.n; i++) {
		const char *ancestor = interface->ancestors.items[i]->name;

		text_putc(text, '\n');
		text_line(text, "static inline struct %s *%s_as_%s(struct %s *self)", ancestor,
		          interface->name, ancestor, interface->name);
		text_open(text, "{");
		text_line(text, "return &self->%s;", interface->paths.items[i]);
		text_close(text, "}");
	}
}

static void put_call(struct text *text, const struct operation *operation, const char *name,
                     const char *self)
{
	struct text line;

	text_init(&line, text->arena);
	c_proto(&line, operation->proto, name, self);
	text_putc(text, '\n');
	c_comment(text, operation->proto->doc);
	text_line(text, "static inline %s;", text_string(&line));
}

static void put_calls(struct text *text, const struct interface *interface)
{
	const char *self = c_self(text->arena, interface->name);

	for (size_t i = 0; i < interface->ops.n; i++)
		put_call(text, &interface->ops.items[i],
		         c_call(text->arena, &interface->ops.items[i]), self);
	if (!interface->ups.n)
		return;
	text_putc(text, '\n');
	c_comment(text, arena_printf(text->arena, "Upwards: called by whoever implements %s.",
	                             interface->name));
	for (size_t i = 0; i < interface->ups.n; i++)
		put_call(text, &interface->ups.items[i],
		         c_up_call(text->arena, &interface->ups.items[i]), self);
}

void emit_interface(struct emit *e, const struct interface *interface)
{
	const char *path = arena_printf(e->arena, "include/mcfg/%s.h", interface->name);
	const char *guard = c_upper(e->arena, interface->name);
	struct text *text = output_add(e->out, path);

	c_comment(text, arena_printf(e->arena, "<mcfg/%s.h>%s%s\nWritten by mcfg from %s.",
	                             interface->name, interface->doc ? " - " : "",
	                             interface->doc ? interface->doc : "",
	                             shown_line(e, interface->span)));
	text_line(text, "#ifndef MCFG_GENERATED_INTERFACE_%s_H", guard);
	text_line(text, "#define MCFG_GENERATED_INTERFACE_%s_H", guard);
	text_putc(text, '\n');
	put_includes(text, interface);
	put_ops(text, interface);
	if (interface->ups.n)
		put_up(text, interface);
	put_struct(text, interface);
	put_conversions(text, interface);
	put_calls(text, interface);
	text_putc(text, '\n');
	text_line(text, "#include <mcfg/bind/%s.h>", interface->name);
	text_putc(text, '\n');
	text_line(text, "#endif");
}
