/* What a fault was about on arm64: the syndrome, which Linux adds to the context. See ../access.h.
 */
#include "../access.h"

#include <signal.h>
#include <stdint.h>
#include <ucontext.h>

enum { WRITE = 0x40 }; /* of a data abort's syndrome */

/* The syndrome; 0 where there is none, as in emulators. Records follow one another; the last has no
 * size. */
static uint64_t syndrome(const mcontext_t *machine)
{
	const unsigned char *at = machine->__reserved, *end = at + sizeof machine->__reserved;
	const struct _aarch64_ctx *record;

	for (; at < end; at += record->size) {
		record = (const void *)at;
		if (record->magic == ESR_MAGIC)
			return ((const struct esr_context *)(const void *)at)->esr;
		if (record->size == 0)
			break;
	}
	return 0;
}

enum mcfg_access mcfg_access_of(const void *context, const void *address)
{
	const mcontext_t *machine = &((const ucontext_t *)context)->uc_mcontext;

	if (machine->pc == (uintptr_t)address)
		return MCFG_ACCESS_EXECUTE;
	return syndrome(machine) & WRITE ? MCFG_ACCESS_WRITE : MCFG_ACCESS_READ;
}
