/* What is said where a type does not fit. See checker.h. */
#include "lang/checker.h"

#include <string.h>

/* ---- by role ------------------------------------------------------------------------------- */

static enum check check_of(const struct want *want)
{
	static const enum check checks[] = {
		[ROLE_ARGUMENT] = CHECK_ARGUMENT,   [ROLE_OPERAND] = CHECK_DEVICE_ARGUMENT,
		[ROLE_ELEMENT] = CHECK_BRANCH,      [ROLE_REST] = CHECK_BRANCH,
		[ROLE_BRANCH] = CHECK_BRANCH,       [ROLE_ANNOTATION] = CHECK_ANNOTATION,
		[ROLE_CONDITION] = CHECK_CONDITION, [ROLE_OPERATOR] = CHECK_OPERATOR,
		[ROLE_SIDE] = CHECK_OPERATOR,       [ROLE_BODY] = CHECK_TYPE,
		[ROLE_PAYLOAD] = CHECK_TYPE,        [ROLE_DEFAULT] = CHECK_TYPE,
		[ROLE_FIELD] = CHECK_FIELD_TYPE,    [ROLE_JOBS] = CHECK_TYPE,
		[ROLE_NAME] = CHECK_TYPE,           [ROLE_OVERRIDE] = CHECK_OVERRIDE,
	};

	return checks[want->role];
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
			                    want->subject ? subject : "this function", needed,
			                    found);
		return arena_printf(arena, "%s needs %s, found %s",
		                    want->subject ? subject : "this function", needed, found);
	case ROLE_OPERAND:
		return arena_printf(arena, "%s needs %s, found %s",
		                    want->subject ? subject : "this device", needed, found);
	case ROLE_ELEMENT:
		return arena_printf(arena, "the first element of this list is %s, this one %s",
		                    needed, found);
	case ROLE_REST:
		return arena_printf(arena, "right of :: stands %s, found %s", needed, found);
	case ROLE_BRANCH:
		return arena_printf(arena, "the first branch gives %s, this one %s", needed, found);
	case ROLE_ANNOTATION:
		return arena_printf(arena, "the annotation says %s, found %s", needed, found);
	case ROLE_CONDITION: return arena_printf(arena, "a condition is a bool, found %s", found);
	case ROLE_OPERATOR:
		return arena_printf(arena, "%s is for %ss, found %s", subject,
		                    strchr(needed, ' ') + 1, found);
	case ROLE_SIDE:
		return arena_printf(arena, "left of %s is %s, right of it %s", subject, needed,
		                    found);
	case ROLE_BODY:
		return arena_printf(arena, "this function is to give %s, but gives %s", needed,
		                    found);
	case ROLE_PAYLOAD:
		return arena_printf(arena, "`%s carries %s, found %s", subject, needed, found);
	case ROLE_DEFAULT:
		return arena_printf(arena, "%s is %s, its default %s", subject, needed, found);
	case ROLE_FIELD:
		return arena_printf(arena, "%s needs %s, found %s", subject, needed, found);
	case ROLE_JOBS: return arena_printf(arena, "register needs %s, found %s", needed, found);
	case ROLE_NAME:
		return arena_printf(arena, "the name after %s is %s, found %s", subject, needed,
		                    found);
	case ROLE_OVERRIDE:
		return arena_printf(arena, "%s is %s, the override %s", subject, needed, found);
	}
	return "";
}

/* ---- devices ------------------------------------------------------------------------------- */

static struct interface *interface_of(struct type *type, enum type_kind kind)
{
	type = type_resolve(type);
	if (type->kind != kind || type_resolve(type->a)->kind != TYPE_INTERFACE)
		return NULL;
	return type_resolve(type->a)->interface;
}

/* "main still needs a console and a time", and which there are. */
static void explain_arguments(struct checker *k, const struct expr *expr, const char *subject,
                              struct type *step)
{
	struct text needs, add;
	const char *at_hand;
	struct diag *diag;

	text_init(&needs, k->arena);
	text_init(&add, k->arena);
	for (; step->kind == TYPE_AT_ARROW; step = type_resolve(step->b)) {
		struct type *left = type_resolve(step->a);
		bool last = type_resolve(step->b)->kind != TYPE_AT_ARROW;

		if (left->kind != TYPE_INTERFACE)
			break;
		at_hand = device_at_hand(k, left->interface);
		text_printf(&needs, "%s%s",
		            !needs.len ? ""
		            : last     ? " and "
		                       : ", ",
		            with_article(k, left->interface->name));
		text_printf(&add, " $ %s", at_hand ? at_hand : "...");
	}
	diag = diag_report(k->diags, CHECK_MISSING_ARGUMENT, expr->span, "%s still needs %s",
	                   subject, needs.len ? text_string(&needs) : "a device");
	if (add.len)
		diag_hint(k->diags, diag, "add `%s`", text_string(&add) + 1);
}

/* A device, or a function that makes one, stands where it still lacks something. */
static bool explain_incomplete(struct checker *k, struct expr *expr, struct type *found,
                               const struct want *want)
{
	const char *subject = subject_of(expr);

	if (!interface_of(want->type, TYPE_IMPL) || !subject)
		return false;
	if (found->kind == TYPE_ARROW)
		report_needs_value(k, expr, found);
	else if (type_is_impl(found, TYPE_AT_ARROW))
		explain_arguments(k, expr, subject, type_resolve(found->a));
	else
		return false;
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
		diag =
		    diag_report(k->diags, CHECK_INTERFACE_AS_DEVICE, expr->span,
		                "a device is needed here, and %s is an interface", interface->name);
	hint_device(k, diag, NULL, needed);
	return true;
}

/* ---- mismatches ---------------------------------------------------------------------------- */

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
		diag =
		    diag_report(diags, CHECK_VARIANT, expr->span,
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
		diag_hint(diags, diag,
		          "functions with different labels do not fit: wrap it in `fun`");
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
		[ROLE_OVERRIDE] = "it is defined here",
	};
	const struct use *use = type_use(found);

	if (span_known(want->at) && texts[want->role])
		diag_note(k->diags, diag, want->at, "%s", texts[want->role]);
	if (span_known(want->at) && (want->role == ROLE_SIDE || want->role == ROLE_REST))
		diag_also(k->diags, diag, want->at);
	if (use && (use->span.begin != expr->span.begin || use->span.source != expr->span.source))
		diag_note(k->diags, diag, use->span, "it is %s because of this use",
		          describe(k, found));
	else if (!note_origin(k, diag, expr, found) && note_worthy(k, want->decl) && want->subject)
		diag_note(k->diags, diag, want->decl, "%s takes %s because of this", want->subject,
		          describe(k, want->type));
}

/* Is a text, without the quotes around it, a literal of another kind? */
static bool is_word_or_number(const char *text)
{
	return !strcmp(text, "true") || !strcmp(text, "false") ||
	       (*text && strspn(text, "0123456789._") == strlen(text));
}

/* A value that would be right with quotes, or without. */
static void hint_quotes(struct checker *k, struct diag *diag, const struct expr *expr,
                        const struct type *wanted)
{
	union mcfg_value value;

	if (expr->kind == EXPR_STRING && wanted->kind == TYPE_VALUE &&
	    is_word_or_number(expr->string.bytes) &&
	    !mcfg_value_parse(wanted->value, expr->string.bytes, expr->string.len, &value, NULL))
		diag_hint(k->diags, diag, "without quotes it is %s",
		          with_article(k, mcfg_type_name(wanted->value)));
	else if (expr->kind == EXPR_INT && wanted->kind == TYPE_VALUE &&
	         wanted->value == MCFG_STRING)
		diag_hint(k->diags, diag, "in quotes it is a string: \"%lld\"",
		          (long long)expr->integer);
}

/* What may help: a device that fits, brackets, the interface of a device. */
static void add_hint(struct checker *k, struct diag *diag, const struct expr *expr,
                     struct type *found, const struct want *want)
{
	struct interface *is = interface_of(found, TYPE_IMPL);
	struct interface *needed = interface_of(want->type, TYPE_IMPL);
	struct type *wanted = type_resolve(want->type);

	if (needed && is && want->role != ROLE_ELEMENT && want->role != ROLE_BRANCH)
		hint_device(k, diag, is, needed);
	else if (interface_of(want->type, TYPE_TYP) && is)
		diag_hint(k->diags, diag, "the interface of this device is %s", is->name);
	else if (wanted->kind == TYPE_LIST && could_fit(found, wanted->a))
		diag_hint(k->diags, diag, "a list of one is written in brackets: [ ... ]");
	else if (wanted->kind == TYPE_OPTION && could_fit(found, wanted->a))
		diag_hint(k->diags, diag,
		          want->as_option ? "~%s: takes the value itself, ?%s: an option"
		                          : "write some before it",
		          want->label, want->label);
	else
		hint_quotes(k, diag, expr, wanted);
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
	add_hint(k, diag, expr, found, want);
}

/* ---- order --------------------------------------------------------------------------------- */

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
