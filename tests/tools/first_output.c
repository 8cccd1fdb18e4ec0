/*
 * first_output N COMMAND... - starts a command N times, once before for nothing, and prints the
 * median of the milliseconds until it has written its first byte, and until it has ended.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 99 };

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static pid_t start(char **argv, int *output)
{
	int ends[2];
	pid_t pid;

	if (pipe(ends) < 0 || (pid = fork()) < 0)
		exit(3);
	if (!pid) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(argv[0], argv);
		_exit(127);
	}
	close(ends[1]);
	*output = ends[0];
	return pid;
}

/* False: it wrote nothing. */
static int measure(char **argv, double *first)
{
	char bytes[4096];
	double begin = now_ms();
	int output, status;
	pid_t pid = start(argv, &output);
	ssize_t n = read(output, bytes, 1);

	*first = now_ms() - begin;
	while (read(output, bytes, sizeof bytes) > 0)
		;
	close(output);
	waitpid(pid, &status, 0);
	return n == 1;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

int main(int argc, char **argv)
{
	int n = argc > 2 ? atoi(argv[1]) : 0;
	double first[RUNS_MAX + 1];

	if (n < 1 || n > RUNS_MAX) {
		fputs("usage: first_output N COMMAND...\n", stderr);
		return 2;
	}
	for (int i = 0; i <= n; i++)
		if (!measure(argv + 2, &first[i]))
			return 1;
	qsort(first + 1, (size_t)n, sizeof *first, compare);
	printf("%.1f %.1f\n", first[1], first[1 + n / 2]);
	return 0;
}
