/*
 * The floor for N sleepers: a heap of times, and a call without a stack of its own for each. Prints
 * as ours.c does.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

struct sleeper {
	void (*step)(struct sleeper *);
	uint64_t due_ns, state[6];
};

static struct entry {
	uint64_t at_ns;
	struct sleeper *sleeper;
} * heap;

static size_t n_heap, n_done;

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static void push(struct entry entry)
{
	size_t i = n_heap++;

	for (; i > 0 && heap[(i - 1) / 4].at_ns > entry.at_ns; i = (i - 1) / 4)
		heap[i] = heap[(i - 1) / 4];
	heap[i] = entry;
}

static struct sleeper *pop(void)
{
	struct sleeper *first = heap[0].sleeper;
	struct entry last = heap[--n_heap];
	size_t i = 0;

	for (;;) {
		size_t child = 4 * i + 1, least = child;

		if (child >= n_heap)
			break;
		for (size_t j = child + 1; j < child + 4 && j < n_heap; j++)
			if (heap[j].at_ns < heap[least].at_ns)
				least = j;
		if (heap[least].at_ns >= last.at_ns)
			break;
		heap[i] = heap[least];
		i = least;
	}
	heap[i] = last;
	return first;
}

static void wake(struct sleeper *sleeper)
{
	sleeper->state[0] = now_ns();
	n_done++;
}

static void sleep_until(uint64_t at_ns)
{
	struct timespec at = { (time_t)(at_ns / 1000000000), (long)(at_ns % 1000000000) };

	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
}

int main(int argc, char **argv)
{
	size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
	uint64_t random = 88172645463325252u, begin_ns = now_ns(), made_ns;
	struct sleeper *all = malloc(n * sizeof *all);
	struct rusage usage;

	heap = malloc(n * sizeof *heap);
	if (!all || !heap)
		return 1;
	for (size_t i = 0; i < n; i++) {
		random ^= random << 13, random ^= random >> 7, random ^= random << 17;
		all[i].step = wake;
		all[i].due_ns = now_ns() + 500000000 + random % 1000000000;
		push((struct entry){ all[i].due_ns, &all[i] });
	}
	made_ns = now_ns();
	while (n_heap > 0) {
		if (heap[0].at_ns > now_ns()) {
			sleep_until(heap[0].at_ns);
		} else {
			struct sleeper *sleeper = pop();

			sleeper->step(sleeper);
		}
	}
	getrusage(RUSAGE_SELF, &usage);
	printf("%.1f %.3f %.0f\n", (double)(made_ns - begin_ns) / (double)n,
	       (double)(now_ns() - begin_ns) / 1e9, (double)usage.ru_maxrss * 1024 / (double)n);
	return n_done == n ? 0 : 1;
}
