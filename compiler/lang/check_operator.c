/* Operators on values. See checker.h. */
#include "lang/checker.h"

static const char *const spellings[] = {
	[OP_OR] = "||", [OP_AND] = "&&", [OP_EQ] = "=",  [OP_NE] = "<>",    [OP_LT] = "<",
	[OP_LE] = "<=", [OP_GT] = ">",   [OP_GE] = ">=", [OP_CONCAT] = "^", [OP_CONS] = "::",
	[OP_ADD] = "+", [OP_SUB] = "-",  [OP_MUL] = "*", [OP_NOT] = "!",    [OP_NEGATE] = "-",
};

static struct type *both(struct checker *k, struct expr *expr, enum mcfg_type type)
{
	struct want want = { .type = k->types.values[type],
		             .role = ROLE_OPERATOR,
		             .subject = spellings[expr->op] };

	check_expr(k, expr->a, &want);
	if (expr->b)
		check_expr(k, expr->b, &want);
	return want.type;
}

/* The left side's type is one of a set; the right side has the same. */
static struct type *same_sides(struct checker *k, struct expr *expr, uint32_t set, bool compared,
                               const char *of)
{
	struct want other = { .role = ROLE_SIDE,
		              .exact = true,
		              .subject = spellings[expr->op],
		              .at = expr->a->span };
	struct diag *diag;

	other.type = check_expr(k, expr->a, NULL);
	if (!type_restrict(&k->types, other.type, set, compared)) {
		diag =
		    diag_report(k->diags, CHECK_OPERATOR, expr->a->span, "%s is for %s, found %s",
		                spellings[expr->op], of, describe(k, other.type));
		note_origin(k, diag, expr->a, other.type);
		check_bad(k, expr->a);
		if (expr->b)
			check_expr(k, expr->b, NULL);
		return k->types.error;
	}
	if (expr->b)
		check_expr(k, expr->b, &other);
	return other.type;
}

static struct type *check_cons(struct checker *k, struct expr *expr, const struct want *want)
{
	struct type *list = want ? type_resolve(want->type) : NULL;
	struct want head, rest = { .role = ROLE_REST, .at = expr->a->span };

	if (list && list->kind == TYPE_LIST && type_resolve(list->a)->kind != TYPE_VAR) {
		head = rest = *want;
		head.type = list->a;
		head.exact = false;
		check_expr(k, expr->a, &head);
		return check_expr(k, expr->b, &rest);
	}
	rest.type = types_of(&k->types, TYPE_LIST, check_expr(k, expr->a, NULL));
	return check_expr(k, expr->b, &rest);
}

struct type *check_binary(struct checker *k, struct expr *expr, const struct want *want)
{
	static const char numbers[] = "an int, a port, a float or a size";
	struct type *type;

	switch (expr->op) {
	case OP_APPLY: return check_dollar(k, expr);
	case OP_AT_ARROW: return check_at_arrow(k, expr);
	case OP_OR:
	case OP_AND: return both(k, expr, MCFG_BOOL);
	case OP_CONCAT: return both(k, expr, MCFG_STRING);
	case OP_CONS: return check_cons(k, expr, want);
	case OP_EQ:
	case OP_NE:
		type = same_sides(k, expr, SET_DATA, true, "values, not devices or functions");
		return type->kind == TYPE_ERROR ? type : k->types.values[MCFG_BOOL];
	case OP_LT:
	case OP_LE:
	case OP_GT:
	case OP_GE:
		type = same_sides(k, expr, SET_SCALAR, false, "single values");
		return type->kind == TYPE_ERROR ? type : k->types.values[MCFG_BOOL];
	default: return same_sides(k, expr, SET_INTEGER, false, numbers);
	}
}

struct type *check_unary(struct checker *k, struct expr *expr)
{
	if (expr->op == OP_NOT)
		return both(k, expr, MCFG_BOOL);
	return same_sides(k, expr, SET_SIGNED, false, "an int or a float");
}
