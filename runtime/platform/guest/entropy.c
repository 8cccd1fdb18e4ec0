/* Random bytes. See entropy.h and <mcfg/platform.h>; callable before the C library is up. */
#include "entropy.h"

#include "../../arch/arch.h"
#include "machine.h"

#include <errno.h>
#include <mcfg/drbg.h>
#include <mcfg/platform.h>

enum {
	SEED_BITS = 256,
	SAMPLES = 64,      /* at a time */
	MOST_ROUNDS = 128, /* then most times are such as were before, and there is no hope */
	WORDS = 2 * SEED_BITS / 64,
	/* of a walk through memory, which grows while most times are such as were before */
	SHORTEST_WALK = 16,
	LONGEST_WALK = 1024,
	LAST = 4 /* times that a new one differs from */
};

static struct mcfg_drbg generator;

/* ---- sources: each adds, and returns how many bits nobody else knows ------------------------- */

static size_t add_processor(void)
{
	uint64_t words[WORDS];
	size_t n = 0;

	while (n < WORDS && mcfg_arch_random(&words[n]))
		n++;
	mcfg_drbg_add(&generator, words, n * sizeof *words);
	return n * 64 / 2;
}

static size_t add_machine(void)
{
	unsigned char seed[64];
	size_t n = mcfg_machine_entropy(seed, sizeof seed);

	mcfg_drbg_add(&generator, seed, n);
	return n * 8;
}

/* Walks memory, and returns how long that took. */
static uint64_t walk(unsigned n)
{
	static volatile unsigned char memory[4096];
	static size_t at;
	uint64_t before = mcfg_arch_cycles();

	for (unsigned i = 0; i < n; i++) {
		at = (at * 31 + memory[at] + 97) % sizeof memory;
		memory[at]++;
	}
	return mcfg_arch_cycles() - before;
}

size_t mcfg_jitter(unsigned char *samples, size_t n)
{
	static unsigned length = SHORTEST_WALK;
	static uint64_t last[LAST];
	static unsigned next;
	size_t changes = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t step = walk(length);
		bool new = true;

		for (unsigned k = 0; k < LAST; k++)
			new &= step != last[k];
		last[next++ % LAST] = step;
		changes += new;
		samples[i] = (unsigned char)step;
	}
	if (changes >= n / 8)
		return changes;
	if (length < LONGEST_WALK)
		length *= 2;
	return 0;
}

static size_t add_jitter(void)
{
	unsigned char samples[SAMPLES];
	size_t bits = mcfg_jitter(samples, sizeof samples) / 2; /* what is new is no bit yet */

	mcfg_drbg_add(&generator, samples, sizeof samples);
	return bits;
}

/* ---- seeding --------------------------------------------------------------------------------- */

/* All sources, and of the slow one as much as the others lack. */
static bool seed(void)
{
	size_t bits = add_machine() + add_processor() + add_jitter();

	for (unsigned i = 0; bits < SEED_BITS && i < MOST_ROUNDS; i++)
		bits += add_jitter();
	return bits >= SEED_BITS;
}

int mcfg_platform_entropy(void *data, size_t len)
{
	static bool seeded;
	uint64_t fresh[2] = { mcfg_arch_cycles(), 0 };

	if (!seeded && !(seeded = seed()))
		return -EIO;
	/* Two guests from one snapshot part here. */
	mcfg_arch_random(&fresh[1]);
	mcfg_drbg_add(&generator, fresh, sizeof fresh);
	mcfg_drbg_get(&generator, data, len);
	return 0;
}
