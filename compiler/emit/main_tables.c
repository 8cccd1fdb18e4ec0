/* main_tables.c - main.c: the tables of operations. An entry that no source calls is left null. */
#include "emit/main_c.h"

static void put_entry(struct text *text, const struct operation *operation, const char *function)
{
	text_line(text, ".%s = %s,", operation->name, function);
}

static void put_table(struct emit *e, struct text *text, const struct member *member)
{
	const struct interface *interface = member->at->interface;
	size_t n = 0;

	text_putc(text, '\n');
	text_open(text, "const struct %s_ops %s = {", interface->name, c_table(e->arena, member));
	text_line(text, "MCFG_OPS_NAMED(\"%s\")", member->by->name);
	for (size_t i = 0; i < interface->ops.n; i++) {
		const struct operation *operation = &interface->ops.items[i];

		if (!table_has(e, operation))
			continue;
		put_entry(text, operation, c_function(e->arena, member, operation));
		n++;
	}
	if (!interface->ops.n)
		text_line(text, ".none = 0,");
	else if (!n)
		text_line(text, ".%s = NULL, /* nothing is called through the table */",
		          interface->ops.items[0].name);
	text_close(text, "};");
}

/* Away from the canonical place: goes to it, and on. */
static void put_via(struct emit *e, struct text *text, const struct member *member,
                    const struct operation *operation)
{
	const struct interface *own = member->by->interface;
	struct member canonical = { member->by, occurrence_canonical(e, member->by->interface,
		                                                     member->at->interface) };
	struct text line;

	text_init(&line, e->arena);
	c_proto(&line, operation->proto, c_function(e->arena, member, operation),
	        c_self(e->arena, operation->interface->name));
	text_putc(text, '\n');
	text_line(text, "%s", text_string(&line));
	text_open(text, "{");
	text_line(text, "struct %s *whole = container_of(self, struct %s, %s);", own->name,
	          own->name, member->at->path);
	text_putc(text, '\n');
	text_init(&line, e->arena);
	c_proto_call(&line, operation->proto, c_function(e->arena, &canonical, operation),
	             arena_printf(e->arena, "&whole->%s", canonical.at->path));
	text_line(text, "%s%s;", operation->proto->is_void ? "" : "return ", text_string(&line));
	text_close(text, "}");
}

static void put_implementer(struct emit *e, struct text *text, const struct implementer *by)
{
	const struct occurrences *at = occurrences_of(e, by->interface);

	for (size_t i = 0; i < at->all.n; i++) {
		struct member member = { by, &at->all.items[i] };
		const struct interface *interface = member.at->interface;

		for (size_t j = 0; member.at->via && j < interface->ops.n; j++)
			put_via(e, text, &member, &interface->ops.items[j]);
		put_table(e, text, &member);
	}
}

/* An application that a device takes as a job: its start, with what it was applied to. */
static void put_application(struct emit *e, struct text *text, const struct emit_device *d)
{
	const struct device *device = d->device;
	struct member member = { &d->implementer,
		                 occurrence_canonical(e, device->interface, device->interface) };

	text_putc(text, '\n');
	text_line(text, "int %s(struct %s *self)",
	          c_function(e->arena, &member, &device->interface->ops.items[0]),
	          device->interface->name);
	text_open(text, "{");
	if (device->args.n)
		text_line(text, "struct %s *whole = container_of(self, struct %s, %s);\n",
		          device->name, device->name, device->interface->name);
	else
		text_line(text, "(void)self;");
	text_puts(text, "\treturn ");
	text_printf(text, "%s_start(", device->name);
	for (size_t i = 0; i < device->args.n; i++)
		text_printf(text, "%swhole->args.%s", i ? ", " : "",
		            c_argument(e->arena, device, i));
	text_puts(text, ");\n");
	text_close(text, "}");
}

/* ---- upwards --------------------------------------------------------------------------------- */

/* A consumer's operation, for those who know it only by its table. */
static const char *put_up_function(struct emit *e, struct text *text, const struct device *taker,
                                   const struct operation *operation)
{
	const char *function = c_up_function(e->arena, taker, operation);
	const char *name = arena_printf(e->arena, "%s_up", function);
	struct text line;

	text_init(&line, e->arena);
	c_proto(&line, operation->proto, name, "void *self, unsigned port");
	text_putc(text, '\n');
	text_line(text, "static %s", text_string(&line));
	text_open(text, "{");
	if (taker->is_foreign)
		text_line(text, "(void)self;");
	text_init(&line, e->arena);
	c_proto_call(&line, operation->proto, function, taker->is_foreign ? "port" : "self, port");
	text_line(text, "%s%s;", operation->proto->is_void ? "" : "return ", text_string(&line));
	text_close(text, "}");
	return name;
}

static void put_up_table(struct emit *e, struct text *text, const struct device *taker,
                         const struct interface *interface)
{
	const char **functions = arena_array(e->arena, const char *, interface->ups.n);
	size_t n = 0;

	for (size_t i = 0; i < interface->ups.n; i++)
		if (table_has(e, &interface->ups.items[i]))
			functions[i] = put_up_function(e, text, taker, &interface->ups.items[i]);
	text_putc(text, '\n');
	text_open(text, "const struct %s_up_ops %s = {", interface->name,
	          c_up_table(e->arena, taker, interface));
	for (size_t i = 0; i < interface->ups.n; i++)
		if (functions[i]) {
			put_entry(text, &interface->ups.items[i], functions[i]);
			n++;
		}
	if (!n)
		text_line(text, ".%s = NULL, /* nothing is called through the table */",
		          interface->ups.items[0].name);
	text_close(text, "};");
}

/* The tables of a consumer, one for each interface that calls it. */
static void put_up_tables(struct emit *e, struct text *text, const struct device *taker)
{
	struct map done = { 0 };

	for (size_t i = 0; i < taker->args.n; i++) {
		const struct interface *taken = taker->args.items[i].interface;

		for (size_t j = 0; j < taken->ancestors.n; j++) {
			struct interface *at = taken->ancestors.items[j];

			if (!at->ups.n || map_get(&done, at))
				continue;
			map_set(e->arena, &done, at, at);
			put_up_table(e, text, taker, at);
		}
	}
}

void emit_main_tables(struct emit *e, struct text *text)
{
	if (e->implementers.n)
		main_section(text, "The operations of each device; null where no source calls them "
		                   "through the table.");
	for (size_t i = 0; i < e->devices.n; i++)
		if (e->devices.items[i]->as_argument)
			put_application(e, text, e->devices.items[i]);
	for (size_t i = 0; i < e->implementers.n; i++)
		put_implementer(e, text, e->implementers.items[i]);
	for (size_t i = 0; i < e->devices.n; i++)
		put_up_tables(e, text, e->devices.items[i]->device);
}
