/* The same, as one would write it by hand: direct calls, no interfaces. */
#include <stdio.h>
#include <stdlib.h>

static long n_seen;
static long n;

static int counter_put(int byte)
{
	n_seen += byte;
	return 0;
}

static int filter_put(int byte)
{
	return byte < 0 ? -1 : counter_put(byte);
}

int main(int argc, char **argv)
{
	n = argc > 1 ? atol(argv[1]) : 0;
	for (long i = 0; i < n; i++)
		if (filter_put((int)(i & 1)))
			return 1;
	printf("%ld\n", n_seen);
	return 0;
}
