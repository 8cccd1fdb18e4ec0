/* presence.c - which devices have a connect and a disconnect, which they need not have. */
#include "emit/model.h"

static enum presence presence_in(const struct csource *text, const char *symbol)
{
	if (map_get(&text->defines, symbol) && !text->conditional)
		return PRESENT;
	if (map_get(&text->has, symbol) || text->pastes || !text->readable)
		return PERHAPS;
	return ABSENT;
}

static enum presence presence_of(const struct emit *e, const struct emit_device *d,
                                 const char *operation)
{
	const char *symbol =
	    intern(&e->c->names, arena_printf(e->arena, "%s_%s", d->device->name, operation));
	enum presence best = d->facts->generates.n ? PERHAPS : ABSENT;

	for (size_t i = 0; i < d->facts->sources.n; i++) {
		const struct emit_source *source =
		    map_get(&e->source_of, d->facts->sources.items[i]);

		for (size_t j = 0; j < source->text.items.n; j++) {
			enum presence here = presence_in(source->text.items.items[j], symbol);

			best = here > best ? here : best;
		}
	}
	return best;
}

void presence_build(struct emit *e)
{
	for (size_t i = 0; i < e->devices.n; i++) {
		struct emit_device *d = e->devices.items[i];

		if (d->device->is_foreign)
			continue;
		d->connect = d->facts->header.real ? PRESENT : presence_of(e, d, "connect");
		d->disconnect = presence_of(e, d, "disconnect");
	}
}
