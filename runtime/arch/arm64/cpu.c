/* The processor. See ../arch.h. */
#include "../../platform/guest/leaf.h"

#include "../arch.h"
#include "cpu.h"
#include "gic.h"

const char mcfg_arch_name[] = "aarch64";

static bool has_random;

void mcfg_arch_init(void)
{
	/* What else there is to prepare, boot.S did: it needs no memory. */
	has_random = (cpu_read(id_aa64isar0_el1) >> 60) > 0;
}

void mcfg_arch_set_thread_pointer(void *pointer)
{
	cpu_write(tpidr_el0, (uintptr_t)pointer);
}

/* It is a variable's, __stack_chk_guard. */
void mcfg_arch_set_canary(uintptr_t word)
{
	(void)word;
}

uint64_t mcfg_arch_cycles(void)
{
	cpu_isb();
	return cpu_read(cntvct_el0);
}

bool mcfg_arch_random(uint64_t *word)
{
	uint64_t failed;

	if (!has_random)
		return false;
	/* RNDR: the zero flag tells that it gave nothing */
	__asm__ volatile("mrs %0, S3_3_C2_C4_0\n\tcset %1, eq" : "=r"(*word), "=r"(failed)::"cc");
	return !failed;
}

void mcfg_arch_wait(void)
{
	cpu_dsb();
	__asm__ volatile("wfi" ::: "memory"); /* ends for a masked interrupt, too */
	mcfg_gic_serve();
}

void mcfg_arch_take_interrupts(void)
{
	mcfg_gic_serve();
}

_Noreturn void mcfg_arch_stop(void)
{
	for (;;)
		__asm__ volatile("msr daifset, #0xf; wfi");
}

void mcfg_arch_clear_page(void *page)
{
	char *at = page;

	for (unsigned i = 0; i < 4096; i += 32)
		__asm__ volatile("stp xzr, xzr, [%0]\n\tstp xzr, xzr, [%0, #16]" ::"r"(at + i)
		                 : "memory");
}

/* It runs on the same. */
uintptr_t mcfg_arch_syscall_stack(void)
{
	return 0;
}

void mcfg_arch_touch_stack(void)
{
	__asm__ volatile("sub x9, sp, #4096\n\tldrb wzr, [x9]" ::: "x9", "memory");
}
