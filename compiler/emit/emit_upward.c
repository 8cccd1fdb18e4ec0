/*
 * emit_upward.c - upward calls: from whoever implements an interface to whoever takes it.
 *
 * Where all instances of a source's devices have the same consumers, the calls are written out;
 * else the list is walked. Several consumers are called in the order of the configuration. The
 * result is the last one's, and zero without any.
 */
#include "emit/emit_private.h"

static bool walks(const struct up_shape *up)
{
	return up->provides && !up->same && up->takers.n <= SET_MAX;
}

static const struct up_shape *shape_of(const struct emit_source *source,
                                       const struct interface *interface)
{
	static const struct up_shape open;
	const struct view *view = source ? view_find(source, interface) : NULL;

	return view ? &view->up : &open;
}

/* What stands before the operation's parameters in a consumer: an application has no self. */
static const char *taker_self(struct arena *arena, const struct device *taker)
{
	return taker->is_foreign
	           ? "unsigned port"
	           : arena_printf(arena, "struct %s *self, unsigned port", taker->name);
}

void c_up_prototype(struct emit *e, struct text *text, const struct device *taker,
                    const struct operation *operation)
{
	c_line(e, text, operation->proto->span);
	c_proto(text, operation->proto, c_up_function(e->arena, taker, operation),
	        taker_self(e->arena, taker));
	text_puts(text, ";\n");
}

void emit_upward_prototypes(struct emit *e, struct text *text, const struct emit_source *source,
                            const struct interface *interface)
{
	const struct up_shape *up = shape_of(source, interface);

	if (!interface->ups.n || !up->provides || up->takers.n > SET_MAX)
		return;
	for (size_t i = 0; i < up->takers.n; i++) {
		const struct device *taker = up->takers.items[i];

		if (!taker->is_foreign)
			text_line(text, "struct %s;", taker->name);
		if (walks(up))
			text_line(text, "extern const struct %s_up_ops %s;", interface->name,
			          c_up_table(e->arena, taker, interface));
		for (size_t j = 0; j < interface->ups.n; j++)
			c_up_prototype(e, text, taker, &interface->ups.items[j]);
	}
}

/* "result = ethif_network_frame(self->up[0].self, 0, buf);" */
static void put_call(struct text *text, const struct operation *operation, const char *function,
                     const char *self)
{
	struct text line;

	text_init(&line, text->arena);
	c_proto_call(&line, operation->proto, function, self);
	text_line(text, "%s%s;", operation->proto->is_void ? "" : "result = ", text_string(&line));
}

static void put_direct(struct text *text, const struct operation *operation,
                       const struct consumers *consumers)
{
	bool uses_self = false;

	for (size_t i = 0; i < consumers->all.n; i++) {
		const struct consumer *consumer = &consumers->all.items[i];
		const struct device *taker = consumer->node->device;
		const char *self =
		    taker->is_foreign
		        ? arena_printf(text->arena, "%u", consumer->port)
		        : arena_printf(text->arena, "self->up[%zu].self, %u", i, consumer->port);

		put_call(text, operation, c_up_function(text->arena, taker, operation), self);
		uses_self |= !taker->is_foreign;
	}
	if (!uses_self)
		text_line(text, "(void)self;");
	if (!consumers->all.n)
		c_proto_unused(text, operation->proto);
}

static void put_taker(struct text *text, const struct operation *operation,
                      const struct device *taker, bool first, bool last)
{
	if (first && !last)
		text_open(text, "if (at->ops == &%s)",
		          c_up_table(text->arena, taker, operation->interface));
	else if (!last)
		text_open(text, "else if (at->ops == &%s)",
		          c_up_table(text->arena, taker, operation->interface));
	else if (!first)
		text_open(text, "else");
	put_call(text, operation, c_up_function(text->arena, taker, operation),
	         taker->is_foreign ? "at->port" : "at->self, at->port");
	if (!first || !last)
		text->indent--;
}

static void put_walk(struct emit *e, struct text *text, const struct operation *operation,
                     const struct up_shape *up)
{
	text_open(text, "for (const struct %s_up *at = self->up; at && at->ops; at++) {",
	          operation->interface->name);
	if (!walks(up)) {
		if (!table_has(e, operation))
			text_line(text, "mcfg_configure_again();");
		put_call(text, operation, arena_printf(e->arena, "at->ops->%s", operation->name),
		         "at->self, at->port");
	}
	for (size_t i = 0; walks(up) && i < up->takers.n; i++)
		put_taker(text, operation, up->takers.items[i], i == 0, i + 1 == up->takers.n);
	text_close(text, "}");
}

static void put_operation(struct emit *e, struct text *text, const struct operation *operation,
                          const struct up_shape *up)
{
	const struct c_proto *proto = operation->proto;
	struct text line;

	text_init(&line, e->arena);
	c_proto(&line, proto, c_up_call(e->arena, operation),
	        c_self(e->arena, operation->interface->name));
	text_putc(text, '\n');
	text_line(text, "static inline %s", text_string(&line));
	text_open(text, "{");
	text_line(text, "MCFG_TRACE_OPERATION(\"%s\", self);", c_up_call(e->arena, operation));
	if (!proto->is_void) {
		text_init(&line, e->arena);
		c_proto_result(&line, proto, "result");
		text_line(text, "%s = { 0 };", text_string(&line));
		text_putc(text, '\n');
	}
	if (up->provides && up->same)
		put_direct(text, operation, up->first);
	else
		put_walk(e, text, operation, up);
	if (!proto->is_void)
		text_line(text, "return result;");
	text_close(text, "}");
}

void emit_upward(struct emit *e, struct text *text, const struct emit_source *source,
                 const struct interface *interface)
{
	for (size_t i = 0; i < interface->ups.n; i++)
		put_operation(e, text, &interface->ups.items[i], shape_of(source, interface));
}
