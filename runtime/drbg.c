/*
 * Random bytes: the stream of ChaCha20 under a key that its first bytes replace. See <mcfg/drbg.h>.
 */
#include <mcfg/drbg.h>

#include <mcfg/endian.h>
#include <string.h>

enum { KEY_BYTES = MCFG_CHACHA20_KEY_BYTES, BLOCK_BYTES = MCFG_CHACHA20_BLOCK_BYTES };

/* Streams of one key for different purposes: the last byte of the nonce. */
enum purpose { TO_GIVE, TO_STIR };

/* Forgets, even where the compiler sees that nobody reads it again. */
static void forget(void *data, size_t len)
{
	memset(data, 0, len);
	__asm__ volatile("" : : "r"(data) : "memory");
}

static void block_of(const struct mcfg_drbg *drbg, enum purpose purpose, uint64_t number,
                     unsigned char block[BLOCK_BYTES])
{
	unsigned char nonce[MCFG_CHACHA20_NONCE_BYTES] = { 0 };

	mcfg_put_le32(nonce, (uint32_t)(number >> 32));
	nonce[sizeof nonce - 1] = (unsigned char)purpose;
	mcfg_chacha20_block(block, drbg->key, (uint32_t)number, nonce);
}

/* The key becomes a function of itself, which cannot be turned back, that differs by `number`. */
static void stir(struct mcfg_drbg *drbg, uint64_t number)
{
	unsigned char block[BLOCK_BYTES];

	block_of(drbg, TO_STIR, number, block);
	memcpy(drbg->key, block, KEY_BYTES);
	forget(block, sizeof block);
}

void mcfg_drbg_add(struct mcfg_drbg *drbg, const void *data, size_t len)
{
	const unsigned char *from = data;

	/* First away from what is known of the key: so data that was chosen cannot cancel it. */
	stir(drbg, len);
	for (size_t at = 0; at < len; at += KEY_BYTES) {
		for (size_t i = 0; i < KEY_BYTES && at + i < len; i++)
			drbg->key[i] ^= from[at + i];
		stir(drbg, 0);
	}
}

void mcfg_drbg_get(struct mcfg_drbg *drbg, void *data, size_t len)
{
	unsigned char first[BLOCK_BYTES], block[BLOCK_BYTES], *to = data;
	size_t part = len < BLOCK_BYTES - KEY_BYTES ? len : BLOCK_BYTES - KEY_BYTES;

	/* Of the first block half is the next key. */
	block_of(drbg, TO_GIVE, 0, first);
	memcpy(to, first + KEY_BYTES, part);
	for (uint64_t number = 1; part < len; number++) {
		size_t n = len - part < BLOCK_BYTES ? len - part : BLOCK_BYTES;

		block_of(drbg, TO_GIVE, number, block);
		memcpy(to + part, block, n);
		part += n;
	}
	memcpy(drbg->key, first, KEY_BYTES);
	forget(first, sizeof first);
	forget(block, sizeof block);
}
