/* choice.c - what is left of several alternatives, of which run time takes one. */
#include "graph/eval_private.h"

static bool all_equal(const struct alternatives *alternatives)
{
	for (size_t i = 1; i < alternatives->values.n; i++)
		if (!value_equal(alternatives->values.items[0], alternatives->values.items[i]))
			return false;
	return true;
}

static bool all_of(const struct alternatives *alternatives, bool (*is)(const struct value *value))
{
	for (size_t i = 0; i < alternatives->values.n; i++)
		if (!is(alternatives->values.items[i]))
			return false;
	return true;
}

static bool is_node(const struct value *value)
{
	return value->kind == VALUE_NODE;
}

static bool is_list(const struct value *value)
{
	return value->kind == VALUE_LIST;
}

static bool is_known_typ(const struct value *value)
{
	return value->kind == VALUE_INTERFACE || value->kind == VALUE_ARROW;
}

static bool is_poison(const struct value *value)
{
	return value->kind == VALUE_POISON;
}

/* The first type that says what its values are: `none` and [] say little. */
static struct value_type common_type(const struct alternatives *alternatives)
{
	struct value_type type = value_type_of(alternatives->values.items[0]);

	for (size_t i = 0; i < alternatives->values.n; i++) {
		const struct value *value = alternatives->values.items[i];
		bool vague = value->kind == VALUE_NONE || value->kind == VALUE_TAG ||
		             (value->kind == VALUE_LIST && !value->list.n);

		if (!vague)
			return value_type_of(value);
	}
	return type;
}

static struct value *choose_data(struct eval *e, const struct alternatives *alternatives)
{
	struct value_type type = common_type(alternatives);
	size_t last = alternatives->values.n - 1;
	struct value *value = alternatives->values.items[last];

	for (size_t i = last; i-- > 0;)
		value = open_make(e, OPEN_IF, type, alternatives->tests.items[i],
		                  alternatives->values.items[i], value);
	return value;
}

static struct value *choose_node(struct eval *e, const struct alternatives *alternatives)
{
	size_t n = alternatives->values.n;
	struct node draft = { .kind = NODE_CHOICE, .span = alternatives->span, .n_branches = n };

	draft.branches = arena_array(e->arena, struct branch, n);
	for (size_t i = 0; i < n; i++)
		draft.branches[i] = (struct branch){
			.test = i < n - 1 ? alternatives->tests.items[i] : NULL,
			.label = alternatives->labels.items[i],
			.node = alternatives->values.items[i]->node,
		};
	draft.condition = alternatives->condition;
	draft.distinct = e->distinct;
	draft.group = e->group;
	return value_node(e, graph_node(e->graph, &draft));
}

static bool same_length(const struct alternatives *alternatives)
{
	size_t n = alternatives->values.items[0]->list.n;

	for (size_t i = 1; i < alternatives->values.n; i++)
		if (alternatives->values.items[i]->list.n != n)
			return false;
	return true;
}

/* Lists of one length: a choice of each element. */
static struct value *choose_elements(struct eval *e, const struct alternatives *alternatives)
{
	size_t n = alternatives->values.items[0]->list.n;
	struct value **items = arena_array(e->arena, struct value *, n);

	for (size_t i = 0; i < n; i++) {
		struct alternatives each = *alternatives;

		each.values.items = arena_array(e->arena, struct value *, each.values.n);
		for (size_t k = 0; k < each.values.n; k++)
			each.values.items[k] = alternatives->values.items[k]->list.items[i];
		items[i] = choose(e, &each);
	}
	return value_list(e, items, n);
}

static struct value *choose_other(struct eval *e, const struct alternatives *alternatives)
{
	struct value *value = value_new(e, VALUE_CHOICE);

	value->choice.tests = alternatives->tests.items;
	value->choice.values = alternatives->values.items;
	value->choice.labels = alternatives->labels.items;
	value->choice.n = alternatives->values.n;
	value->choice.condition = alternatives->condition;
	return value;
}

struct value *choose(struct eval *e, struct alternatives *alternatives)
{
	for (size_t i = 0; i < alternatives->values.n; i++)
		if (is_poison(alternatives->values.items[i]))
			return e->poison;
	if (all_equal(alternatives))
		return alternatives->values.items[0];
	if (all_of(alternatives, value_is_data))
		return choose_data(e, alternatives);
	if (all_of(alternatives, is_node))
		return choose_node(e, alternatives);
	if (all_of(alternatives, is_list)) {
		if (same_length(alternatives))
			return choose_elements(e, alternatives);
		return must_be_known(e, alternatives->tests.items[0], alternatives->span,
		                     "the length of a list of devices (choose each of its elements "
		                     "for itself)");
	}
	if (all_of(alternatives, is_known_typ))
		return must_be_known(e, alternatives->tests.items[0], alternatives->span,
		                     "which interfaces a device has");
	return choose_other(e, alternatives);
}
