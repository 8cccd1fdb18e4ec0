/* Faults name the task in which they happened, on a stack of their own. See unix.h. */
#include "unix.h"

#include <mcfg/platform.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* Room for the handler, and for what valgrind and the sanitizers put there. */
static _Alignas(16) char fault_stack[64 * 1024];

static const char *name_of(int number)
{
	switch (number) {
	case SIGSEGV: return "invalid memory access";
	case SIGBUS: return "bus error";
	case SIGILL: return "illegal instruction";
	default: return "arithmetic error";
	}
}

/* Says what it was, and lets the signal take its usual course when the handler returns. */
static void on_fault(int number, siginfo_t *info, void *context)
{
	(void)context;
	mcfg_describe_fault(name_of(number), info->si_addr);
	signal(number, SIG_DFL);
}

int mcfg_unix_faults_init(void)
{
	static const int numbers[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE };
	const stack_t stack = { .ss_sp = fault_stack, .ss_size = sizeof fault_stack };
	struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK };

	if (sigaltstack(&stack, NULL)) {
		perror("sigaltstack");
		return -1;
	}
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sigaction(numbers[i], &action, NULL);
	return 0;
}

_Noreturn void mcfg_platform_exit(int status)
{
	exit(status);
}

_Noreturn void mcfg_platform_crash(void)
{
	abort();
}
