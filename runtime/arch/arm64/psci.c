/* PSCI. See psci.h. */
#include "psci.h"

#define SYSTEM_OFF   UINT32_C(0x84000008)
#define SYSTEM_RESET UINT32_C(0x84000009)

static bool by_smc;

void mcfg_psci_init(bool smc)
{
	by_smc = smc;
}

uint64_t mcfg_smccc_call(uint32_t function)
{
	register uint64_t x0 __asm__("x0") = function;
	register uint64_t x1 __asm__("x1") = 0;
	register uint64_t x2 __asm__("x2") = 0;
	register uint64_t x3 __asm__("x3") = 0;

	if (by_smc)
		__asm__ volatile("smc #0"
		                 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
		                 :
		                 : "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13",
		                   "x14", "x15", "x16", "x17", "memory");
	else
		__asm__ volatile("hvc #0"
		                 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)
		                 :
		                 : "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13",
		                   "x14", "x15", "x16", "x17", "memory");
	return x0;
}

static _Noreturn void call_and_stop(uint32_t function)
{
	mcfg_smccc_call(function);
	for (;;)
		__asm__ volatile("msr daifset, #0xf; wfi");
}

_Noreturn void mcfg_psci_off(void)
{
	call_and_stop(SYSTEM_OFF);
}

_Noreturn void mcfg_psci_reset(void)
{
	call_and_stop(SYSTEM_RESET);
}
