/* The blocks of a capture, as bytes. See pcapng_wire.h; the names are the draft's. */
#include "pcapng_wire.h"

#include <mcfg/endian.h>
#include <string.h>

enum {
	SECTION_HEADER = 0x0a0d0d0a,
	INTERFACE_DESCRIPTION = 1,
	INTERFACE_STATISTICS = 5,
	ENHANCED_PACKET = 6,
	BYTE_ORDER_MAGIC = 0x1a2b3c4d,
	LINKTYPE_ETHERNET = 1,
	NAME_BYTES = 31,
	/* options */
	OPTION_END = 0,
	IF_NAME = 2,
	IF_TIME_RESOLUTION = 9,
	EPB_FLAGS = 2,
	ISB_RECEIVED = 4,
	ISB_DROPPED = 5
};

/* Of those that are for local use: nobody knows it, so all pass over it. */
#define PADDING UINT32_C(0x8000006d)

static unsigned char *put16(unsigned char *to, uint16_t number)
{
	mcfg_put_le16(to, number);
	return to + 2;
}

static unsigned char *put32(unsigned char *to, uint32_t number)
{
	mcfg_put_le32(to, number);
	return to + 4;
}

static unsigned char *pad(unsigned char *to, size_t len)
{
	while (len++ % 4 != 0)
		*to++ = 0;
	return to;
}

static unsigned char *put_option(unsigned char *to, uint16_t code, const void *value, size_t len)
{
	to = put16(put16(to, code), (uint16_t)len);
	memcpy(to, value, len);
	return pad(to + len, len);
}

static unsigned char *put_option64(unsigned char *to, uint16_t code, uint64_t number)
{
	unsigned char value[8];

	mcfg_put_le64(value, number);
	return put_option(to, code, value, sizeof value);
}

/* A time: the upper half first. */
static unsigned char *put_time(unsigned char *to, uint64_t at_ns)
{
	return put32(put32(to, (uint32_t)(at_ns >> 32)), (uint32_t)at_ns);
}

/* The length of a block stands behind its kind, and at its end. */
static unsigned char *end_block(unsigned char *block, unsigned char *to)
{
	uint32_t len = (uint32_t)(to + 4 - block);

	put32(block + 4, len);
	return put32(to, len);
}

unsigned char *pcapng_put_head(unsigned char *to, const char *name)
{
	unsigned char *block = to;
	size_t len = strlen(name);
	unsigned char nanoseconds = 9;

	to = put32(put32(put32(to, SECTION_HEADER), 0), BYTE_ORDER_MAGIC);
	to = put16(put16(to, 1), 0);                   /* version 1.0 */
	to = put32(put32(to, UINT32_MAX), UINT32_MAX); /* the section's length is not said */
	block = to = end_block(block, to);
	to = put32(put32(to, INTERFACE_DESCRIPTION), 0);
	to = put32(put16(put16(to, LINKTYPE_ETHERNET), 0), 0); /* packets are whole */
	to = put_option(to, IF_NAME, name, len < NAME_BYTES ? len : NAME_BYTES);
	to = put_option(to, IF_TIME_RESOLUTION, &nanoseconds, 1);
	return end_block(block, put32(to, OPTION_END));
}

unsigned char *pcapng_put_before(unsigned char *to, size_t len, uint64_t at_ns)
{
	size_t padded = (len + 3) & ~(size_t)3;

	to = put32(put32(to, ENHANCED_PACKET), (uint32_t)(padded + PCAPNG_PACKET_BYTES));
	to = put_time(put32(to, 0), at_ns);
	return put32(put32(to, (uint32_t)len), (uint32_t)len);
}

unsigned char *pcapng_put_behind(unsigned char *to, size_t len, enum pcapng_direction direction)
{
	unsigned char flags[4];
	size_t padded = (len + 3) & ~(size_t)3;

	put32(flags, direction);
	to = put_option(pad(to, len), EPB_FLAGS, flags, sizeof flags);
	return put32(put32(to, OPTION_END), (uint32_t)(padded + PCAPNG_PACKET_BYTES));
}

unsigned char *pcapng_put_counts(unsigned char *to, uint64_t at_ns, uint64_t n_seen,
                                 uint64_t n_dropped)
{
	unsigned char *block = to;

	to = put_time(put32(put32(put32(to, INTERFACE_STATISTICS), 0), 0), at_ns);
	to = put_option64(to, ISB_RECEIVED, n_seen);
	to = put_option64(to, ISB_DROPPED, n_dropped);
	return end_block(block, put32(to, OPTION_END));
}

void pcapng_put_padding(unsigned char *to, size_t n)
{
	memset(put32(to, PADDING), 0, n - 4);
	end_block(to, to + n - 4);
}
