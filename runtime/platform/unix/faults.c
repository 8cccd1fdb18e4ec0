/* Faults name the task in which they happened, on a stack of their own. See unix.h. */
#include "unix.h"

#include "../../report.h"
#include "access.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { NULL_BYTES = 4096 }; /* a pointer to less is one to a member of nothing */

/* Room for the handler, and for what valgrind and the sanitizers put there. */
static _Alignas(16) char fault_stack[64 * 1024];

/* The image, as every linker names its parts: constants, code from _init on, and what is written.
 */
extern const char __executable_start[], _init[], etext[], edata[];

/* ---- what it was ----------------------------------------------------------------------------- */

static bool is_between(const char *at, const char *from, const char *to)
{
	return at >= from && at < to;
}

/* What is in the image can be read: who may not do what it does there writes. */
static const char *access_text(enum mcfg_access access, const char *at)
{
	bool null = (uintptr_t)at < NULL_BYTES;

	if (access == MCFG_ACCESS_EXECUTE)
		return null ? "it called a null pointer" : "it executed data";
	if (null)
		return "it used a null pointer";
	if (is_between(at, _init, etext))
		return "it wrote to code";
	if (is_between(at, __executable_start, edata))
		return "it wrote to a constant";
	return access == MCFG_ACCESS_WRITE ? "it wrote where no memory is"
	                                   : "it read where no memory is";
}

static const char *text_of(int number, const siginfo_t *info, const void *context)
{
	switch (number) {
	case SIGSEGV:
	case SIGBUS:
		if (info->si_code == SI_KERNEL) /* of an address that no memory can have */
			return "invalid memory access";
		return access_text(mcfg_access_of(context, info->si_addr), info->si_addr);
	case SIGTRAP:
	case SIGILL: return "illegal instruction";
	case SIGFPE: return "arithmetic error";
	default: return "it aborted";
	}
}

/* ---- saying so ------------------------------------------------------------------------------- */

/* The signal takes its usual course when this returns. */
static void on_fault(int number, siginfo_t *info, void *context)
{
	mcfg_describe_fault(text_of(number, info, context),
	                    number == SIGABRT ? NULL : info->si_addr);
}

int mcfg_unix_faults_init(void)
{
	static const unsigned char numbers[] = {
		SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT
	};
	const stack_t stack = { .ss_sp = fault_stack, .ss_size = sizeof fault_stack };
	struct sigaction action = { .sa_sigaction = on_fault,
		                    .sa_flags = SA_SIGINFO | SA_ONSTACK | (int)SA_RESETHAND };

	if (sigaltstack(&stack, NULL))
		return mcfg_unix_failed("sigaltstack");
	for (size_t i = 0; i < sizeof numbers; i++)
		sigaction(numbers[i], &action, NULL);
	return 0;
}

int mcfg_unix_failed(const char *what)
{
	int error = -errno;

	mcfg_say("%s: %s", what, strerror(-error));
	return error;
}

/* The stack protector's end, instead of the C library's, which does not know the task. */
_Noreturn __attribute__((cold)) void __stack_chk_fail(void);

_Noreturn void __stack_chk_fail(void)
{
	mcfg_describe_fault("its stack was overwritten: an array on it is too small", NULL);
	mcfg_platform_crash();
}

_Noreturn void mcfg_platform_exit(int status)
{
	exit(status);
}

/* Said already. */
_Noreturn void mcfg_platform_crash(void)
{
	const struct sigaction usual = { .sa_handler = SIG_DFL };

	sigaction(SIGABRT, &usual, NULL);
	abort();
}
