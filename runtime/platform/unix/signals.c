/* SIGTERM and SIGINT end the image in good order. See unix.h. */
#include "unix.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct mcfg_fd signals;

/* A task that lives as long as the image. */
static __attribute__((cold)) int wait_for_signals(void *argument)
{
	struct signalfd_siginfo info;
	int error;

	(void)argument;
	while ((error = mcfg_fd_wait(&signals, MCFG_FD_READ)) == 0)
		if (read(signals.fd, &info, sizeof info) == (ssize_t)sizeof info)
			mcfg_stop_image(128 + (int)info.ssi_signo);
	return error;
}

static uint64_t bit_of(int number)
{
	return UINT64_C(1) << (number - 1);
}

int mcfg_unix_signals_init(void)
{
	struct mcfg_task_options options = { .name = "signals" };
	struct mcfg_task *task;
	const struct sigaction ignored = { .sa_handler = SIG_IGN };
	const uint64_t set = bit_of(SIGTERM) | bit_of(SIGINT); /* as the kernel has it */
	int fd;

	sigaction(SIGPIPE, &ignored, NULL); /* a write says -EPIPE */
	syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, sizeof set);
	fd = (int)syscall(SYS_signalfd4, -1, &set, sizeof set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (fd < 0)
		return mcfg_unix_failed("signalfd");
	mcfg_fd_init(&signals, fd);
	if (task_spawn(&task, &options, wait_for_signals, NULL)) {
		errno = ENOMEM;
		return mcfg_unix_failed("signals");
	}
	task_detach(task);
	return 0;
}
