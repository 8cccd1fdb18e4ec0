#include "leaf.h"

/* The process that an image is to the C library. See sys.h. */
#include "../../arch/arch.h"

#include "fault.h"
#include "memory.h"
#include "sys.h"
#include "text.h"

#include <errno.h>
#include <mcfg/image.h>
#include <mcfg/platform.h>
#include <mcfg/units.h>
#include <signal.h>
#include <sys/syscall.h>

enum { SET_FS = 0x1002, MAX_NUMBER = 512 };

long sys_arch_prctl(int code, void *at)
{
	if (code != SET_FS)
		return -EINVAL;
	mcfg_arch_set_thread_pointer(at);
	return 0;
}

/* abort() is the only one that counts on being killed. */
long sys_kill(int number)
{
	if (number == SIGABRT)
		mcfg_fault_abort();
	return -ENOSYS;
}

long sys_sysinfo(struct sysinfo *info)
{
	unsigned char *at = (unsigned char *)info;

	for (size_t i = 0; i < sizeof *info; i++)
		at[i] = 0;
	info->uptime = (long)(mcfg_platform_monotonic_ns() / SEC(1));
	info->totalram = mcfg_memory_bytes();
	info->freeram = mcfg_memory_free_bytes();
	info->procs = 1;
	info->mem_unit = 1;
	return 0;
}

static void copy(char *to, const char *from)
{
	size_t i = 0;

	for (; from[i] && i < 64; i++)
		to[i] = from[i];
	to[i] = '\0';
}

long sys_uname(struct utsname *names)
{
	copy(names->sysname, "mcfg");
	copy(names->nodename, mcfg_image.name);
	copy(names->release, mcfg_image.made_by ? mcfg_image.made_by : "");
	copy(names->version, "");
	copy(names->machine, mcfg_arch_name);
	copy(names->domainname, "");
	return 0;
}

long sys_getaffinity(size_t len, unsigned char *set)
{
	if (len < sizeof(long))
		return -EINVAL;
	for (size_t i = 0; i < sizeof(long); i++)
		set[i] = i == 0;
	return sizeof(long);
}

/* ---- those that are not there ---------------------------------------------------------------- */

/* The names of those that programs ask for most. */
static const char *name_of(long number)
{
	static const struct {
		short number;
		char name[14];
	} names[] = {
		{ SYS_socket, "socket" },
		{ SYS_connect, "connect" },
		{ SYS_accept4, "accept4" },
		{ SYS_bind, "bind" },
		{ SYS_listen, "listen" },
		{ SYS_sendto, "sendto" },
		{ SYS_recvfrom, "recvfrom" },
		{ SYS_clone, "clone" },
		{ SYS_execve, "execve" },
		{ SYS_wait4, "wait4" },
		{ SYS_futex, "futex" },
		{ SYS_pipe2, "pipe2" },
		{ SYS_fcntl, "fcntl" },
		{ SYS_dup3, "dup3" },
		{ SYS_fstat, "fstat" },
		{ SYS_newfstatat, "newfstatat" },
		{ SYS_statx, "statx" },
		{ SYS_getdents64, "getdents64" },
		{ SYS_getcwd, "getcwd" },
		{ SYS_chdir, "chdir" },
		{ SYS_mkdirat, "mkdirat" },
		{ SYS_unlinkat, "unlinkat" },
		{ SYS_renameat2, "renameat2" },
		{ SYS_faccessat, "faccessat" },
		{ SYS_rt_sigaction, "rt_sigaction" },
		{ SYS_setitimer, "setitimer" },
		{ SYS_pselect6, "pselect6" },
		{ SYS_epoll_create1, "epoll_create1" },
		{ SYS_prlimit64, "prlimit64" },
		{ SYS_getrusage, "getrusage" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].number == number)
			return names[i].name;
	return NULL;
}

MCFG_LEAF void sys_missing(long number)
{
	static uint64_t said[MAX_NUMBER / 64];
	struct mcfg_line line;
	const char *name = name_of(number);

	mcfg_line_begin(&line);
	if (number < 0 || number >= MAX_NUMBER || said[number / 64] >> number % 64 & 1)
		return;
	said[number / 64] |= UINT64_C(1) << number % 64;
	mcfg_line_put(&line, mcfg_image.name);
	mcfg_line_put(&line, ": the C library asked for system call ");
	mcfg_line_put_decimal(&line, (uint64_t)number);
	if (name) {
		mcfg_line_put(&line, " (");
		mcfg_line_put(&line, name);
		mcfg_line_put(&line, ")");
	}
	mcfg_line_put(&line, ", which is not there");
	mcfg_line_end(&line);
}
