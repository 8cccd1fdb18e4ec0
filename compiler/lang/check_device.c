/* `$` and `@->`: devices and what they take. See checker.h. */
#include "lang/checker.h"

/* ---- the type of a device's name ----------------------------------------------------------- */

struct type *check_device_name(struct checker *k, const struct device *device, bool head)
{
	struct type *type = device->language_type ? device->language_type : k->types.error;

	if (head || type->kind != TYPE_ARROW)
		return type;
	for (size_t i = 0; i < device->params.n; i++)
		if (!device->params.items[i].default_value)
			return type;
	while (type->kind == TYPE_ARROW)
		type = type->b;
	return type;
}

/* ---- $ ------------------------------------------------------------------------------------- */

/* A row of applications, `f $ a $ b`: the head, and each `$` from the first. */
struct spine {
	struct expr *head;
	struct expr **nodes;
	size_t n;
};

static struct spine spine_of(struct checker *k, struct expr *expr)
{
	struct spine spine = { .head = expr };
	size_t at;

	for (; spine.head->kind == EXPR_BINARY && spine.head->op == OP_APPLY;
	     spine.head = spine.head->a)
		spine.n++;
	spine.nodes = arena_array(k->arena, struct expr *, spine.n);
	for (at = spine.n; at-- > 0; expr = expr->a)
		spine.nodes[at] = expr;
	return spine;
}

static const char *named(const char *subject)
{
	return subject ? subject : "this";
}

static void report_no_device(struct checker *k, struct expr *expr, struct type *type)
{
	const char *subject = subject_of(expr);
	struct diag *diag;

	if (type->kind == TYPE_TYP) {
		diag = diag_report(k->diags, CHECK_INTERFACE_AS_DEVICE, expr->span,
		                   "%s is an interface, not a device", named(subject));
		if (type_resolve(type->a)->kind == TYPE_INTERFACE)
			hint_device(k, diag, NULL, type_resolve(type->a)->interface);
	} else if (type->kind == TYPE_ARROW) {
		report_needs_value(k, expr, type);
	} else {
		diag = diag_report(k->diags, CHECK_NOT_A_FUNCTION, expr->span,
		                   "only a device stands left of $, found %s", describe(k, type));
		note_origin(k, diag, expr, type);
	}
}

static void report_too_many(struct checker *k, const struct spine *spine, size_t taken)
{
	const char *subject = subject_of(spine->head);
	struct expr *extra = spine->nodes[taken]->b;
	struct diag *diag;

	if (taken)
		diag = diag_report(k->diags, CHECK_TOO_MANY_ARGUMENTS, extra->span,
		                   "%s takes no more than %zu argument%s", named(subject), taken,
		                   taken == 1 ? "" : "s");
	else
		diag = diag_report(k->diags, CHECK_TOO_MANY_ARGUMENTS, extra->span,
		                   "%s takes no arguments", named(subject));
	note_origin(k, diag, spine->head, spine->head->type);
}

/* The device type of what `type` takes next and what is left then, or null after a report. */
static struct type *next_step(struct checker *k, const struct spine *spine, size_t i,
                              struct type *type, bool *reported)
{
	struct types *types = &k->types;
	struct type *step;

	type = type_resolve(type);
	if (type_is_impl(type, TYPE_AT_ARROW))
		return type_resolve(type->a);
	if (type->kind == TYPE_ERROR)
		return NULL;
	if (type->kind == TYPE_VAR || type_is_impl(type, TYPE_VAR)) {
		step = types_at_arrow(types, types_var(types, SET_INTERFACE),
		                      types_var(types, SET_DEVICE));
		if (unify(types, type, types_of(types, TYPE_IMPL, step), NULL))
			return step;
	}
	if (*reported)
		return NULL;
	*reported = true;
	if (type_is_impl(type, TYPE_INTERFACE))
		report_too_many(k, spine, i);
	else
		report_no_device(k, i ? spine->nodes[i - 1] : spine->head, type);
	spine->nodes[i]->bad = true;
	return NULL;
}

static struct type *impl_of(struct checker *k, struct type *device)
{
	device = type_resolve(device);
	if (device->kind == TYPE_INTERFACE)
		return types_impl(&k->types, device->interface);
	return device->kind == TYPE_ERROR ? device : types_of(&k->types, TYPE_IMPL, device);
}

static void look_at_operand(struct checker *k, const struct spine *spine, size_t i,
                            struct operand *operand, struct type *wanted)
{
	struct expr *expr = spine->nodes[i]->b;

	*operand = (struct operand){ .expr = expr, .wanted = wanted };
	if (!wanted || !expr_is_hungry(expr))
		operand->found = check_expr(k, expr, NULL);
}

/* Where it stands what a device takes: in its declaration, or in the definition of a name. */
static struct span declared(const struct expr *head, size_t i)
{
	const struct binding *binding = head->kind == EXPR_NAME ? head->binding : NULL;

	if (binding && binding->kind == BINDING_DEVICE && i < binding->device->args.n)
		return binding->device->args.items[i].span;
	return binding && binding->kind == BINDING_LET ? binding->span : (struct span){ 0 };
}

/* Operands whose type was inferred are compared; the others take it from the device. */
static void fit_operands(struct checker *k, const struct spine *spine,
                         const struct operand *operands)
{
	const char *subject = subject_of(spine->head);
	bool fit = true;

	for (size_t i = 0; i < spine->n; i++)
		if (operands[i].found && operands[i].wanted)
			fit &= could_fit(operands[i].found, operands[i].wanted);
	if (!fit && explain_order(k, subject, operands, spine->n))
		return;
	for (size_t i = 0; i < spine->n; i++) {
		struct want want = { .type = operands[i].wanted,
			             .role = ROLE_OPERAND,
			             .subject = subject };

		if (!operands[i].wanted)
			continue;
		want.decl = declared(spine->head, i);
		if (operands[i].found)
			check_fits(k, operands[i].expr, operands[i].found, &want);
		else
			check_expr(k, operands[i].expr, &want);
	}
}

struct type *check_dollar(struct checker *k, struct expr *expr)
{
	struct spine spine = spine_of(k, expr);
	struct operand *operands = arena_array(k->arena, struct operand, spine.n);
	struct type *type = check_expr(k, spine.head, NULL);
	bool reported = false;

	for (size_t i = 0; i < spine.n; i++) {
		struct type *step = next_step(k, &spine, i, type, &reported);

		look_at_operand(k, &spine, i, &operands[i], step ? impl_of(k, step->a) : NULL);
		type = step ? impl_of(k, step->b) : k->types.error;
		spine.nodes[i]->type = type;
	}
	fit_operands(k, &spine, operands);
	return type;
}

/* ---- @-> ----------------------------------------------------------------------------------- */

/* The device type in a `typ`; `set`: what may stand there. */
static struct type *side(struct checker *k, struct expr *expr, uint32_t set, const char *where)
{
	struct type *found = type_resolve(check_expr(k, expr, NULL));
	struct type *device = types_var(&k->types, set);
	struct diag *diag;

	/* What is known needs no variable, which would be looked for in all of a long type. */
	if (found->kind == TYPE_TYP && type_restrict(&k->types, found->a, set, false))
		return found->a;
	if (unify(&k->types, found, types_of(&k->types, TYPE_TYP, device), NULL))
		return device;
	diag = diag_report(k->diags, CHECK_FOREIGN_TYPE, expr->span,
	                   "%s of @-> stands an interface, found %s", where, describe(k, found));
	note_origin(k, diag, expr, found);
	if (type_is_impl(found, TYPE_INTERFACE))
		diag_hint(k->diags, diag, "the interface of this device is %s",
		          type_resolve(type_resolve(found)->a)->interface->name);
	return check_bad(k, expr);
}

struct type *check_at_arrow(struct checker *k, struct expr *expr)
{
	struct type *left = side(k, expr->a, SET_INTERFACE, "left");
	struct type *right = side(k, expr->b, SET_DEVICE, "right");

	return types_of(&k->types, TYPE_TYP, types_at_arrow(&k->types, left, right));
}
