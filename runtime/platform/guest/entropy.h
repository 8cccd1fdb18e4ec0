/*
 * entropy.h - where a guest's random bytes come from: the processor's generator, what the machine
 * offers, and always the jitter of the processor's counter; mixed, and drawn from a generator that
 * gives nothing before it was seeded.
 */
#ifndef MCFG_ENTROPY_H
#define MCFG_ENTROPY_H

#include <stddef.h>

/*
 * mcfg_jitter - what a counter shows while memory is walked.
 *
 * samples   of `n` entries: the low bits of the times; as raw as they come.
 *
 * Returns in how many of them the time differed from the one before in a way that the one before
 * did not: at least that many bits are hard to tell.
 */
size_t mcfg_jitter(unsigned char *samples, size_t n);

#endif
