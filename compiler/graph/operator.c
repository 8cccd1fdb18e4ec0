/* operator.c - arithmetic, comparison and logic, on what is known and what is open. */
#include "graph/eval_private.h"

#include <math.h>
#include <string.h>

static const char *const signs[] = {
	[OP_CONCAT] = "^", [OP_CONS] = "::", [OP_ADD] = "+",
	[OP_SUB] = "-",    [OP_MUL] = "*",   [OP_NEGATE] = "-",
};

static struct value *overflow(struct eval *e, const struct expr *expr, enum mcfg_type type)
{
	diag_report(&e->c->diags, CHECK_OVERFLOW, expr->span,
	            "the result of `%s` is outside the range of %s", signs[expr->op],
	            mcfg_type_name(type));
	return e->poison;
}

/* Calculates in signed and in unsigned 64 bits. False on overflow. */
static bool calculate(enum operator op, int64_t a, int64_t b, int64_t *result)
{
	switch (op) {
	case OP_ADD: return !__builtin_add_overflow(a, b, result);
	case OP_SUB: return !__builtin_sub_overflow(a, b, result);
	default: return !__builtin_mul_overflow(a, b, result);
	}
}

static bool calculate_unsigned(enum operator op, uint64_t a, uint64_t b, uint64_t *result)
{
	switch (op) {
	case OP_ADD: return !__builtin_add_overflow(a, b, result);
	case OP_SUB: return !__builtin_sub_overflow(a, b, result);
	default: return !__builtin_mul_overflow(a, b, result);
	}
}

static double calculate_real(enum operator op, double a, double b)
{
	return op == OP_ADD ? a + b : op == OP_SUB ? a - b : a * b;
}

static struct value *arithmetic(struct eval *e, const struct expr *expr, const struct value *a,
                                const struct value *b)
{
	enum mcfg_type type = a->scalar.type;
	union mcfg_value result = { 0 };
	uint64_t size;
	bool fits = false;

	switch (type) {
	case MCFG_INT:
		fits = calculate(expr->op, a->scalar.as.integer, b->scalar.as.integer,
		                 &result.integer);
		break;
	case MCFG_FLOAT:
		result.real = calculate_real(expr->op, a->scalar.as.real, b->scalar.as.real);
		fits = isfinite(result.real);
		break;
	case MCFG_PORT:
		fits = calculate_unsigned(expr->op, a->scalar.as.port, b->scalar.as.port, &size) &&
		       size <= UINT16_MAX;
		result.port = (uint16_t)size;
		break;
	case MCFG_SIZE:
		fits = calculate_unsigned(expr->op, a->scalar.as.size_bytes,
		                          b->scalar.as.size_bytes, &result.size_bytes);
		break;
	default: return e->poison;
	}
	return fits ? value_scalar(e, type, result) : overflow(e, expr, type);
}

static struct value *concat(struct eval *e, const struct expr *expr, const struct value *a,
                            const struct value *b)
{
	const struct value *open = a->kind == VALUE_OPEN ? a : b;

	if (open->kind == VALUE_OPEN)
		return must_be_known(e, open, expr->span, "both sides of `^`");
	return value_string(e, arena_printf(e->arena, "%s%s", value_text(a), value_text(b)));
}

/* The order of two known values: scalars by their type, and lists and the like by their equality.
 */
static bool compare(enum operator op, const struct value *a, const struct value *b)
{
	int order;

	if (op == OP_EQ || op == OP_NE)
		return value_equal(a, b) == (op == OP_EQ);
	if (a->kind != VALUE_SCALAR || b->kind != VALUE_SCALAR)
		return false;
	order = mcfg_value_compare(a->scalar.type, &a->scalar.as, &b->scalar.as);
	switch (op) {
	case OP_LT: return order < 0;
	case OP_LE: return order <= 0;
	case OP_GT: return order > 0;
	default: return order >= 0;
	}
}

static enum open_op open_op_of(enum operator op)
{
	static const enum open_op ops[] = {
		[OP_OR] = OPEN_OR,   [OP_AND] = OPEN_AND, [OP_EQ] = OPEN_EQ,   [OP_NE] = OPEN_NE,
		[OP_LT] = OPEN_LT,   [OP_LE] = OPEN_LE,   [OP_GT] = OPEN_GT,   [OP_GE] = OPEN_GE,
		[OP_ADD] = OPEN_ADD, [OP_SUB] = OPEN_SUB, [OP_MUL] = OPEN_MUL,
	};

	return ops[op];
}

/* `some 3 = key.n` and the like: open inside, though not itself. */
static bool has_open_part(const struct value *a, const struct value *b)
{
	return value_open_part(a) || value_open_part(b);
}

struct value *operate(struct eval *e, const struct expr *expr, struct value *a, struct value *b)
{
	if (a->kind == VALUE_POISON || b->kind == VALUE_POISON)
		return e->poison;
	switch (expr->op) {
	case OP_OR:
	case OP_AND: return open_bool(e, open_op_of(expr->op), a, b);
	case OP_CONCAT: return concat(e, expr, a, b);
	case OP_CONS:
		if (b->kind != VALUE_LIST)
			return must_be_known(e, b, expr->b->span, "the list after `::`");
		return value_cons(e, a, b);
	case OP_ADD:
	case OP_SUB:
	case OP_MUL:
		if (a->kind == VALUE_OPEN || b->kind == VALUE_OPEN)
			return open_make(e, open_op_of(expr->op),
			                 value_type_of(a->kind == VALUE_OPEN ? a : b), a, b, NULL);
		return arithmetic(e, expr, a, b);
	default:
		if (value_equal(a, b))
			return value_bool(e, expr->op == OP_EQ || expr->op == OP_LE ||
			                         expr->op == OP_GE);
		if (has_open_part(a, b))
			return open_bool(e, open_op_of(expr->op), a, b);
		return value_bool(e, compare(expr->op, a, b));
	}
}

struct value *operate_unary(struct eval *e, const struct expr *expr, struct value *a)
{
	union mcfg_value result = { 0 };

	if (a->kind == VALUE_POISON)
		return a;
	if (expr->op == OP_NOT)
		return open_bool(e, OPEN_NOT, a, NULL);
	if (a->kind == VALUE_OPEN)
		return open_make(e, OPEN_NEGATE, value_type_of(a), a, NULL, NULL);
	switch (a->scalar.type) {
	case MCFG_INT:
		if (__builtin_sub_overflow((int64_t)0, a->scalar.as.integer, &result.integer))
			return overflow(e, expr, MCFG_INT);
		break;
	case MCFG_FLOAT: result.real = -a->scalar.as.real; break;
	case MCFG_PORT:
		if (a->scalar.as.port)
			return overflow(e, expr, MCFG_PORT);
		break;
	case MCFG_SIZE:
		if (a->scalar.as.size_bytes)
			return overflow(e, expr, MCFG_SIZE);
		break;
	default: return e->poison;
	}
	return value_scalar(e, a->scalar.type, result);
}
