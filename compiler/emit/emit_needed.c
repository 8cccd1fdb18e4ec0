/*
 * emit_needed.c - needed.txt: the symbols that sources must define, each with the place that needs
 * it and what to say if it is missing, separated by tabs. With `!` before it a symbol must not be
 * defined: no source mentioned it when main.c was written, so that nothing calls it.
 */
#include "emit/emit_private.h"

struct needed {
	struct emit *e;
	struct text *text;
	struct map done;
};

static void need(struct needed *n, const char *symbol, struct span span, const char *why)
{
	const char *key = intern(&n->e->c->names, symbol);

	if (map_get(&n->done, key))
		return;
	map_set(n->e->arena, &n->done, key, n);
	text_line(n->text, "%s\t%s\t%s", symbol, shown_place(n->e, span), why);
}

/* "in tcp.c or tcp_input.c" */
static const char *where(struct needed *n, const struct emit_device *d)
{
	struct text text;

	if (!d->facts->sources.n)
		return ", which has no sources";
	text_init(&text, n->e->arena);
	text_puts(&text, ", in ");
	for (size_t i = 0; i < d->facts->sources.n; i++)
		text_printf(&text, "%s%s", i ? " or " : "",
		            shown_path(n->e, d->facts->sources.items[i]->real));
	return text_string(&text);
}

static void need_operations(struct needed *n, const struct emit_device *d,
                            const struct implementer *by)
{
	struct arena *arena = n->e->arena;

	for (size_t i = 0; i < by->interface->ancestors.n; i++) {
		const struct interface *at = by->interface->ancestors.items[i];
		struct member member = { by, occurrence_canonical(n->e, by->interface, at) };

		for (size_t j = 0; j < at->ops.n; j++) {
			const char *symbol = c_function(arena, &member, &at->ops.items[j]);

			need(n, symbol, by->span,
			     arena_printf(arena, "%s does not define %s, the operation %s of %s%s",
			                  by->name, symbol, at->ops.items[j].name, at->name,
			                  where(n, d)));
		}
	}
}

static void need_upward(struct needed *n, const struct emit_device *d)
{
	struct arena *arena = n->e->arena;
	const struct device *device = d->device;

	for (size_t i = 0; i < device->args.n; i++) {
		const struct interface *taken = device->args.items[i].interface;

		for (size_t j = 0; j < taken->ancestors.n; j++) {
			const struct interface *at = taken->ancestors.items[j];

			for (size_t k = 0; k < at->ups.n; k++) {
				const char *symbol =
				    c_up_function(arena, device, &at->ups.items[k]);

				need(n, symbol, device->span,
				     arena_printf(arena,
				                  "%s does not define %s, which the %s that it "
				                  "takes calls%s",
				                  device->name, symbol, at->name, where(n, d)));
			}
		}
	}
}

/* Its start, its connect, its disconnect. */
static void need_function(struct needed *n, const struct emit_device *d, const char *what,
                          enum presence presence)
{
	struct arena *arena = n->e->arena;
	const char *name = d->device->name;
	const char *symbol = arena_printf(arena, "%s_%s", name, what);

	if (presence == PRESENT)
		need(n, symbol, d->device->span,
		     arena_printf(arena, "%s does not define %s%s", name, symbol, where(n, d)));
	else if (presence == ABSENT)
		need(n, arena_printf(arena, "!%s", symbol), d->device->span,
		     arena_printf(arena,
		                  "%s defines %s, which it did not when the image was configured: "
		                  "run `mcfg configure` again",
		                  name, symbol));
}

static void need_device(struct needed *n, const struct emit_device *d)
{
	if (d->device->is_foreign) {
		need_function(n, d, "start", PRESENT);
	} else {
		need_function(n, d, "connect", d->connect);
		need_function(n, d, "disconnect", d->disconnect);
		need_operations(n, d, &d->implementer);
	}
	for (size_t i = 0; i < d->facts->makes.n; i++)
		need_operations(n, d, map_get(&n->e->handle_of, d->facts->makes.items[i].name));
	need_upward(n, d);
}

void emit_needed(struct emit *e)
{
	struct needed n = { .e = e, .text = output_add(e->out, "needed.txt") };

	for (size_t i = 0; i < e->devices.n; i++)
		need_device(&n, e->devices.items[i]);
}
