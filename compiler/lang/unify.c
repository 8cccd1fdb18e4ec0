/* Making types equal. See type.h. */
#include "lang/type.h"

#include "compilation.h"

static bool fail(struct mismatch *why, enum mismatch_kind kind)
{
	if (why)
		*why = (struct mismatch){ .kind = kind };
	return false;
}

static bool fail_tag(struct mismatch *why, enum mismatch_kind kind, const char *tag,
                     const struct variants *row)
{
	if (why) {
		*why = (struct mismatch){ .kind = kind };
		why->tag = tag;
		why->row = row;
	}
	return false;
}

/* ---- restricting --------------------------------------------------------------------------- */

/* The member of enum type_set that a type which is no variable is. */
static uint32_t set_of(const struct type *type)
{
	switch (type->kind) {
	case TYPE_UNIT: return SET_UNIT;
	case TYPE_VALUE: return 1u << type->value;
	case TYPE_LIST: return SET_LIST;
	case TYPE_OPTION: return SET_OPTION;
	case TYPE_VARIANT: return SET_VARIANT;
	case TYPE_ARROW: return SET_ARROW;
	case TYPE_IMPL: return SET_IMPL;
	case TYPE_TYP: return SET_TYP;
	case TYPE_INTERFACE: return SET_INTERFACE;
	case TYPE_AT_ARROW: return SET_AT_ARROW;
	default: return SET_INTERNAL;
	}
}

static bool restrict_row(struct types *types, struct variants *row)
{
	if (row->compared)
		return true;
	row->compared = true;
	for (size_t i = 0; i < row->n; i++)
		if (row->tags[i].payload &&
		    !type_restrict(types, row->tags[i].payload, SET_DATA, true))
			return false;
	return true;
}

/* A literal remembers what decided its type. */
static void keep_use(struct types *types, struct type *var)
{
	struct use *use;

	var->use = NULL;
	if (!var->literal || !types->use)
		return;
	use = arena_new(types->arena, struct use);
	*use = *types->use;
	var->use = use;
}

/* A string literal and an integer meet in `size` only: a mistake, unless something says size. */
static bool clash(uint32_t a, uint32_t b)
{
	return (a & b) == 1u << MCFG_SIZE && a != (a & b) && b != (a & b);
}

static bool restrict_var(struct types *types, struct type *var, uint32_t set, bool compared)
{
	if (!(var->set & set) || (var->literal && clash(var->set, set)))
		return false;
	var->set &= set;
	var->compared |= compared;
	for (unsigned i = 0; i < MCFG_ENUM; i++)
		if (var->set == 1u << i) {
			var->link = types->values[i];
			keep_use(types, var);
		}
	return true;
}

bool type_restrict(struct types *types, struct type *type, uint32_t set, bool compared)
{
	type = type_resolve(type);
	while (compared && (type->kind == TYPE_LIST || type->kind == TYPE_OPTION)) {
		if (!(set_of(type) & set))
			return false;
		set = SET_DATA;
		type = type_resolve(type->a);
	}
	if (type->kind == TYPE_ERROR)
		return true;
	if (type->kind == TYPE_VAR)
		return restrict_var(types, type, set, compared);
	if (!(set_of(type) & set))
		return false;
	if (compared && type->kind == TYPE_VARIANT && !compilation_too_deep(types->c))
		return restrict_row(types, type->row);
	return true;
}

/* ---- variables ----------------------------------------------------------------------------- */

enum occurs { OCCURS_NOT, OCCURS, OCCURS_TOO_DEEP };

/* Does `var` occur in `type`? What does not belong to its `let` moves out to it. */
static enum occurs occurs(struct types *types, const struct type *var, struct type *type)
{
	enum occurs found = OCCURS_NOT;

	type = type_resolve(type);
	if (type == var)
		return OCCURS;
	if (type->kind == TYPE_VAR) {
		if (type->level > var->level)
			type->level = var->level;
		return OCCURS_NOT;
	}
	if (type->mark == types->walk)
		return OCCURS_NOT;
	if (compilation_too_deep(types->c))
		return OCCURS_TOO_DEEP;
	switch (type->kind) {
	case TYPE_LIST:
	case TYPE_OPTION:
	case TYPE_IMPL:
	case TYPE_TYP: found = occurs(types, var, type->a); break;
	case TYPE_ARROW:
	case TYPE_AT_ARROW:
		found = occurs(types, var, type->a);
		if (!found)
			found = occurs(types, var, type->b);
		break;
	case TYPE_VARIANT:
		if (type->level > var->level)
			type->level = var->level;
		type->mark = types->walk;
		for (size_t i = 0; !found && i < type->row->n; i++)
			if (type->row->tags[i].payload)
				found = occurs(types, var, type->row->tags[i].payload);
		break;
	default: break;
	}
	type->mark = types->walk;
	return found;
}

static bool bind(struct types *types, struct type *var, struct type *type, struct mismatch *why)
{
	enum occurs found;

	if (type->kind == TYPE_VAR) {
		uint32_t set = var->set & type->set;

		if (!set || clash(var->set, type->set))
			return fail(why, MISMATCH_KIND);
		if (var->level < type->level)
			type->level = var->level;
		type->literal |= var->literal;
		var->link = type;
		return restrict_var(types, type, set, var->compared);
	}
	types->walk++;
	found = occurs(types, var, type);
	if (found) {
		types->too_deep |= found == OCCURS_TOO_DEEP;
		return fail(why, found == OCCURS ? MISMATCH_INFINITE : MISMATCH_DEPTH);
	}
	if (!type_restrict(types, type, var->set, var->compared))
		return fail(why, MISMATCH_KIND);
	var->link = type;
	keep_use(types, var);
	return true;
}

/* ---- variants ------------------------------------------------------------------------------ */

static bool unify_payload(struct types *types, struct tag_type *tag, const struct tag_type *other,
                          struct mismatch *why)
{
	tag->present |= other->present;
	if (!tag->payload != !other->payload)
		return fail_tag(why, MISMATCH_PAYLOAD, tag->name, NULL);
	return !tag->payload || unify(types, tag->payload, other->payload, why);
}

/* The closed row `other` has not all that `row` has: what is not present goes. */
static bool close_row(struct variants *row, const struct variants *other, struct mismatch *why)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		if (row->tags[i].present && !row_find(other, row->tags[i].name))
			return fail_tag(why, MISMATCH_TAG, row->tags[i].name, other);
	for (size_t i = 0; i < row->n; i++)
		if (row_find(other, row->tags[i].name))
			row->tags[n++] = row->tags[i];
	row->n = n;
	row->closed = true;
	return true;
}

/* `into` becomes both; it is the one with more variants. */
static bool unify_rows(struct types *types, struct type *into, struct type *from,
                       struct mismatch *why)
{
	struct variants *row = into->row;
	const struct variants *other = from->row;
	bool endless = row->endless || other->endless;

	if (endless && (row->closed || other->closed))
		return fail(why, MISMATCH_ENDLESS);
	if (other->closed && !close_row(row, other, why))
		return false;
	for (size_t i = 0; i < other->n; i++) {
		struct tag_type *tag = row_find(row, other->tags[i].name);

		if (tag) {
			if (!unify_payload(types, tag, &other->tags[i], why))
				return false;
		} else if (!row->closed) {
			tag = row_insert(types, row, other->tags[i].name, other->tags[i].payload);
			tag->present = other->tags[i].present;
			if (row->compared && tag->payload &&
			    !type_restrict(types, tag->payload, SET_DATA, true))
				return fail(why, MISMATCH_KIND);
		} else if (other->tags[i].present) {
			return fail_tag(why, MISMATCH_TAG, other->tags[i].name, row);
		}
	}
	row->endless = endless;
	return !other->compared || restrict_row(types, row) || fail(why, MISMATCH_KIND);
}

/* Payloads move out to the `let` of the row that they come to belong to. */
static bool unify_variants(struct types *types, struct type *a, struct type *b,
                           struct mismatch *why)
{
	struct type outer = { .kind = TYPE_VAR };

	outer.level = a->level < b->level ? a->level : b->level;
	types->walk++;
	if (occurs(types, &outer, a) || occurs(types, &outer, b)) {
		types->too_deep = true;
		return fail(why, MISMATCH_DEPTH);
	}
	if (a->row->n < b->row->n) {
		struct type *swap = a;

		a = b;
		b = swap;
	}
	if (!unify_rows(types, a, b, why))
		return false;
	if (type_resolve(b) != type_resolve(a))
		type_resolve(b)->link = type_resolve(a);
	return true;
}

/* ---- types --------------------------------------------------------------------------------- */

static bool unify_functions(struct types *types, struct type *a, struct type *b,
                            struct mismatch *why)
{
	if (a->kind == TYPE_ARROW && (a->label != b->label || a->name != b->name))
		return fail(why, MISMATCH_LABEL);
	if (!unify(types, a->a, b->a, why) || !unify(types, a->b, b->b, why))
		return false;
	a = type_resolve(a);
	b = type_resolve(b);
	if (a != b)
		b->link = a;
	return true;
}

bool unify(struct types *types, struct type *a, struct type *b, struct mismatch *why)
{
	a = type_resolve(a);
	b = type_resolve(b);
	if (a == b || a->kind == TYPE_ERROR || b->kind == TYPE_ERROR)
		return true;
	if (a->kind == TYPE_VAR)
		return bind(types, a, b, why);
	if (b->kind == TYPE_VAR)
		return bind(types, b, a, why);
	if (a->kind != b->kind)
		return fail(why, MISMATCH_KIND);
	if (compilation_too_deep(types->c)) {
		types->too_deep = true;
		return fail(why, MISMATCH_DEPTH);
	}
	switch (a->kind) {
	case TYPE_VALUE:
	case TYPE_INTERFACE: return fail(why, MISMATCH_KIND);
	case TYPE_LIST:
	case TYPE_OPTION:
	case TYPE_IMPL:
	case TYPE_TYP: return unify(types, a->a, b->a, why);
	case TYPE_ARROW:
	case TYPE_AT_ARROW: return unify_functions(types, a, b, why);
	case TYPE_VARIANT: return unify_variants(types, a, b, why);
	default: return true;
	}
}
