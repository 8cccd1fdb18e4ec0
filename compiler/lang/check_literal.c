/*
 * Literals: one type each, from all their uses in their file, then their value as that type. See
 * LANGUAGE section 4, Literals, and checker.h.
 */
#include "lang/checker.h"

#include "literal.h"

#include <stdio.h>

/* ---- values -------------------------------------------------------------------------------- */

static const struct source *source_of(const struct checker *k, struct span span)
{
	return sources_of(&k->c->sources, span);
}

/* What decided the type, where that is another place than the literal itself. */
static void note_use(struct checker *k, struct diag *diag, struct span literal, enum mcfg_type type,
                     const struct use *use)
{
	const char *what = with_article(k, mcfg_type_name(type));

	if (!use)
		return;
	if (span_known(use->span) &&
	    (use->span.source != literal.source || use->span.begin != literal.begin))
		diag_note(k->diags, diag, use->span, "it is %s because of this use", what);
	else if (note_worthy(k, use->decl))
		diag_note(k->diags, diag, use->decl, "it is %s because of this", what);
}

static bool read_text(struct checker *k, enum mcfg_type type, const char *text, size_t len,
                      struct span span, bool is_string, union mcfg_value *value,
                      const struct use *use)
{
	struct mcfg_value_error error = { "", 0, 0 };
	const struct source *source = source_of(k, span);
	struct diag *diag;
	struct span at = span;

	if (!mcfg_value_parse(type, text, len, value, &error))
		return true;
	if (is_string && source)
		at = literal_span(source, span, error.at, error.len);
	diag = diag_report(k->diags, CHECK_LITERAL, at, "%s", error.what);
	note_use(k, diag, span, type, use);
	return false;
}

static bool read_integer(struct checker *k, enum mcfg_type type, int64_t integer, struct span span,
                         union mcfg_value *value, const struct use *use)
{
	char text[32];
	int len = snprintf(text, sizeof text, "%lld", (long long)integer);

	return read_text(k, type, text, (size_t)len, span, false, value, use);
}

static void read_expr(struct checker *k, struct expr *expr, enum mcfg_type type,
                      const struct use *use)
{
	expr->literal = type;
	if (expr->kind == EXPR_INT)
		expr->bad |= !read_integer(k, type, expr->integer, expr->span, &expr->value, use);
	else if (expr->kind == EXPR_STRING)
		expr->bad |= !read_text(k, type, expr->string.bytes, expr->string.len, expr->span,
		                        true, &expr->value, use);
}

static void read_pattern(struct checker *k, struct pattern *pattern, enum mcfg_type type,
                         const struct use *use)
{
	pattern->literal = type;
	if (pattern->kind == PATTERN_INT)
		read_integer(k, type, pattern->integer, pattern->span, &pattern->value, use);
	else
		read_text(k, type, pattern->string.bytes, pattern->string.len, pattern->span, true,
		          &pattern->value, use);
}

/* ---- types --------------------------------------------------------------------------------- */

/* The type that the context has for a literal of this set, or null if it has none. */
static struct type *known(struct type *type, uint32_t set)
{
	type = type_resolve(type);
	return type->kind == TYPE_VALUE && (set >> type->value & 1) ? type : NULL;
}

struct type *check_literal(struct checker *k, struct expr *expr, const struct want *want)
{
	uint32_t set = expr->kind == EXPR_INT ? SET_INTEGER : SET_STRING;
	struct type *type = want ? known(want->type, set) : NULL;

	if (type) {
		struct use use = { expr->span, span_known(want->decl) ? want->decl : want->at };

		read_expr(k, expr, type->value, &use);
		return want->type;
	}
	type = want ? type_resolve(want->type) : NULL;
	if (!type || type->kind != TYPE_VAR || !type->literal || type->set != set)
		type = types_literal(&k->types, set);
	else
		type = want->type;
	*vec_push(k->arena, k->literals) = (struct literal){ expr, NULL, type };
	return type;
}

struct type *check_pattern_literal(struct checker *k, struct pattern *pattern, struct type *type)
{
	uint32_t set = pattern->kind == PATTERN_INT ? SET_INTEGER : SET_STRING;
	struct type *value = known(type, set);

	if (value) {
		struct use use = { pattern->span, { 0 } };

		read_pattern(k, pattern, value->value, &use);
		return type;
	}
	value = types_literal(&k->types, set);
	*vec_push(k->arena, k->literals) = (struct literal){ NULL, pattern, value };
	return value;
}

/* What `of_string` makes is decided like a literal's type. */
struct type *check_of_string(struct checker *k, struct expr *name)
{
	struct type *made = types_literal(&k->types, SET_SCALAR);

	*vec_push(k->arena, k->literals) = (struct literal){ name, NULL, made };
	return types_arrow(&k->types, LABEL_NONE, NULL, k->types.values[MCFG_STRING], made);
}

/* Nothing asked: a string, an int, or the first that it can be. */
static struct type *decide(struct checker *k, struct type *type)
{
	struct type *var = type_resolve(type);

	if (var->kind != TYPE_VAR)
		return var;
	for (unsigned i = 0; i < MCFG_ENUM; i++)
		if (var->set >> i & 1) {
			unify(&k->types, var, k->types.values[i], NULL);
			return k->types.values[i];
		}
	return k->types.error;
}

void check_literals(struct checker *k)
{
	struct literals *all = k->literals;

	for (size_t i = 0; i < all->n; i++)
		decide(k, all->items[i].type);
	for (size_t i = 0; i < all->n; i++) {
		struct literal *literal = &all->items[i];
		const struct type *type = type_resolve(literal->type);

		if (type->kind != TYPE_VALUE) {
			if (literal->expr)
				literal->expr->bad = true;
		} else if (literal->expr) {
			read_expr(k, literal->expr, type->value, type_use(literal->type));
		} else {
			read_pattern(k, literal->pattern, type->value, type_use(literal->type));
		}
	}
	all->n = 0;
}
