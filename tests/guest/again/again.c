/* Says so, and asks the machine to start again, or to end. */
#include <mcfg/console.h>
#include <mcfg/keys.h>

#include <errno.h>
#include <sys/reboot.h>

int again_main_start(struct console *console)
{
	static const int requests[] = { RB_AUTOBOOT, RB_POWER_OFF, RB_KEXEC };

	console_write(console, "here\n", 5);
	return reboot(requests[key_what()]) == -1 && errno == EINVAL ? 3 : 4;
}
