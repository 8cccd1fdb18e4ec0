/* hash.h - hashing, and one hash table from keys to pointers. */
#ifndef MCFG_HASH_H
#define MCFG_HASH_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

/* Hashes `len` bytes. Source: FNV-1a, with a final mix so that the low bits are good. */
uint32_t hash_bytes(const void *bytes, size_t len);

/* Mixes one more word into a hash. */
uint32_t hash_mix(uint32_t hash, uint64_t word);

/*
 * A map from interned names (or any pointers: only the address counts) to pointers. Insertion order
 * is not kept; nothing iterates over it.
 */
struct map_slot {
	const void *key;
	void *value;
};

struct map {
	struct map_slot *slots;
	size_t n, cap;
};

/* The value of `key`, or null. */
void *map_get(const struct map *map, const void *key);

/* Sets the value of `key` (not null), replacing an earlier one. */
void map_set(struct arena *arena, struct map *map, const void *key, void *value);

#endif
