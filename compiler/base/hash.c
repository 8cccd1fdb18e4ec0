#include "base/hash.h"

static uint32_t finish(uint64_t hash)
{
	hash ^= hash >> 32;
	hash *= UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(hash >> 32);
}

uint32_t hash_bytes(const void *bytes, size_t len)
{
	const unsigned char *byte = bytes;
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
	return finish(hash);
}

uint32_t hash_mix(uint32_t hash, uint64_t word)
{
	return finish((((uint64_t)hash << 17) ^ word) * UINT64_C(0xff51afd7ed558ccd) + hash);
}

static struct map_slot *find(const struct map *map, const void *key)
{
	for (size_t at = hash_mix(0, (uintptr_t)key);; at++) {
		struct map_slot *slot = &map->slots[at & (map->cap - 1)];

		if (!slot->key || slot->key == key)
			return slot;
	}
}

void *map_get(const struct map *map, const void *key)
{
	return map->cap ? find(map, key)->value : NULL;
}

void map_set(struct arena *arena, struct map *map, const void *key, void *value)
{
	struct map_slot *slot;

	if (map->n * 4 >= map->cap * 3) {
		struct map grown = { .cap = map->cap ? map->cap * 2 : 16, .n = map->n };

		grown.slots = arena_array(arena, struct map_slot, grown.cap);
		for (size_t i = 0; i < map->cap; i++)
			if (map->slots[i].key)
				*find(&grown, map->slots[i].key) = map->slots[i];
		*map = grown;
	}
	slot = find(map, key);
	if (!slot->key)
		map->n++;
	*slot = (struct map_slot){ key, value };
}
