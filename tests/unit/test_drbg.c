/* Random bytes: ChaCha20 against RFC 8439, and the generator against a model written apart from it.
 */
#include <mcfg/drbg.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KEY = MCFG_CHACHA20_KEY_BYTES, BLOCK = MCFG_CHACHA20_BLOCK_BYTES };

static void assert_hex(const unsigned char *bytes, size_t len, const char *expected)
{
	char text[2 * BLOCK + 1] = "";

	assert_true(len <= BLOCK);
	for (size_t i = 0; i < len; i++)
		snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	assert_string_equal(text, expected);
}

/* ---- the block function ---------------------------------------------------------------------- */

/* RFC 8439, section 2.3.2. */
static void the_example_of_the_rfc(void **state)
{
	static const unsigned char nonce[12] = { 0, 0, 0, 9, 0, 0, 0, 0x4a };
	unsigned char key[KEY], block[BLOCK];

	(void)state;
	for (int i = 0; i < KEY; i++)
		key[i] = (unsigned char)i;
	mcfg_chacha20_block(block, key, 1, nonce);
	assert_hex(block, BLOCK,
	           "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
	           "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e");
}

/* RFC 8439, appendix A.1: all zero but for one byte each. */
static void the_vectors_of_the_rfc(void **state)
{
	static const struct {
		uint32_t counter;
		int key_byte, nonce_byte; /* that is not 0; -1: none */
		unsigned char value;
		const char *block;
	} vectors[] = {
		{ 0, -1, -1, 0,
		  "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
		  "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586" },
		{ 1, -1, -1, 0,
		  "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
		  "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f" },
		{ 1, 31, -1, 1,
		  "3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a"
		  "8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0" },
		{ 2, 1, -1, 0xff,
		  "72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca"
		  "13b25aa26cb4a648cb9b9d1be65b2c0924a66c54d545ec1b7374f4872e99f096" },
		{ 0, -1, 11, 2,
		  "c2c64d378cd536374ae204b9ef933fcd1a8b2288b3dfa49672ab765b54ee27c7"
		  "8a970e0e955c14f3a88e741b97c286f75f8fc299e8148362fa198a39531bed6d" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		unsigned char key[KEY] = { 0 }, nonce[12] = { 0 }, block[BLOCK];

		if (vectors[i].key_byte >= 0)
			key[vectors[i].key_byte] = vectors[i].value;
		if (vectors[i].nonce_byte >= 0)
			nonce[vectors[i].nonce_byte] = vectors[i].value;
		mcfg_chacha20_block(block, key, vectors[i].counter, nonce);
		assert_hex(block, BLOCK, vectors[i].block);
	}
}

/* ---- the generator --------------------------------------------------------------------------- */

/* What it gives, as it was worked out with another ChaCha20, by what drbg.h and drbg.c say. */
static void it_gives_what_it_should(void **state)
{
	static const char entropy[] = "some entropy, of forty-two bytes in length";
	struct mcfg_drbg drbg = { 0 };
	unsigned char bytes[1000];

	(void)state;
	mcfg_drbg_add(&drbg, entropy, sizeof entropy - 1);
	mcfg_drbg_get(&drbg, bytes, 40);
	assert_hex(bytes, 40,
	           "392d9243a961d36bccc4965ef6e18b77614f5bb1bd8968ac305b3736ae664742"
	           "54f821880cd56857");
	mcfg_drbg_get(&drbg, bytes, 5);
	assert_hex(bytes, 5, "5c81c229bf");
	mcfg_drbg_add(&drbg, "", 0);
	mcfg_drbg_get(&drbg, bytes, 32);
	assert_hex(bytes, 32, "121a8b3e7ff2a1daf8b425a73032d816242ad02a7d1d9271eea88d2377da2755");
	mcfg_drbg_get(&drbg, bytes, sizeof bytes);
	assert_hex(bytes + sizeof bytes - 16, 16, "1c7674edbbacfe0db5d7b7b4aabef0be");
}

static bool holds(const void *memory, size_t bytes, const unsigned char *part, size_t len)
{
	for (size_t at = 0; at + len <= bytes; at++)
		if (memcmp((const char *)memory + at, part, len) == 0)
			return true;
	return false;
}

/* Who sees the state cannot tell what it gave: neither that nor the key it was made with is there.
 */
static void it_forgets(void **state)
{
	struct mcfg_drbg drbg = { 0 }, before;
	unsigned char bytes[256], again[256];

	(void)state;
	mcfg_drbg_add(&drbg, "seed", 4);
	for (size_t len = 0; len <= sizeof bytes; len += 8) {
		before = drbg;
		mcfg_drbg_get(&drbg, bytes, len);
		for (size_t i = 0; i + 8 <= len; i += 8)
			assert_false(holds(&drbg, sizeof drbg, bytes + i, 8));
		assert_false(holds(&drbg, sizeof drbg, before.key, 8));
		mcfg_drbg_get(&drbg, again, len);
		if (len > 0)
			assert_memory_not_equal(bytes, again, len);
	}
}

/* Two that were the same give other bytes once something else was added to one of them. */
static void assert_differ(const char *a, size_t a_len, const char *b, size_t b_len)
{
	struct mcfg_drbg one = { 0 }, other = { 0 };
	unsigned char of_one[16], of_other[16];

	mcfg_drbg_add(&one, a, a_len);
	mcfg_drbg_add(&other, b, b_len);
	mcfg_drbg_get(&one, of_one, sizeof of_one);
	mcfg_drbg_get(&other, of_other, sizeof of_other);
	assert_memory_not_equal(of_one, of_other, sizeof of_one);
}

static void all_of_what_is_added_counts(void **state)
{
	char entropy[100] = { 0 }, changed[100];
	static const char zeros[64] = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof entropy; i++) {
		memcpy(changed, entropy, sizeof entropy);
		changed[i] = 1;
		assert_differ(entropy, sizeof entropy, changed, sizeof changed);
	}
	for (size_t len = 0; len < sizeof zeros; len++)
		assert_differ(zeros, len, zeros, len + 1);
}

/* Chosen with the state in sight, what is added must not lead to a state that was chosen. */
static void nothing_cancels_the_key(void **state)
{
	struct mcfg_drbg drbg = { 0 }, zero = { 0 };
	unsigned char chosen[KEY], bytes[16], of_zero[16];

	(void)state;
	mcfg_drbg_add(&drbg, "seed", 4);
	memcpy(chosen, drbg.key, sizeof chosen);
	mcfg_drbg_add(&drbg, chosen, sizeof chosen);
	mcfg_drbg_get(&drbg, bytes, sizeof bytes);
	mcfg_drbg_get(&zero, of_zero, sizeof of_zero);
	assert_memory_not_equal(bytes, of_zero, sizeof bytes);
}

/* Not a test of randomness, but it finds a block that is left out or repeated. */
static void bits_are_even(void **state)
{
	enum { N = 1 << 16 };
	static unsigned char bytes[N];
	size_t n_ones = 0, n_same = 0;
	struct mcfg_drbg drbg = { 0 };

	(void)state;
	mcfg_drbg_get(&drbg, bytes, sizeof bytes);
	for (size_t i = 0; i < N; i++)
		n_ones += (size_t)__builtin_popcount(bytes[i]);
	for (size_t i = 0; i + BLOCK < N; i++)
		n_same += bytes[i] == bytes[i + BLOCK];
	assert_in_range(n_ones, N * 4 - 3000, N * 4 + 3000); /* 8 standard deviations */
	assert_in_range(n_same, N / 256 - 150, N / 256 + 150);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_example_of_the_rfc),
		cmocka_unit_test(the_vectors_of_the_rfc),
		cmocka_unit_test(it_gives_what_it_should),
		cmocka_unit_test(it_forgets),
		cmocka_unit_test(all_of_what_is_added_counts),
		cmocka_unit_test(nothing_cancels_the_key),
		cmocka_unit_test(bits_are_even),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
