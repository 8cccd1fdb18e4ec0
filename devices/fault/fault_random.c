/*
 * Random numbers by SplitMix64. Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014.
 */
#include "fault_random.h"

uint64_t fault_random_next(struct fault_random *random)
{
	uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

void fault_random_init(struct fault_random *random, uint64_t seed, uint64_t stream)
{
	random->state = seed;
	random->state = fault_random_next(random) + stream;
}

/* The remainder is a little uneven, by less than one in 2^32 for what is asked for here. */
uint64_t fault_random_below(struct fault_random *random, uint64_t n)
{
	return fault_random_next(random) % n;
}

bool fault_random_hits(struct fault_random *random, double fraction)
{
	if (fraction <= 0)
		return false;
	return (double)(fault_random_next(random) >> 11) * 0x1p-53 < fraction;
}
