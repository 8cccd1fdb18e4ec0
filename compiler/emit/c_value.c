#include "emit/c_value.h"

#include "emit/c_names.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *scalar_type(struct arena *arena, enum mcfg_type type, const char *enumeration)
{
	static const char *const types[] = {
#define X(id, name, member, ctype) [MCFG_##id] = #ctype,
		MCFG_VALUE_TYPES(X)
#undef X
	};

	return type == MCFG_ENUM ? arena_printf(arena, "enum %s", enumeration) : types[type];
}

const char *c_type(struct arena *arena, const struct value_type *type, const char *enumeration)
{
	const char *shape = type->shape == SHAPE_LIST ? "list" : "option";

	if (type->shape == SHAPE_ONE)
		return scalar_type(arena, type->type, enumeration);
	if (type->type == MCFG_ENUM)
		return arena_printf(arena, "struct %s_%s", enumeration, shape);
	return arena_printf(arena, "struct mcfg_%s_%s", shape, mcfg_type_name(type->type));
}

const char *c_declare(struct arena *arena, const struct value_type *type, const char *enumeration,
                      const char *name)
{
	const char *c = c_type(arena, type, enumeration);

	return arena_printf(arena, "%s%s%s", c, c[strlen(c) - 1] == '*' ? "" : " ", name);
}

const char *c_enumerator(struct arena *arena, const char *enumeration, const char *tag)
{
	return c_upper(arena, arena_printf(arena, "%s_%s", enumeration, tag));
}

void c_enumeration(struct text *text, const struct value_type *type, const char *enumeration)
{
	text_open(text, "enum %s {", enumeration);
	for (size_t i = 0; i < type->n_tags; i++)
		text_line(text, "%s%s", c_enumerator(text->arena, enumeration, type->tags[i]),
		          i + 1 < type->n_tags ? "," : "");
	text_close(text, "};");
	if (type->shape == SHAPE_OPTION) {
		text_open(text, "struct %s_option {", enumeration);
		text_line(text, "bool given;");
		text_line(text, "enum %s value;", enumeration);
		text_close(text, "};");
	} else if (type->shape == SHAPE_LIST) {
		text_open(text, "struct %s_list {", enumeration);
		text_line(text, "size_t n;");
		text_line(text, "const enum %s *v;", enumeration);
		text_close(text, "};");
	}
}

/* ---- scalars --------------------------------------------------------------------------------- */

static void put_int(struct text *text, int64_t integer)
{
	if (integer == INT64_MIN)
		text_puts(text, "INT64_MIN");
	else if (integer > INT32_MAX || integer < -INT32_MAX)
		text_printf(text, "INT64_C(%" PRId64 ")", integer);
	else
		text_printf(text, "%" PRId64, integer);
}

static void put_unsigned(struct text *text, uint64_t integer)
{
	if (integer > INT32_MAX)
		text_printf(text, "UINT64_C(%" PRIu64 ")", integer);
	else
		text_printf(text, "%" PRIu64, integer);
}

/* Enough digits to read the same number back, and a point so that it is a double. */
static void put_real(struct text *text, double real)
{
	char digits[64];

	snprintf(digits, sizeof digits, "%.17g", real);
	text_puts(text, digits);
	if (!strpbrk(digits, ".e"))
		text_puts(text, ".0");
}

static void put_bytes(struct text *text, const uint8_t *bytes, size_t n)
{
	text_puts(text, "{ { ");
	for (size_t i = 0; i < n; i++)
		text_printf(text, "%s%u", i ? ", " : "", (unsigned)bytes[i]);
	text_puts(text, " } }");
}

static void put_network(struct text *text, const uint8_t *bytes, size_t n, unsigned prefix)
{
	text_puts(text, "{ .addr = ");
	put_bytes(text, bytes, n);
	text_printf(text, ", .prefix = %u }", prefix);
}

static void put_scalar(struct text *text, enum mcfg_type type, const union mcfg_value *as)
{
	switch (type) {
	case MCFG_STRING:
	case MCFG_PATH: text_c_string(text, as->string); break;
	case MCFG_INT: put_int(text, as->integer); break;
	case MCFG_BOOL: text_puts(text, as->boolean ? "true" : "false"); break;
	case MCFG_FLOAT: put_real(text, as->real); break;
	case MCFG_PORT: text_printf(text, "%u", (unsigned)as->port); break;
	case MCFG_IPV4_ADDR: put_bytes(text, as->ipv4_addr.byte, 4); break;
	case MCFG_IPV6_ADDR: put_bytes(text, as->ipv6_addr.byte, 16); break;
	case MCFG_CIDR: put_network(text, as->cidr.addr.byte, 4, as->cidr.prefix); break;
	case MCFG_CIDR6: put_network(text, as->cidr6.addr.byte, 16, as->cidr6.prefix); break;
	case MCFG_MAC: put_bytes(text, as->mac.byte, 6); break;
	case MCFG_DURATION: put_unsigned(text, as->duration_ns); break;
	case MCFG_SIZE: put_unsigned(text, as->size_bytes); break;
	case MCFG_ENUM:
	case MCFG_N_TYPES: break;
	}
}

static bool has_braces(enum mcfg_type type)
{
	return type == MCFG_IPV4_ADDR || type == MCFG_IPV6_ADDR || type == MCFG_CIDR ||
	       type == MCFG_CIDR6 || type == MCFG_MAC;
}

/* ---- values ---------------------------------------------------------------------------------- */

static struct value_type element_type(const struct value_type *type)
{
	struct value_type element = *type;

	element.shape = SHAPE_ONE;
	return element;
}

/* "const T" of a list's elements, as the list's struct declares them. */
static const char *element_name(struct arena *arena, const struct value_type *type,
                                const char *enumeration)
{
	if (type->type == MCFG_STRING || type->type == MCFG_PATH)
		return "const mcfg_text";
	return arena_printf(arena, "const %s", scalar_type(arena, type->type, enumeration));
}

static void put_elements(struct text *text, const struct value *list, const struct value_type *type,
                         const char *enumeration)
{
	struct value_type element = element_type(type);

	text_puts(text, "{ ");
	for (size_t i = 0; i < list->list.n; i++) {
		text_puts(text, i ? ", " : "");
		c_initialiser(text, list->list.items[i], &element, enumeration);
	}
	text_puts(text, " }");
}

void c_initialiser(struct text *text, const struct value *value, const struct value_type *type,
                   const char *enumeration)
{
	struct value_type element = element_type(type);

	switch (value->kind) {
	case VALUE_SCALAR: put_scalar(text, value->scalar.type, &value->scalar.as); break;
	case VALUE_TAG:
		text_puts(text, c_enumerator(text->arena, enumeration, value->tag.name));
		break;
	case VALUE_NONE: text_puts(text, "{ .given = false }"); break;
	case VALUE_SOME:
		text_puts(text, "{ .given = true, .value = ");
		c_initialiser(text, value->some, &element, enumeration);
		text_puts(text, " }");
		break;
	case VALUE_LIST:
		text_printf(text, "{ .n = %zu", value->list.n);
		if (value->list.n) {
			text_printf(text, ", .v = (%s[])",
			            element_name(text->arena, type, enumeration));
			put_elements(text, value, type, enumeration);
		}
		text_puts(text, " }");
		break;
	default: text_puts(text, "0"); break;
	}
}

void c_expression(struct text *text, const struct value *value, const struct value_type *type,
                  const char *enumeration)
{
	bool braces = value->kind == VALUE_NONE || value->kind == VALUE_SOME ||
	              value->kind == VALUE_LIST ||
	              (value->kind == VALUE_SCALAR && has_braces(value->scalar.type));

	if (braces)
		text_printf(text, "(%s)", c_type(text->arena, type, enumeration));
	c_initialiser(text, value, type, enumeration);
}

void c_return(struct text *text, const struct value *value, const struct value_type *type,
              const char *enumeration)
{
	struct text line;

	text_init(&line, text->arena);
	if (value->kind == VALUE_LIST && value->list.n) {
		put_elements(&line, value, type, enumeration);
		text_line(text, "static %s v[] = %s;", element_name(text->arena, type, enumeration),
		          text_string(&line));
		text_putc(text, '\n');
		text_line(text, "return (%s){ .n = %zu, .v = v };",
		          c_type(text->arena, type, enumeration), value->list.n);
		return;
	}
	c_expression(&line, value, type, enumeration);
	text_line(text, "return %s;", text_string(&line));
}

bool c_type_is_scalar(enum mcfg_type type)
{
	return !has_braces(type) && type != MCFG_STRING && type != MCFG_PATH;
}

bool c_value_is_open(const struct value *value)
{
	if (value->kind == VALUE_OPEN)
		return true;
	if (value->kind == VALUE_SOME)
		return c_value_is_open(value->some);
	for (size_t i = 0; value->kind == VALUE_LIST && i < value->list.n; i++)
		if (c_value_is_open(value->list.items[i]))
			return true;
	return false;
}

static const char *scalar_shown(struct arena *arena, const struct value *value)
{
	char small[1];
	size_t len = mcfg_value_print(value->scalar.type, &value->scalar.as, small, sizeof small);
	char *shown = arena_alloc(arena, len + 1);

	mcfg_value_print(value->scalar.type, &value->scalar.as, shown, len + 1);
	return shown;
}

const char *value_shown(struct arena *arena, const struct value *value)
{
	struct text list;

	switch (value->kind) {
	case VALUE_SCALAR: return scalar_shown(arena, value);
	case VALUE_TAG: return value->tag.name;
	case VALUE_SOME: return value_shown(arena, value->some);
	case VALUE_LIST: break;
	default: return "";
	}
	text_init(&list, arena);
	for (size_t i = 0; i < value->list.n; i++)
		text_printf(&list, "%s%s", i ? ", " : "", value_shown(arena, value->list.items[i]));
	return text_string(&list);
}
