/* What a guest has not, and the C library's way out. See <mcfg/platform.h>. */
#include <errno.h>
#include <mcfg/platform.h>
#include <stdlib.h>

int mcfg_platform_trace_save(const char *folder, const char *name, const void *data, size_t len)
{
	(void)folder;
	(void)name;
	(void)data;
	(void)len;
	return -ENOSYS;
}

/* The C library writes what it holds back; then it calls exit_group, which is mcfg_guest_end. */
_Noreturn void mcfg_platform_exit(int status)
{
	exit(status);
}
