/*
 * The one place where a Unix image blocks: epoll, with the next timer as its timeout. See unix.h
 * and <mcfg/platform.h>.
 */
#include "unix.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { MAX_EVENTS = 64 };

static struct {
	int epoll;
	int timer;         /* -1: epoll_pwait2 takes nanoseconds itself */
	uint64_t timer_ns; /* what the timer is set to; 0: not set */
} events;

/* ---- file descriptors ------------------------------------------------------------------------ */

void mcfg_fd_init(struct mcfg_fd *file, int fd)
{
	*file = (struct mcfg_fd){ .fd = fd };
}

/*
 * Watches for a set of EPOLLIN and EPOLLOUT from now on; of none, the kernel forgets it. Returns 0
 * or a negative errno.
 */
static __attribute__((noinline)) int watch(struct mcfg_fd *file, uint32_t what)
{
	struct epoll_event event = { .events = what, .data.ptr = file };
	int operation = !file->watched ? EPOLL_CTL_ADD : what ? EPOLL_CTL_MOD : EPOLL_CTL_DEL;

	if (what == file->watched)
		return 0;
	if (epoll_ctl(events.epoll, operation, file->fd, &event))
		return -errno;
	file->watched = what;
	return 0;
}

void mcfg_fd_fini(struct mcfg_fd *file)
{
	watch(file, 0);
	file->watched = 0;
}

static uint32_t bit_of(enum mcfg_fd_event event)
{
	return event == MCFG_FD_READ ? EPOLLIN : EPOLLOUT;
}

__attribute__((noinline)) int mcfg_fd_wait(struct mcfg_fd *file, enum mcfg_fd_event event)
{
	struct mcfg_waker ready = { 0 };
	int error;

	if (file->waiters[event])
		return -EBUSY;
	file->waiters[event] = &ready;
	error = watch(file, file->watched | bit_of(event));
	if (!error)
		error = mcfg_waker_wait(&ready);
	else if (error == -EPERM)
		error = 0; /* a regular file is always ready */
	file->waiters[event] = NULL;
	return error;
}

/*
 * What is watched stays so: who waits mostly waits again, and need not tell the kernel. Only what
 * happens while nobody waits for it is watched no more, or it would be reported for ever.
 */
static void wake(struct mcfg_fd *file, uint32_t happened)
{
	const uint32_t failed = EPOLLERR | EPOLLHUP;
	uint32_t unwanted = 0;

	for (int event = 0; event < MCFG_FD_EVENTS; event++) {
		uint32_t bit = bit_of((enum mcfg_fd_event)event);

		if (!(happened & (bit | failed)))
			continue;
		if (file->waiters[event])
			mcfg_waker_wake(file->waiters[event], 0);
		else
			unwanted |= bit;
	}
	watch(file, file->watched & ~unwanted);
}

/* ---- waiting --------------------------------------------------------------------------------- */

static struct timespec timespec_of(uint64_t ns)
{
	return (struct timespec){ .tv_sec = (time_t)(ns / SEC(1)), .tv_nsec = (long)(ns % SEC(1)) };
}

/* epoll_pwait2; C libraries know it since their newer versions. No timeout: for ever. */
static int wait_until(struct epoll_event *happened, int most, const struct timespec *timeout)
{
	return (int)syscall(SYS_epoll_pwait2, events.epoll, happened, most, timeout, NULL, 0);
}

int mcfg_unix_events_init(void)
{
	const struct timespec at_once = { 0 };
	struct epoll_event event = { .events = EPOLLIN };

	events.timer = -1;
	events.epoll = epoll_create1(EPOLL_CLOEXEC);
	if (events.epoll < 0)
		goto failed;
	if (wait_until(&event, 1, &at_once) >= 0)
		return 0;
	event = (struct epoll_event){ .events = EPOLLIN };
	events.timer =
	    (int)syscall(SYS_timerfd_create, CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (events.timer < 0 || epoll_ctl(events.epoll, EPOLL_CTL_ADD, events.timer, &event))
		goto failed;
	return 0;
failed:
	return mcfg_unix_failed("epoll");
}

/* Sets the timer, which then ends a wait without a timeout. It is left as it is where that is
 * enough. */
static void set_timer(uint64_t deadline_ns)
{
	struct itimerspec at = { .it_value = timespec_of(deadline_ns) };

	if (events.timer_ns == deadline_ns)
		return;
	events.timer_ns = deadline_ns;
	syscall(SYS_timerfd_settime, events.timer, TFD_TIMER_ABSTIME, &at, NULL);
}

/* The timer went off: what it counted is read, so that it is quiet until it is set again. */
static void read_timer(void)
{
	uint64_t n;

	events.timer_ns = 0;
	if (read(events.timer, &n, sizeof n) < 0)
		return; /* it was set anew meanwhile */
}

static int wait_for_events(struct epoll_event *happened, uint64_t deadline_ns)
{
	uint64_t now_ns = deadline_ns == MCFG_NEVER_NS ? 0 : mcfg_platform_monotonic_ns();
	struct timespec timeout;

	if (deadline_ns <= now_ns || deadline_ns == MCFG_NEVER_NS)
		return epoll_wait(events.epoll, happened, MAX_EVENTS,
		                  deadline_ns <= now_ns ? 0 : -1);
	if (events.timer < 0) {
		timeout = timespec_of(deadline_ns - now_ns);
		return wait_until(happened, MAX_EVENTS, &timeout);
	}
	set_timer(deadline_ns);
	return epoll_wait(events.epoll, happened, MAX_EVENTS, -1);
}

bool mcfg_unix_events_wait(uint64_t deadline_ns)
{
	struct epoll_event happened[MAX_EVENTS];
	int n = wait_for_events(happened, deadline_ns);

	for (int i = 0; i < n; i++) {
		if (happened[i].data.ptr)
			wake(happened[i].data.ptr, happened[i].events);
		else
			read_timer();
	}
	return n > 0;
}
