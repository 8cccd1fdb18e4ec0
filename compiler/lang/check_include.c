/*
 * Inclusion: a device with interface I does for J where I includes J, in the places that a `want`
 * says. See LANGUAGE section 4 in doc/language.md.
 */
#include "lang/checker.h"

/* ---- what might still be an inclusion ------------------------------------------------------ */

/* Is it a device whose interface is known or open, but no device that takes others? */
static bool plain_impl(struct type *type)
{
	return type->kind == TYPE_IMPL && type_resolve(type->a)->kind != TYPE_AT_ARROW;
}

static bool waits(struct type *found, struct type *wanted)
{
	if (plain_impl(found) && plain_impl(wanted))
		return type_resolve(found->a)->kind == TYPE_VAR ||
		       type_resolve(wanted->a)->kind == TYPE_VAR;
	if (found->kind == TYPE_VAR)
		return plain_impl(wanted);
	return wanted->kind == TYPE_VAR && plain_impl(found);
}

/* Are both devices of a known interface, of which the first includes the second? */
static bool includes(struct type *found, struct type *wanted)
{
	if (!type_is_impl(found, TYPE_INTERFACE) || !type_is_impl(wanted, TYPE_INTERFACE))
		return false;
	return interface_path(type_resolve(found->a)->interface,
	                      type_resolve(wanted->a)->interface) != NULL;
}

/* ---- fitting ------------------------------------------------------------------------------- */

static void equal(struct checker *k, struct expr *expr, struct type *found, const struct want *want)
{
	struct use use = { expr->span, want->decl };
	struct mismatch why = { 0 };

	if (!span_known(use.decl))
		use.decl = want->at;
	k->types.use = &use;
	if (!unify(&k->types, found, want->type, &why))
		explain_mismatch(k, expr, found, want, &why);
	k->types.use = NULL;
}

void check_fits(struct checker *k, struct expr *expr, struct type *found, const struct want *want)
{
	struct type *type = type_resolve(found), *wanted = type_resolve(want->type);

	if (type == wanted)
		return;
	if (!want->exact) {
		if (includes(type, wanted))
			return;
		if (waits(type, wanted)) {
			*vec_push(k->arena, &k->pendings) =
			    (struct pending){ .expr = expr, .found = found, .want = *want };
			return;
		}
	}
	equal(k, expr, found, want);
}

/* A foreign's type is known at the end of its `let`, or is left to the use of a function around it.
 */
static void settle_foreign(struct checker *k, const struct pending *pending)
{
	struct type *type = type_resolve(pending->found);
	const struct decls *decls = &k->c->decls;

	while (type->kind == TYPE_AT_ARROW)
		type = type_resolve(type->b);
	if (type->kind != TYPE_INTERFACE || !decls->job ||
	    interface_path(type->interface, decls->job))
		return;
	diag_report(k->diags, CHECK_FOREIGN_TYPE, pending->want.at,
	            "the type of a foreign ends in job, this one in %s", type->interface->name);
	pending->expr->bad = true;
}

void check_settle(struct checker *k, size_t mark)
{
	for (size_t i = mark; i < k->pendings.n; i++) {
		struct pending pending = k->pendings.items[i];

		if (pending.foreign)
			settle_foreign(k, &pending);
		else if (!includes(type_resolve(pending.found), type_resolve(pending.want.type)))
			equal(k, pending.expr, pending.found, &pending.want);
	}
	k->pendings.n = mark;
}

/* ---- guessing ------------------------------------------------------------------------------ */

bool could_fit(struct type *found, struct type *wanted)
{
	found = type_resolve(found);
	wanted = type_resolve(wanted);
	if (found->kind == TYPE_ERROR || wanted->kind == TYPE_ERROR)
		return true;
	if (found->kind == TYPE_VAR || wanted->kind == TYPE_VAR) {
		const struct type *var = found->kind == TYPE_VAR ? found : wanted;
		const struct type *other = var == found ? wanted : found;

		if (other->kind == TYPE_VAR)
			return (var->set & other->set) != 0;
		if (other->kind == TYPE_VALUE)
			return (var->set >> other->value & 1) != 0;
		return !var->literal;
	}
	if (found->kind != wanted->kind)
		return false;
	switch (found->kind) {
	case TYPE_VALUE: return found->value == wanted->value;
	case TYPE_INTERFACE: return interface_path(found->interface, wanted->interface) != NULL;
	case TYPE_LIST:
	case TYPE_OPTION:
	case TYPE_IMPL:
	case TYPE_TYP: return could_fit(found->a, wanted->a);
	default: return true;
	}
}
