/*
 * Memory for devices, of a process: no device reaches it but through the kernel, which takes
 * pointers. It serves every platform whose memory devices see at the program's own addresses, and
 * whose malloc is in one piece for them. See <mcfg/platform.h>.
 */
#include <mcfg/platform.h>
#include <stdlib.h>
#include <string.h>

static size_t open_bytes;

void *mcfg_platform_dma_open(size_t bytes)
{
	void *memory = aligned_alloc(MCFG_DMA_PAGE_BYTES, bytes);

	if (!memory)
		return NULL;
	open_bytes += bytes;
	return memset(memory, 0, bytes);
}

void mcfg_platform_dma_close(void *memory, size_t bytes)
{
	open_bytes -= bytes;
	free(memory);
}

size_t mcfg_platform_dma_bytes(void)
{
	return open_bytes;
}

uint64_t mcfg_platform_dma_address(const void *at)
{
	return (uint64_t)(uintptr_t)at;
}
