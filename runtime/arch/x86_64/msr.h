/* msr.h - the processor's registers that have numbers. */
#ifndef MCFG_X86_MSR_H
#define MCFG_X86_MSR_H

#include <stdint.h>

static inline void mcfg_msr_write(uint32_t msr, uint64_t value)
{
	__asm__ volatile("wrmsr" ::"c"(msr), "a"((uint32_t)value), "d"((uint32_t)(value >> 32))
	                 : "memory");
}

static inline uint64_t mcfg_msr_read(uint32_t msr)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(msr));
	return (uint64_t)high << 32 | low;
}

#endif
