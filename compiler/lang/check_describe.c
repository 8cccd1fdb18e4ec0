/* Types and names in words. See checker.h. */
#include "lang/checker.h"

#include <string.h>

/* ---- words --------------------------------------------------------------------------------- */

static bool is_vowel(char c)
{
	return c && strchr("aeiou", c);
}

/* A word without a vowel is spelled out: an fs, an http, a tcp. */
static bool spelled_out(const char *word)
{
	for (; *word >= 'a' && *word <= 'z'; word++)
		if (is_vowel(*word) || *word == 'y')
			return false;
	return true;
}

/* A `u` that sounds as in `unit` or `udp`. */
static bool sounds_you(const char *word)
{
	return *word == 'u' && (strchr("dstrk", word[1]) || (word[1] == 'n' && word[2] == 'i'));
}

const char *with_article(struct checker *k, const char *word)
{
	bool an = spelled_out(word) ? *word && strchr("fhlmnrsx", *word)
	                            : is_vowel(*word) && !sounds_you(word);

	return arena_printf(k->arena, "%s %s", an ? "an" : "a", word);
}

const char *subject_of(const struct expr *expr)
{
	for (;;) {
		if (expr->kind == EXPR_NAME)
			return expr->name.name;
		if (expr->kind != EXPR_APPLY && expr->kind != EXPR_ANNOT &&
		    !(expr->kind == EXPR_BINARY && expr->op == OP_APPLY))
			return NULL;
		expr = expr->a;
	}
}

static const char *describe_var(const struct type *type)
{
	if (type->set & SET_ARROW)
		return "a value of another type";
	if (type->set & SET_LIST)
		return "a value that can be compared";
	if (type->set == SET_PATHLIKE)
		return "a path";
	if (type->set & 1 << MCFG_STRING)
		return (type->set & SET_SCALAR) == SET_SCALAR ? "a single value" : "a string";
	return type->literal ? "an int" : "a number";
}

const char *row_text(struct checker *k, const struct variants *row)
{
	struct text text;

	text_init(&text, k->arena);
	for (size_t i = 0; i < row->n; i++)
		text_printf(&text, "%s`%s", i ? ", " : "", row->tags[i].name);
	return row->n ? text_string(&text) : "no variants";
}

const char *describe(struct checker *k, struct type *type)
{
	struct type *inner;

	type = type_resolve(type);
	switch (type->kind) {
	case TYPE_VAR: return describe_var(type);
	case TYPE_UNIT: return "()";
	case TYPE_IMPL:
		inner = type_resolve(type->a);
		if (inner->kind == TYPE_INTERFACE)
			return with_article(k, inner->interface->name);
		if (inner->kind == TYPE_AT_ARROW)
			return arena_printf(k->arena, "a device of type %s",
			                    type_text(&k->types, inner));
		return "a device";
	case TYPE_TYP:
		inner = type_resolve(type->a);
		if (inner->kind == TYPE_INTERFACE)
			return arena_printf(k->arena, "the interface %s", inner->interface->name);
		if (inner->kind == TYPE_VAR)
			return "an interface";
		return arena_printf(k->arena, "the type %s", type_text(&k->types, type->a));
	case TYPE_ARROW:
		return arena_printf(k->arena, "a function of type %s", type_text(&k->types, type));
	case TYPE_LIST:
		inner = type_resolve(type->a);
		if (inner->kind == TYPE_VAR && inner->set == SET_PATHLIKE)
			return "a list of paths";
		if (inner->kind == TYPE_VAR && !inner->literal)
			return "a list";
		return with_article(k, type_text(&k->types, type));
	case TYPE_OPTION:
		inner = type_resolve(type->a);
		if (inner->kind == TYPE_VAR && !inner->literal)
			return "an option";
		return with_article(k, type_text(&k->types, type));
	case TYPE_VARIANT:
		if (!type->row->closed && type->row->n == 1 && !type->row->tags[0].payload)
			return arena_printf(k->arena, "`%s", type->row->tags[0].name);
		return type->row->n ? arena_printf(k->arena, "one of %s", row_text(k, type->row))
		                    : "a variant";
	default: return with_article(k, type_text(&k->types, type));
	}
}
