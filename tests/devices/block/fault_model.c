/* What each sector of a disk may hold. See fault_model.h. */
#include "fault_model.h"

#include <mcfg/assert.h>
#include <mcfg/endian.h>
#include <string.h>

void model_fill(unsigned char *bytes, uint64_t sector, uint32_t version)
{
	uint64_t random = (sector + 1) * UINT64_C(0x9e3779b97f4a7c15) + version;

	if (version == 0) {
		memset(bytes, 0, SECTOR_BYTES);
		return;
	}
	mcfg_put_le32(bytes, version);
	for (size_t i = 4; i < SECTOR_BYTES; i++) {
		random = random * UINT64_C(6364136223846793005) + 1442695040888963407u;
		bytes[i] = (unsigned char)(random >> 56);
	}
}

bool model_read(struct versions *versions, uint64_t sector, const unsigned char *bytes)
{
	unsigned char expected[SECTOR_BYTES];
	uint32_t found = mcfg_get_le32(bytes);

	if (versions->any)
		return true;
	for (unsigned i = 0; i < versions->n; i++) {
		if (versions->of[i] != found)
			continue;
		model_fill(expected, sector, found);
		*versions = (struct versions){ .n = 1, .of = { found } };
		return memcmp(expected, bytes, SECTOR_BYTES) == 0;
	}
	return false;
}

static void add(struct versions *versions, uint32_t version)
{
	for (unsigned i = 0; i < versions->n; i++)
		if (versions->of[i] == version)
			return;
	mcfg_assert(versions->n < MOST_VERSIONS);
	versions->of[versions->n++] = version;
}

void model_write(struct sector *sector, uint32_t version)
{
	add(&sector->medium, version);
}

void model_failed(struct sector *sector, uint32_t version)
{
	add(&sector->now, version);
}

void model_written(struct sector *sector, uint32_t version)
{
	sector->now = (struct versions){ .n = 1, .of = { version } };
	sector->written = true;
}

void model_discard(struct sector *sector)
{
	sector->now.any = sector->medium.any = true;
}

void model_flush(struct sector *sector)
{
	sector->medium = sector->now;
}

bool model_is_full(const struct versions *versions)
{
	return versions->n >= MOST_VERSIONS - 1;
}

uint32_t model_cksum(uint32_t sum, const unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		sum ^= (uint32_t)bytes[i] << 24;
		for (int bit = 0; bit < 8; bit++)
			sum = sum << 1 ^ (sum >> 31 ? 0x04c11db7 : 0);
	}
	return sum;
}

uint32_t model_cksum_end(uint32_t sum, uint64_t n_bytes)
{
	for (; n_bytes > 0; n_bytes >>= 8)
		sum = model_cksum(sum, &(unsigned char){ (unsigned char)n_bytes }, 1);
	return ~sum;
}
