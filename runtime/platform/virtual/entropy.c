/*
 * Random bytes that are the same in each run, and secret to nobody: splitmix64 from a fixed seed,
 * or from the number in the environment's MCFG_SEED. See virtual.mdev.
 */
#include <mcfg/platform.h>
#include <stdlib.h>

static uint64_t next_number(void)
{
	static uint64_t state;
	static bool seeded;
	uint64_t z;

	if (!seeded) {
		const char *seed = getenv("MCFG_SEED");

		state = seed ? strtoull(seed, NULL, 0) : 1;
		seeded = true;
	}
	z = state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

int mcfg_platform_entropy(void *data, size_t len)
{
	char *at = data;

	for (size_t i = 0; i < len; i++)
		at[i] = (char)next_number();
	return 0;
}
