/*
 * sys.h - the system calls that there are, by Linux's names: each returns what Linux's does, or a
 * negative errno. See syscall.h.
 */
#ifndef MCFG_SYS_H
#define MCFG_SYS_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/sysinfo.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>

/* ---- sys_memory.c: leaves ---- */

/* Anonymous memory only; PROT_NONE reserves addresses, which mprotect fills. */
long sys_mmap(long at, size_t len, int prot, int flags);
long sys_munmap(uintptr_t at, size_t len);
long sys_mremap(uintptr_t at, size_t len, size_t new_len, int flags);
long sys_mprotect(uintptr_t at, size_t len, int prot);
long sys_madvise(int advice);

/* ---- sys_file.c: leaves. There are the three standard streams, which are the console ---- */

bool sys_is_open(int fd);
long sys_write(int fd, const char *data, size_t len);
long sys_writev(int fd, const struct iovec *parts, int n);
long sys_ioctl(int fd, unsigned long request, void *argument);

/* ---- sys_process.c: leaves ---- */

long sys_arch_prctl(int code, void *at);
long sys_kill(int number);
long sys_sysinfo(struct sysinfo *info);
long sys_uname(struct utsname *names);
long sys_getaffinity(size_t len, unsigned char *set);

/* Says, once for each, that a call is not there. */
void sys_missing(long number);

/* ---- sys_time.c: leaves ---- */

long sys_clock_gettime(int clock, struct timespec *time);
long sys_clock_getres(int clock, struct timespec *time);

/* ---- sys_blocking.c: on the task's stack; other tasks may run ---- */

long sys_read(char *data, size_t cap);
long sys_readv(const struct iovec *parts, int n);
long sys_poll(struct pollfd *files, size_t n, long timeout_ms);
long sys_ppoll(struct pollfd *files, size_t n, const struct timespec *timeout);
long sys_sleep(int clock, int flags, const struct timespec *time);
long sys_yield(void);
long sys_getrandom(void *data, size_t len);

/* The machine starts again, or ends: at once, as it does for exit_group. */
long sys_reboot(long magic, long second_magic, long what);

#endif
