/* System calls that wait: for input, and for the time. See sys.h. */
#include "console.h"
#include "end.h"
#include "sys.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <sys/reboot.h>
#include <unistd.h>

/* What stands before a request for the end, so that none is made by mistake. Source: reboot(2). */
enum { MAGIC = (int)0xfee1dead, SECOND_MAGIC = 672274793 };

long sys_read(char *data, size_t cap)
{
	return mcfg_platform_console_read(data, cap);
}

/* Into the first part that has room; that is as much as a terminal gives. */
long sys_readv(const struct iovec *parts, int n)
{
	for (int i = 0; i < n; i++)
		if (parts[i].iov_len > 0)
			return sys_read(parts[i].iov_base, parts[i].iov_len);
	return 0;
}

/* ---- time ------------------------------------------------------------------------------------ */

static long interrupted(int error)
{
	return error ? -EINTR : 0;
}

static bool is_sound(const struct timespec *time)
{
	return time->tv_sec >= 0 && time->tv_nsec >= 0 && time->tv_nsec < (long)SEC(1);
}

/* Until never, where it is further away than can be told. */
static uint64_t ns_of(const struct timespec *time)
{
	if ((uint64_t)time->tv_sec >= MCFG_NEVER_NS / SEC(1))
		return MCFG_NEVER_NS;
	return SEC(time->tv_sec) + (uint64_t)time->tv_nsec;
}

/* An absolute time of another clock, as how long that is from now. */
static uint64_t ns_until(int clock, uint64_t at_ns)
{
	struct timespec now;
	uint64_t now_ns;

	if (sys_clock_gettime(clock, &now))
		return 0;
	now_ns = ns_of(&now);
	return at_ns > now_ns ? at_ns - now_ns : 0;
}

long sys_sleep(int clock, int flags, const struct timespec *time)
{
	uint64_t ns;

	if (!is_sound(time))
		return -EINVAL;
	ns = ns_of(time);
	return interrupted(task_sleep_ns(flags & TIMER_ABSTIME ? ns_until(clock, ns) : ns));
}

long sys_yield(void)
{
	return interrupted(task_yield());
}

/* ---- poll ------------------------------------------------------------------------------------ */

/* Which of them are ready: output always is. Returns how many. */
static long look(struct pollfd *files, size_t n, bool input)
{
	long ready = 0;

	for (size_t i = 0; i < n; i++) {
		struct pollfd *file = &files[i];

		file->revents = 0;
		if (file->fd < 0)
			continue;
		if (!sys_is_open(file->fd))
			file->revents = POLLNVAL;
		else if (file->fd == STDIN_FILENO)
			file->revents = (short)(input ? file->events & POLLIN : 0);
		else
			file->revents = (short)(file->events & POLLOUT);
		ready += file->revents != 0;
	}
	return ready;
}

static bool wants_input(const struct pollfd *files, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (files[i].fd == STDIN_FILENO && files[i].events & POLLIN)
			return true;
	return false;
}

static long wait_for(struct pollfd *files, size_t n, uint64_t deadline_ns)
{
	long ready = look(files, n, mcfg_console_has_input());
	uint64_t outer;
	int error;

	if (ready > 0 || deadline_ns == 0)
		return ready;
	outer = task_deadline_push(deadline_ns);
	error = wants_input(files, n) ? mcfg_console_wait_for_input()
	                              : task_sleep_until_ns(deadline_ns);
	task_deadline_pop(outer);
	return error == -ECANCELED ? -EINTR : look(files, n, mcfg_console_has_input());
}

long sys_poll(struct pollfd *files, size_t n, long timeout_ms)
{
	uint64_t deadline_ns = timeout_ms > 0 ? task_now_ns() + MSEC(timeout_ms) : 0;

	return wait_for(files, n, timeout_ms < 0 ? MCFG_NEVER_NS : deadline_ns);
}

long sys_ppoll(struct pollfd *files, size_t n, const struct timespec *timeout)
{
	uint64_t ns;

	if (!timeout)
		return wait_for(files, n, MCFG_NEVER_NS);
	if (!is_sound(timeout))
		return -EINVAL;
	ns = ns_of(timeout);
	return wait_for(files, n, ns ? task_now_ns() + ns : 0);
}

/* ---- random numbers -------------------------------------------------------------------------- */

long sys_getrandom(void *data, size_t len)
{
	int error = mcfg_platform_entropy(data, len);

	return error ? error : (long)len;
}

long sys_reboot(long magic, long second_magic, long what)
{
	if ((int)magic != MAGIC || second_magic != SECOND_MAGIC)
		return -EINVAL;
	switch ((unsigned)what) {
	case RB_AUTOBOOT: mcfg_guest_reboot();
	case (unsigned)RB_HALT_SYSTEM:
	case RB_POWER_OFF: mcfg_guest_end(0);
	default: return -EINVAL;
	}
}
