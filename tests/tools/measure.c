/*
 * measure - how long a command takes, and how much memory.
 *
 *	measure RUNS COMMAND...
 *
 * Runs it RUNS times and prints one line: the shortest wall time in milliseconds, and the largest
 * resident memory in KiB. What the command prints is thrown away, except its errors. Ends with the
 * status of the first run that fails.
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
static int run(char **command, double *wall_ms, long *resident_kib)
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
	*wall_ms = now_ms() - start;
	*resident_kib = usage.ru_maxrss;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	int n_runs = argc > 2 ? atoi(argv[1]) : 0;
	double best_ms = 0;
	long most_kib = 0;

	if (n_runs < 1) {
		fputs("usage: measure RUNS COMMAND...\n", stderr);
		return 2;
	}
	for (int i = 0; i < n_runs; i++) {
		double wall_ms;
		long resident_kib;
		int status = run(argv + 2, &wall_ms, &resident_kib);

		if (status != 0)
			return status;
		if (i == 0 || wall_ms < best_ms)
			best_ms = wall_ms;
		if (resident_kib > most_kib)
			most_kib = resident_kib;
	}
	printf("%.2f %ld\n", best_ms, most_kib);
	return 0;
}
