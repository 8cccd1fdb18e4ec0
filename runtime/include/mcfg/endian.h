/*
 * endian.h - numbers in bytes: what the wire and the disk hold, at any address.
 *
 *	uint16_t port = mcfg_get_be16(header + 2);
 *
 * get and put, be (most significant byte first: the order of networks) and le, 16, 32 and 64 bits.
 * Compilers make one instruction of each.
 */
#ifndef MCFG_ENDIAN_H
#define MCFG_ENDIAN_H

#include <stdint.h>

static inline uint16_t mcfg_get_be16(const void *at)
{
	const uint8_t *byte = at;

	return (uint16_t)(byte[0] << 8 | byte[1]);
}

static inline uint16_t mcfg_get_le16(const void *at)
{
	const uint8_t *byte = at;

	return (uint16_t)(byte[1] << 8 | byte[0]);
}

static inline uint32_t mcfg_get_be32(const void *at)
{
	const uint8_t *byte = at;

	return (uint32_t)byte[0] << 24 | (uint32_t)byte[1] << 16 | (uint32_t)byte[2] << 8 | byte[3];
}

static inline uint32_t mcfg_get_le32(const void *at)
{
	const uint8_t *byte = at;

	return (uint32_t)byte[3] << 24 | (uint32_t)byte[2] << 16 | (uint32_t)byte[1] << 8 | byte[0];
}

static inline uint64_t mcfg_get_be64(const void *at)
{
	const uint8_t *byte = at;

	return (uint64_t)mcfg_get_be32(byte) << 32 | mcfg_get_be32(byte + 4);
}

static inline uint64_t mcfg_get_le64(const void *at)
{
	const uint8_t *byte = at;

	return (uint64_t)mcfg_get_le32(byte + 4) << 32 | mcfg_get_le32(byte);
}

static inline void mcfg_put_be16(void *at, uint16_t number)
{
	uint8_t *byte = at;

	byte[0] = (uint8_t)(number >> 8);
	byte[1] = (uint8_t)number;
}

static inline void mcfg_put_le16(void *at, uint16_t number)
{
	uint8_t *byte = at;

	byte[0] = (uint8_t)number;
	byte[1] = (uint8_t)(number >> 8);
}

static inline void mcfg_put_be32(void *at, uint32_t number)
{
	mcfg_put_be16(at, (uint16_t)(number >> 16));
	mcfg_put_be16((uint8_t *)at + 2, (uint16_t)number);
}

static inline void mcfg_put_le32(void *at, uint32_t number)
{
	mcfg_put_le16(at, (uint16_t)number);
	mcfg_put_le16((uint8_t *)at + 2, (uint16_t)(number >> 16));
}

static inline void mcfg_put_be64(void *at, uint64_t number)
{
	mcfg_put_be32(at, (uint32_t)(number >> 32));
	mcfg_put_be32((uint8_t *)at + 4, (uint32_t)number);
}

static inline void mcfg_put_le64(void *at, uint64_t number)
{
	mcfg_put_le32(at, (uint32_t)number);
	mcfg_put_le32((uint8_t *)at + 4, (uint32_t)(number >> 32));
}

#endif
