/*
 * resolve_default.c - open values while no option is given. All of a graph are worked out at once,
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

/* A part of an open value: what it is when every key keeps its default, or null. */
static struct value *part(const struct compilation *c, struct value *value)
{
	return value && value->kind == VALUE_OPEN ? c->graph.defaults[value->open.id] : value;
}

static struct value *some_of(struct compilation *c, struct value *value)
{
	struct value *some = arena_new(&c->arena, struct value);

	some->kind = VALUE_SOME;
	some->some = value;
	return some;
}

/* What follows from the first operand alone, or null. */
static struct value *from_one(struct compilation *c, const struct value *open, struct value *a)
{
	switch (open->open.op) {
	case OPEN_IF: return part(c, is_true(a) ? open->open.b : open->open.c);
	case OPEN_NOT: return boolean(c, !is_true(a));
	case OPEN_AND: return is_true(a) ? part(c, open->open.b) : a;
	case OPEN_OR: return is_true(a) ? a : part(c, open->open.b);
	case OPEN_IS_SOME: return boolean(c, a->kind == VALUE_SOME);
	case OPEN_GET: return a->kind == VALUE_SOME ? a->some : NULL;
	case OPEN_IS_CONS: return boolean(c, a->kind == VALUE_LIST && a->list.n > 0);
	case OPEN_HEAD:
	case OPEN_TAIL: return list_part(c, open->open.op, a);
	case OPEN_NEGATE: return calculate(c, OPEN_NEGATE, a, NULL);
	default: return some_of(c, a);
	}
}

static struct value *settle(struct compilation *c, const struct value *open)
{
	struct value *a = part(c, open->open.a), *b;

	if (open->open.op == OPEN_KEY)
		return open->open.key->value;
	if (!a || !is_binary(open->open.op))
		return a ? from_one(c, open, a) : NULL;
	b = part(c, open->open.b);
	if (!b)
		return NULL;
	if (open->open.op >= OPEN_EQ && open->open.op <= OPEN_GE)
		return compare(c, open->open.op, a, b);
	return calculate(c, open->open.op, a, b);
}

struct value *resolve_default(struct compilation *c, const struct value *open)
{
	struct graph *graph = &c->graph;

	/* Operands stand before what is made of them. */
	if (graph->n_defaults < graph->opens.n) {
		graph->defaults = arena_array(&c->arena, struct value *, graph->opens.n);
		graph->n_defaults = 0;
	}
	for (size_t i = graph->n_defaults; i < graph->opens.n; i++)
		graph->defaults[i] = settle(c, graph->opens.items[i]);
	graph->n_defaults = graph->opens.n;
	return part(c, (struct value *)open);
}
