/*
 * Stacks: ranges of the area. The top page is mapped at once, the others when they are touched; the
 * guard below them never is. See <mcfg/platform.h>, area.h and fault.c.
 */
#include "area.h"
#include "mmu.h"

#include <errno.h>
#include <mcfg/platform.h>

enum { GUARD_PAGES = 4 };

int mcfg_platform_stack_open(size_t bytes, struct mcfg_stack *stack)
{
	size_t n = bytes / MCFG_PAGE_BYTES + (bytes % MCFG_PAGE_BYTES > 0);
	uintptr_t at, top;

	if (bytes > SIZE_MAX / 2)
		return -ENOMEM;
	at = mcfg_area_open(n + GUARD_PAGES);
	if (!at)
		return -ENOMEM;
	stack->low = (char *)at + GUARD_PAGES * MCFG_PAGE_BYTES;
	stack->high = stack->low + n * MCFG_PAGE_BYTES;
	stack->guard_bytes = GUARD_PAGES * MCFG_PAGE_BYTES;
	top = (uintptr_t)stack->high - MCFG_PAGE_BYTES;
	if (mcfg_mmu_expect((uintptr_t)stack->low, n) && mcfg_area_touch(top))
		return 0;
	mcfg_area_close(at, n + GUARD_PAGES);
	return -ENOMEM;
}

void mcfg_platform_stack_close(const struct mcfg_stack *stack)
{
	char *at = stack->low - GUARD_PAGES * MCFG_PAGE_BYTES;

	mcfg_area_close((uintptr_t)at, (size_t)(stack->high - at) / MCFG_PAGE_BYTES);
}
