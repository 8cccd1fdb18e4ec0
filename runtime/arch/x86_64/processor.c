/* The processor's own means on x86-64: counter, random numbers, page table entries. See ../arch.h.
 */
#include "../../platform/guest/leaf.h"

#include "../arch.h"
#include "cpuid.h"

const char mcfg_arch_name[] = "x86_64";

/* ---- counter and random numbers -------------------------------------------------------------- */

uint64_t mcfg_arch_cycles(void)
{
	uint32_t low, high;

	__asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high)::"memory");
	return (uint64_t)high << 32 | low;
}

static bool rdseed(uint64_t *word)
{
	uint8_t given;

	__asm__ volatile("rdseed %0; setc %1" : "=r"(*word), "=qm"(given)::"cc");
	return given;
}

static bool rdrand(uint64_t *word)
{
	uint8_t given;

	__asm__ volatile("rdrand %0; setc %1" : "=r"(*word), "=qm"(given)::"cc");
	return given;
}

/* The seeds run dry when asked quickly; the generator behind rdrand hardly ever does. */
bool mcfg_arch_random(uint64_t *word)
{
	bool has_rdrand = mcfg_cpuid(1, 0).ecx & 1u << 30;

	if (mcfg_cpuid(0, 0).eax >= 7 && mcfg_cpuid(7, 0).ebx & 1u << 18 && rdseed(word))
		return true;
	for (int i = 0; has_rdrand && i < 10; i++)
		if (rdrand(word))
			return true;
	return false;
}

/* A call is e8 and four bytes, or ff with a second byte that says what it calls, and up to five
 * more. */
bool mcfg_arch_follows_call(uintptr_t address)
{
	const uint8_t *end = (const uint8_t *)address;

	if (end[-5] == 0xe8)
		return true;
	for (int len = 2; len <= 7; len++)
		if (end[-len] == 0xff && (end[1 - len] & 0x38) == 0x10)
			return true;
	return false;
}

/* ---- page tables ----------------------------------------------------------------------------- */

enum {
	PRESENT = 1 << 0,
	WRITABLE = 1 << 1,
	WRITE_THROUGH = 1 << 3,
	UNCACHED = 1 << 4,
	ACCESSED = 1 << 5,
	DIRTY = 1 << 6,
	LARGE = 1 << 7
};

#define NO_EXECUTE (UINT64_C(1) << 63)
#define ADDRESS    UINT64_C(0x000ffffffffff000)

uint64_t mcfg_arch_leaf(uint64_t physical, unsigned prot, unsigned level)
{
	uint64_t entry = physical | PRESENT | ACCESSED;

	if (prot & MCFG_PROT_WRITE)
		entry |= WRITABLE | DIRTY;
	if (!(prot & MCFG_PROT_EXEC))
		entry |= NO_EXECUTE;
	if (prot & MCFG_PROT_DEVICE)
		entry |= WRITE_THROUGH | UNCACHED;
	return level > 0 ? entry | LARGE : entry;
}

unsigned mcfg_arch_prot(uint64_t leaf)
{
	return MCFG_PROT_READ | (leaf & WRITABLE ? MCFG_PROT_WRITE : 0) |
	       (leaf & NO_EXECUTE ? 0 : MCFG_PROT_EXEC) | (leaf & UNCACHED ? MCFG_PROT_DEVICE : 0);
}

uint64_t mcfg_arch_table(uint64_t physical)
{
	return physical | PRESENT | WRITABLE | ACCESSED;
}

bool mcfg_arch_is_leaf(uint64_t entry, unsigned level)
{
	return entry & PRESENT && (level == 0 || entry & LARGE);
}

uint64_t mcfg_arch_entry_address(uint64_t entry)
{
	return entry & ADDRESS;
}

unsigned mcfg_arch_largest_level(void)
{
	return mcfg_cpuid(0x80000000, 0).eax >= 0x80000001 &&
	               mcfg_cpuid(0x80000001, 0).edx & 1u << 26
	           ? 2
	           : 1;
}

void mcfg_arch_use_tables(uint64_t root)
{
	__asm__ volatile("movq %0, %%cr3" ::"r"(root) : "memory");
}

void mcfg_arch_publish(void)
{
	/* The processor sees its own stores in order. */
}

void mcfg_arch_forget(uintptr_t address)
{
	__asm__ volatile("invlpg (%0)" ::"r"(address) : "memory");
}

void mcfg_arch_clear_page(void *page)
{
	uint64_t n = 4096 / 8;

	__asm__ volatile("rep stosq" : "+D"(page), "+c"(n) : "a"(0) : "memory");
}
