/* apply.c - functions and their arguments, in the order of the function's type. */
#include "graph/eval_private.h"

#include <string.h>

static size_t arity(const struct value *function)
{
	switch (function->kind) {
	case VALUE_FUNCTION: return function->function.fun->n_params;
	case VALUE_BUILTIN: return builtin_arity(function->builtin.id);
	case VALUE_DEVICE_FUNCTION: return function->device.device->params.n;
	default: return 0;
	}
}

static struct value *partial(struct eval *e, struct value *head, const struct argument *arguments,
                             size_t n)
{
	struct value *value = value_new(e, VALUE_PARTIAL);

	value->partial.head = head;
	value->partial.arguments = arena_array(e->arena, struct argument, n);
	memcpy(value->partial.arguments, arguments, n * sizeof *arguments);
	value->partial.n = n;
	return value;
}

/* The partial application's arguments, with the new ones in its gaps and then behind. */
static struct argument *merge(struct eval *e, const struct value *function,
                              const struct argument *arguments, size_t n, size_t *n_merged)
{
	size_t n_first = function->partial.n;
	struct argument *merged = arena_array(e->arena, struct argument, n_first + n);
	size_t next = 0;

	for (size_t i = 0; i < n_first; i++) {
		merged[i] = function->partial.arguments[i];
		if (!merged[i].value && next < n)
			merged[i] = arguments[next++];
	}
	*n_merged = n_first;
	while (next < n)
		merged[(*n_merged)++] = arguments[next++];
	return merged;
}

/* What a `?(x = e)` parameter is bound to. */
static struct value *or_default(struct eval *e, const struct param *param, struct value *option,
                                struct frame *frame)
{
	struct value_type boolean = { .type = MCFG_BOOL };
	struct alternatives both = { .span = param->span, .condition = "" };

	if (option->kind == VALUE_SOME)
		return option->some;
	if (option->kind == VALUE_NONE)
		return eval_expr(e, param->default_value, frame);
	if (option->kind != VALUE_OPEN)
		return option;
	if (option->open.op == OPEN_SOME)
		return option->open.a;
	*vec_push(e->arena, &both.tests) = open_make(e, OPEN_IS_SOME, boolean, option, NULL, NULL);
	boolean = option->open.type;
	boolean.shape = SHAPE_ONE;
	*vec_push(e->arena, &both.values) = open_make(e, OPEN_GET, boolean, option, NULL, NULL);
	*vec_push(e->arena, &both.values) = eval_expr(e, param->default_value, frame);
	*vec_push(e->arena, &both.labels) = "given";
	*vec_push(e->arena, &both.labels) = "default";
	return choose(e, &both);
}

static struct value *call(struct eval *e, const struct value *function,
                          const struct argument *arguments)
{
	const struct expr *fun = function->function.fun;
	struct frame *frame = frame_new(e, function->function.frame, fun->n_slots_frame);

	for (const struct param *param = fun->params; param; param = param->next, arguments++) {
		struct value *value = arguments->value;

		if (param->kind == PARAM_DEFAULT)
			value = or_default(e, param, value, frame);
		if (param->binding)
			frame->slots[param->binding->slot] = value;
	}
	return eval_expr(e, fun->a, frame);
}

static bool complete(const struct argument *arguments, size_t n, size_t wanted)
{
	if (n < wanted)
		return false;
	for (size_t i = 0; i < wanted; i++)
		if (!arguments[i].value)
			return false;
	return true;
}

static struct value *apply_choice(struct eval *e, const struct value *function,
                                  struct argument *arguments, size_t n, struct span span)
{
	struct alternatives each = { .condition = function->choice.condition, .span = span };

	for (size_t i = 0; i < function->choice.n; i++) {
		if (i < function->choice.n - 1)
			*vec_push(e->arena, &each.tests) = function->choice.tests[i];
		*vec_push(e->arena, &each.labels) = function->choice.labels[i];
		*vec_push(e->arena, &each.values) =
		    apply(e, function->choice.values[i], arguments, n, span);
	}
	return choose(e, &each);
}

struct value *apply(struct eval *e, struct value *function, struct argument *arguments, size_t n,
                    struct span span)
{
	while (n) {
		size_t wanted = arity(function);

		switch (function->kind) {
		case VALUE_PARTIAL:
			arguments = merge(e, function, arguments, n, &n);
			function = function->partial.head;
			continue;
		case VALUE_CHOICE: return apply_choice(e, function, arguments, n, span);
		case VALUE_FUNCTION:
		case VALUE_BUILTIN:
		case VALUE_DEVICE_FUNCTION:
			if (!complete(arguments, n, wanted))
				return partial(e, function, arguments, n);
			break;
		default: return e->poison;
		}
		if (function->kind == VALUE_FUNCTION)
			function = call(e, function, arguments);
		else if (function->kind == VALUE_BUILTIN)
			function = builtin_apply(e, function, arguments, span);
		else
			function = device_apply(e, function, arguments, span);
		arguments += wanted;
		n -= wanted;
	}
	return function;
}

struct value *apply_to(struct eval *e, struct value *function, struct value *argument,
                       struct span span)
{
	struct argument one = { argument, span };

	return apply(e, function, &one, 1, span);
}
