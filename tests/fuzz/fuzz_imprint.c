/*
 * Records in images: any bytes are read within their bounds; a record that is accepted and is
 * written again is accepted again, and says the same.
 */
#include "base/imprint.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_again(struct text *text, const struct imprint *imprint)
{
	text_printf(text, "%c%s", IMPRINT_MAGIC_FIRST, IMPRINT_MAGIC_REST);
	for (size_t i = 0; i < imprint->lines.n; i++) {
		text_puts(text, imprint->lines.items[i].word);
		for (size_t j = 0; j < imprint->lines.items[i].n_fields; j++)
			imprint_put_field(text, imprint->lines.items[i].fields[j]);
		text_putc(text, '\n');
	}
	text_puts(text, "end\n");
}

static void same(const struct imprint *a, const struct imprint *b)
{
	if (a->lines.n != b->lines.n)
		abort();
	for (size_t i = 0; i < a->lines.n; i++) {
		const struct imprint_line *left = &a->lines.items[i], *right = &b->lines.items[i];

		if (left->word != right->word || left->n_fields != right->n_fields)
			abort();
		for (size_t j = 0; j < left->n_fields; j++)
			if (strcmp(left->fields[j], right->fields[j]) != 0)
				abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct imprint imprint, again;
	struct arena arena;
	struct text text;
	uint8_t *exact = malloc(size ? size : 1); /* so that a byte too many is seen */

	if (!exact)
		return 0;
	memcpy(exact, data, size);
	arena_init(&arena);
	if (!imprint_find(&arena, exact, size, &imprint)) {
		text_init(&text, &arena);
		write_again(&text, &imprint);
		if (imprint_find(&arena, text.bytes, text.len + 1, &again) != 0)
			abort();
		same(&imprint, &again);
	}
	arena_fini(&arena);
	free(exact);
	return 0;
}
