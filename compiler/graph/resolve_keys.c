/* resolve_keys.c - which keys the image reads, and what they are while no option is given. */
#include "graph/image.h"
#include "graph/resolve.h"
#include "graph/resolve_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- open values under their defaults -------------------------------------------------------- */

static struct value *boolean(struct compilation *c, bool truth)
{
	struct value *value = arena_new(&c->arena, struct value);

	value->kind = VALUE_SCALAR;
	value->scalar.type = MCFG_BOOL;
	value->scalar.as.boolean = truth;
	return value;
}

static bool is_true(const struct value *value)
{
	return value->kind == VALUE_SCALAR && value->scalar.as.boolean;
}

static int order(const struct value *a, const struct value *b)
{
	return mcfg_value_compare(a->scalar.type, &a->scalar.as, &b->scalar.as);
}

static struct value *compare(struct compilation *c, enum open_op op, const struct value *a,
                             const struct value *b)
{
	switch (op) {
	case OPEN_EQ: return boolean(c, value_equal(a, b));
	case OPEN_NE: return boolean(c, !value_equal(a, b));
	case OPEN_LT: return boolean(c, order(a, b) < 0);
	case OPEN_LE: return boolean(c, order(a, b) <= 0);
	case OPEN_GT: return boolean(c, order(a, b) > 0);
	default: return boolean(c, order(a, b) >= 0);
	}
}

/* Arithmetic on int only: a default that overflows, or is of another type, is left to run time. */
static struct value *calculate(struct compilation *c, enum open_op op, const struct value *a,
                               const struct value *b)
{
	struct value *result = arena_new(&c->arena, struct value);
	int64_t x = a->scalar.as.integer, y = b ? b->scalar.as.integer : 0;
	bool overflow;

	if (a->kind != VALUE_SCALAR || a->scalar.type != MCFG_INT)
		return NULL;
	*result = *a;
	switch (op) {
	case OPEN_ADD: overflow = __builtin_add_overflow(x, y, &result->scalar.as.integer); break;
	case OPEN_SUB: overflow = __builtin_sub_overflow(x, y, &result->scalar.as.integer); break;
	case OPEN_MUL: overflow = __builtin_mul_overflow(x, y, &result->scalar.as.integer); break;
	default: overflow = __builtin_sub_overflow(0, x, &result->scalar.as.integer); break;
	}
	return overflow ? NULL : result;
}

static struct value *list_part(struct compilation *c, enum open_op op, const struct value *list)
{
	struct value *part;

	if (!list->list.n)
		return NULL;
	if (op == OPEN_HEAD)
		return list->list.items[0];
	part = arena_new(&c->arena, struct value);
	part->kind = VALUE_LIST;
	part->list.items = list->list.items + 1;
	part->list.n = list->list.n - 1;
	return part;
}

struct value *resolve_default(struct compilation *c, const struct value *open)
{
	const struct value *a = NULL, *b = NULL;
	struct value *some;

	if (open->kind != VALUE_OPEN)
		return (struct value *)open;
	if (compilation_too_deep(c))
		return NULL;
	if (open->open.op == OPEN_KEY)
		return open->open.key->value;
	a = resolve_default(c, open->open.a);
	if (!a)
		return NULL;
	switch (open->open.op) {
	case OPEN_IF: return resolve_default(c, is_true(a) ? open->open.b : open->open.c);
	case OPEN_NOT: return boolean(c, !is_true(a));
	case OPEN_AND: return is_true(a) ? resolve_default(c, open->open.b) : (struct value *)a;
	case OPEN_OR: return is_true(a) ? (struct value *)a : resolve_default(c, open->open.b);
	case OPEN_IS_SOME: return boolean(c, a->kind == VALUE_SOME);
	case OPEN_GET: return a->kind == VALUE_SOME ? a->some : NULL;
	case OPEN_IS_CONS: return boolean(c, a->kind == VALUE_LIST && a->list.n > 0);
	case OPEN_HEAD:
	case OPEN_TAIL: return list_part(c, open->open.op, a);
	case OPEN_NEGATE: return calculate(c, OPEN_NEGATE, a, NULL);
	case OPEN_SOME:
		some = arena_new(&c->arena, struct value);
		some->kind = VALUE_SOME;
		some->some = (struct value *)a;
		return some;
	default: break;
	}
	b = resolve_default(c, open->open.b);
	if (!b)
		return NULL;
	if (open->open.op >= OPEN_EQ && open->open.op <= OPEN_GE)
		return compare(c, open->open.op, a, b);
	return calculate(c, open->open.op, a, b);
}

/* ---- which keys are read --------------------------------------------------------------------- */

static void mark(const struct value *value, bool *marks)
{
	if (!value)
		return;
	switch (value->kind) {
	case VALUE_OPEN: marks[value->open.id] = true; break;
	case VALUE_SOME: mark(value->some, marks); break;
	case VALUE_LIST:
		for (size_t i = 0; i < value->list.n; i++)
			mark(value->list.items[i], marks);
		break;
	default: break;
	}
}

static void mark_node(const struct node *node, bool *marks)
{
	for (size_t i = 0; node->device && i < node->device->params.n; i++)
		mark(node->params[i], marks);
	for (size_t i = 0; node->facts && i < node->facts->keys.n; i++)
		node->facts->keys.items[i]->reached = true;
	for (size_t i = 0; i < node->n_branches; i++)
		mark(node->branches[i].test, marks);
}

static void mark_keys(struct compilation *c)
{
	struct graph *graph = &c->graph;
	bool *marks = arena_array(&c->arena, bool, graph->opens.n + 1);

	for (size_t i = 0; i < graph->keys.n; i++) {
		struct key *key = graph->keys.items[i];

		key->reached = !key->decl->of_descriptor || (key->known && key->read);
	}
	for (size_t i = 0; i < graph->nodes.n; i++)
		if (graph->nodes.items[i]->reached)
			mark_node(graph->nodes.items[i], marks);
	for (size_t i = graph->opens.n; i-- > 0;) {
		const struct value *open = graph->opens.items[i];

		if (!marks[i])
			continue;
		mark(open->open.a, marks);
		mark(open->open.b, marks);
		mark(open->open.c, marks);
		if (open->open.op == OPEN_KEY)
			open->open.key->reached = true;
	}
}

/* ---- what was given and is not read ---------------------------------------------------------- */

static const struct key *key_of(const struct compilation *c, const struct setting *setting)
{
	for (size_t i = 0; i < c->graph.keys.n; i++) {
		const char *option = c->graph.keys.items[i]->option, *given = setting->key;

		for (; *option && (*option == *given || (*option == '-' && *given == '_'));
		     option++)
			given++;
		if (!*option && !*given)
			return c->graph.keys.items[i];
	}
	return NULL;
}

static const struct key_decl *decl_of(const struct compilation *c, const struct setting *setting)
{
	char *name = arena_strdup((struct arena *)&c->arena, setting->key);

	for (char *at = name; *at; at++)
		if (*at == '-')
			*at = '_';
	for (size_t i = 0; i < c->decls.keys.n; i++)
		if (!strcmp(c->decls.keys.items[i]->name, name))
			return c->decls.keys.items[i];
	return NULL;
}

static void report_unknown(struct compilation *c, const struct setting *setting)
{
	const char **names = arena_array(&c->arena, const char *, c->graph.keys.n);
	const struct key_decl *decl = decl_of(c, setting);
	const char *nearest;
	struct diag *diag;
	size_t n = 0;

	if (decl) {
		diag = diag_report(&c->diags, CHECK_KEY_UNKNOWN, setting->span,
		                   "--%s, given by %s: nothing in this image reads key %s",
		                   setting->key, setting->from, decl->name);
		if (span_known(decl->span))
			diag_note(&c->diags, diag, decl->span, "key %s is declared here",
			          decl->name);
		return;
	}
	diag = diag_report(&c->diags, CHECK_KEY_UNKNOWN, setting->span,
	                   "--%s, given by %s: there is no key of this name", setting->key,
	                   setting->from);
	for (size_t i = 0; i < c->graph.keys.n; i++)
		if (c->graph.keys.items[i]->reached)
			names[n++] = c->graph.keys.items[i]->option;
	nearest = diag_nearest(setting->key, names, n);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean --%s?", nearest);
}

static void check_settings(struct compilation *c)
{
	for (size_t i = 0; i < c->options.settings.n; i++) {
		const struct setting *setting = &c->options.settings.items[i];
		const struct key *key = key_of(c, setting);

		if (!key || !key->reached)
			report_unknown(c, setting);
	}
}

/* What C reads needs a value before the image is written; eval asked for what it read. */
static void check_required(struct compilation *c, struct key *key)
{
	if (c->options.target && !key->known && key->decl->stage == STAGE_CONFIGURE)
		key_report_missing(c, key);
}

static int by_option(const void *left, const void *right)
{
	const struct key *a = *(struct key *const *)left, *b = *(struct key *const *)right;

	return strcmp(a->option, b->option);
}

void resolve_keys(struct compilation *c)
{
	struct image *image = c->image;

	mark_keys(c);
	/* Without jobs nothing reads anything, and the mistake was reported already. */
	if (c->registration)
		check_settings(c);
	for (size_t i = 0; i < c->graph.keys.n; i++) {
		struct key *key = c->graph.keys.items[i];

		if (key->reached && key->decl->builtin == KEY_DECLARED) {
			check_required(c, key);
			*vec_push(&c->arena, &image->keys) = key;
		}
	}
	if (image->keys.n)
		qsort(image->keys.items, image->keys.n, sizeof *image->keys.items, by_option);
}
