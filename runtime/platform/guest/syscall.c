#include "leaf.h"

/* Which call is which. See syscall.h and sys.h. */
#include "syscall.h"

#include "end.h"
#include "sys.h"

#include <errno.h>
#include <sys/syscall.h>

/* There is one process, with one thread, of the superuser's. */
enum { PROCESS = 1 };

static long memory_call(long a, long b, long c, long d, long number)
{
	switch (number) {
	case SYS_brk: return 0; /* there is none; the C library goes on with mmap */
	case SYS_mmap: return sys_mmap(a, (size_t)b, (int)c, (int)d);
	case SYS_munmap: return sys_munmap((uintptr_t)a, (size_t)b);
	case SYS_mremap: return sys_mremap((uintptr_t)a, (size_t)b, (size_t)c, (int)d);
	case SYS_mprotect: return sys_mprotect((uintptr_t)a, (size_t)b, (int)c);
	case SYS_madvise: return sys_madvise((int)c);
	default: return -ENOSYS;
	}
}

static long file_call(long a, long b, long c, long number)
{
	switch (number) {
	case SYS_write: return sys_write((int)a, (const char *)b, (size_t)c);
	case SYS_writev: return sys_writev((int)a, (const struct iovec *)b, (int)c);
	case SYS_read:
	case SYS_readv: return sys_is_open((int)a) ? MCFG_SYSCALL_BLOCKS : -EBADF;
	case SYS_ioctl: return sys_ioctl((int)a, (unsigned long)b, (void *)c);
	case SYS_lseek: return sys_is_open((int)a) ? -ESPIPE : -EBADF;
	case SYS_close: return sys_is_open((int)a) ? 0 : -EBADF;
#ifdef SYS_open
	case SYS_open:
#endif
	case SYS_openat: return -ENOENT;
#ifdef SYS_poll
	case SYS_poll:
#endif
	case SYS_ppoll: return MCFG_SYSCALL_BLOCKS;
	default: return -ENOSYS;
	}
}

static long time_call(long a, long b, long number)
{
	switch (number) {
	case SYS_clock_gettime: return sys_clock_gettime((int)a, (struct timespec *)b);
	case SYS_clock_getres: return sys_clock_getres((int)a, (struct timespec *)b);
	case SYS_nanosleep:
	case SYS_clock_nanosleep:
	case SYS_sched_yield:
	case SYS_getrandom: return MCFG_SYSCALL_BLOCKS;
	default: return -ENOSYS;
	}
}

static long process_call(long a, long b, long c, long number)
{
	switch (number) {
#ifdef SYS_arch_prctl
	case SYS_arch_prctl: return sys_arch_prctl((int)a, (void *)b);
#endif
	case SYS_exit:
	case SYS_exit_group:
	case SYS_reboot: return MCFG_SYSCALL_BLOCKS; /* the status may go to a store */
	case SYS_set_tid_address:
	case SYS_getpid:
	case SYS_gettid: return PROCESS;
	case SYS_getppid:
	case SYS_getuid:
	case SYS_geteuid:
	case SYS_getgid:
	case SYS_getegid:
	case SYS_rt_sigprocmask: return 0;
	case SYS_kill:
	case SYS_tkill: return sys_kill((int)b);
	case SYS_sysinfo: return sys_sysinfo((struct sysinfo *)a);
	case SYS_uname: return sys_uname((struct utsname *)a);
	case SYS_sched_getaffinity: return sys_getaffinity((size_t)b, (unsigned char *)c);
	default: return -ENOSYS;
	}
}

long mcfg_syscall(long a, long b, long c, long d, long e, long f, long number)
{
	long result;

	(void)e;
	(void)f;
	result = memory_call(a, b, c, d, number);
	if (result == -ENOSYS)
		result = file_call(a, b, c, number);
	if (result == -ENOSYS)
		result = time_call(a, b, number);
	if (result == -ENOSYS)
		result = process_call(a, b, c, number);
	if (result == -ENOSYS)
		sys_missing(number);
	return result;
}

long mcfg_syscall_blocking(long a, long b, long c, long d, long e, long f, long number)
{
	(void)e;
	(void)f;
	switch (number) {
	case SYS_read: return sys_read((char *)b, (size_t)c);
	case SYS_readv: return sys_readv((const struct iovec *)b, (int)c);
#ifdef SYS_poll
	case SYS_poll: return sys_poll((struct pollfd *)a, (size_t)b, c);
#endif
	case SYS_ppoll: return sys_ppoll((struct pollfd *)a, (size_t)b, (const struct timespec *)c);
	case SYS_nanosleep: return sys_sleep(CLOCK_MONOTONIC, 0, (const struct timespec *)a);
	case SYS_clock_nanosleep: return sys_sleep((int)a, (int)b, (const struct timespec *)c);
	case SYS_sched_yield: return sys_yield();
	case SYS_getrandom: return sys_getrandom((void *)a, (size_t)b);
	case SYS_exit:
	case SYS_exit_group: mcfg_guest_end((int)a);
	case SYS_reboot: return sys_reboot(a, b, c);
	default: (void)d; return -ENOSYS;
	}
}
