/* attached.c - what the machine must have for the image; see model.h. */
#include "emit/emit_private.h"

const char *attached_name(struct emit *e, const struct attach *attach)
{
	return attach->n_values ? value_shown(e->arena, attach->values[0]) : "";
}

/* All that it says, as one word. */
static const char *word_of(struct emit *e, const struct attach *attach)
{
	struct text word;

	text_init(&word, e->arena);
	text_puts(&word, attach->kind);
	for (size_t i = 0; i < attach->n_values; i++) {
		text_putc(&word, '\n');
		text_puts(&word, value_shown(e->arena, attach->values[i]));
	}
	return intern(&e->c->names, text_string(&word));
}

/* Devices that are made distinct may still stand on one disk: what is called alike is one. */
static void add(struct emit *e, const struct attach *attach, struct map *known)
{
	const char *word = word_of(e, attach);

	if (*attached_name(e, attach) && map_get(known, word))
		return;
	map_set(e->arena, known, word, (void *)word);
	*vec_push(e->arena, &e->attached) = attach;
}

void attached_build(struct emit *e)
{
	struct map known = { 0 };

	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];
		const struct facts *facts = node->kind == NODE_DEVICE ? node->facts : NULL;

		for (size_t j = 0; facts && j < facts->attaches.n; j++)
			add(e, &facts->attaches.items[j], &known);
	}
}
