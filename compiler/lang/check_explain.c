/* What is said where a type does not fit. See checker.h. */
#include "lang/checker.h"

#include <string.h>

/* ---- words ------------------------------------------------------------------------------------ */

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
	if (type->set & 1 << MCFG_STRING)
		return type->set == SET_SCALAR ? "a value" : "a string";
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
		return arena_printf(k->arena, "the type %s", type_text(&k->types, type->a));
	case TYPE_ARROW:
		return arena_printf(k->arena, "a function of type %s", type_text(&k->types, type));
	case TYPE_LIST:
		if (type_resolve(type->a)->kind == TYPE_VAR)
			return "a list";
		return with_article(k, type_text(&k->types, type));
	case TYPE_OPTION:
		if (type_resolve(type->a)->kind == TYPE_VAR)
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

/* ---- by role ---------------------------------------------------------------------------------- */

static enum check check_of(const struct want *want)
{
	switch (want->role) {
	case ROLE_OPERAND: return CHECK_DEVICE_ARGUMENT;
	case ROLE_ARGUMENT: return CHECK_ARGUMENT;
	case ROLE_ELEMENT:
	case ROLE_BRANCH: return CHECK_BRANCH;
	case ROLE_ANNOTATION: return CHECK_ANNOTATION;
	case ROLE_CONDITION: return CHECK_CONDITION;
	case ROLE_OPERATOR:
	case ROLE_SIDE: return CHECK_OPERATOR;
	case ROLE_FIELD: return CHECK_FIELD_TYPE;
	default: return CHECK_TYPE;
	}
}

/* "direct_tcp needs an ip, found an ethernet" */
static const char *message(struct checker *k, const struct want *want, const char *needed,
			   const char *found)
{
	struct arena *arena = k->arena;
	const char *subject = want->subject ? want->subject : "this";

	switch (want->role) {
	case ROLE_ARGUMENT:
		if (want->label)
			return arena_printf(arena, "~%s of %s needs %s, found %s", want->label,
					    want->subject ? subject : "this function", needed, found);
		return arena_printf(arena, "%s needs %s, found %s",
				    want->subject ? subject : "this function", needed, found);
	case ROLE_OPERAND:
		return arena_printf(arena, "%s needs %s, found %s",
				    want->subject ? subject : "this device", needed, found);
	case ROLE_ELEMENT:
		return arena_printf(arena, "the first element of this list is %s, this one %s", needed,
				    found);
	case ROLE_BRANCH:
		return arena_printf(arena, "the first branch gives %s, this one %s", needed, found);
	case ROLE_ANNOTATION:
		return arena_printf(arena, "the annotation says %s, found %s", needed, found);
	case ROLE_CONDITION: return arena_printf(arena, "a condition is a bool, found %s", found);
	case ROLE_OPERATOR: return arena_printf(arena, "%s is for %ss, found %s", subject,
						strchr(needed, ' ') + 1, found);
	case ROLE_SIDE:
		return arena_printf(arena, "left of %s is %s, right of it %s", subject, needed, found);
	case ROLE_BODY:
		return arena_printf(arena, "this function is to give %s, but gives %s", needed, found);
	case ROLE_PAYLOAD:
		return arena_printf(arena, "`%s carries %s, found %s", subject, needed, found);
	case ROLE_DEFAULT:
		return arena_printf(arena, "%s is %s, its default %s", subject, needed, found);
	case ROLE_FIELD: return arena_printf(arena, "%s needs %s, found %s", subject, needed, found);
	case ROLE_JOBS: return arena_printf(arena, "register needs %s, found %s", needed, found);
	case ROLE_NAME:
		return arena_printf(arena, "the name after %s is %s, found %s", subject, needed, found);
	}
	return "";
}

/* ---- devices ---------------------------------------------------------------------------------- */

static struct interface *interface_of(struct type *type, enum type_kind kind)
{
	type = type_resolve(type);
	if (type->kind != kind || type_resolve(type->a)->kind != TYPE_INTERFACE)
		return NULL;
	return type_resolve(type->a)->interface;
}

/* A device, or a function that makes one, stands where it still lacks something. */
static bool explain_incomplete(struct checker *k, struct expr *expr, struct type *found,
			       const struct want *want)
{
	const char *subject = subject_of(expr), *at_hand;
	struct interface *needs;
	struct type *step;
	struct diag *diag;

	if (!interface_of(want->type, TYPE_IMPL) || !subject)
		return false;
	if (found->kind == TYPE_ARROW) {
		report_needs_value(k, expr, found);
		return true;
	}
	if (!type_is_impl(found, TYPE_AT_ARROW))
		return false;
	step = type_resolve(found->a);
	if (type_resolve(step->a)->kind != TYPE_INTERFACE)
		return false;
	needs = type_resolve(step->a)->interface;
	diag = diag_report(k->diags, CHECK_MISSING_ARGUMENT, expr->span, "%s still needs %s", subject,
			   with_article(k, needs->name));
	at_hand = device_at_hand(k, needs);
	diag_hint(k->diags, diag, "add `$ %s`", at_hand ? at_hand : "...");
	return true;
}

/* An interface's name stands where a device is needed. */
static bool explain_interface(struct checker *k, struct expr *expr, struct type *found,
			      const struct want *want)
{
	struct interface *interface = interface_of(found, TYPE_TYP);
	struct interface *needed = interface_of(want->type, TYPE_IMPL);
	struct diag *diag;

	if (!interface || !needed)
		return false;
	if (want->role == ROLE_OPERAND || want->role == ROLE_ARGUMENT)
		diag = diag_report(k->diags, CHECK_INTERFACE_AS_DEVICE, expr->span,
				   "%s needs a device, and %s is an interface",
				   want->subject ? want->subject : "this", interface->name);
	else
		diag = diag_report(k->diags, CHECK_INTERFACE_AS_DEVICE, expr->span,
				   "a device is needed here, and %s is an interface",
				   interface->name);
	hint_device(k, diag, NULL, needed);
	return true;
}

/* ---- mismatches ------------------------------------------------------------------------------- */

/* A variant that the other type has not. */
static void explain_tag(struct checker *k, struct expr *expr, const struct want *want,
				const struct mismatch *why)
{
	VEC(const char *) names = { 0 };
	const char *nearest;
	struct diag *diag;

	for (size_t i = 0; i < why->row->n; i++)
		*vec_push(k->arena, &names) = why->row->tags[i].name;
	diag = diag_report(k->diags, CHECK_VARIANT, expr->span, "`%s is none of %s", why->tag,
			   row_text(k, why->row));
	if (span_known(want->at))
		diag_note(k->diags, diag, want->at, "the type is decided here");
	nearest = diag_nearest(why->tag, names.items, names.n);
	if (nearest)
		diag_hint(k->diags, diag, "did you mean `%s?", nearest);
}

static void explain_other(struct checker *k, struct expr *expr, struct type *found,
			  const struct want *want, const struct mismatch *why)
{
	struct diags *diags = k->diags;
	struct diag *diag;

	switch (why->kind) {
	case MISMATCH_TAG: explain_tag(k, expr, want, why); break;
	case MISMATCH_PAYLOAD:
		diag_report(diags, CHECK_VARIANT, expr->span,
			    "`%s carries a value in one place, and none in another", why->tag);
		break;
	case MISMATCH_ENDLESS:
		diag = diag_report(diags, CHECK_VARIANT, expr->span,
				   "this has endless variants, and is used where some are left out");
		diag_hint(diags, diag, "match it with a case for _");
		break;
	case MISMATCH_INFINITE:
		diag_report(diags, CHECK_INFINITE_TYPE, expr->span,
			    "this would be a part of itself");
		break;
	case MISMATCH_LABEL:
		diag = diag_report(diags, check_of(want), expr->span, "%s",
				   message(k, want, describe(k, want->type), describe(k, found)));
		diag_hint(diags, diag, "functions with different labels do not fit: wrap it in `fun`");
		break;
	case MISMATCH_DEPTH: check_too_deep(k, expr->span); break;
	case MISMATCH_KIND: break;
	}
}

static void add_places(struct checker *k, struct diag *diag, const struct expr *expr,
		       struct type *found, const struct want *want)
{
	static const char *const texts[] = {
		[ROLE_ELEMENT] = "the first element is here",
		[ROLE_BRANCH] = "the first branch is here",
		[ROLE_ANNOTATION] = "the annotation is here",
		[ROLE_DEFAULT] = "its type stands here",
		[ROLE_NAME] = NULL,
	};
	const struct use *use = type_use(found);

	if (span_known(want->at) && texts[want->role])
		diag_note(k->diags, diag, want->at, "%s", texts[want->role]);
	if (span_known(want->at) && want->role == ROLE_SIDE)
		diag_also(k->diags, diag, want->at);
	if (use && (use->span.begin != expr->span.begin || use->span.source != expr->span.source))
		diag_note(k->diags, diag, use->span, "it is %s because of this use",
			  describe(k, found));
	else if (!note_origin(k, diag, expr, found) && span_known(want->decl) && want->subject)
		diag_note(k->diags, diag, want->decl, "%s takes %s because of this", want->subject,
			  describe(k, want->type));
}

/* What may help: a device that fits, brackets, the interface of a device. */
static void add_hint(struct checker *k, struct diag *diag, struct type *found,
		     const struct want *want)
{
	struct interface *is = interface_of(found, TYPE_IMPL);
	struct interface *needed = interface_of(want->type, TYPE_IMPL);
	struct type *wanted = type_resolve(want->type);

	if (needed && want->role != ROLE_ELEMENT && want->role != ROLE_BRANCH)
		hint_device(k, diag, is, needed);
	else if (interface_of(want->type, TYPE_TYP) && is)
		diag_hint(k->diags, diag, "the interface of this device is %s", is->name);
	else if (wanted->kind == TYPE_LIST && could_fit(found, wanted->a))
		diag_hint(k->diags, diag, "a list of one is written in brackets: [ ... ]");
	else if (wanted->kind == TYPE_OPTION && could_fit(found, wanted->a))
		diag_hint(k->diags, diag, "write some before it");
}

void explain_mismatch(struct checker *k, struct expr *expr, struct type *given,
		      const struct want *want, const struct mismatch *why)
{
	struct type *found = type_resolve(given);
	struct diag *diag;

	expr->bad = true;
	if (explain_incomplete(k, expr, found, want) || explain_interface(k, expr, found, want))
		return;
	if (why->kind != MISMATCH_KIND) {
		explain_other(k, expr, found, want, why);
		return;
	}
	diag = diag_report(k->diags, check_of(want), expr->span, "%s",
			   message(k, want, describe(k, want->type), describe(k, found)));
	add_places(k, diag, expr, given, want);
	add_hint(k, diag, found, want);
}

/* ---- order ------------------------------------------------------------------------------------ */

enum { MAX_ORDER = 8 };

/* Finds a place for each operand from `i` on; `taken` has a bit for each parameter. */
static bool place(const struct operand *operands, size_t n, size_t i, unsigned taken)
{
	if (i == n)
		return true;
	for (size_t p = 0; p < n; p++)
		if (!(taken >> p & 1) && could_fit(operands[i].found, operands[p].wanted) &&
		    place(operands, n, i + 1, taken | 1u << p))
			return true;
	return false;
}

static bool is_device_or_value(struct type *type)
{
	type = type_resolve(type);
	return type->kind == TYPE_VALUE || type_is_impl(type, TYPE_INTERFACE) ||
	       (type->kind == TYPE_VAR && type->literal);
}

/* "console", "an int" */
static const char *parameter_name(struct checker *k, struct type *type)
{
	struct interface *interface = interface_of(type, TYPE_IMPL);

	return interface ? interface->name : describe(k, type);
}

bool explain_order(struct checker *k, const char *subject, const struct operand *operands, size_t n)
{
	struct span first = { 0 };
	struct text order;

	if (n < 2 || n > MAX_ORDER)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!operands[i].found || !operands[i].wanted ||
		    !is_device_or_value(operands[i].found) ||
		    !is_device_or_value(operands[i].wanted))
			return false;
	if (!place(operands, n, 0, 0))
		return false;
	text_init(&order, k->arena);
	for (size_t i = 0; i < n; i++) {
		text_printf(&order, "%s%s", i ? ", then " : "",
			    parameter_name(k, operands[i].wanted));
		if (!could_fit(operands[i].found, operands[i].wanted)) {
			operands[i].expr->bad = true;
			first = span_join(first, operands[i].expr->span);
		}
	}
	diag_report(k->diags, CHECK_ARGUMENT_ORDER, first,
		    "the arguments are in the wrong order: %s takes %s", subject ? subject : "this",
		    text_string(&order));
	return true;
}
