/* Registers of devices, mapped when they are asked for. See <mcfg/virtio/bus.h>. */
#include <mcfg/virtio/bus.h>

#include "../guest/mmu.h"

volatile unsigned char *mcfg_virtio_map(uint64_t at, size_t bytes)
{
	uint64_t end = at + bytes, physical;

	if (end < at || end > MCFG_AREA)
		return NULL;
	for (uint64_t page = at / MCFG_PAGE_BYTES * MCFG_PAGE_BYTES; page < end;
	     page += MCFG_PAGE_BYTES)
		if (!mcfg_mmu_find(page, &physical) &&
		    !mcfg_mmu_map(page, page, 1,
		                  MCFG_PROT_READ | MCFG_PROT_WRITE | MCFG_PROT_DEVICE))
			return NULL;
	return (volatile unsigned char *)(uintptr_t)at;
}
