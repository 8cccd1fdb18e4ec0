/* `match`: patterns and arms. See checker.h. */
#include "lang/checker.h"

#include "lang/exhaust.h"

static void pattern(struct checker *k, struct pattern *p, struct type *type);

static void report(struct checker *k, const struct pattern *p, struct type *found,
                   struct type *type)
{
	if (k->too_deep || k->types.too_deep)
		return;
	diag_report(k->diags, CHECK_PATTERN, p->span,
	            "this pattern is for %s, what is matched is %s", describe(k, found),
	            describe(k, type));
}

/* The matched value has to be of the type `found`, which the pattern's form says. */
static void same(struct checker *k, const struct pattern *p, struct type *found, struct type *type)
{
	struct use use = { p->span, { 0 } };

	k->types.use = &use;
	if (!unify(&k->types, found, type, NULL))
		report(k, p, found, type);
	k->types.use = NULL;
}

/* A name on both sides of `|` is one name of one type. */
static void bind(struct checker *k, struct pattern *p, struct type *type)
{
	if (!p->binding)
		return;
	if (p->binding->scheme) {
		same(k, p, type, p->binding->scheme->type);
		return;
	}
	p->binding->scheme = arena_new(k->arena, struct scheme);
	p->binding->scheme->type = type;
}

/* The matched value as a type made of a part: an option or a list. Null after a report. */
static struct type *part(struct checker *k, const struct pattern *p, enum type_kind kind,
                         struct type *type)
{
	struct type *wanted = type_resolve(type);

	if (wanted->kind == TYPE_ERROR)
		return k->types.error;
	if (wanted->kind != kind) {
		wanted = types_of(&k->types, kind, types_var(&k->types, SET_ANY));
		if (!unify(&k->types, wanted, type, NULL)) {
			report(k, p, wanted, type);
			return k->types.error;
		}
	}
	return wanted->a;
}

/* ---- variants ------------------------------------------------------------------------------ */

static void report_tag(struct checker *k, const struct pattern *p, struct type *type)
{
	struct diag *diag = diag_report(k->diags, CHECK_VARIANT, p->span, "`%s is none of %s",
	                                p->name.name, row_text(k, type->row));
	VEC(const char *) names = { 0 };
	const char *nearest;

	for (size_t i = 0; i < type->row->n; i++)
		*vec_push(k->arena, &names) = type->row->tags[i].name;
	nearest = diag_nearest(p->name.name, names.items, names.n);
	if (nearest)
		diag_hint(k->diags, diag, "did you mean `%s?", nearest);
}

/* The row of what is matched, or null after a report. */
static struct type *row_of(struct checker *k, const struct pattern *p, struct type *type)
{
	struct type *wanted = type_resolve(type);

	if (wanted->kind == TYPE_VARIANT)
		return wanted;
	if (wanted->kind == TYPE_ERROR)
		return NULL;
	wanted = types_row(&k->types);
	if (!unify(&k->types, wanted, type, NULL)) {
		report(k, p, wanted, type);
		return NULL;
	}
	return type_resolve(type);
}

static void tag_pattern(struct checker *k, struct pattern *p, struct type *type)
{
	struct type *row = row_of(k, p, type), *payload;
	struct tag_type *tag;

	if (!row) {
		if (p->a)
			pattern(k, p->a, k->types.error);
		return;
	}
	tag = row_find(row->row, p->name.name);
	if (!tag && row->row->closed) {
		report_tag(k, p, row);
		if (p->a)
			pattern(k, p->a, k->types.error);
		return;
	}
	if (!tag) {
		payload =
		    p->a ? types_var(&k->types, row->row->compared ? SET_DATA : SET_ANY) : NULL;
		if (payload)
			payload->level = row->level;
		tag = row_insert(&k->types, row->row, p->name.name, payload);
	}
	payload = tag->payload;
	if (!payload != !p->a)
		diag_report(k->diags, CHECK_PATTERN, p->span,
		            payload ? "`%s carries a value" : "`%s carries no value", p->name.name);
	if (p->a)
		pattern(k, p->a, payload ? payload : k->types.error);
}

/* ---- patterns ------------------------------------------------------------------------------ */

static void cons_pattern(struct checker *k, struct pattern *p, struct type *type)
{
	struct type *element = part(k, p, TYPE_LIST, type);

	for (; p->kind == PATTERN_CONS; p = p->b) {
		p->type = type;
		pattern(k, p->a, element);
	}
	pattern(k, p, type);
}

static void pattern(struct checker *k, struct pattern *p, struct type *type)
{
	if (compilation_too_deep(k->c)) {
		check_too_deep(k, p->span);
		return;
	}
	p->type = type;
	switch (p->kind) {
	case PATTERN_WILD: break;
	case PATTERN_NAME: bind(k, p, type); break;
	case PATTERN_INT:
	case PATTERN_STRING: same(k, p, check_pattern_literal(k, p, type), type); break;
	case PATTERN_BOOL: same(k, p, k->types.values[MCFG_BOOL], type); break;
	case PATTERN_UNIT: same(k, p, k->types.unit, type); break;
	case PATTERN_TAG: tag_pattern(k, p, type); break;
	case PATTERN_SOME: pattern(k, p->a, part(k, p, TYPE_OPTION, type)); break;
	case PATTERN_NONE: part(k, p, TYPE_OPTION, type); break;
	case PATTERN_NIL: part(k, p, TYPE_LIST, type); break;
	case PATTERN_CONS: cons_pattern(k, p, type); break;
	case PATTERN_OR:
		pattern(k, p->a, type);
		pattern(k, p->b, type);
		break;
	}
}

/* ---- arms ---------------------------------------------------------------------------------- */

/* Branches take the type that the context expects, else the first one's. */
static struct type *check_arms(struct checker *k, struct expr *expr, const struct want *want)
{
	struct arm *arm = expr->arms;
	struct want branch = { .role = ROLE_BRANCH };

	if (!arm)
		return check_bad(k, expr);
	if (want && type_resolve(want->type)->kind != TYPE_VAR) {
		branch = *want;
		branch.exact = false;
	} else {
		branch.type = check_expr(k, arm->body, NULL);
		branch.at = arm->body->span;
		arm = arm->next;
	}
	for (; arm; arm = arm->next)
		check_expr(k, arm->body, &branch);
	return branch.type;
}

struct type *check_match(struct checker *k, struct expr *expr, const struct want *want)
{
	struct type *type = check_expr(k, expr->a, NULL), *result;
	size_t n_errors = k->diags->n_errors;

	for (struct arm *arm = expr->arms; arm; arm = arm->next)
		pattern(k, arm->pattern, type);
	if (k->diags->n_errors == n_errors)
		exhaust(k, expr, type);
	result = check_arms(k, expr, want);
	return result;
}
