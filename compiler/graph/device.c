/* device.c - devices as values: their parameters, and the devices that they take. */
#include "graph/eval_private.h"

#include <string.h>

struct node *device_node(struct eval *e, struct device *device, struct value **params,
                         struct facts *facts, struct span span)
{
	struct node draft = { .kind = NODE_DEVICE,
		              .device = device,
		              .span = span,
		              .distinct = e->distinct,
		              .group = e->group,
		              .params = params,
		              .facts = facts,
		              .requires = facts->requires.items,
		              .n_requires = facts->requires.n };

	return graph_node(e->graph, &draft);
}

struct value *device_value(struct eval *e, struct device *device, struct span span)
{
	struct value *value;

	if (!device->params.n)
		return value_node(e, device_node(e, device, NULL, facts_of(e, device, NULL), span));
	value = value_new(e, VALUE_DEVICE_FUNCTION);
	value->device.device = device;
	value->device.group = e->group;
	value->device.distinct = e->distinct;
	return value;
}

struct value *device_default(struct eval *e, struct value *value, struct span span)
{
	struct argument *arguments;
	struct device *device;

	if (value->kind != VALUE_DEVICE_FUNCTION)
		return value;
	device = value->device.device;
	arguments = arena_array(e->arena, struct argument, device->params.n);
	for (size_t i = 0; i < device->params.n; i++) {
		if (!device->params.items[i].default_value)
			return value;
		arguments[i] = (struct argument){ e->none, span };
	}
	return device_apply(e, value, arguments, span);
}

/* A parameter with a default gets an option, as all optional parameters do. */
static struct value *param_value(struct eval *e, const struct param_decl *param,
                                 const struct value *device, struct value *argument)
{
	size_t n_slots = device->device.device->item->n_slots_frame;
	struct value_type type;

	if (!param->default_value)
		return argument;
	if (argument->kind == VALUE_SOME)
		return argument->some;
	if (argument->kind == VALUE_NONE)
		return eval_expr(e, param->default_value, frame_new(e, NULL, n_slots));
	if (argument->kind != VALUE_OPEN)
		return argument;
	type = argument->open.type;
	type.shape = SHAPE_ONE;
	return open_make(e, OPEN_IF, type,
	                 open_make(e, OPEN_IS_SOME, (struct value_type){ .type = MCFG_BOOL },
	                           argument, NULL, NULL),
	                 open_make(e, OPEN_GET, type, argument, NULL, NULL),
	                 eval_expr(e, param->default_value, frame_new(e, NULL, n_slots)));
}

struct value *device_apply(struct eval *e, const struct value *function, struct argument *arguments,
                           struct span span)
{
	struct device *device = function->device.device;
	const char *group = e->group, *distinct = e->distinct;
	struct value **params = arena_array(e->arena, struct value *, device->params.n);
	struct node *node;

	for (size_t i = 0; i < device->params.n; i++) {
		params[i] = param_value(e, &device->params.items[i], function, arguments[i].value);
		if (params[i]->kind == VALUE_POISON)
			return e->poison;
		if (!value_is_data(params[i]))
			return must_be_known(e, params[i], arguments[i].span,
			                     "a parameter of a device");
	}
	/* A device takes the group in which its name was evaluated. */
	e->group = function->device.group;
	if (*function->device.distinct)
		e->distinct = function->device.distinct;
	node = device_node(e, device, params, facts_of(e, device, params), span);
	e->group = group;
	e->distinct = distinct;
	return value_node(e, node);
}

static struct value *apply_choice(struct eval *e, const struct node *left, struct value *right,
                                  struct span span, struct span operand)
{
	struct alternatives each = { .condition = left->condition, .span = span };

	for (size_t i = 0; i < left->n_branches; i++) {
		if (i < left->n_branches - 1)
			*vec_push(e->arena, &each.tests) = left->branches[i].test;
		*vec_push(e->arena, &each.labels) = left->branches[i].label;
		*vec_push(e->arena, &each.values) =
		    node_apply(e, value_node(e, left->branches[i].node), right, span, operand);
	}
	return choose(e, &each);
}

struct value *node_apply(struct eval *e, struct value *left, struct value *right, struct span span,
                         struct span operand)
{
	struct node *node, draft;

	if (left->kind != VALUE_NODE || right->kind != VALUE_NODE)
		return e->poison;
	node = left->node;
	if (node->kind == NODE_REFUSED)
		return left;
	if (node->kind == NODE_CHOICE)
		return apply_choice(e, node, right, span, operand);
	if (node->n_args >= node->device->args.n)
		return e->poison;
	draft = *node;
	draft.span = span;
	draft.let = NULL;
	if (!*draft.distinct)
		draft.distinct = e->distinct;
	draft.args = arena_array(e->arena, struct node *, node->n_args + 1);
	draft.arg_spans = arena_array(e->arena, struct span, node->n_args + 1);
	if (node->n_args) {
		memcpy(draft.args, node->args, node->n_args * sizeof *node->args);
		memcpy(draft.arg_spans, node->arg_spans, node->n_args * sizeof *node->arg_spans);
	}
	draft.args[node->n_args] = right->node;
	draft.arg_spans[node->n_args] = operand;
	draft.n_args = node->n_args + 1;
	return value_node(e, graph_node(e->graph, &draft));
}
