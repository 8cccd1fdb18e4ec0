/*
 * Applications of functions: which argument fills which parameter (LANGUAGE section 4, Labels), and
 * the slots that eval follows. See checker.h.
 */
#include "lang/checker.h"

/* A parameter of the function's type, and what fills it. */
struct parameter {
	enum label label;
	const char *name;
	struct type *type;
	struct arg *arg; /* or null */
};

/* A function's type taken apart, and the arguments for it. */
struct call {
	struct checker *k;
	struct expr *expr;
	const char *subject;
	VEC(struct parameter) params;
	struct type *result;
	VEC(struct arg *) args; /* that nothing took yet */
	bool complete;          /* all that is not optional is given */
	VEC(struct slot) slots;
};

static const char *named(const struct call *call)
{
	return call->subject ? call->subject : "this function";
}

/* ---- taking the type apart ----------------------------------------------------------------- */

static void flatten(struct call *call, struct type *type)
{
	call->params.n = 0;
	for (; type->kind == TYPE_ARROW; type = type_resolve(type->b))
		*vec_push(call->k->arena, &call->params) =
		    (struct parameter){ .label = type->label, .name = type->name, .type = type->a };
	call->result = type;
}

static struct parameter *parameter_for(struct call *call, const struct arg *arg)
{
	for (size_t i = 0; i < call->params.n; i++) {
		struct parameter *param = &call->params.items[i];

		if (param->arg)
			continue;
		if (arg->label == LABEL_NONE
		        ? param->label == LABEL_NONE
		        : param->label != LABEL_NONE && param->name == arg->name.name)
			return param;
	}
	return NULL;
}

/* Gives each argument its parameter; those left over stay in `args`. */
static size_t assign(struct call *call)
{
	size_t left = 0, taken;

	for (size_t i = 0; i < call->args.n; i++) {
		struct parameter *param = parameter_for(call, call->args.items[i]);

		if (param)
			param->arg = call->args.items[i];
		else
			call->args.items[left++] = call->args.items[i];
	}
	taken = call->args.n - left;
	call->args.n = left;
	call->complete = true;
	for (size_t i = 0; i < call->params.n; i++)
		if (call->params.items[i].label != LABEL_OPTIONAL && !call->params.items[i].arg)
			call->complete = false;
	return taken;
}

/* ---- what the arguments must be ------------------------------------------------------------ */

static struct want want_of(struct call *call, const struct parameter *param)
{
	struct want want = { .type = param->type,
		             .role = ROLE_ARGUMENT,
		             .subject = call->subject,
		             .label = param->name };
	const struct expr *head = call->expr->a;

	want.as_option = param->arg->label == LABEL_OPTIONAL;
	if (want.as_option)
		want.type = types_of(&call->k->types, TYPE_OPTION, param->type);
	if (head->kind != EXPR_NAME || !head->binding || head->binding->kind != BINDING_DEVICE)
		return want;
	for (size_t i = 0; i < head->binding->device->params.n; i++)
		if (i < call->params.n && param == &call->params.items[i])
			want.decl = head->binding->device->params.items[i].span;
	return want;
}

/* Devices with parameters, and functions that give devices, are matched before other arguments. */
static bool is_first(struct type *type)
{
	type = type_resolve(type);
	return type->kind == TYPE_ARROW || type_is_impl(type, TYPE_AT_ARROW);
}

static bool check_order(struct call *call, struct type **found)
{
	struct operand *operands = arena_array(call->k->arena, struct operand, call->params.n + 1);
	size_t n = 0;
	bool fit = true;

	for (size_t i = 0; i < call->params.n; i++) {
		const struct parameter *param = &call->params.items[i];

		if (!param->arg || param->label != LABEL_NONE)
			continue;
		operands[n] = (struct operand){ param->arg->value, found[i], param->type };
		if (param->arg->value->kind == EXPR_STRING)
			operands[n].found = types_literal(&call->k->types, SET_STRING);
		else if (param->arg->value->kind == EXPR_INT)
			operands[n].found = types_literal(&call->k->types, SET_INTEGER);
		if (operands[n].found)
			fit &= could_fit(operands[n].found, param->type);
		n++;
	}
	return fit || !explain_order(call->k, call->subject, operands, n);
}

/*
 * First what has a type of its own is inferred; of that, devices with parameters are matched first;
 * then what takes its type from the context; functions last.
 */
static void check_args(struct call *call)
{
	struct checker *k = call->k;
	size_t n = call->params.n;
	struct type **found = arena_array(k->arena, struct type *, n + 1);
	bool ordered;

	for (size_t i = 0; i < n; i++) {
		struct arg *arg = call->params.items[i].arg;

		if (arg && !expr_is_hungry(arg->value))
			found[i] = check_expr(k, arg->value, NULL);
	}
	ordered = check_order(call, found);
	for (int turn = 0; turn < 4; turn++) {
		for (size_t i = 0; i < n; i++) {
			struct parameter *param = &call->params.items[i];
			struct want want;

			if (!param->arg)
				continue;
			want = want_of(call, param);
			if (!ordered && param->label == LABEL_NONE)
				want.type = k->types.error; /* it was reported */
			if (found[i] && turn == (is_first(found[i]) ? 0 : 1))
				check_fits(k, param->arg->value, found[i], &want);
			else if (!found[i] && turn == (param->arg->value->kind == EXPR_FUN ? 3 : 2))
				check_expr(k, param->arg->value, &want);
			else
				continue;
			if (turn == 0)
				found[i] = k->types.error; /* done: is_first() no longer */
		}
	}
}

/* ---- slots and the result ------------------------------------------------------------------ */

static void add_slots(struct call *call)
{
	size_t last = call->complete ? call->params.n : 0;

	for (size_t i = 0; i < call->params.n; i++)
		if (call->params.items[i].arg && i >= last)
			last = i + 1;
	for (size_t i = 0; i < last; i++) {
		const struct parameter *param = &call->params.items[i];
		struct slot *slot = vec_push(call->k->arena, &call->slots);

		*slot = (struct slot){ .from = call->complete ? SLOT_DEFAULT : SLOT_LATER };
		if (!param->arg)
			continue;
		slot->from = SLOT_ARG;
		slot->value = param->arg->value;
		slot->wrap = param->label == LABEL_OPTIONAL && param->arg->label != LABEL_OPTIONAL;
	}
}

static struct type *rest_of(struct call *call)
{
	struct type *type = call->result;

	if (call->complete)
		return type;
	for (size_t i = call->params.n; i-- > 0;) {
		const struct parameter *param = &call->params.items[i];

		if (!param->arg)
			type = types_arrow(&call->k->types, param->label, param->name, param->type,
			                   type);
	}
	return type;
}

/* ---- mistakes ------------------------------------------------------------------------------ */

static struct type *give_up(struct call *call)
{
	for (size_t i = 0; i < call->args.n; i++)
		check_expr(call->k, call->args.items[i]->value, NULL);
	return check_bad(call->k, call->expr);
}

/* A parameter of a device that has no default is given by its place. */
static bool is_plain_param(const struct expr *head, const char *name)
{
	const struct binding *binding = head->kind == EXPR_NAME ? head->binding : NULL;

	if (!binding || binding->kind != BINDING_DEVICE)
		return false;
	for (size_t i = 0; i < binding->device->params.n; i++)
		if (binding->device->params.items[i].name == name)
			return !binding->device->params.items[i].default_value;
	return false;
}

/* Was the parameter of this name given its argument already? Then its place is noted. */
static bool report_twice(struct call *call, const struct arg *arg)
{
	struct diags *diags = call->k->diags;

	for (size_t i = 0; i < call->params.n; i++) {
		const struct arg *first = call->params.items[i].arg;
		struct diag *diag;

		if (!first || call->params.items[i].name != arg->name.name)
			continue;
		diag = diag_report(diags, CHECK_LABEL, arg->span, "%s is given ~%s twice",
		                   named(call), arg->name.name);
		diag_note(diags, diag, first->span, "it is given here, too");
		return true;
	}
	return false;
}

static void report_label(struct call *call, const struct arg *arg)
{
	struct diags *diags = call->k->diags;
	struct diag *diag =
	    diag_report(diags, CHECK_LABEL, arg->span, "%s has no parameter named %s", named(call),
	                arg->name.name);
	VEC(const char *) names = { 0 };
	const char *nearest;

	for (size_t i = 0; i < call->params.n; i++)
		if (call->params.items[i].name && !call->params.items[i].arg)
			*vec_push(call->k->arena, &names) = call->params.items[i].name;
	nearest = diag_nearest(arg->name.name, names.items, names.n);
	if (!nearest && names.n == 1)
		nearest = names.items[0];
	if (is_plain_param(call->expr->a, arg->name.name))
		diag_hint(diags, diag, "%s is given by its place, without ~%s:", arg->name.name,
		          arg->name.name);
	else if (nearest)
		diag_hint(diags, diag, "it has one named %s: ~%s", nearest, nearest);
	else if (call->params.n)
		diag_hint(diags, diag, "its type is %s",
		          type_text(&call->k->types, call->expr->a->type));
}

static void report_too_many(struct call *call, const struct arg *arg)
{
	struct diags *diags = call->k->diags;
	size_t n = 0;
	const char *label = NULL;
	struct diag *diag;

	for (size_t i = 0; i < call->params.n; i++) {
		n += call->params.items[i].label == LABEL_NONE;
		if (!label && call->params.items[i].label != LABEL_NONE &&
		    !call->params.items[i].arg)
			label = call->params.items[i].name;
	}
	diag = diag_report(diags, CHECK_TOO_MANY_ARGUMENTS, arg->span,
	                   n ? "%s takes no more than %zu argument%s" : "%s takes no arguments",
	                   named(call), n, n == 1 ? "" : "s");
	if (label)
		diag_hint(diags, diag, "its %s is given by name: ~%s:...", label, label);
	else if (type_is_impl(call->result, TYPE_AT_ARROW))
		diag_hint(diags, diag, "devices are given with $: %s $ ...", named(call));
}

static struct type *report_no_function(struct call *call, struct type *type)
{
	struct checker *k = call->k;
	struct expr *head = call->expr->a;
	struct diag *diag;

	if (call->slots.n) {
		report_too_many(call, call->args.items[0]);
		return give_up(call);
	}
	diag =
	    diag_report(k->diags, CHECK_NOT_A_FUNCTION, head->span, "%s is no function: it is %s",
	                call->subject ? call->subject : "this", describe(k, type));
	note_origin(k, diag, head, type);
	if (type_is_impl(type, TYPE_AT_ARROW))
		diag_hint(k->diags, diag, "devices are given with $: %s $ ...",
		          call->subject ? call->subject : "device");
	return give_up(call);
}

/* ---- functions of which nothing is known --------------------------------------------------- */

/* The arguments, in their order, say what the function's type is. */
static struct type *apply_unknown(struct call *call, struct type *function)
{
	struct checker *k = call->k;
	struct type *result = types_var(&k->types, SET_ANY), *type = result;
	struct type **params = arena_array(k->arena, struct type *, call->args.n);
	struct mismatch why = { 0 };

	for (size_t i = 0; i < call->args.n; i++) {
		struct arg *arg = call->args.items[i];
		struct type *found = check_expr(k, arg->value, NULL);

		params[i] = found;
		if (arg->label == LABEL_OPTIONAL) {
			struct want want = { .role = ROLE_ARGUMENT,
				             .subject = call->subject,
				             .label = arg->name.name,
				             .as_option = true };

			params[i] = types_var(&k->types, SET_ANY);
			want.type = types_of(&k->types, TYPE_OPTION, params[i]);
			check_fits(k, arg->value, found, &want);
		}
		*vec_push(k->arena, &call->slots) = (struct slot){ SLOT_ARG, arg->value, false };
	}
	for (size_t i = call->args.n; i-- > 0;) {
		const struct arg *arg = call->args.items[i];

		type = types_arrow(&k->types, arg->label, arg->name.name, params[i], type);
	}
	call->args.n = 0;
	if (unify(&k->types, function, type, &why))
		return result;
	call->slots.n = 0;
	if (why.kind != MISMATCH_INFINITE)
		return report_no_function(call, function);
	diag_report(k->diags, CHECK_INFINITE_TYPE, call->expr->span,
	            "%s is given something that it would be a part of", named(call));
	return check_bad(k, call->expr);
}

/* ---- group and distinct -------------------------------------------------------------------- */

static struct type *check_scoped(struct checker *k, struct expr *expr)
{
	struct call call = { .k = k, .expr = expr, .subject = expr->a->name.name };
	struct want name = { .type = k->types.values[MCFG_STRING],
		             .role = ROLE_NAME,
		             .subject = call.subject };
	bool plain = expr->n_args == 2;

	for (struct arg *arg = expr->args; arg; arg = arg->next) {
		plain &= arg->label == LABEL_NONE;
		*vec_push(k->arena, &call.args) = arg;
	}
	if (!plain) {
		diag_report(k->diags, CHECK_ARGUMENT, expr->span,
		            "%s takes a name and an expression: %s \"name\" (...)", call.subject,
		            call.subject);
		return give_up(&call);
	}
	check_expr(k, expr->args->value, &name);
	return check_expr(k, expr->args->next->value, NULL);
}

/* ---- applications -------------------------------------------------------------------------- */

static struct type *check_head(struct checker *k, struct expr *head)
{
	if (head->kind == EXPR_NAME && head->binding && head->binding->kind == BINDING_DEVICE)
		return head->type = check_device_name(k, head->binding->device, true);
	return check_expr(k, head, NULL);
}

static bool may_be_function(const struct type *type)
{
	return type->kind == TYPE_ARROW || type->kind == TYPE_ERROR ||
	       (type->kind == TYPE_VAR && type->set & SET_ARROW);
}

/* One round: as many arguments as the function's type, as it is known, has parameters for. */
static struct type *apply_once(struct call *call, struct type *function)
{
	struct arg *unplaced;

	if (function->kind == TYPE_VAR)
		return apply_unknown(call, function);
	if (function->kind == TYPE_ERROR)
		return give_up(call);
	if (function->kind != TYPE_ARROW)
		return report_no_function(call, function);
	flatten(call, function);
	assign(call);
	unplaced = call->args.n ? call->args.items[0] : NULL;
	check_args(call);
	add_slots(call);
	if (!unplaced)
		return rest_of(call);
	call->result = type_resolve(call->result);
	if (call->complete && may_be_function(call->result))
		return call->result;
	if (unplaced->label == LABEL_NONE)
		report_too_many(call, unplaced);
	else if (!report_twice(call, unplaced))
		report_label(call, unplaced);
	return give_up(call);
}

/* A foreign's type must end in job, which is known when its `let` ends. */
static void foreign_ends_in_job(struct checker *k, struct expr *expr, struct type *type)
{
	if (!expr->a->binding || expr->a->binding->kind != BINDING_BUILTIN ||
	    expr->a->binding->builtin != BUILTIN_FOREIGN || type_resolve(type)->kind != TYPE_IMPL)
		return;
	*vec_push(k->arena, &k->pendings) =
	    (struct pending){ .expr = expr,
		              .found = type_resolve(type)->a,
		              .want.at = expr->slots[expr->n_slots - 1].value->span, /* the type */
		              .foreign = true };
}

struct type *check_apply(struct checker *k, struct expr *expr)
{
	struct call call = { .k = k, .expr = expr, .subject = subject_of(expr->a) };
	struct type *type;

	if (expr->scoped)
		return check_scoped(k, expr);
	type = check_head(k, expr->a);
	for (struct arg *arg = expr->args; arg; arg = arg->next)
		*vec_push(k->arena, &call.args) = arg;
	while (call.args.n && !expr->bad)
		type = apply_once(&call, type_resolve(type));
	expr->slots = call.slots.items;
	expr->n_slots = call.slots.n;
	foreign_ends_in_job(k, expr, type);
	return type;
}
