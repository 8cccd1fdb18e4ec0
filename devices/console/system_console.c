/* The machine's console. */
#include <mcfg/console.h>
#include <mcfg/platform.h>

int system_console_write(struct console *self, const void *data, size_t len)
{
	(void)self;
	return mcfg_platform_console_write(data, len);
}

ssize_t system_console_read(struct console *self, void *data, size_t cap)
{
	(void)self;
	return mcfg_platform_console_read(data, cap);
}
