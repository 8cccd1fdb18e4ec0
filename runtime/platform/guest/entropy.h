/*
 * entropy.h - where a guest's random bytes come from: the processor's generator, what the machine
 * offers, and always the jitter of the processor's counter; mixed, and drawn from a generator that
 * gives nothing before it was seeded.
 */
#ifndef MCFG_ENTROPY_H
#define MCFG_ENTROPY_H

#include <stddef.h>

/*
 * mcfg_jitter - what a counter shows while memory is walked; longer, where most times of a walk are
 * such as were before.
 *
 * samples   of `n` entries: the low bits of the times; as raw as they come.
 *
 * Returns how many of the times were none of the four before: at least that many bits are hard to
 * tell. Where they are few, none: what is rare may be no chance. A counter that goes by what the
 * processor executes shows the same few times for ever.
 */
size_t mcfg_jitter(unsigned char *samples, size_t n);

#endif
