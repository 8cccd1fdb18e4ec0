/* SIGTERM and SIGINT end the image in good order. See unix.h. */
#include "unix.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

static struct mcfg_fd signals;

/* A task that lives as long as the image. */
static int wait_for_signals(void *argument)
{
	struct signalfd_siginfo info;
	int error;

	(void)argument;
	while ((error = mcfg_fd_wait(&signals, MCFG_FD_READ)) == 0)
		if (read(signals.fd, &info, sizeof info) == (ssize_t)sizeof info)
			mcfg_stop_image(128 + (int)info.ssi_signo);
	return error;
}

int mcfg_unix_signals_init(void)
{
	struct mcfg_task_options options = { .name = "signals" };
	struct mcfg_task *task;
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	signal(SIGPIPE, SIG_IGN); /* a write says -EPIPE */
	if (sigprocmask(SIG_BLOCK, &set, NULL) ||
	    (fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) < 0) {
		perror("signalfd");
		return -1;
	}
	mcfg_fd_init(&signals, fd);
	if (task_spawn(&task, &options, wait_for_signals, NULL)) {
		fputs("no memory\n", stderr);
		return -1;
	}
	task_detach(task);
	return 0;
}
