/*
 * The floor for N stacks: of N pieces of address space, 80 KiB apart, a page is touched, and
 * nothing else is done. Prints nanoseconds for each, all seconds, and bytes for each.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>

enum { STRIDE = 80 * 1024 };

static double now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

int main(int argc, char **argv)
{
	size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
	char *all = mmap(NULL, n * STRIDE, PROT_READ | PROT_WRITE,
	                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
	double begin = now_ns();
	struct rusage usage;

	if (all == MAP_FAILED || madvise(all, n * STRIDE, MADV_NOHUGEPAGE))
		return 1;
	for (size_t i = 0; i < n; i++)
		all[i * STRIDE + STRIDE - 64] = 1;
	getrusage(RUSAGE_SELF, &usage);
	printf("%.1f %.3f %.0f\n", (now_ns() - begin) / (double)n, (now_ns() - begin) / 1e9,
	       (double)usage.ru_maxrss * 1024 / (double)n);
	return 0;
}
