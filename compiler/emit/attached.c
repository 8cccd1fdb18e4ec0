/* attached.c - what the machine must have for the image; see model.h. */
#include "emit/emit_private.h"

static const char *name_of(struct emit *e, const struct attach *what)
{
	return what->n_values ? value_shown(e->arena, what->values[0]) : "";
}

const char *attached_name(struct emit *e, const struct attached *attached)
{
	return name_of(e, attached->what);
}

/* All that it says, as one word. */
static const char *word_of(struct emit *e, const struct attach *what)
{
	struct text word;

	text_init(&word, e->arena);
	text_puts(&word, what->kind);
	for (size_t i = 0; i < what->n_values; i++) {
		text_putc(&word, '\n');
		text_puts(&word, value_shown(e->arena, what->values[i]));
	}
	return intern(&e->c->names, text_string(&word));
}

/* Devices that are made distinct may still stand on one disk: what is called alike is one. */
static void add(struct emit *e, const struct attach *what, const struct node *node,
                struct map *known)
{
	const char *word = word_of(e, what);

	if (*name_of(e, what) && map_get(known, word))
		return;
	map_set(e->arena, known, word, (void *)word);
	*vec_push(e->arena, &e->attached) = (struct attached){ what, node };
}

void attached_build(struct emit *e)
{
	struct map known = { 0 };

	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];
		const struct facts *facts = node->kind == NODE_DEVICE ? node->facts : NULL;

		for (size_t j = 0; facts && j < facts->attaches.n; j++)
			add(e, &facts->attaches.items[j], node, &known);
	}
}
