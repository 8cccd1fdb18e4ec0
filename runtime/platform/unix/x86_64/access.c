/* What a fault was about on x86-64: the processor's error code. See ../access.h. */
#include "../access.h"

#include <ucontext.h>

enum { WRITE = 2, FETCH = 16 };

enum mcfg_access mcfg_access_of(const void *context, const void *address)
{
	const greg_t *registers = ((const ucontext_t *)context)->uc_mcontext.gregs;

	(void)address;
	if (registers[REG_ERR] & FETCH)
		return MCFG_ACCESS_EXECUTE;
	return registers[REG_ERR] & WRITE ? MCFG_ACCESS_WRITE : MCFG_ACCESS_READ;
}
