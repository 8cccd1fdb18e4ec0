/* Types in the language's syntax. See type.h. */
#include "lang/type.h"

#include "compilation.h"

/* A longer text than this explains nothing. */
enum { MAX_TEXT = 400 };

/* How tightly a type must hold together where it stands. */
enum tight {
	LOOSE,  /* an arrow may stand here */
	PREFIX, /* left of an arrow */
	POSTFIX /* before `list`, `impl` */
};

struct printer {
	struct types *types;
	struct text *out;
	struct type_names *names;
	size_t start;
};

static void print(struct printer *p, struct type *type, enum tight tight);

static void print_var(struct printer *p, const struct type *type)
{
	size_t i = 0;

	if (type->literal) {
		text_puts(p->out, type->set & 1 << MCFG_STRING ? "string"
		                  : type->set & 1 << MCFG_INT  ? "int"
		                                               : "size");
		return;
	}
	while (i < p->names->n && p->names->items[i] != type)
		i++;
	if (i == p->names->n)
		*vec_push(p->types->arena, p->names) = (struct type *)type;
	text_printf(p->out, "'%c", (char)('a' + i % 26));
	if (i >= 26)
		text_printf(p->out, "%zu", i / 26);
}

static void print_row(struct printer *p, const struct variants *row)
{
	const char *separator = "";
	bool fewer = false;

	for (size_t i = 0; i < row->n; i++)
		fewer |= !row->tags[i].present;
	text_puts(p->out, !row->closed ? "[> " : fewer ? "[< " : "[ ");
	for (size_t i = 0; i < row->n; i++) {
		text_printf(p->out, "%s`%s", separator, row->tags[i].name);
		if (row->tags[i].payload) {
			text_puts(p->out, " of ");
			print(p, row->tags[i].payload, PREFIX);
		}
		separator = " | ";
	}
	text_puts(p->out, row->n ? " ]" : "]");
}

static void print_arrow(struct printer *p, const struct type *type)
{
	if (type->label != LABEL_NONE)
		text_printf(p->out, "%c%s:", type->label == LABEL_NAMED ? '~' : '?', type->name);
	print(p, type->a, PREFIX);
	text_puts(p->out, type->kind == TYPE_ARROW ? " -> " : " @-> ");
	print(p, type->b, LOOSE);
}

static void print_postfix(struct printer *p, const struct type *type)
{
	static const char *const names[] = {
		[TYPE_LIST] = " list",
		[TYPE_OPTION] = " option",
		[TYPE_IMPL] = " impl",
		[TYPE_TYP] = " typ",
	};

	print(p, type->a, POSTFIX);
	text_puts(p->out, names[type->kind]);
}

static void print(struct printer *p, struct type *type, enum tight tight)
{
	bool parentheses;

	type = type_resolve(type);
	parentheses = tight != LOOSE && (type->kind == TYPE_ARROW || type->kind == TYPE_AT_ARROW);
	if (p->out->len - p->start > MAX_TEXT || compilation_too_deep(p->types->c)) {
		text_puts(p->out, "...");
		return;
	}
	if (parentheses)
		text_putc(p->out, '(');
	switch (type->kind) {
	case TYPE_VAR: print_var(p, type); break;
	case TYPE_ERROR: text_putc(p->out, '_'); break;
	case TYPE_UNIT: text_puts(p->out, "unit"); break;
	case TYPE_VALUE: text_puts(p->out, mcfg_type_name(type->value)); break;
	case TYPE_VARIANT: print_row(p, type->row); break;
	case TYPE_KEY: text_puts(p->out, "key"); break;
	case TYPE_REQUIREMENT: text_puts(p->out, "requirement"); break;
	case TYPE_INTERFACE: text_puts(p->out, type->interface->name); break;
	case TYPE_ARROW:
	case TYPE_AT_ARROW: print_arrow(p, type); break;
	default: print_postfix(p, type);
	}
	if (parentheses)
		text_putc(p->out, ')');
}

void type_print(struct types *types, struct text *out, struct type *type, struct type_names *names)
{
	struct printer p = { types, out, names, out->len };

	print(&p, type, LOOSE);
}

const char *type_text(struct types *types, struct type *type)
{
	struct type_names names = { 0 };
	struct text out;

	text_init(&out, types->arena);
	type_print(types, &out, type, &names);
	return text_string(&out);
}
