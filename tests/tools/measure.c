/*
 * measure - how long a command takes, and how much memory.
 *
 *	measure RUNS COMMAND...
 *
 * Runs it RUNS times and prints one line: the shortest wall time and the shortest processor time in
 * milliseconds, and the largest resident memory in KiB. What the command prints is thrown away,
 * except its errors. Ends with the status of the first run that fails.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double in_ms(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

struct cost {
	double wall_ms, cpu_ms;
	long resident_kib;
};

static void become(char **command)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (null < 0 || dup2(null, STDOUT_FILENO) < 0)
		_exit(126);
	execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

/* Runs the command once; gives its exit status, and what it took. */
static int run(char **command, struct cost *cost)
{
	struct rusage usage;
	int status;
	double start = now_ms();
	pid_t child = fork();

	if (child == 0)
		become(command);
	if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
		perror("measure");
		return 126;
	}
	cost->wall_ms = now_ms() - start;
	cost->cpu_ms = in_ms(usage.ru_utime) + in_ms(usage.ru_stime);
	cost->resident_kib = usage.ru_maxrss;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The least time and the most memory of two. */
static void join(struct cost *all, const struct cost *one)
{
	if (one->wall_ms < all->wall_ms)
		all->wall_ms = one->wall_ms;
	if (one->cpu_ms < all->cpu_ms)
		all->cpu_ms = one->cpu_ms;
	if (one->resident_kib > all->resident_kib)
		all->resident_kib = one->resident_kib;
}

int main(int argc, char **argv)
{
	int n_runs = argc > 2 ? atoi(argv[1]) : 0;
	struct cost all = { 0 }, one = { 0 };

	if (n_runs < 1) {
		fputs("usage: measure RUNS COMMAND...\n", stderr);
		return 2;
	}
	for (int i = 0; i < n_runs; i++) {
		int status = run(argv + 2, &one);

		if (status != 0)
			return status;
		if (i == 0)
			all = one;
		join(&all, &one);
	}
	printf("%.2f %.2f %ld\n", all.wall_ms, all.cpu_ms, all.resident_kib);
	return 0;
}
