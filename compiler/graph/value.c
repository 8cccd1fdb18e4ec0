#include "graph/eval_private.h"

#include "base/hash.h"

#include <string.h>

struct value *value_new(struct eval *e, enum value_kind kind)
{
	struct value *value = arena_new(e->arena, struct value);

	value->kind = kind;
	return value;
}

struct value *value_scalar(struct eval *e, enum mcfg_type type, union mcfg_value as)
{
	struct value *value = value_new(e, VALUE_SCALAR);

	value->scalar.type = type;
	value->scalar.as = as;
	return value;
}

struct value *value_string(struct eval *e, const char *string)
{
	return value_scalar(e, MCFG_STRING, (union mcfg_value){ .string = string });
}

struct value *value_int(struct eval *e, int64_t integer)
{
	return value_scalar(e, MCFG_INT, (union mcfg_value){ .integer = integer });
}

struct value *value_bool(struct eval *e, bool boolean)
{
	return boolean ? e->yes : e->no;
}

struct value *value_some(struct eval *e, struct value *inner)
{
	struct value *value = value_new(e, VALUE_SOME);

	value->some = inner;
	return value;
}

struct value *value_list(struct eval *e, struct value **items, size_t n)
{
	struct value *value = value_new(e, VALUE_LIST);

	value->list.items = items;
	value->list.n = n;
	return value;
}

/*
 * The room that lists of one origin share: items before `first` are free. Putting an element before
 * the list that begins at `first` takes one free place, so that n conses cost n, and a list that
 * lost the race for the place is copied.
 */
struct list_room {
	struct value **first;
	size_t free;
};

struct value *value_cons(struct eval *e, struct value *head, struct value *list)
{
	struct list_room *room = list->list.room;
	struct value *value;
	size_t n = list->list.n;

	if (!room || room->first != list->list.items || !room->free) {
		size_t spare = n + 4;
		struct value **items = arena_array(e->arena, struct value *, spare + n);

		if (n)
			memcpy(items + spare, list->list.items, n * sizeof(struct value *));
		room = arena_new(e->arena, struct list_room);
		room->first = items + spare;
		room->free = spare;
	}
	*--room->first = head;
	room->free--;
	value = value_list(e, room->first, n + 1);
	value->list.room = room;
	return value;
}

struct value *value_tail(struct eval *e, const struct value *list)
{
	return value_list(e, list->list.items + 1, list->list.n - 1);
}

struct value *value_node(struct eval *e, struct node *node)
{
	struct value *value = value_new(e, VALUE_NODE);

	value->node = node;
	return value;
}

bool value_is_bool(const struct value *value, bool boolean)
{
	return value->kind == VALUE_SCALAR && value->scalar.type == MCFG_BOOL &&
	       value->scalar.as.boolean == boolean;
}

const char *value_text(const struct value *value)
{
	bool is_text = value->kind == VALUE_SCALAR &&
	               (value->scalar.type == MCFG_STRING || value->scalar.type == MCFG_PATH);

	return is_text ? value->scalar.as.string : "";
}

bool value_is_data(const struct value *value)
{
	switch (value->kind) {
	case VALUE_SCALAR:
	case VALUE_NONE:
	case VALUE_OPEN: return true;
	case VALUE_TAG: return !value->tag.payload;
	case VALUE_SOME: return value_is_data(value->some);
	case VALUE_LIST:
		for (size_t i = 0; i < value->list.n; i++)
			if (!value_is_data(value->list.items[i]))
				return false;
		return true;
	default: return false;
	}
}

const struct value *value_open_part(const struct value *value)
{
	const struct value *part = NULL;

	switch (value->kind) {
	case VALUE_OPEN: return value;
	case VALUE_CHOICE: return value->choice.tests[0];
	case VALUE_NODE:
		return value->node->kind == NODE_CHOICE ? value->node->branches[0].test : NULL;
	case VALUE_SOME: return value_open_part(value->some);
	case VALUE_TAG: return value->tag.payload ? value_open_part(value->tag.payload) : NULL;
	case VALUE_LIST:
		for (size_t i = 0; i < value->list.n && !part; i++)
			part = value_open_part(value->list.items[i]);
		return part;
	default: return NULL;
	}
}

static bool items_equal(struct value *const *a, struct value *const *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!value_equal(a[i], b[i]))
			return false;
	return true;
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_UNIT:
	case VALUE_NONE: return true;
	case VALUE_SCALAR:
		return a->scalar.type == b->scalar.type &&
		       !mcfg_value_compare(a->scalar.type, &a->scalar.as, &b->scalar.as);
	case VALUE_TAG:
		if (a->tag.name != b->tag.name || !a->tag.payload != !b->tag.payload)
			return false;
		return !a->tag.payload || value_equal(a->tag.payload, b->tag.payload);
	case VALUE_SOME: return value_equal(a->some, b->some);
	case VALUE_LIST:
		return a->list.n == b->list.n &&
		       items_equal(a->list.items, b->list.items, a->list.n);
	case VALUE_INTERFACE: return a->interface == b->interface;
	case VALUE_ARROW:
		return a->arrow.left == b->arrow.left &&
		       value_equal(a->arrow.right, b->arrow.right);
	case VALUE_NODE: return a->node == b->node;
	case VALUE_KEY: return a->key == b->key;
	case VALUE_CHOICE:
		return a->choice.n == b->choice.n &&
		       items_equal(a->choice.tests, b->choice.tests, a->choice.n - 1) &&
		       items_equal(a->choice.values, b->choice.values, a->choice.n);
	default: return false;
	}
}

static uint32_t scalar_hash(const struct value *value)
{
	char text[64];
	size_t len;

	if (value->scalar.type == MCFG_STRING || value->scalar.type == MCFG_PATH)
		return hash_bytes(value->scalar.as.string, strlen(value->scalar.as.string));
	len = mcfg_value_print(value->scalar.type, &value->scalar.as, text, sizeof text);
	return hash_bytes(text, len < sizeof text ? len : sizeof text - 1);
}

uint32_t value_hash(const struct value *value)
{
	uint32_t hash = hash_mix(0, value->kind);

	switch (value->kind) {
	case VALUE_SCALAR: return hash_mix(hash, scalar_hash(value));
	case VALUE_TAG:
		hash = hash_mix(hash, (uintptr_t)value->tag.name);
		return value->tag.payload ? hash_mix(hash, value_hash(value->tag.payload)) : hash;
	case VALUE_SOME: return hash_mix(hash, value_hash(value->some));
	case VALUE_LIST:
		for (size_t i = 0; i < value->list.n; i++)
			hash = hash_mix(hash, value_hash(value->list.items[i]));
		return hash;
	case VALUE_NODE: return hash_mix(hash, value->node->id);
	case VALUE_OPEN: return hash_mix(hash, value->open.id);
	case VALUE_KEY: return hash_mix(hash, (uintptr_t)value->key);
	default: return hash;
	}
}
