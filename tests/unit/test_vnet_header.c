/* The header before frames of virtio and tap: what is put is got back, and what cannot be is
 * refused. */
#include "../../devices/network/vnet_header.c"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct network_frame whole = { 0 };
static const struct network_frame without_checksum = {
	.checksum = NETWORK_CHECKSUM_MISSING,
	.checksum_start = 34,
	.checksum_offset = 16,
};
static const struct network_frame to_cut = {
	.checksum = NETWORK_CHECKSUM_MISSING,
	.checksum_start = 54,
	.checksum_offset = 16,
	.segment_bytes = 1440,
	.header_bytes = 74,
	.segments = NETWORK_OFFLOAD_TCPV6,
};

static void comes_back(const struct network_frame *frame)
{
	unsigned char header[VNET_HEADER_BYTES];
	struct network_frame got;

	memset(header, 0xee, sizeof header);
	vnet_header_put(header, frame);
	assert_int_equal(vnet_header_get(header, 9000, &got), 0);
	assert_int_equal(got.checksum, frame->checksum);
	assert_int_equal(got.checksum_start, frame->checksum_start);
	assert_int_equal(got.checksum_offset, frame->checksum_offset);
	assert_int_equal(got.segment_bytes, frame->segment_bytes);
	assert_int_equal(got.header_bytes, frame->header_bytes);
	assert_int_equal(got.segments, frame->segments);
}

static void test_comes_back(void **state)
{
	(void)state;
	comes_back(&whole);
	comes_back(&without_checksum);
	comes_back(&to_cut);
}

/* The bytes, as the standard has them. */
static void test_bytes(void **state)
{
	static const unsigned char expected[] = { 1, 4, 74, 0, 0xa0, 5, 54, 0, 16, 0, 0, 0 };
	unsigned char header[VNET_HEADER_BYTES];

	(void)state;
	vnet_header_put(header, &to_cut);
	assert_memory_equal(header, expected, sizeof expected);
}

static void test_checksum_is_right(void **state)
{
	static const unsigned char header[VNET_HEADER_BYTES] = { 2 };
	struct network_frame got;

	(void)state;
	assert_int_equal(vnet_header_get(header, 60, &got), 0);
	assert_int_equal(got.checksum, NETWORK_CHECKSUM_RIGHT);
}

static void refuses(const unsigned char *header, size_t len)
{
	struct network_frame got;

	assert_int_equal(vnet_header_get(header, len, &got), -EPROTO);
}

static void test_refuses(void **state)
{
	static const unsigned char no_kind[VNET_HEADER_BYTES] = { 1, 3, 0, 0, 1, 0, 34, 0, 16, 0 };
	static const unsigned char no_size[VNET_HEADER_BYTES] = { 1, 1, 0, 0, 0, 0, 34, 0, 16, 0 };
	static const unsigned char no_sum[VNET_HEADER_BYTES] = { 0, 1, 0, 0, 1, 0 };
	static const unsigned char early[VNET_HEADER_BYTES] = { 1, 0, 0, 0, 0, 0, 13, 0, 16, 0 };
	unsigned char header[VNET_HEADER_BYTES];
	struct network_frame got;

	(void)state;
	refuses(no_kind, 1000);
	refuses(no_size, 1000);
	refuses(no_sum, 1000);
	refuses(early, 1000);
	vnet_header_put(header, &without_checksum);
	assert_int_equal(vnet_header_get(header, 52, &got), 0);
	refuses(header, 51);
	mcfg_put_le16(header + CHECKSUM_START, 0xffff);
	mcfg_put_le16(header + CHECKSUM_OFFSET, 0xffff);
	refuses(header, 51);
}

/* Whatever the bytes are, what is got lies inside of the frame. */
static void test_any_bytes(void **state)
{
	unsigned char header[VNET_HEADER_BYTES];
	uint64_t random = 1;

	(void)state;
	for (int n = 0; n < 200000; n++) {
		size_t len = (size_t)n % 100;
		struct network_frame got;

		for (size_t i = 0; i < sizeof header; i++) {
			random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
			header[i] = (unsigned char)(random >> (random >> 61) >> 30);
		}
		if (vnet_header_get(header, len, &got))
			continue;
		if (got.checksum == NETWORK_CHECKSUM_MISSING)
			assert_true((size_t)got.checksum_start + got.checksum_offset + 2 <= len);
		assert_true(got.header_bytes <= len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comes_back),        cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_checksum_is_right), cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_any_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
