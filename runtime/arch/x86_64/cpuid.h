/* cpuid.h - what the processor, or the hypervisor in its place, says about itself. */
#ifndef MCFG_X86_CPUID_H
#define MCFG_X86_CPUID_H

#include <stdint.h>

struct mcfg_cpuid {
	uint32_t eax, ebx, ecx, edx;
};

static inline struct mcfg_cpuid mcfg_cpuid(uint32_t leaf, uint32_t subleaf)
{
	struct mcfg_cpuid id;

	__asm__("cpuid"
	        : "=a"(id.eax), "=b"(id.ebx), "=c"(id.ecx), "=d"(id.edx)
	        : "a"(leaf), "c"(subleaf));
	return id;
}

#endif
