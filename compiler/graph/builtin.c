/* builtin.c - the functions that every configuration has. */
#include "graph/eval_private.h"

#include "lang/type.h"

#include <string.h>

static struct value *refuse(struct eval *e, const struct argument *arguments, struct span span)
{
	struct node draft = { .kind = NODE_REFUSED, .span = span, .distinct = e->distinct };

	if (arguments[0].value->kind == VALUE_OPEN)
		return must_be_known(e, arguments[0].value, arguments[0].span,
		                     "the reason of a refusal");
	draft.group = e->group;
	draft.why = value_text(arguments[0].value);
	return value_node(e, graph_node(e->graph, &draft));
}

static struct value *map(struct eval *e, const struct argument *arguments, struct span span)
{
	struct value *list = arguments[1].value;
	struct value **items;

	if (list->kind != VALUE_LIST)
		return must_be_known(e, list, arguments[1].span, "the list that `map` goes over");
	items = arena_array(e->arena, struct value *, list->list.n);
	for (size_t i = 0; i < list->list.n && !e->stopped; i++)
		items[i] = apply_to(e, arguments[0].value, list->list.items[i], span);
	return e->stopped ? e->poison : value_list(e, items, list->list.n);
}

static struct value *fold(struct eval *e, const struct argument *arguments, struct span span)
{
	struct value *list = arguments[2].value, *sum = arguments[1].value;

	if (list->kind != VALUE_LIST)
		return must_be_known(e, list, arguments[2].span, "the list that `fold` goes over");
	for (size_t i = 0; i < list->list.n && !e->stopped; i++) {
		struct argument two[] = { { sum, span }, { list->list.items[i], span } };

		sum = apply(e, arguments[0].value, two, 2, span);
	}
	return sum;
}

static struct value *append(struct eval *e, const struct argument *arguments)
{
	struct value *a = arguments[0].value, *b = arguments[1].value;
	struct value **items;

	for (size_t i = 0; i < 2; i++)
		if (arguments[i].value->kind != VALUE_LIST)
			return must_be_known(e, arguments[i].value, arguments[i].span,
			                     "a list that `append` joins");
	items = arena_array(e->arena, struct value *, a->list.n + b->list.n);
	if (a->list.n)
		memcpy(items, a->list.items, a->list.n * sizeof *items);
	if (b->list.n)
		memcpy(items + a->list.n, b->list.items, b->list.n * sizeof *items);
	return value_list(e, items, a->list.n + b->list.n);
}

static struct value *length(struct eval *e, const struct argument *arguments)
{
	if (arguments[0].value->kind != VALUE_LIST)
		return must_be_known(e, arguments[0].value, arguments[0].span,
		                     "the list whose `length` is asked for");
	return value_int(e, (int64_t)arguments[0].value->list.n);
}

/* The name that run time chooses, or true or false: a choice of texts that are known. */
static struct value *open_to_string(struct eval *e, struct value *value)
{
	const struct value_type string = { .type = MCFG_STRING };
	const struct value_type *type = &value->open.type;
	struct value *text;

	if (type->type == MCFG_BOOL)
		return open_make(e, OPEN_IF, string, value, value_string(e, "true"),
		                 value_string(e, "false"));
	text = value_string(e, type->tags[type->n_tags - 1]);
	for (size_t i = type->n_tags - 1; i-- > 0;) {
		struct value *tag = value_new(e, VALUE_TAG);

		tag->tag.name = type->tags[i];
		text = open_make(e, OPEN_IF, string, open_bool(e, OPEN_EQ, value, tag),
		                 value_string(e, type->tags[i]), text);
	}
	return text;
}

static bool has_few_texts(const struct value *value)
{
	const struct value_type *type = &value->open.type;

	return value->kind == VALUE_OPEN && type->shape == SHAPE_ONE &&
	       (type->type == MCFG_BOOL ||
	        (type->type == MCFG_ENUM && type->n_tags && !type->any_tag));
}

static struct value *to_string(struct eval *e, const struct argument *arguments)
{
	struct value *value = arguments[0].value;
	char text[128];

	if (has_few_texts(value))
		return open_to_string(e, value);
	if (value->kind == VALUE_TAG && !value->tag.payload)
		return value_string(e, value->tag.name);
	if (value->kind == VALUE_TAG) {
		diag_report(&e->c->diags, CHECK_ARGUMENT, arguments[0].span,
		            "to_string needs a single value, and `%s carries another",
		            value->tag.name);
		return e->poison;
	}
	if (value->kind != VALUE_SCALAR)
		return must_be_known(e, value, arguments[0].span, "what `to_string` writes");
	if (*value_text(value))
		return value_string(e, value_text(value));
	mcfg_value_print(value->scalar.type, &value->scalar.as, text, sizeof text);
	return value_string(e, arena_strdup(e->arena, text));
}

/* The value type that `of_string` gives where its name stands; a string where nothing asks. */
static enum mcfg_type result_type(const struct expr *name)
{
	struct type *arrow = name->type ? type_resolve(name->type) : NULL;
	struct type *result = arrow && arrow->kind == TYPE_ARROW ? type_resolve(arrow->b) : NULL;

	return result && result->kind == TYPE_VALUE ? result->value : MCFG_STRING;
}

static struct value *of_string(struct eval *e, const struct value *function,
                               const struct argument *arguments)
{
	const char *text = value_text(arguments[0].value);
	struct mcfg_value_error error = { "", 0, 0 };
	enum mcfg_type type = result_type(function->builtin.name);
	union mcfg_value value;

	if (arguments[0].value->kind != VALUE_SCALAR)
		return must_be_known(e, arguments[0].value, arguments[0].span,
		                     "what `of_string` reads");
	if (mcfg_value_parse(type, text, strlen(text), &value, &error)) {
		diag_report(&e->c->diags, CHECK_LITERAL, arguments[0].span, "`%s` is no %s: %s",
		            text, mcfg_type_name(type), error.what);
		return e->poison;
	}
	return value_scalar(e, type, value);
}

size_t builtin_arity(enum builtin builtin)
{
	static const size_t arities[N_BUILTINS] = {
		[BUILTIN_FOREIGN] = 6, /* ?sources ?packages ?keys ?requires NAME TYPE */
		[BUILTIN_REFUSE] = 1,    [BUILTIN_MAP] = 2,    [BUILTIN_FOLD] = 3,
		[BUILTIN_APPEND] = 2,    [BUILTIN_LENGTH] = 1, [BUILTIN_TO_STRING] = 1,
		[BUILTIN_OF_STRING] = 1,
	};

	return arities[builtin];
}

struct value *builtin_apply(struct eval *e, const struct value *function,
                            struct argument *arguments, struct span span)
{
	for (size_t i = 0; i < builtin_arity(function->builtin.id); i++)
		if (arguments[i].value->kind == VALUE_POISON)
			return e->poison;
	switch (function->builtin.id) {
	case BUILTIN_FOREIGN: return foreign_apply(e, arguments, span);
	case BUILTIN_REFUSE: return refuse(e, arguments, span);
	case BUILTIN_MAP: return map(e, arguments, span);
	case BUILTIN_FOLD: return fold(e, arguments, span);
	case BUILTIN_APPEND: return append(e, arguments);
	case BUILTIN_LENGTH: return length(e, arguments);
	case BUILTIN_TO_STRING: return to_string(e, arguments);
	case BUILTIN_OF_STRING: return of_string(e, function, arguments);
	case N_BUILTINS: break;
	}
	return e->poison;
}
