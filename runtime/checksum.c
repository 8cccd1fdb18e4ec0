/* Sums over bytes. See <mcfg/checksum.h>. */
#include <mcfg/checksum.h>

#include <mcfg/endian.h>

/* ---- the Internet checksum ------------------------------------------------------------------- */

/*
 * Words of 32 bits are sums of words of 16 bits, shifted; what is carried out of 64 bits is more
 * than any length can reach.
 */
uint64_t mcfg_sum(uint64_t sum, const void *data, size_t len)
{
	const uint8_t *at = data;

	for (; len >= 4; len -= 4, at += 4)
		sum += mcfg_get_be32(at);
	if (len >= 2)
		sum += mcfg_get_be16(at);
	if (len % 2 == 1)
		sum += (uint64_t)at[len - 1] << 8;
	return sum;
}

static uint16_t fold(uint64_t sum)
{
	while (sum >> 16)
		sum = (sum >> 16) + (sum & 0xffff);
	return (uint16_t)sum;
}

uint16_t mcfg_sum_end(uint64_t sum)
{
	return (uint16_t)~fold(sum);
}

uint16_t mcfg_sum_change(uint16_t checksum, uint16_t before, uint16_t after)
{
	return (uint16_t)~fold((uint64_t)(uint16_t)~checksum + (uint16_t)~before + after);
}

/* ---- cyclic redundancy checks ---------------------------------------------------------------- */

/* By half bytes: a table of 64 bytes is small enough for any image. */
static uint32_t by_table(const uint32_t *table, uint32_t crc, const void *data, size_t len)
{
	const uint8_t *at = data;

	crc = ~crc;
	for (size_t i = 0; i < len; i++) {
		crc ^= at[i];
		crc = crc >> 4 ^ table[crc & 15];
		crc = crc >> 4 ^ table[crc & 15];
	}
	return ~crc;
}

/* The remainder of each half byte by the reflected polynomial. */
#define STEP(x, polynomial) ((x) >> 1 ^ ((x)&1 ? (polynomial) : 0))
#define HALF(x, polynomial) \
	STEP(STEP(STEP(STEP(UINT32_C(x), polynomial), polynomial), polynomial), polynomial)
#define TABLE(p)                                                                              \
	{                                                                                     \
		HALF(0, p), HALF(1, p), HALF(2, p), HALF(3, p), HALF(4, p), HALF(5, p),       \
		    HALF(6, p), HALF(7, p), HALF(8, p), HALF(9, p), HALF(10, p), HALF(11, p), \
		    HALF(12, p), HALF(13, p), HALF(14, p), HALF(15, p)                        \
	}

uint32_t mcfg_crc32(uint32_t crc, const void *data, size_t len)
{
	static const uint32_t table[16] = TABLE(UINT32_C(0xedb88320));

	return by_table(table, crc, data, len);
}

uint32_t mcfg_crc32c(uint32_t crc, const void *data, size_t len)
{
	static const uint32_t table[16] = TABLE(UINT32_C(0x82f63b78));

	return by_table(table, crc, data, len);
}
