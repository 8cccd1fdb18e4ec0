/* main_open_list.c - which open values the image needs, and what stands beside their expressions.
 */
#include "emit/main_c.h"
#include "emit/main_open.h"

#include <string.h>

/* Values deeper than this are cut into functions. */
enum { MAX_DEPTH = 6 };

/* ---- which are needed ------------------------------------------------------------------------ */

/* Notes the open values in a value: itself, or those in an option or a list. */
static void need(struct open_values *o, const struct value *value)
{
	if (!value)
		return;
	if (value->kind == VALUE_OPEN) {
		o->needed[value->open.id] = true;
		o->uses[value->open.id]++;
	} else if (value->kind == VALUE_SOME) {
		need(o, value->some);
	}
	for (size_t i = 0; value->kind == VALUE_LIST && i < value->list.n; i++)
		need(o, value->list.items[i]);
}

static void need_of_node(struct open_values *o, const struct node *node)
{
	const struct emit_device *d;

	for (size_t i = 0; i < node->n_branches; i++)
		need(o, node->branches[i].test);
	if (node->kind != NODE_DEVICE)
		return;
	d = model_device(o->e, node->device);
	for (size_t i = 0; i < d->settings.n; i++)
		if (setting_is_open(&d->settings.items[i], node))
			need(o, setting_value(&d->settings.items[i], node));
}

static unsigned depth_of(const struct open_values *o, const struct value *value)
{
	unsigned depth = 0;

	if (!value)
		return 0;
	if (value->kind == VALUE_OPEN)
		return o->named[value->open.id] ? 1 : o->depth[value->open.id];
	if (value->kind == VALUE_SOME)
		return depth_of(o, value->some);
	for (size_t i = 0; value->kind == VALUE_LIST && i < value->list.n; i++) {
		unsigned item = depth_of(o, value->list.items[i]);

		depth = item > depth ? item : depth;
	}
	return depth;
}

static void name(struct open_values *o, const struct value *value)
{
	const struct value *const operands[] = { value->open.a, value->open.b, value->open.c };
	uint32_t id = value->open.id;
	bool typed = value->open.type.type != MCFG_ENUM || open_enumeration(o, value);

	for (size_t i = 0; i < 3; i++) {
		unsigned depth = depth_of(o, operands[i]);

		o->depth[id] = depth > o->depth[id] ? depth : o->depth[id];
	}
	o->depth[id]++;
	o->named[id] = o->needed[id] && typed && value->open.op != OPEN_KEY &&
	               ((o->uses[id] > 1 && o->depth[id] > 1) || o->depth[id] > MAX_DEPTH);
}

void open_values_init(struct open_values *o, struct emit *e)
{
	size_t n = e->c->graph.opens.n;

	*o = (struct open_values){ .e = e };
	open_find_enumerations(o);
	o->needed = arena_array(e->arena, bool, n);
	o->named = arena_array(e->arena, bool, n);
	o->uses = arena_array(e->arena, unsigned, n);
	o->depth = arena_array(e->arena, unsigned, n);
	for (size_t i = 0; i < e->image->nodes.n; i++)
		need_of_node(o, e->image->nodes.items[i]);
	for (size_t i = n; i-- > 0;) {
		const struct value *value = e->c->graph.opens.items[i];

		if (!o->needed[i])
			continue;
		need(o, value->open.a);
		need(o, value->open.b);
		need(o, value->open.c);
	}
	for (size_t i = 0; i < n; i++)
		name(o, e->c->graph.opens.items[i]);
}

/* ---- functions ------------------------------------------------------------------------------- */

void open_put_functions(struct open_values *o, struct text *text)
{
	for (size_t i = 0; i < o->e->c->graph.opens.n; i++) {
		const struct value *value = o->e->c->graph.opens.items[i];
		struct text line;

		if (!o->named[i])
			continue;
		text_init(&line, o->e->arena);
		open_put_own(o, &line, value);
		text_putc(text, '\n');
		text_line(text, "static %s",
		          c_declare(o->e->arena, &value->open.type, open_enumeration(o, value),
		                    arena_printf(o->e->arena, "open_%zu(void)", i)));
		text_open(text, "{");
		text_line(text, "return %s;", text_string(&line));
		text_close(text, "}");
	}
}

/* ---- lists ----------------------------------------------------------------------------------- */

const char *open_list(struct open_values *o, const struct value *value,
                      const struct value_type *type, const char *enumeration)
{
	size_t i = 0;

	while (i < o->lists.n &&
	       (o->lists.items[i].value != value || o->lists.items[i].enumeration != enumeration))
		i++;
	if (i == o->lists.n)
		*vec_push(o->e->arena, &o->lists) = (struct open_list){ value, *type, enumeration };
	return arena_printf(o->e->arena, "(%s){ .n = %zu, .v = list_%zu }",
	                    c_type(o->e->arena, type, enumeration), value->list.n, i + 1);
}

void open_declare_lists(const struct open_values *o, struct text *text)
{
	for (size_t i = 0; i < o->lists.n; i++) {
		const struct open_list *list = &o->lists.items[i];
		struct value_type element = list->type;

		element.shape = SHAPE_ONE;
		text_line(text, "static %s[%zu];",
		          c_declare(o->e->arena, &element, list->enumeration,
		                    arena_printf(o->e->arena, "list_%zu", i + 1)),
		          list->value->list.n);
	}
}

void open_put_lists(struct open_values *o, struct text *text)
{
	for (size_t i = 0; i < o->lists.n; i++) {
		const struct open_list *list = &o->lists.items[i];
		struct value_type element = list->type;

		element.shape = SHAPE_ONE;
		for (size_t j = 0; j < list->value->list.n; j++) {
			struct text line;

			text_init(&line, o->e->arena);
			open_put(o, &line, list->value->list.items[j], &element, list->enumeration);
			text_line(text, "list_%zu[%zu] = %s;", i + 1, j, text_string(&line));
		}
	}
}

/* ---- equality -------------------------------------------------------------------------------- */

const char *open_equality(struct open_values *o, const struct value_type *type,
                          const char *enumeration)
{
	struct open_equality *equality;

	for (size_t i = 0; i < o->equalities.n; i++) {
		equality = &o->equalities.items[i];
		if (equality->type.type == type->type && equality->type.shape == type->shape &&
		    equality->enumeration == enumeration)
			return equality->name;
	}
	equality = vec_push(o->e->arena, &o->equalities);
	*equality = (struct open_equality){
		.type = *type,
		.enumeration = enumeration,
		.name = arena_printf(o->e->arena, "equal_%zu", o->equalities.n),
	};
	return equality->name;
}

/* Whether two elements are equal, as an expression. */
static const char *elements_equal(struct arena *arena, enum mcfg_type type, const char *a,
                                  const char *b)
{
	const char *const members[] = {
#define X(id, name, member, ctype) [MCFG_##id] = #member,
		MCFG_VALUE_TYPES(X)
#undef X
	};

	if (type == MCFG_STRING || type == MCFG_PATH)
		return arena_printf(arena, "mcfg_text_compare(%s, %s) == 0", a, b);
	if (c_type_is_scalar(type))
		return arena_printf(arena, "%s == %s", a, b);
	return arena_printf(arena,
	                    "mcfg_value_compare(MCFG_%s, &(union mcfg_value){ .%s = %s }, "
	                    "&(union mcfg_value){ .%s = %s }) == 0",
	                    c_upper(arena, mcfg_type_name(type)), members[type], a, members[type],
	                    b);
}

static void put_equality(struct open_values *o, struct text *text,
                         const struct open_equality *equality)
{
	struct arena *arena = o->e->arena;
	const char *type = c_type(arena, &equality->type, equality->enumeration);

	text_putc(text, '\n');
	text_line(text, "static bool %s(%s a, %s b)", equality->name, type, type);
	text_open(text, "{");
	if (equality->type.shape == SHAPE_OPTION) {
		text_line(text, "return a.given == b.given && (!a.given || %s);",
		          elements_equal(arena, equality->type.type, "a.value", "b.value"));
	} else {
		text_line(text, "bool equal = a.n == b.n;");
		text_putc(text, '\n');
		text_open(text, "for (size_t i = 0; equal && i < a.n; i++)");
		text_line(text, "equal = %s;",
		          elements_equal(arena, equality->type.type, "a.v[i]", "b.v[i]"));
		text->indent--;
		text_line(text, "return equal;");
	}
	text_close(text, "}");
}

void open_put_equalities(struct open_values *o, struct text *text)
{
	for (size_t i = 0; i < o->equalities.n; i++)
		put_equality(o, text, &o->equalities.items[i]);
}

/* ---- lists of names of another enumeration --------------------------------------------------- */

const char *open_conversion(struct open_values *o, const struct value_type *type, const char *from,
                            const char *to)
{
	struct open_conversion *conversion;

	for (size_t i = 0; i < o->conversions.n; i++) {
		conversion = &o->conversions.items[i];
		if (!strcmp(conversion->from, from) && !strcmp(conversion->to, to))
			return conversion->name;
	}
	conversion = vec_push(o->e->arena, &o->conversions);
	*conversion = (struct open_conversion){
		.type = *type,
		.from = from,
		.to = to,
		.name = arena_printf(o->e->arena, "convert_%zu", o->conversions.n),
	};
	return conversion->name;
}

static void put_conversion(struct open_values *o, struct text *text,
                           const struct open_conversion *conversion)
{
	struct arena *arena = o->e->arena;
	const char *to = c_type(arena, &conversion->type, conversion->to);
	struct value_type element = conversion->type;
	struct text line;

	element.shape = SHAPE_ONE;
	text_init(&line, arena);
	open_put_converted(o, &line, "from.v[i]", &conversion->type, conversion->from,
	                   conversion->to);
	text_putc(text, '\n');
	text_line(text, "static %s %s(%s from)", to, conversion->name,
	          c_type(arena, &conversion->type, conversion->from));
	text_open(text, "{");
	text_line(text, "%s = from.n ? malloc(from.n * sizeof *to) : NULL;",
	          c_declare(arena, &element, conversion->to, "*to"));
	text_putc(text, '\n');
	text_open(text, "if (from.n && !to) {");
	text_line(text, "no_memory = true;");
	text_line(text, "from.n = 0;");
	text_close(text, "}");
	text_line(text, "for (size_t i = 0; i < from.n; i++)");
	text_line(text, "\tto[i] = %s;", text_string(&line));
	text_line(text, "return (%s){ .n = from.n, .v = to };", to);
	text_close(text, "}");
}

void open_put_conversions(struct open_values *o, struct text *text)
{
	if (o->conversions.n)
		text_line(text, "static bool no_memory;");
	for (size_t i = 0; i < o->conversions.n; i++)
		put_conversion(o, text, &o->conversions.items[i]);
}
