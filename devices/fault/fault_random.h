/* fault_random.h - random numbers for disks and cards with faults, the same for the same seed. Not
 * for keys. */
#ifndef FAULT_RANDOM_H
#define FAULT_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct fault_random {
	uint64_t state;
};

/* Each stream of a seed has its own numbers. */
void fault_random_init(struct fault_random *random, uint64_t seed, uint64_t stream);

/* Any of 2^64; one of 0 .. n - 1, for n > 0. */
uint64_t fault_random_next(struct fault_random *random);
uint64_t fault_random_below(struct fault_random *random, uint64_t n);

/* True in `fraction` of all cases: never for 0, always for 1. */
bool fault_random_hits(struct fault_random *random, double fraction);

#endif
