/*
 * From the loader's entry to main(): see arch.h. What runs here is in front of the C library: no
 * malloc, no stdio, no errno.
 */
#include "../../arch/arch.h"

#include "fault.h"
#include "machine.h"
#include "memory.h"

#include <elf.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>

enum { AUX_WORDS = 2 * 16 };

int main(void);

/* The C library's, which its own crt1.o would call. */
_Noreturn void __libc_start_main(int (*main)(void), int argc, char **argv, void (*init)(void),
                                 void (*fini)(void), void (*at_end)(void));

/* What Linux puts on the stack of a process: the C library finds the rest behind argv. */
static struct {
	uintptr_t argc;
	char *argv[2];
	char *environment[1];
	uintptr_t aux[AUX_WORDS];
} process;

/* Of an image's own segments the C library needs only the one of thread-local data. */
static Elf64_Phdr segments[1];

static unsigned char random_bytes[16];

static void add_aux(size_t *n, uintptr_t type, uintptr_t value)
{
	process.aux[(*n)++] = type;
	process.aux[(*n)++] = value;
}

static void fill_segments(void)
{
	segments[0] = (Elf64_Phdr){
		.p_type = PT_TLS,
		.p_flags = PF_R,
		.p_vaddr = (uintptr_t)__tls_start,
		.p_filesz = (uintptr_t)(__tls_data_end - __tls_start),
		.p_memsz = (uintptr_t)(__tls_end - __tls_start),
		.p_align = __tls_align,
	};
}

static void fill_process(void)
{
	static char name[] = "mcfg";
	size_t n = 0;

	fill_segments();
	process.argc = 1;
	process.argv[0] = name;
	add_aux(&n, AT_PHDR, (uintptr_t)segments);
	add_aux(&n, AT_PHENT, sizeof *segments);
	add_aux(&n, AT_PHNUM, sizeof segments / sizeof *segments);
	add_aux(&n, AT_PAGESZ, MCFG_PAGE_BYTES);
	add_aux(&n, AT_RANDOM, (uintptr_t)random_bytes);
	add_aux(&n, AT_NULL, 0);
}

/* On a stack with a guard and room. The canary comes from the C library, out of these bytes. */
static _Noreturn void start_libc(void)
{
	fill_process();
	__libc_start_main(main, (int)process.argc, process.argv, NULL, NULL, NULL);
}

static _Noreturn void fail(const char *why, size_t len)
{
	mcfg_platform_message(why, len);
	mcfg_platform_crash();
}

#define FAIL(why) fail("mcfg: " why "\n", sizeof "mcfg: " why "\n" - 1)

_Noreturn void mcfg_guest_start(const void *boot)
{
	struct mcfg_stack stack;

	mcfg_machine_early(boot);
	mcfg_arch_init();
	mcfg_memory_init();
	mcfg_machine_init();
	if (mcfg_platform_entropy(random_bytes, sizeof random_bytes))
		FAIL("there is no source of random numbers: give the machine one");
	if (mcfg_platform_stack_open(MCFG_STACK_BYTES, &stack))
		FAIL("not enough memory");
	mcfg_fault_main_stack(&stack);
	mcfg_arch_call_on(stack.high, start_libc);
}
