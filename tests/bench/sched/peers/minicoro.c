/*
 * minicoro: N switches, from a coroutine and back. Prints nanoseconds for each. Its one header is
 * not packaged: MINICORO names the folder that it is in.
 */
#define MINICORO_IMPL
#include <minicoro.h>

#include <stdio.h>
#include <time.h>

static double now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void come_back(mco_coro *self)
{
	for (;;)
		mco_yield(self);
}

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 1;
	mco_desc desc = mco_desc_init(come_back, 0);
	mco_coro *coroutine;
	double begin;

	if (mco_create(&coroutine, &desc) != MCO_SUCCESS)
		return 1;
	begin = now_ns();
	for (long i = 0; i < n / 2; i++)
		mco_resume(coroutine);
	printf("%.1f\n", (now_ns() - begin) / (double)n);
	return 0;
}
