/* The last line. See end.h. */
#include "leaf.h"

#include "console.h"
#include "end.h"
#include "fault.h"
#include "machine.h"

#include <mcfg/platform.h>

static MCFG_LEAF void append_number(unsigned n)
{
	char digit = (char)('0' + n % 10);

	if (n >= 10)
		append_number(n / 10);
	mcfg_console_append(&digit, 1);
}

static MCFG_LEAF void say_status(unsigned status)
{
	static const char text[] = "mcfg: exit ";

	mcfg_console_append(text, sizeof text - 1);
	append_number(status);
	mcfg_console_append("\n", 1);
	mcfg_console_flush();
}

_Noreturn MCFG_LEAF void mcfg_guest_end(int status)
{
	say_status((unsigned)status & 255);
	mcfg_machine_exit(status & 255);
}

_Noreturn MCFG_LEAF void mcfg_guest_reboot(void)
{
	say_status(0);
	mcfg_machine_reboot();
}

_Noreturn MCFG_LEAF __attribute__((noinline)) void mcfg_platform_crash(void)
{
	mcfg_fault_callers((uintptr_t)__builtin_return_address(0),
	                   (uintptr_t)__builtin_frame_address(0));
	say_status(MCFG_STATUS_CRASHED);
	mcfg_machine_crash();
}
