/*
 * drbg.h - a generator of random bytes fit for keys, for platforms that have entropy but no
 * generator: what mcfg_platform_entropy is made of there.
 *
 *	static struct mcfg_drbg generator;
 *
 *	mcfg_drbg_add(&generator, samples, sizeof samples);      256 bits of entropy, or more
 *	mcfg_drbg_get(&generator, key, sizeof key);
 *
 * It does not know how much entropy it was given: its owner lets nobody get before that is enough,
 * and adds more now and then.
 *
 * What it guarantees, as long as ChaCha20 cannot be told from random:
 *
 *	- bytes given out say nothing of others, and nothing of the state;
 *	- a state that becomes known says nothing of bytes given out before: the key of the bytes is
 *	  overwritten before they are returned (fast key erasure);
 *	- once 256 bits that nobody knows were added in one call, bytes are unknown again, whatever
 *	  was known before; and adding what somebody knows, or chose, does no harm.
 *
 * Source: RFC 8439 for ChaCha20; D. J. Bernstein, "Fast-key-erasure random-number generators",
 * 2017.
 */
#ifndef MCFG_DRBG_H
#define MCFG_DRBG_H

#include <mcfg/chacha20.h>
#include <stddef.h>

/* A zeroed one is ready for mcfg_drbg_add. */
struct mcfg_drbg {
	unsigned char key[MCFG_CHACHA20_KEY_BYTES];
};

/*
 * mcfg_drbg_add - stir in entropy: at the start, and again whenever there is some.
 *
 * data   any bytes, as raw as they come: samples of a clock may be added as they are. That they
 *        are `len` bytes counts as well: "a", "b" is not the same as "ab".
 */
void mcfg_drbg_add(struct mcfg_drbg *drbg, const void *data, size_t len);

/* Fills `data`. Callable from tasks, timers and the platform's events. */
void mcfg_drbg_get(struct mcfg_drbg *drbg, void *data, size_t len);

#endif
