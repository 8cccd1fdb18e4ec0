#include "leaf.h"

/*
 * See symbols.h. The table is written into the linked image by `symbols`, so it is larger than what
 * the compiler sees: for each function, by address, where it lies in the text (4 bytes), and its
 * name.
 */
#include "symbols.h"

#include "memory.h"

#include <stddef.h>

/* An image without names has no more than this. */
static const uint32_t no_symbols[2] __attribute__((section(".mcfg.symbols"), used)) = { 0 };

struct table {
	uint32_t bytes, n;
	uint32_t at[]; /* n of them; then n names, one after the other, each ended by a NUL */
};

static const struct table *table(void)
{
	const void *at = no_symbols;

	__asm__("" : "+r"(at)); /* the compiler does not know what stands there */
	return at;
}

size_t mcfg_symbols_bytes(void)
{
	return table()->bytes;
}

const char *mcfg_symbol(uintptr_t at, uintptr_t *offset)
{
	const struct table *t = table();
	const char *name = (const char *)&t->at[t->n];
	uintptr_t in_text = at - (uintptr_t)__text_start;
	uint32_t i = 0;

	while (i < t->n && t->at[i] <= in_text)
		i++;
	if (i == 0)
		return NULL;
	*offset = in_text - t->at[i - 1];
	for (; i > 1; i--)
		while (*name++)
			;
	return name;
}
