/* Where TCP and UDP are in a frame, and checksums that are filled in. */
#include "../../devices/network/frame_headers.c"
#include "../../devices/network/frame_sum.c"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

/* A datagram over IPv4 with one word of options. */
static const unsigned char udp4[] = {
	2,    0, 0,  0,  0,    1,    2,    0,    0,  0,  0, 2, 0x08, 0x00, /* Ethernet */
	0x46, 0, 0,  33, 0,    0,    0x40, 0,    64, 17, 0, 0, 10,   0,
	0,    1, 10, 0,  0,    2,                                   /* IP */
	1,    1, 1,  1,  0x12, 0x34, 0x00, 0x35, 0,  9,  0, 0, 'x', /* options, UDP */
};

/* A segment over IPv6, behind a header of options. */
static const unsigned char tcp6[] = {
	2,    0,    0, 0,    0,   1,  2, 0,  0,    0,    0, 2, 0x86, 0xdd, /* Ethernet */
	0x60, 0,    0, 0,    0,   33, 0, 64, 0xfe, 0x80, 0, 0, 0,    0,    0, 0, 0, 0, 0, 0, 0,
	0,    0,    1,                                                           /* IP */
	0xfe, 0x80, 0, 0,    0,   0,  0, 0,  0,    0,    0, 0, 0,    0,    0, 2, /* to */
	6,    0,    1, 4,    0,   0,  0, 0,                                      /* options */
	0,    80,   0, 81,   0,   0,  0, 1,  0,    0,    0, 0, 0x60, 0x10, 1, 0, 0, 0, 0, 0, /* TCP
	                                                                                      */
	2,    4,    5, 0xb4, 'x',
};

/* In a block of just that size, so that the sanitizer sees what is read behind it. */
static int find(struct frame_headers *headers, const unsigned char *frame, size_t len)
{
	unsigned char *copy = malloc(len ? len : 1);
	int error;

	memcpy(copy, frame, len);
	error = frame_headers_find(headers, copy, len);
	free(copy);
	return error;
}

static void they_are_found(void **state)
{
	struct frame_headers headers;

	(void)state;
	assert_int_equal(find(&headers, udp4, sizeof udp4), 0);
	assert_int_equal(headers.ip, FRAME_HAS_IPV4);
	assert_false(headers.is_tcp);
	assert_int_equal(headers.checksum_start, 38);
	assert_int_equal(headers.checksum_offset, 6);
	assert_int_equal(headers.header_bytes, 46);
	assert_int_equal(find(&headers, tcp6, sizeof tcp6), 0);
	assert_int_equal(headers.ip, FRAME_HAS_IPV6);
	assert_true(headers.is_tcp);
	assert_int_equal(headers.checksum_start, 62);
	assert_int_equal(headers.checksum_offset, 16);
	assert_int_equal(headers.header_bytes, 86);
}

static void what_is_cut_off_is_none(void **state)
{
	struct frame_headers headers;

	(void)state;
	for (size_t len = 0; len < 46; len++)
		assert_int_equal(find(&headers, udp4, len), -ENOENT);
	for (size_t len = 0; len < 86; len++)
		assert_int_equal(find(&headers, tcp6, len), -ENOENT);
}

/* With one byte changed it is nothing that has a checksum to fill in. */
static void refused(const unsigned char *frame, size_t len, size_t at, unsigned char byte)
{
	unsigned char changed[sizeof tcp6];
	struct frame_headers headers;

	memcpy(changed, frame, len);
	changed[at] = byte;
	assert_int_equal(find(&headers, changed, len), -ENOENT);
}

static void what_makes_no_sense_is_none(void **state)
{
	(void)state;
	refused(udp4, sizeof udp4, 13, 6);    /* ARP */
	refused(udp4, sizeof udp4, 14, 0x44); /* a header of 16 bytes */
	refused(udp4, sizeof udp4, 14, 0x4f); /* a header longer than the frame */
	refused(udp4, sizeof udp4, 14, 0x66); /* version 6 */
	refused(udp4, sizeof udp4, 20, 0x20); /* the first fragment */
	refused(udp4, sizeof udp4, 21, 1);    /* a later one */
	refused(udp4, sizeof udp4, 23, 1);    /* ICMP */
	refused(tcp6, sizeof tcp6, 14, 0x40); /* version 4 */
	refused(tcp6, sizeof tcp6, 20, 44);   /* a fragment */
	refused(tcp6, sizeof tcp6, 54, 59);   /* no more headers */
	refused(tcp6, sizeof tcp6, 55, 255);  /* options longer than the frame */
	refused(tcp6, sizeof tcp6, 74, 0x40); /* a header of 16 bytes */
	refused(tcp6, sizeof tcp6, 74, 0xf0); /* one longer than the frame */
}

/* ---- checksums ------------------------------------------------------------------------------- */

/* A frame of these bytes, in bufs of `piece` bytes. */
static struct network_frame frame_of(struct mcfg_buf_pool *pool, const unsigned char *bytes,
                                     size_t len, size_t piece)
{
	struct network_frame frame = { .checksum = NETWORK_CHECKSUM_MISSING };
	struct mcfg_buf **end = &frame.bufs;

	for (size_t at = 0; at < len; at += piece) {
		size_t n = len - at < piece ? len - at : piece;

		*end = mcfg_buf_get(pool);
		memcpy(mcfg_buf_append(*end, n), bytes + at, n);
		end = &(*end)->next;
	}
	return frame;
}

/* Over the pseudo header and all from `start` on, as who receives it sums up; 0: it is right. */
static uint16_t check(const struct network_frame *frame, uint16_t start, uint64_t pseudo)
{
	unsigned char bytes[256];
	size_t len = 0;

	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		memcpy(bytes + len, buf->data, buf->len);
		len += buf->len;
	}
	return mcfg_sum_end(mcfg_sum(pseudo, bytes + start, len - start));
}

static void checksums_are_filled_in(void **state)
{
	const struct mcfg_buf_pool_options options = { .name = "test",
		                                       .n = 100,
		                                       .block_bytes = 128 };
	struct mcfg_buf_pool pool;
	unsigned char bytes[sizeof udp4];
	/* addresses, protocol, length */
	uint64_t pseudo = mcfg_sum(0, udp4 + 26, 8) + 17 + 9;

	(void)state;
	memcpy(bytes, udp4, sizeof bytes);
	bytes[44] = (unsigned char)((uint16_t)~mcfg_sum_end(pseudo) >> 8);
	bytes[45] = (unsigned char)~mcfg_sum_end(pseudo);
	assert_int_equal(mcfg_buf_pool_open(&pool, &options), 0);
	for (size_t piece = 1; piece <= sizeof udp4; piece++) {
		struct network_frame frame = frame_of(&pool, bytes, sizeof bytes, piece);

		frame.checksum_start = 38;
		frame.checksum_offset = 6;
		assert_int_not_equal(check(&frame, 38, pseudo), 0);
		frame_sum(&frame);
		assert_int_equal(frame.checksum, NETWORK_CHECKSUM_UNKNOWN);
		assert_int_equal(check(&frame, 38, pseudo), 0);
		network_frame_put(&frame);
	}
	mcfg_buf_pool_close(&pool);
}

/* A checksum of 0 would say that there is none. */
static void none_is_zero(void **state)
{
	const struct mcfg_buf_pool_options options = { .name = "test", .n = 4, .block_bytes = 128 };
	const unsigned char bytes[24] = { [14] = 0xff, 0xff };
	struct mcfg_buf_pool pool;
	struct network_frame frame;

	(void)state;
	assert_int_equal(mcfg_buf_pool_open(&pool, &options), 0);
	frame = frame_of(&pool, bytes, sizeof bytes, sizeof bytes);
	frame.checksum_start = 14;
	frame.checksum_offset = 6;
	frame_sum(&frame);
	assert_int_equal(frame.bufs->data[20], 0xff);
	assert_int_equal(frame.bufs->data[21], 0xff);
	network_frame_put(&frame);
	mcfg_buf_pool_close(&pool);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_found),
		cmocka_unit_test(what_is_cut_off_is_none),
		cmocka_unit_test(what_makes_no_sense_is_none),
		cmocka_unit_test(checksums_are_filled_in),
		cmocka_unit_test(none_is_zero),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
