/* ChaCha20's block function. See <mcfg/chacha20.h>. */
#include <mcfg/chacha20.h>

#include <mcfg/endian.h>

static inline uint32_t rotate(uint32_t word, unsigned n)
{
	return word << n | word >> (32 - n);
}

static inline void quarter_round(uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d)
{
	*a += *b, *d = rotate(*d ^ *a, 16);
	*c += *d, *b = rotate(*b ^ *c, 12);
	*a += *b, *d = rotate(*d ^ *a, 8);
	*c += *d, *b = rotate(*b ^ *c, 7);
}

/* A round over the columns, and one over the diagonals. */
static void double_round(uint32_t x[16])
{
	for (int i = 0; i < 4; i++)
		quarter_round(&x[i], &x[4 + i], &x[8 + i], &x[12 + i]);
	for (int i = 0; i < 4; i++)
		quarter_round(&x[i], &x[4 + (i + 1) % 4], &x[8 + (i + 2) % 4],
		              &x[12 + (i + 3) % 4]);
}

void mcfg_chacha20_block(unsigned char block[MCFG_CHACHA20_BLOCK_BYTES],
                         const unsigned char key[MCFG_CHACHA20_KEY_BYTES], uint32_t counter,
                         const unsigned char nonce[MCFG_CHACHA20_NONCE_BYTES])
{
	/* "expand 32-byte k" */
	uint32_t begin[16] = { 0x61707865, 0x3320646e, 0x79622d32, 0x6b206574 }, x[16];

	for (int i = 0; i < 8; i++)
		begin[4 + i] = mcfg_get_le32(key + 4 * i);
	begin[12] = counter;
	for (int i = 0; i < 3; i++)
		begin[13 + i] = mcfg_get_le32(nonce + 4 * i);
	for (int i = 0; i < 16; i++)
		x[i] = begin[i];
	for (int i = 0; i < 10; i++)
		double_round(x);
	for (int i = 0; i < 16; i++)
		mcfg_put_le32(block + 4 * i, x[i] + begin[i]);
}
