/* What of the memory is free. See devicetree.h. */
#include "../../platform/guest/machine.h"
#include "devicetree.h"

static uint64_t end_of(struct devicetree_range range)
{
	return range.at + range.bytes;
}

/* The lowest reserved range that reaches into [at, end); of no bytes where none does. */
static struct devicetree_range next_reserved(const struct devicetree *devices, uint64_t at,
                                             uint64_t end)
{
	struct devicetree_range first = { end, 0 };

	for (size_t i = 0; i < devices->n_reserved; i++) {
		struct devicetree_range range = devices->reserved[i];

		if (end_of(range) > at && range.at < first.at)
			first = range;
	}
	return first;
}

/* The pieces of a memory that are not reserved. Returns how many regions there are then. */
static size_t add_memory(const struct devicetree *devices, struct devicetree_range memory,
                         struct mcfg_region *regions, size_t n, size_t max)
{
	uint64_t at = memory.at, end = end_of(memory);

	while (at < end && n < max) {
		struct devicetree_range reserved = next_reserved(devices, at, end);

		if (reserved.at > at)
			regions[n++] = (struct mcfg_region){ at, reserved.at };
		at = reserved.bytes > 0 ? end_of(reserved) : end;
	}
	return n;
}

size_t mcfg_devicetree_memory(const struct devicetree *devices, struct mcfg_region *regions,
                              size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < devices->n_memories; i++)
		n = add_memory(devices, devices->memories[i], regions, n, max);
	return n;
}
