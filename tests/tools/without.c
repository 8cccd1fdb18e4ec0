/*
 * without - run a program that the kernel refuses something.
 *
 *	without io_uring COMMAND...   io_uring_setup(2) fails with EPERM, as in many containers
 *	without threads COMMAND...    clone(2) and clone3(2) do
 *	without -q                    is io_uring here? ends with 0 if so
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/io_uring.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The calls of this machine's own; a program of another architecture is none of ours. */
static int refuse(unsigned one, unsigned other)
{
	struct sock_filter rules[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, one, 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, other, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof rules / sizeof *rules, rules };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static int has_io_uring(void)
{
	struct io_uring_params params = { 0 };

	return syscall(SYS_io_uring_setup, 1, &params) >= 0;
}

int main(int argc, char **argv)
{
	int failed = -1;

	if (argc == 2 && strcmp(argv[1], "-q") == 0)
		return !has_io_uring();
	if (argc < 3)
		return 2;
	if (strcmp(argv[1], "io_uring") == 0)
		failed = refuse(SYS_io_uring_setup, SYS_io_uring_setup);
	else if (strcmp(argv[1], "threads") == 0)
		failed = refuse(SYS_clone, SYS_clone3);
	if (!failed)
		execvp(argv[2], argv + 2);
	perror(argv[2]);
	return 2;
}
