#include "base/intern.h"

#include "base/hash.h"

#include <string.h>

void intern_init(struct intern *intern, struct arena *arena)
{
	*intern = (struct intern){ .arena = arena };
}

static void grow(struct intern *intern)
{
	struct intern_slot *old = intern->slots;
	size_t old_cap = intern->cap;

	intern->cap = old_cap ? old_cap * 2 : 256;
	intern->slots = arena_array(intern->arena, struct intern_slot, intern->cap);
	for (size_t i = 0; i < old_cap; i++) {
		size_t at = old[i].hash;

		if (!old[i].text)
			continue;
		while (intern->slots[at & (intern->cap - 1)].text)
			at++;
		intern->slots[at & (intern->cap - 1)] = old[i];
	}
}

const char *intern_n(struct intern *intern, const char *text, size_t len)
{
	uint32_t hash = hash_bytes(text, len);

	if (intern->n * 4 >= intern->cap * 3)
		grow(intern);
	for (size_t at = hash;; at++) {
		struct intern_slot *slot = &intern->slots[at & (intern->cap - 1)];

		if (!slot->text) {
			slot->text = arena_strndup(intern->arena, text, len);
			slot->hash = hash;
			slot->len = (uint32_t)len;
			intern->n++;
			return slot->text;
		}
		if (slot->hash == hash && slot->len == len && !memcmp(slot->text, text, len))
			return slot->text;
	}
}

const char *intern(struct intern *intern, const char *text)
{
	return intern_n(intern, text, strlen(text));
}
