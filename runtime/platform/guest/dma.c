/* Memory for devices: whole pages, in one piece. See <mcfg/platform.h>. */
#include "memory.h"

#include <mcfg/platform.h>
#include <string.h>

static size_t open_bytes;

void *mcfg_platform_dma_open(size_t bytes)
{
	void *pages = mcfg_pages_open(bytes / MCFG_PAGE_BYTES);

	if (!pages)
		return NULL;
	open_bytes += bytes;
	return memset(pages, 0, bytes);
}

size_t mcfg_platform_dma_bytes(void)
{
	return open_bytes;
}

void mcfg_platform_dma_close(void *memory, size_t bytes)
{
	open_bytes -= bytes;
	mcfg_pages_close(memory, bytes / MCFG_PAGE_BYTES);
}

uint64_t mcfg_platform_dma_address(const void *at)
{
	return mcfg_physical(at);
}
