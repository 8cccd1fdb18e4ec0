/*
 * resolve_default.c - open values while no option is given, or while only known keys have a
 * value. All of a graph are worked out at once,
 * each from its operands, so that neither their depth nor their sharing counts.
 */
#include "graph/resolve.h"

static struct value *boolean(struct compilation *c, bool truth)
{
	struct value *value = arena_new(&c->arena, struct value);

	value->kind = VALUE_SCALAR;
	value->scalar.type = MCFG_BOOL;
	value->scalar.as.boolean = truth;
	return value;
}

static bool is_true(const struct value *value)
{
	return value->kind == VALUE_SCALAR && value->scalar.as.boolean;
}

static int order(const struct value *a, const struct value *b)
{
	return mcfg_value_compare(a->scalar.type, &a->scalar.as, &b->scalar.as);
}

static struct value *compare(struct compilation *c, enum open_op op, const struct value *a,
                             const struct value *b)
{
	switch (op) {
	case OPEN_EQ: return boolean(c, value_equal(a, b));
	case OPEN_NE: return boolean(c, !value_equal(a, b));
	case OPEN_LT: return boolean(c, order(a, b) < 0);
	case OPEN_LE: return boolean(c, order(a, b) <= 0);
	case OPEN_GT: return boolean(c, order(a, b) > 0);
	default: return boolean(c, order(a, b) >= 0);
	}
}

/* Arithmetic on int only: a default that overflows, or is of another type, is left to run time. */
static struct value *calculate(struct compilation *c, enum open_op op, const struct value *a,
                               const struct value *b)
{
	struct value *result = arena_new(&c->arena, struct value);
	int64_t x = a->scalar.as.integer, y = b ? b->scalar.as.integer : 0;
	bool overflow;

	if (a->kind != VALUE_SCALAR || a->scalar.type != MCFG_INT)
		return NULL;
	*result = *a;
	switch (op) {
	case OPEN_ADD: overflow = __builtin_add_overflow(x, y, &result->scalar.as.integer); break;
	case OPEN_SUB: overflow = __builtin_sub_overflow(x, y, &result->scalar.as.integer); break;
	case OPEN_MUL: overflow = __builtin_mul_overflow(x, y, &result->scalar.as.integer); break;
	default: overflow = __builtin_sub_overflow(0, x, &result->scalar.as.integer); break;
	}
	return overflow ? NULL : result;
}

static struct value *list_part(struct compilation *c, enum open_op op, const struct value *list)
{
	struct value *part;

	if (!list->list.n)
		return NULL;
	if (op == OPEN_HEAD)
		return list->list.items[0];
	part = arena_new(&c->arena, struct value);
	part->kind = VALUE_LIST;
	part->list.items = list->list.items + 1;
	part->list.n = list->list.n - 1;
	return part;
}

static bool is_binary(enum open_op op)
{
	return (op >= OPEN_EQ && op <= OPEN_GE) || (op >= OPEN_ADD && op <= OPEN_MUL);
}

/* Open values by id, as far as they are worked out. */
struct settling {
	struct compilation *c;
	struct value **values;
	bool known_only; /* a key that is open has no value, though it has a default */
};

/* A part of an open value: what it is, or null. */
static struct value *part(const struct settling *s, struct value *value)
{
	return value && value->kind == VALUE_OPEN ? s->values[value->open.id] : value;
}

static struct value *some_of(struct compilation *c, struct value *value)
{
	struct value *some = arena_new(&c->arena, struct value);

	some->kind = VALUE_SOME;
	some->some = value;
	return some;
}

/* What follows from the first operand alone, or null. */
static struct value *from_one(const struct settling *s, const struct value *open, struct value *a)
{
	switch (open->open.op) {
	case OPEN_IF: return part(s, is_true(a) ? open->open.b : open->open.c);
	case OPEN_NOT: return boolean(s->c, !is_true(a));
	case OPEN_AND: return is_true(a) ? part(s, open->open.b) : a;
	case OPEN_OR: return is_true(a) ? a : part(s, open->open.b);
	case OPEN_IS_SOME: return boolean(s->c, a->kind == VALUE_SOME);
	case OPEN_GET: return a->kind == VALUE_SOME ? a->some : NULL;
	case OPEN_IS_CONS: return boolean(s->c, a->kind == VALUE_LIST && a->list.n > 0);
	case OPEN_HEAD:
	case OPEN_TAIL: return list_part(s->c, open->open.op, a);
	case OPEN_NEGATE: return calculate(s->c, OPEN_NEGATE, a, NULL);
	default: return some_of(s->c, a);
	}
}

static struct value *settle(const struct settling *s, const struct value *open)
{
	struct value *a = part(s, open->open.a), *b;

	if (open->open.op == OPEN_KEY)
		return s->known_only && !open->open.key->known ? NULL : open->open.key->value;
	if (!a || !is_binary(open->open.op))
		return a ? from_one(s, open, a) : NULL;
	b = part(s, open->open.b);
	if (!b)
		return NULL;
	if (open->open.op >= OPEN_EQ && open->open.op <= OPEN_GE)
		return compare(s->c, open->open.op, a, b);
	return calculate(s->c, open->open.op, a, b);
}

/* Operands stand before what is made of them. */
static struct value **settle_all(struct compilation *c, bool known_only)
{
	size_t n = c->graph.opens.n;
	struct settling s = { c, arena_array(&c->arena, struct value *, n + 1), known_only };

	for (size_t i = 0; i < n; i++)
		s.values[i] = settle(&s, c->graph.opens.items[i]);
	return s.values;
}

struct value *resolve_default(struct compilation *c, const struct value *open)
{
	struct graph *graph = &c->graph;

	if (graph->n_defaults < graph->opens.n) {
		graph->defaults = settle_all(c, false);
		graph->n_defaults = graph->opens.n;
	}
	return open->kind == VALUE_OPEN ? graph->defaults[open->open.id] : (struct value *)open;
}

struct value **resolve_known(struct compilation *c)
{
	return settle_all(c, true);
}
