/* match.c - which arm of a `match` is taken, as far as that is known. */
#include "graph/eval_private.h"

/* What a pattern says of a value: `test` is yes, no, or an open bool. */
static struct value *test_pattern(struct eval *e, const struct pattern *pattern,
                                  struct value *value, struct frame *frame);

static struct value *test_literal(struct eval *e, const struct pattern *pattern,
                                  struct value *value)
{
	struct value *literal = pattern->kind == PATTERN_BOOL
	                            ? value_bool(e, pattern->boolean)
	                            : value_scalar(e, pattern->literal, pattern->value);

	if (value->kind != VALUE_OPEN)
		return value_bool(e, value_equal(value, literal));
	if (pattern->kind == PATTERN_BOOL)
		return pattern->boolean ? value : open_bool(e, OPEN_NOT, value, NULL);
	return open_bool(e, OPEN_EQ, value, literal);
}

static struct value *test_tag(struct eval *e, const struct pattern *pattern, struct value *value,
                              struct frame *frame)
{
	struct value *tag;

	if (value->kind == VALUE_OPEN) {
		tag = value_new(e, VALUE_TAG);
		tag->tag.name = pattern->name.name;
		return open_bool(e, OPEN_EQ, value, tag);
	}
	if (value->tag.name != pattern->name.name)
		return e->no;
	if (!pattern->a)
		return e->yes;
	return test_pattern(e, pattern->a, value->tag.payload ? value->tag.payload : e->poison,
	                    frame);
}

static struct value_type inner_type(const struct value *open)
{
	struct value_type type = open->open.type;

	type.shape = SHAPE_ONE;
	return type;
}

static struct value *test_some(struct eval *e, const struct pattern *pattern, struct value *value,
                               struct frame *frame)
{
	struct value *inside;

	if (value->kind == VALUE_NONE)
		return e->no;
	if (value->kind == VALUE_SOME)
		return test_pattern(e, pattern->a, value->some, frame);
	if (value->open.op == OPEN_SOME)
		return test_pattern(e, pattern->a, value->open.a, frame);
	inside = open_make(e, OPEN_GET, inner_type(value), value, NULL, NULL);
	return open_bool(
	    e, OPEN_AND,
	    open_make(e, OPEN_IS_SOME, (struct value_type){ .type = MCFG_BOOL }, value, NULL, NULL),
	    test_pattern(e, pattern->a, inside, frame));
}

static struct value *test_cons(struct eval *e, const struct pattern *pattern, struct value *value,
                               struct frame *frame)
{
	struct value *head, *tail, *is_cons;

	if (value->kind == VALUE_LIST) {
		if (!value->list.n)
			return e->no;
		head = test_pattern(e, pattern->a, value->list.items[0], frame);
		if (value_is_bool(head, false))
			return head;
		return open_bool(e, OPEN_AND, head,
		                 test_pattern(e, pattern->b, value_tail(e, value), frame));
	}
	is_cons =
	    open_make(e, OPEN_IS_CONS, (struct value_type){ .type = MCFG_BOOL }, value, NULL, NULL);
	head = open_make(e, OPEN_HEAD, inner_type(value), value, NULL, NULL);
	tail = open_make(e, OPEN_TAIL, value->open.type, value, NULL, NULL);
	head = test_pattern(e, pattern->a, head, frame);
	tail = test_pattern(e, pattern->b, tail, frame);
	return open_bool(e, OPEN_AND, is_cons, open_bool(e, OPEN_AND, head, tail));
}

static struct value *test_empty(struct eval *e, const struct pattern *pattern, struct value *value)
{
	struct value_type boolean = { .type = MCFG_BOOL };

	if (pattern->kind == PATTERN_NONE) {
		if (value->kind != VALUE_OPEN)
			return value_bool(e, value->kind == VALUE_NONE);
		return open_bool(e, OPEN_NOT,
		                 open_make(e, OPEN_IS_SOME, boolean, value, NULL, NULL), NULL);
	}
	if (value->kind == VALUE_LIST)
		return value_bool(e, value->list.n == 0);
	return open_bool(e, OPEN_NOT, open_make(e, OPEN_IS_CONS, boolean, value, NULL, NULL), NULL);
}

/* Puts the values that a pattern's names have in `from` into `to`, chosen by `test` against those
 * there. */
static void merge_names(struct eval *e, const struct pattern *pattern, struct value *test,
                        struct map *from, struct frame *to)
{
	if (!pattern)
		return;
	if (pattern->kind == PATTERN_NAME && pattern->binding) {
		struct alternatives both = { .span = pattern->span, .condition = "" };
		struct value *left = map_get(from, pattern->name.name);

		*vec_push(e->arena, &both.tests) = test;
		*vec_push(e->arena, &both.values) = left;
		*vec_push(e->arena, &both.values) = to->slots[pattern->binding->slot];
		*vec_push(e->arena, &both.labels) = "left";
		*vec_push(e->arena, &both.labels) = "right";
		to->slots[pattern->binding->slot] = choose(e, &both);
	}
	merge_names(e, pattern->a, test, from, to);
	merge_names(e, pattern->b, test, from, to);
}

static void save_names(struct eval *e, const struct pattern *pattern, struct frame *frame,
                       struct map *names)
{
	if (!pattern)
		return;
	if (pattern->kind == PATTERN_NAME && pattern->binding)
		map_set(e->arena, names, pattern->name.name, frame->slots[pattern->binding->slot]);
	save_names(e, pattern->a, frame, names);
	save_names(e, pattern->b, frame, names);
}

/* Both sides bind the same names; where the left test is open, to values that it chooses between.
 */
static struct value *test_or(struct eval *e, const struct pattern *pattern, struct value *value,
                             struct frame *frame)
{
	struct value *left = test_pattern(e, pattern->a, value, frame);
	struct value *right;
	struct map names = { 0 };

	if (left->kind != VALUE_OPEN && !value_is_bool(left, false))
		return left;
	if (left->kind != VALUE_OPEN)
		return test_pattern(e, pattern->b, value, frame);
	save_names(e, pattern->a, frame, &names);
	right = test_pattern(e, pattern->b, value, frame);
	merge_names(e, pattern->b, left, &names, frame);
	return open_bool(e, OPEN_OR, left, right);
}

static struct value *test_pattern(struct eval *e, const struct pattern *pattern,
                                  struct value *value, struct frame *frame)
{
	if (value->kind == VALUE_POISON && pattern->kind != PATTERN_WILD &&
	    pattern->kind != PATTERN_NAME)
		return e->poison;
	switch (pattern->kind) {
	case PATTERN_WILD:
	case PATTERN_UNIT: return e->yes;
	case PATTERN_NAME:
		if (pattern->binding)
			frame->slots[pattern->binding->slot] = value;
		return e->yes;
	case PATTERN_INT:
	case PATTERN_STRING:
	case PATTERN_BOOL: return test_literal(e, pattern, value);
	case PATTERN_TAG: return test_tag(e, pattern, value, frame);
	case PATTERN_SOME: return test_some(e, pattern, value, frame);
	case PATTERN_CONS: return test_cons(e, pattern, value, frame);
	case PATTERN_NONE:
	case PATTERN_NIL: return test_empty(e, pattern, value);
	case PATTERN_OR: return test_or(e, pattern, value, frame);
	}
	return e->poison;
}

static const char *quoted(struct eval *e, const char *string)
{
	struct text text;

	text_init(&text, e->arena);
	text_c_string(&text, string);
	return text_string(&text);
}

static const char *pattern_label(struct eval *e, const struct pattern *pattern)
{
	switch (pattern->kind) {
	case PATTERN_TAG: return arena_printf(e->arena, "`%s", pattern->name.name);
	case PATTERN_INT: return arena_printf(e->arena, "%lld", (long long)pattern->integer);
	case PATTERN_STRING: return quoted(e, pattern->string.bytes);
	case PATTERN_BOOL: return pattern->boolean ? "true" : "false";
	case PATTERN_SOME: return "some";
	case PATTERN_NONE: return "none";
	case PATTERN_NIL: return "[]";
	case PATTERN_CONS: return "_ :: _";
	case PATTERN_OR:
		return arena_printf(e->arena, "%s, %s", pattern_label(e, pattern->a),
		                    pattern_label(e, pattern->b));
	default: return "otherwise";
	}
}

/* The alternatives' values, each matched for itself. */
static struct value *match_choice(struct eval *e, const struct expr *expr, struct value *value,
                                  struct frame *frame)
{
	struct alternatives each = { .condition = value->choice.condition, .span = expr->span };

	for (size_t i = 0; i < value->choice.n; i++) {
		if (i < value->choice.n - 1)
			*vec_push(e->arena, &each.tests) = value->choice.tests[i];
		*vec_push(e->arena, &each.labels) = value->choice.labels[i];
		/* A frame of its own: a function made in one round must not see the next round's
		 * names. */
		*vec_push(e->arena, &each.values) =
		    match(e, expr, value->choice.values[i], frame_copy(e, frame));
	}
	return choose(e, &each);
}

struct value *match(struct eval *e, const struct expr *expr, struct value *value,
                    struct frame *frame)
{
	struct alternatives alternatives = { .span = expr->span };

	if (value->kind == VALUE_CHOICE)
		return match_choice(e, expr, value, frame);
	for (const struct arm *arm = expr->arms; arm; arm = arm->next) {
		struct value *test = test_pattern(e, arm->pattern, value, frame);

		if (test->kind == VALUE_POISON)
			return test;
		if (value_is_bool(test, false))
			continue;
		*vec_push(e->arena, &alternatives.values) = eval_expr(e, arm->body, frame);
		*vec_push(e->arena, &alternatives.labels) = pattern_label(e, arm->pattern);
		if (test->kind != VALUE_OPEN || !arm->next)
			break;
		*vec_push(e->arena, &alternatives.tests) = test;
	}
	/* A match is exhaustive: what remains last is taken otherwise. */
	if (!alternatives.values.n)
		return e->poison;
	alternatives.tests.n = alternatives.values.n - 1;
	if (alternatives.values.n == 1)
		return alternatives.values.items[0];
	alternatives.condition = open_text(e, value);
	return choose(e, &alternatives);
}
