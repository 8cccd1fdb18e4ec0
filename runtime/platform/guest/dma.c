/* Memory for devices: whole pages, in one piece. See <mcfg/platform.h>. */
#include "memory.h"

#include <mcfg/platform.h>
#include <string.h>

void *mcfg_platform_dma_open(size_t bytes)
{
	void *pages = mcfg_pages_open(bytes / MCFG_PAGE_BYTES);

	return pages ? memset(pages, 0, bytes) : NULL;
}

void mcfg_platform_dma_close(void *memory, size_t bytes)
{
	mcfg_pages_close(memory, bytes / MCFG_PAGE_BYTES);
}

uint64_t mcfg_platform_dma_address(const void *at)
{
	return mcfg_physical(at);
}
