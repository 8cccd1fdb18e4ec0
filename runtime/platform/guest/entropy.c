/* Random bytes. See entropy.h and <mcfg/platform.h>; callable before the C library is up. */
#include "entropy.h"

#include "../../arch/arch.h"
#include "machine.h"

#include <errno.h>
#include <mcfg/drbg.h>
#include <mcfg/platform.h>

enum {
	SEED_BITS = 256,
	SAMPLES = 64,       /* at a time */
	MOST_ROUNDS = 4096, /* then the counter stands still, and there is no hope */
	WORDS = 2 * SEED_BITS / 64
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

size_t mcfg_jitter(unsigned char *samples, size_t n)
{
	static volatile unsigned char memory[4096];
	static size_t at;
	uint64_t before = mcfg_arch_cycles(), last = 0;
	size_t changes = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t now, step;

		for (unsigned k = 0; k < 16; k++) {
			at = (at * 31 + memory[at] + 97) % sizeof memory;
			memory[at]++;
		}
		now = mcfg_arch_cycles();
		step = now - before;
		changes += step != last;
		last = step;
		before = now;
		samples[i] = (unsigned char)step;
	}
	return changes;
}

static size_t add_jitter(void)
{
	unsigned char samples[SAMPLES];
	size_t bits = mcfg_jitter(samples, sizeof samples) / 8; /* what differs is no bit yet */

	mcfg_drbg_add(&generator, samples, sizeof samples);
	return bits;
}

/* ---- seeding ----------------------------------------------------------------------------------
 */

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
