/* open.c - values that only run time knows: built simplified, each once. */
#include "graph/eval_private.h"

#include "base/hash.h"
#include "base/text.h"

static uint32_t open_hash(const struct value *value)
{
	uint32_t hash = hash_mix(value->open.op, (uintptr_t)value->open.key);

	hash = hash_mix(hash, value->open.a ? value_hash(value->open.a) : 0);
	hash = hash_mix(hash, value->open.b ? value_hash(value->open.b) : 0);
	return hash_mix(hash, value->open.c ? value_hash(value->open.c) : 0);
}

static bool operand_equal(const struct value *a, const struct value *b)
{
	return a == b || (a && b && value_equal(a, b));
}

static bool open_equal(const struct value *a, const struct value *b)
{
	return a->open.op == b->open.op && a->open.key == b->open.key &&
	       operand_equal(a->open.a, b->open.a) && operand_equal(a->open.b, b->open.b) &&
	       operand_equal(a->open.c, b->open.c);
}

static void grow(struct eval *e)
{
	e->open_cap = e->open_cap ? e->open_cap * 2 : 32;
	e->open_slots = arena_array(e->arena, struct value *, e->open_cap);
	for (size_t i = 0; i < e->graph->opens.n; i++) {
		size_t at = open_hash(e->graph->opens.items[i]);

		while (e->open_slots[at & (e->open_cap - 1)])
			at++;
		e->open_slots[at & (e->open_cap - 1)] = e->graph->opens.items[i];
	}
}

/* The one open value equal to `draft`. */
static struct value *unique(struct eval *e, struct value *draft)
{
	struct value *value;
	size_t at;

	if (e->graph->opens.n * 2 >= e->open_cap)
		grow(e);
	for (at = open_hash(draft); (value = e->open_slots[at & (e->open_cap - 1)]); at++)
		if (open_equal(value, draft))
			return value;
	draft->open.id = (uint32_t)e->graph->opens.n;
	*vec_push(e->arena, &e->graph->opens) = draft;
	e->open_slots[at & (e->open_cap - 1)] = draft;
	return draft;
}

static struct value *make(struct eval *e, enum open_op op, struct value_type type, struct key *key,
                          struct value *a, struct value *b, struct value *c)
{
	struct value *draft = value_new(e, VALUE_OPEN);

	draft->open.op = op;
	draft->open.type = type;
	draft->open.key = key;
	draft->open.a = a;
	draft->open.b = b;
	draft->open.c = c;
	return unique(e, draft);
}

struct value *open_key(struct eval *e, struct key *key)
{
	if (!key->open)
		key->open = make(e, OPEN_KEY, key->decl->type, key, NULL, NULL, NULL);
	return key->open;
}

static bool is_not_of(const struct value *a, const struct value *b)
{
	return a->kind == VALUE_OPEN && a->open.op == OPEN_NOT && value_equal(a->open.a, b);
}

static struct value *make_if(struct eval *e, struct value_type type, struct value *test,
                             struct value *then, struct value *otherwise)
{
	if (value_is_bool(test, true) || value_equal(then, otherwise))
		return then;
	if (value_is_bool(test, false))
		return otherwise;
	if (value_is_bool(then, true) && value_is_bool(otherwise, false))
		return test;
	if (value_is_bool(then, false) && value_is_bool(otherwise, true))
		return open_bool(e, OPEN_NOT, test, NULL);
	return make(e, OPEN_IF, type, NULL, test, then, otherwise);
}

struct value *open_make(struct eval *e, enum open_op op, struct value_type type, struct value *a,
                        struct value *b, struct value *c)
{
	if (op == OPEN_IF)
		return make_if(e, type, a, b, c);
	return make(e, op, type, NULL, a, b, c);
}

struct value *open_bool(struct eval *e, enum open_op op, struct value *a, struct value *b)
{
	struct value_type boolean = { .type = MCFG_BOOL };

	switch (op) {
	case OPEN_NOT:
		if (a->kind != VALUE_OPEN)
			return value_bool(e, value_is_bool(a, false));
		if (a->open.op == OPEN_NOT)
			return a->open.a;
		break;
	case OPEN_AND:
		if (value_is_bool(a, false) || value_is_bool(b, false) || is_not_of(a, b) ||
		    is_not_of(b, a))
			return e->no;
		if (value_is_bool(a, true) || value_equal(a, b))
			return b;
		if (value_is_bool(b, true))
			return a;
		break;
	case OPEN_OR:
		if (value_is_bool(a, true) || value_is_bool(b, true) || is_not_of(a, b) ||
		    is_not_of(b, a))
			return e->yes;
		if (value_is_bool(a, false) || value_equal(a, b))
			return b;
		if (value_is_bool(b, false))
			return a;
		break;
	case OPEN_EQ:
	case OPEN_LE:
	case OPEN_GE:
		if (value_equal(a, b))
			return e->yes;
		break;
	case OPEN_NE:
	case OPEN_LT:
	case OPEN_GT:
		if (value_equal(a, b))
			return e->no;
		break;
	default: break;
	}
	return make(e, op, boolean, NULL, a, b, NULL);
}

struct value_type value_type_of(const struct value *value)
{
	struct value_type type = { .type = MCFG_STRING };

	switch (value->kind) {
	case VALUE_SCALAR: type.type = value->scalar.type; break;
	case VALUE_OPEN: return value->open.type;
	case VALUE_TAG: type.type = MCFG_ENUM; break;
	case VALUE_SOME:
		type = value_type_of(value->some);
		type.shape = SHAPE_OPTION;
		break;
	case VALUE_NONE: type.shape = SHAPE_OPTION; break;
	case VALUE_LIST:
		if (value->list.n)
			type = value_type_of(value->list.items[0]);
		type.shape = SHAPE_LIST;
		break;
	default: break;
	}
	return type;
}

/* ---- for people ------------------------------------------------------------------------------ */

static void write_value(struct text *text, const struct value *value, unsigned depth);

static void write_binary(struct text *text, const struct value *value, const char *op,
                         unsigned depth)
{
	write_value(text, value->open.a, depth + 1);
	text_printf(text, " %s ", op);
	write_value(text, value->open.b, depth + 1);
}

static void write_open(struct text *text, const struct value *value, unsigned depth)
{
	static const char *const signs[] = {
		[OPEN_AND] = "&&", [OPEN_OR] = "||", [OPEN_EQ] = "=",  [OPEN_NE] = "<>",
		[OPEN_LT] = "<",   [OPEN_LE] = "<=", [OPEN_GT] = ">",  [OPEN_GE] = ">=",
		[OPEN_ADD] = "+",  [OPEN_SUB] = "-", [OPEN_MUL] = "*",
	};
	bool nested = depth > 0 && value->open.op != OPEN_KEY && value->open.op != OPEN_NOT;

	if (nested)
		text_putc(text, '(');
	switch (value->open.op) {
	case OPEN_KEY: text_printf(text, "key.%s", value->open.key->c_name); break;
	case OPEN_NOT:
	case OPEN_NEGATE:
		text_putc(text, value->open.op == OPEN_NOT ? '!' : '-');
		write_value(text, value->open.a, depth + 1);
		break;
	case OPEN_IF:
		text_puts(text, "if ");
		write_value(text, value->open.a, depth + 1);
		text_puts(text, " then ");
		write_value(text, value->open.b, depth + 1);
		text_puts(text, " else ");
		write_value(text, value->open.c, depth + 1);
		break;
	case OPEN_IS_SOME:
	case OPEN_IS_CONS:
		write_value(text, value->open.a, depth + 1);
		text_puts(text, value->open.op == OPEN_IS_SOME ? " is given" : " is not empty");
		break;
	case OPEN_GET:
	case OPEN_HEAD:
	case OPEN_TAIL:
		text_puts(text, value->open.op == OPEN_GET    ? "value of "
		                : value->open.op == OPEN_HEAD ? "head of "
		                                              : "tail of ");
		write_value(text, value->open.a, depth + 1);
		break;
	case OPEN_SOME:
		text_puts(text, "some ");
		write_value(text, value->open.a, depth + 1);
		break;
	default: write_binary(text, value, signs[value->open.op], depth);
	}
	if (nested)
		text_putc(text, ')');
}

static void write_value(struct text *text, const struct value *value, unsigned depth)
{
	char scalar[128];

	/* A condition that fills a page is cut: people read it in a graph. */
	if (depth > 6) {
		text_puts(text, "...");
		return;
	}
	switch (value->kind) {
	case VALUE_OPEN: write_open(text, value, depth); break;
	case VALUE_TAG: text_printf(text, "`%s", value->tag.name); break;
	case VALUE_NONE: text_puts(text, "none"); break;
	case VALUE_SOME:
		text_puts(text, "some ");
		write_value(text, value->some, depth + 1);
		break;
	case VALUE_LIST:
		text_putc(text, '[');
		for (size_t i = 0; i < value->list.n; i++) {
			if (i)
				text_puts(text, "; ");
			write_value(text, value->list.items[i], depth + 1);
		}
		text_putc(text, ']');
		break;
	case VALUE_SCALAR:
		if (value->scalar.type == MCFG_STRING || value->scalar.type == MCFG_PATH) {
			text_c_string(text, value->scalar.as.string);
		} else {
			mcfg_value_print(value->scalar.type, &value->scalar.as, scalar,
			                 sizeof scalar);
			text_puts(text, scalar);
		}
		break;
	default: text_puts(text, "..."); break;
	}
}

void value_print(struct text *out, const struct value *value)
{
	write_value(out, value, 0);
}

const char *open_text(struct eval *e, const struct value *value)
{
	struct text text;

	text_init(&text, e->arena);
	value_print(&text, value);
	return text_string(&text);
}
