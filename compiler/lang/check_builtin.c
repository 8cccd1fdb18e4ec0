/* The types of the built-in functions, as scope.h lists them. See checker.h. */
#include "lang/checker.h"

/* The makers that this file's types are written with. */
static struct type *fun(struct checker *k, struct type *a, struct type *b)
{
	return types_arrow(&k->types, LABEL_NONE, NULL, a, b);
}

static struct type *optional(struct checker *k, const char *label, struct type *a, struct type *b)
{
	return types_arrow(&k->types, LABEL_OPTIONAL, intern(&k->c->names, label), a, b);
}

static struct type *list(struct checker *k, struct type *a)
{
	return types_of(&k->types, TYPE_LIST, a);
}

static struct type *any(struct checker *k)
{
	return types_var(&k->types, SET_ANY);
}

static struct type *package(struct checker *k)
{
	struct type *type = types_row(&k->types);
	struct type *text = k->types.values[MCFG_STRING];

	row_insert(&k->types, type->row, intern(&k->c->names, "apt"), text)->present = true;
	row_insert(&k->types, type->row, intern(&k->c->names, "pkg_config"), text)->present = true;
	type->row->closed = true;
	return type;
}

static struct type *foreign(struct checker *k)
{
	struct type *device = types_var(&k->types, SET_DEVICE);
	struct type *type =
	    fun(k, types_of(&k->types, TYPE_TYP, device), types_of(&k->types, TYPE_IMPL, device));

	type = fun(k, k->types.values[MCFG_STRING], type);
	type = optional(k, "requires", list(k, k->types.requirement), type);
	type = optional(k, "keys", list(k, k->types.key), type);
	type = optional(k, "packages", list(k, package(k)), type);
	return optional(k, "sources", list(k, types_var(&k->types, SET_PATHLIKE)), type);
}

static struct type *builtin_type(struct checker *k, enum builtin builtin)
{
	struct type *string = k->types.values[MCFG_STRING], *a = any(k), *b = any(k);

	switch (builtin) {
	case BUILTIN_FOREIGN: return foreign(k);
	case BUILTIN_REFUSE:
		return fun(k, string,
		           types_of(&k->types, TYPE_IMPL, types_var(&k->types, SET_DEVICE)));
	case BUILTIN_MAP: return fun(k, fun(k, a, b), fun(k, list(k, a), list(k, b)));
	case BUILTIN_FOLD: return fun(k, fun(k, b, fun(k, a, b)), fun(k, b, fun(k, list(k, a), b)));
	case BUILTIN_APPEND: return fun(k, list(k, a), fun(k, list(k, a), list(k, a)));
	case BUILTIN_LENGTH: return fun(k, list(k, a), k->types.values[MCFG_INT]);
	case BUILTIN_TO_STRING: return fun(k, types_var(&k->types, SET_TEXT), string);
	default: return k->types.error; /* of_string: each use has its own */
	}
}

void check_builtins_init(struct checker *k)
{
	for (unsigned i = 0; i < N_BUILTINS; i++) {
		k->types.level++;
		k->builtins[i] = builtin_type(k, (enum builtin)i);
		k->types.level--;
		type_generalise(&k->types, k->builtins[i]);
	}
}

struct type *check_builtin(struct checker *k, struct expr *name)
{
	if (name->binding->builtin == BUILTIN_OF_STRING)
		return check_of_string(k, name);
	return type_instantiate(&k->types, k->builtins[name->binding->builtin]);
}
