#include <mcfg/random.h>

#include <stdio.h>
#include <string.h>

int unikernel_main_start(struct random *random)
{
	unsigned char a[32] = { 0 }, b[32] = { 0 };

	if (random_bytes(random, a, sizeof a) || random_bytes(random, b, sizeof b))
		return 1;
	puts(memcmp(a, b, sizeof a) ? "they differ" : "they are equal");
	return 0;
}
