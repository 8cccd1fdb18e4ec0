/* Entries of page tables. See ../arch.h. */
#include "../../platform/guest/leaf.h"

#include "../arch.h"
#include "cpu.h"
#include "mmu_bits.h"

#define ADDRESS_BITS UINT64_C(0x0000fffffffff000)

uint64_t mcfg_arch_leaf(uint64_t physical, unsigned prot, unsigned level)
{
	uint64_t entry = physical | PTE_UXN | (level == 0 ? PTE_PAGE : PTE_BLOCK);

	entry |= prot & MCFG_PROT_DEVICE ? PTE_DEVICE : PTE_NORMAL;
	if (!(prot & MCFG_PROT_WRITE))
		entry |= PTE_READONLY;
	if (!(prot & MCFG_PROT_EXEC))
		entry |= PTE_PXN;
	return entry;
}

unsigned mcfg_arch_prot(uint64_t leaf)
{
	unsigned prot = MCFG_PROT_READ;

	if (!(leaf & PTE_READONLY))
		prot |= MCFG_PROT_WRITE;
	if (!(leaf & PTE_PXN))
		prot |= MCFG_PROT_EXEC;
	if ((leaf & PTE_KIND) == (PTE_DEVICE & PTE_KIND))
		prot |= MCFG_PROT_DEVICE;
	return prot;
}

uint64_t mcfg_arch_table(uint64_t physical)
{
	return physical | PTE_TABLE;
}

bool mcfg_arch_is_leaf(uint64_t entry, unsigned level)
{
	return (entry & 3) == (level == 0 ? PTE_PAGE : PTE_BLOCK);
}

uint64_t mcfg_arch_entry_address(uint64_t entry)
{
	return entry & ADDRESS_BITS;
}

unsigned mcfg_arch_largest_level(void)
{
	return 2;
}

void mcfg_arch_use_tables(uint64_t root)
{
	cpu_dsb();
	cpu_write(ttbr0_el1, root);
	cpu_write(sctlr_el1, cpu_read(sctlr_el1) | SCTLR_WXN);
	cpu_isb();
	__asm__ volatile("tlbi vmalle1" ::: "memory");
	cpu_dsb();
	cpu_isb();
}

void mcfg_arch_publish(void)
{
	cpu_dsb();
	cpu_isb();
}

void mcfg_arch_forget(uintptr_t address)
{
	cpu_dsb();
	__asm__ volatile("tlbi vaae1, %0" ::"r"(address >> 12 & UINT64_C(0xfffffffffff))
	                 : "memory");
	cpu_dsb();
	cpu_isb();
}
