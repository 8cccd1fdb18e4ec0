#include "leaf.h"

/* See symbols.h. */
#include "symbols.h"

#include <stddef.h>

const char *mcfg_symbol(uintptr_t at, uintptr_t *offset)
{
	(void)at;
	(void)offset;
	return NULL;
}
