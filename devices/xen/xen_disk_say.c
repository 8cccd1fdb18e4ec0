/* What is said about a disk. See xen_disk.h. */
#include "xen_disk.h"

#include <stdarg.h>
#include <stdio.h>

static MCFG_LOG(block_log, "xen.block");

void xen_disk_say(const struct xen_disk *disk, enum mcfg_log_level level, const char *format, ...)
{
	char text[320];
	va_list arguments;

	if (!mcfg_log_watched(&block_log, level))
		return;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	mcfg_log_message(&block_log, level, "%s: %s", disk->name, text);
}
