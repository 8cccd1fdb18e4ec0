/*
 * Generalisation by levels: a variable belongs to the outermost `let` that can still say something
 * about it. Walks see each node once, so that shared types cost what they take. See type.h.
 */
#include "lang/type.h"

#include "compilation.h"

/* A type of more nodes than this is no type that a person means. */
enum { MAX_COPIED = 1 << 17 };

static bool turn_back(struct types *types)
{
	if (!compilation_too_deep(types->c))
		return false;
	types->too_deep = true;
	return true;
}

/* ---- generalising -------------------------------------------------------------------------- */

static bool generalise(struct types *types, struct type *type);

static bool generalise_row(struct types *types, struct type *type)
{
	bool generic = false, flexible = !type->row->closed;

	for (size_t i = 0; i < type->row->n; i++) {
		flexible |= !type->row->tags[i].present;
		if (type->row->tags[i].payload)
			generic |= generalise(types, type->row->tags[i].payload);
	}
	if (flexible && type->level > types->level)
		type->level = LEVEL_GENERIC;
	return generic || type->level == LEVEL_GENERIC;
}

static bool generalise(struct types *types, struct type *type)
{
	type = type_resolve(type);
	if (type->kind == TYPE_VAR) {
		if (type->level > types->level && !type->literal)
			type->level = LEVEL_GENERIC;
		return type->level == LEVEL_GENERIC;
	}
	if (type->mark == types->walk || turn_back(types))
		return type->generic;
	type->mark = types->walk;
	switch (type->kind) {
	case TYPE_LIST:
	case TYPE_OPTION:
	case TYPE_IMPL:
	case TYPE_TYP: type->generic = generalise(types, type->a); break;
	case TYPE_ARROW:
	case TYPE_AT_ARROW:
		type->generic = generalise(types, type->a);
		type->generic |= generalise(types, type->b);
		break;
	case TYPE_VARIANT: type->generic = generalise_row(types, type); break;
	default: break;
	}
	return type->generic;
}

void type_generalise(struct types *types, struct type *type)
{
	types->walk++;
	generalise(types, type);
}

/* ---- instantiating ------------------------------------------------------------------------- */

static struct type *instantiate(struct types *types, struct type *type);

static struct type *copy_row(struct types *types, struct type *type)
{
	struct type *copy = types_row(types);
	const struct variants *row = type->row;

	type->copy = copy;
	*copy->row = *row;
	copy->row->cap = copy->row->n;
	copy->row->tags = arena_array(types->arena, struct tag_type, row->n);
	for (size_t i = 0; i < row->n; i++) {
		copy->row->tags[i] = row->tags[i];
		if (row->tags[i].payload)
			copy->row->tags[i].payload = instantiate(types, row->tags[i].payload);
	}
	return copy;
}

static struct type *copy_type(struct types *types, struct type *type)
{
	struct type *copy;

	switch (type->kind) {
	case TYPE_VAR:
		copy = types_var(types, type->set);
		copy->compared = type->compared;
		return copy;
	case TYPE_VARIANT: return copy_row(types, type);
	case TYPE_ARROW:
		copy = instantiate(types, type->a);
		return types_arrow(types, type->label, type->name, copy,
		                   instantiate(types, type->b));
	case TYPE_AT_ARROW:
		copy = instantiate(types, type->a);
		return types_at_arrow(types, copy, instantiate(types, type->b));
	default: return types_of(types, type->kind, instantiate(types, type->a));
	}
}

static struct type *instantiate(struct types *types, struct type *type)
{
	type = type_resolve(type);
	if (type->kind == TYPE_VAR ? type->level != LEVEL_GENERIC : !type->generic)
		return type;
	if (type->mark == types->walk)
		return type->copy;
	if (turn_back(types))
		return types->error;
	if (++types->n_copied > MAX_COPIED) {
		types->too_large = true;
		return types->error;
	}
	type->copy = copy_type(types, type);
	type->mark = types->walk;
	return type->copy;
}

struct type *type_instantiate(struct types *types, struct type *type)
{
	const struct type *resolved = type_resolve(type);

	/* As it is: a literal's variable knows what decided it. */
	if (resolved->kind == TYPE_VAR ? resolved->level != LEVEL_GENERIC : !resolved->generic)
		return type;
	types->walk++;
	types->n_copied = 0;
	return instantiate(types, type);
}
