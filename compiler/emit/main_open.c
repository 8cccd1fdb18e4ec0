/*
 * main_open.c - main.c: open values as C expressions.
 *
 * A deep value is cut into functions, so that no expression grows beyond reading, and what is used
 * twice is written once. A list with open elements is a static array, filled in by `decide`.
 */
#include "emit/main_open.h"
#include "emit/main_c.h"

#include <string.h>

static void put(struct open_values *o, struct text *text, const struct value *value,
                const struct value_type *type, const char *enumeration);

/* ---- enumerations ---------------------------------------------------------------------------- */

static const char *enumeration_of(const struct open_values *o, const struct value *value)
{
	return value->kind == VALUE_OPEN ? o->enumerations[value->open.id] : NULL;
}

/* The enumeration of the key that an open value comes from; null where only constants are. */
static const char *find_enumeration(const struct open_values *o, const struct value *value)
{
	const char *found;

	if (value->open.type.type != MCFG_ENUM)
		return NULL;
	switch (value->open.op) {
	case OPEN_KEY: return value->open.key->decl->enumeration;
	case OPEN_IF:
		found = enumeration_of(o, value->open.b);
		return found ? found : enumeration_of(o, value->open.c);
	default: return value->open.a ? enumeration_of(o, value->open.a) : NULL;
	}
}

void open_find_enumerations(struct open_values *o)
{
	size_t n = o->e->c->graph.opens.n;

	o->enumerations = arena_array(o->e->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		o->enumerations[i] = find_enumeration(o, o->e->c->graph.opens.items[i]);
}

/* An enumerator; where no key gives it a type, a number of its own. */
static void put_tag(struct open_values *o, struct text *text, const char *tag,
                    const char *enumeration)
{
	if (enumeration) {
		text_puts(text, c_enumerator(o->e->arena, enumeration, tag));
		return;
	}
	for (size_t i = 0; i < o->tags.n; i++)
		if (!strcmp(o->tags.items[i], tag)) {
			text_printf(text, "%zuu", i);
			return;
		}
	text_printf(text, "%zuu", o->tags.n);
	*vec_push(o->e->arena, &o->tags) = tag;
}

/* A value of one enumeration as one of another, name by name. */
void open_put_converted(struct open_values *o, struct text *text, const char *from,
                        const struct value_type *type, const char *own, const char *wanted)
{
	text_putc(text, '(');
	for (size_t i = 0; i + 1 < type->n_tags; i++) {
		text_printf(text, "%s == ", from);
		put_tag(o, text, type->tags[i], own);
		text_puts(text, " ? ");
		put_tag(o, text, type->tags[i], wanted);
		text_puts(text, " : ");
	}
	put_tag(o, text, type->tags[type->n_tags - 1], wanted);
	text_putc(text, ')');
}

/* ---- operators ------------------------------------------------------------------------------- */

static const char *const c_operators[] = {
	[OPEN_AND] = "&&", [OPEN_OR] = "||", [OPEN_EQ] = "==", [OPEN_NE] = "!=",
	[OPEN_LT] = "<",   [OPEN_LE] = "<=", [OPEN_GT] = ">",  [OPEN_GE] = ">=",
	[OPEN_ADD] = "+",  [OPEN_SUB] = "-", [OPEN_MUL] = "*",
};

static bool is_arithmetic(enum open_op op)
{
	return op == OPEN_ADD || op == OPEN_SUB || op == OPEN_MUL || op == OPEN_NEGATE;
}

/* The common type of two operands: an open one says it best. */
static struct value_type operand_type(const struct value *a, const struct value *b)
{
	if (a->kind == VALUE_OPEN)
		return a->open.type;
	if (b && b->kind == VALUE_OPEN)
		return b->open.type;
	return (struct value_type){ .type = a->kind == VALUE_SCALAR ? a->scalar.type : MCFG_ENUM };
}

/* Compares what C does not compare: below 0, 0, above 0. */
static void put_compare(struct open_values *o, struct text *text, const struct value *value,
                        const struct value_type *type)
{
	const char *const members[] = {
#define X(id, name, member, ctype) [MCFG_##id] = #member,
		MCFG_VALUE_TYPES(X)
#undef X
	};
	bool is_text = type->type == MCFG_STRING || type->type == MCFG_PATH;

	text_printf(text, is_text ? "mcfg_text_compare(" : "mcfg_value_compare(MCFG_%s, ",
	            c_upper(o->e->arena, mcfg_type_name(type->type)));
	for (int i = 0; i < 2; i++) {
		text_puts(text, i ? ", " : "");
		if (!is_text)
			text_printf(text, "&(union mcfg_value){ .%s = ", members[type->type]);
		put(o, text, i ? value->open.b : value->open.a, type, NULL);
		text_puts(text, is_text ? "" : " }");
	}
	text_printf(text, ") %s 0", c_operators[value->open.op]);
}

static void put_comparison(struct open_values *o, struct text *text, const struct value *value)
{
	const struct value *a = value->open.a, *b = value->open.b;
	struct value_type type = operand_type(a, b);
	const char *enumeration = enumeration_of(o, a);

	if (!enumeration)
		enumeration = enumeration_of(o, b);
	text_putc(text, '(');
	if (type.shape != SHAPE_ONE) {
		text_printf(text, "%s%s(", value->open.op == OPEN_NE ? "!" : "",
		            open_equality(o, &type, enumeration));
		put(o, text, a, &type, enumeration);
		text_puts(text, ", ");
		put(o, text, b, &type, enumeration);
		text_putc(text, ')');
	} else if (c_type_is_scalar(type.type)) {
		put(o, text, a, &type, enumeration);
		text_printf(text, " %s ", c_operators[value->open.op]);
		put(o, text, b, &type, enumeration);
	} else {
		put_compare(o, text, value, &type);
	}
	text_putc(text, ')');
}

/* Arithmetic: as C does it for floats; elsewhere with an eye on the range. */
static void put_arithmetic(struct open_values *o, struct text *text, const struct value *value)
{
	const struct value_type *type = &value->open.type;
	static const char *const names[] = {
		[OPEN_ADD] = "add",
		[OPEN_SUB] = "sub",
		[OPEN_MUL] = "mul",
		[OPEN_NEGATE] = "sub",
	};
	bool negate = value->open.op == OPEN_NEGATE;
	bool real = type->type == MCFG_FLOAT;

	if (real)
		text_puts(text, negate ? "(-" : "(");
	else
		text_printf(text, "mcfg_%s_%s(%s", mcfg_type_name(type->type),
		            names[value->open.op], negate ? "0, " : "");
	put(o, text, value->open.a, type, NULL);
	if (!negate) {
		text_printf(text, real ? " %s " : ", ", c_operators[value->open.op]);
		put(o, text, value->open.b, type, NULL);
	}
	text_puts(text, real ? ")" : ", &overflow)");
	o->overflows |= !real;
}

static void put_binary(struct open_values *o, struct text *text, const struct value *value)
{
	text_putc(text, '(');
	put(o, text, value->open.a, &value->open.type, NULL);
	text_printf(text, " %s ", c_operators[value->open.op]);
	put(o, text, value->open.b, &value->open.type, NULL);
	text_putc(text, ')');
}

/* A part of an option or a list: "key_n().value". */
static void put_part(struct open_values *o, struct text *text, const struct value *value,
                     const char *part)
{
	const struct value *whole = value->open.a;
	struct value_type type = operand_type(whole, NULL);

	put(o, text, whole, &type, enumeration_of(o, whole));
	text_puts(text, part);
}

static void put_tail(struct open_values *o, struct text *text, const struct value *value)
{
	const char *enumeration = enumeration_of(o, value);

	text_printf(text, "(%s){ ", c_type(o->e->arena, &value->open.type, enumeration));
	put_part(o, text, value, ".n - 1, ");
	put_part(o, text, value, ".v + 1 }");
}

static void put_some(struct open_values *o, struct text *text, const struct value *value,
                     const struct value_type *type, const char *enumeration)
{
	struct value_type element = *type;

	element.shape = SHAPE_ONE;
	text_printf(text, "(%s){ .given = true, .value = ", c_type(o->e->arena, type, enumeration));
	put(o, text, value, &element, enumeration);
	text_puts(text, " }");
}

/* ---- any value ------------------------------------------------------------------------------- */

static void put_own(struct open_values *o, struct text *text, const struct value *value,
                    const char *enumeration)
{
	const struct key *key = value->open.key;

	switch (value->open.op) {
	case OPEN_KEY:
		text_printf(text, "key_%s()",
		            c_with_unit(o->e->arena, key->c_name, key->decl->type.type));
		break;
	case OPEN_NOT:
		text_putc(text, '!');
		put(o, text, value->open.a, &value->open.type, NULL);
		break;
	case OPEN_IF:
		text_putc(text, '(');
		put(o, text, value->open.a, &(struct value_type){ .type = MCFG_BOOL }, NULL);
		text_puts(text, " ? ");
		put(o, text, value->open.b, &value->open.type, enumeration);
		text_puts(text, " : ");
		put(o, text, value->open.c, &value->open.type, enumeration);
		text_putc(text, ')');
		break;
	case OPEN_IS_SOME: put_part(o, text, value, ".given"); break;
	case OPEN_GET: put_part(o, text, value, ".value"); break;
	case OPEN_IS_CONS: put_part(o, text, value, ".n > 0"); break;
	case OPEN_HEAD: put_part(o, text, value, ".v[0]"); break;
	case OPEN_TAIL: put_tail(o, text, value); break;
	case OPEN_SOME: put_some(o, text, value->open.a, &value->open.type, enumeration); break;
	case OPEN_AND:
	case OPEN_OR: put_binary(o, text, value); break;
	default:
		if (is_arithmetic(value->open.op))
			put_arithmetic(o, text, value);
		else
			put_comparison(o, text, value);
	}
}

void open_put_own(struct open_values *o, struct text *text, const struct value *value)
{
	put_own(o, text, value, enumeration_of(o, value));
}

const char *open_enumeration(const struct open_values *o, const struct value *value)
{
	return enumeration_of(o, value);
}

/* Does the value take the enumeration that is asked for, rather than have one of its own? */
static bool takes_enumeration(const struct value *value)
{
	return value->open.op == OPEN_IF || value->open.op == OPEN_SOME;
}

/* A value of another enumeration than is asked for. */
static void put_differing(struct open_values *o, struct text *text, const struct value *value,
                          const char *plain, const char *wanted)
{
	const struct value_type *type = &value->open.type;
	const char *own = enumeration_of(o, value);

	if (type->shape == SHAPE_ONE) {
		open_put_converted(o, text, plain, type, own, wanted);
	} else if (type->shape == SHAPE_OPTION) {
		text_printf(text,
		            "(%s){ .given = %s.given, .value = ", c_type(o->e->arena, type, wanted),
		            plain);
		open_put_converted(o, text, arena_printf(o->e->arena, "%s.value", plain), type, own,
		                   wanted);
		text_puts(text, " }");
	} else {
		text_printf(text, "%s(%s)", open_conversion(o, type, own, wanted), plain);
	}
}

static void put_open(struct open_values *o, struct text *text, const struct value *value,
                     const char *enumeration)
{
	const char *own = enumeration_of(o, value);
	bool differs =
	    value->open.type.type == MCFG_ENUM && own && (!enumeration || strcmp(own, enumeration));
	struct text plain;

	text_init(&plain, o->e->arena);
	if (o->named[value->open.id])
		text_printf(&plain, "open_%u()", (unsigned)value->open.id);
	else
		put_own(o, &plain, value, takes_enumeration(value) ? enumeration : own);
	if (differs && (o->named[value->open.id] || !takes_enumeration(value)))
		put_differing(o, text, value, text_string(&plain), enumeration);
	else
		text_puts(text, text_string(&plain));
}

static void put(struct open_values *o, struct text *text, const struct value *value,
                const struct value_type *type, const char *enumeration)
{
	if (value->kind == VALUE_OPEN)
		put_open(o, text, value, enumeration);
	else if (value->kind == VALUE_TAG)
		put_tag(o, text, value->tag.name, enumeration);
	else if (value->kind == VALUE_SOME && c_value_is_open(value))
		put_some(o, text, value->some, type, enumeration);
	else if (value->kind == VALUE_LIST && c_value_is_open(value))
		text_puts(text, open_list(o, value, type, enumeration));
	else
		c_expression(text, value, type, enumeration);
}

/* Does the parenthesis at the start end at the end? */
static bool is_in_parentheses(const char *text, size_t len)
{
	unsigned depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"' && (!i || text[i - 1] != '\\'))
			quoted = !quoted;
		if (quoted)
			continue;
		depth += text[i] == '(';
		depth -= text[i] == ')';
		if (!depth)
			return i > 0 && i + 1 == len;
	}
	return false;
}

void open_put(struct open_values *o, struct text *text, const struct value *value,
              const struct value_type *type, const char *enumeration)
{
	struct text whole;
	const char *bytes;

	text_init(&whole, o->e->arena);
	put(o, &whole, value, type, enumeration);
	bytes = text_string(&whole);
	if (is_in_parentheses(bytes, whole.len))
		text_add(text, bytes + 1, whole.len - 2);
	else
		text_add(text, bytes, whole.len);
}
