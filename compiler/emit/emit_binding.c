/*
 * emit_binding.c - what a call of an operation does in one source: the open binding calls through
 * the table, a closed one calls what the handle can only be.
 */
#include "emit/emit_private.h"

#include <string.h>

/* The operation's prototype under another name, where it was declared, as compilers will say. */
static void put_prototype(struct emit *e, struct text *text, const struct operation *operation,
                          const struct member *member)
{
	c_line(e, text, operation->proto->span);
	c_proto(text, operation->proto, c_function(e->arena, member, operation),
	        c_self(e->arena, operation->interface->name));
	text_puts(text, ";\n");
}

static void put_prototypes(struct emit *e, struct text *text, const struct set *set,
                           const struct interface *interface)
{
	for (unsigned i = 0; i < set->n; i++) {
		text_line(text, "extern const struct %s_ops %s;", interface->name,
		          c_table(e->arena, &set->members[i]));
		for (size_t j = 0; j < interface->ops.n; j++)
			put_prototype(e, text, &interface->ops.items[j], &set->members[i]);
	}
}

static const char *returns(const struct operation *operation)
{
	return operation->proto->is_void ? "" : "return ";
}

/* "return stdio_write(self, data, len);" */
static void put_call(struct text *text, const struct operation *operation, const char *function)
{
	struct text line;

	text_init(&line, text->arena);
	c_proto_call(&line, operation->proto, function, "self");
	text_line(text, "%s%s;", returns(operation), text_string(&line));
}

/*
 * Through the table. An entry that no source calls is null: a call that comes later must not meet
 * it, so its source does not compile until mcfg has written the tables anew.
 */
static void put_table_call(struct emit *e, struct text *text, const struct operation *operation,
                           bool may_be_null)
{
	if (may_be_null && !table_has(e, operation))
		text_line(text, "mcfg_configure_again();");
	put_call(text, operation, arena_printf(text->arena, "self->ops->%s", operation->name));
}

/* In debug builds a handle that is none of the set's is reported. */
static void put_expectation(struct text *text, const struct set *set,
                            const struct interface *interface)
{
	struct text condition;

	text_init(&condition, text->arena);
	for (unsigned i = 0; i < set->n; i++)
		text_printf(&condition, "%sself->ops == &%s", i ? " || " : "",
		            c_table(text->arena, &set->members[i]));
	text_line(text, "MCFG_EXPECT_HANDLE(%s, \"%s\", self->ops);", text_string(&condition),
	          interface->name);
}

static void put_alternative(struct text *text, const struct operation *operation,
                            const struct member *member, bool first)
{
	text_open(text, "%sif (self->ops == &%s)", first ? "" : "else ",
	          c_table(text->arena, member));
	put_call(text, operation, c_function(text->arena, member, operation));
	text->indent--;
}

static void put_alternatives(struct emit *e, struct text *text, const struct set *set,
                             const struct operation *operation, bool is_handle)
{
	unsigned n_tested = is_handle ? set->n : set->n - 1;

	for (unsigned i = 0; i < n_tested; i++)
		put_alternative(text, operation, &set->members[i], i == 0);
	if (n_tested)
		text_open(text, "else");
	if (is_handle)
		put_table_call(e, text, operation, false);
	else
		put_call(text, operation,
		         c_function(text->arena, &set->members[n_tested], operation));
	if (n_tested)
		text->indent--;
}

static void put_operation(struct emit *e, struct text *text, const struct operation *operation,
                          const struct set *set)
{
	const struct interface *interface = operation->interface;
	bool is_handle = set_of_handles(e, interface) != NULL;
	struct text line;

	text_init(&line, e->arena);
	c_proto(&line, operation->proto, c_call(e->arena, operation),
	        c_self(e->arena, interface->name));
	text_putc(text, '\n');
	text_line(text, "static inline %s", text_string(&line));
	text_open(text, "{");
	text_line(text, "MCFG_TRACE_OPERATION(\"%s\", self);", c_call(e->arena, operation));
	if (!set->n || set->many) {
		put_table_call(e, text, operation, true);
	} else {
		if (!is_handle)
			put_expectation(text, set, interface);
		put_alternatives(e, text, set, operation, is_handle);
	}
	text_close(text, "}");
}

/* What a source sees, in words. */
static const char *describe(struct emit *e, const struct emit_source *source,
                            const struct interface *interface, const struct set *set)
{
	struct text text;

	if (!source)
		return arena_printf(e->arena, "Open: any %s, through its operations.",
		                    interface->name);
	text_init(&text, e->arena);
	text_printf(&text, "%s in %s: ", interface->name, shown_path(e, source->source->real));
	if (!set->n || set->many)
		text_puts(&text, set->n ? "one of many, through its operations."
		                        : "open, through its operations.");
	for (unsigned i = 0; !set->many && i < set->n; i++)
		text_printf(&text, "%s%s%s", i ? ", " : "", set->members[i].by->name,
		            i + 1 == set->n ? "." : "");
	return text_string(&text);
}

void emit_binding(struct emit *e, const struct emit_source *source,
                  const struct interface *interface)
{
	const char *folder =
	    source ? arena_printf(e->arena, "bind/%s", source->source->id) : "include";
	const char *path = arena_printf(e->arena, "%s/mcfg/bind/%s.h", folder, interface->name);
	const struct set *set = set_of(e, source, interface);
	struct text *text = output_add(e->out, path);

	c_comment(text, describe(e, source, interface, set));
	if (set->n && !set->many)
		put_prototypes(e, text, set, interface);
	emit_upward_prototypes(e, text, source, interface);
	if (strstr(text_string(text), "\n#line"))
		c_line_end(text, path);
	for (size_t i = 0; i < interface->ops.n; i++)
		put_operation(e, text, &interface->ops.items[i], set);
	emit_upward(e, text, source, interface);
}
