/* main_attached.c - what the machine has for the image, for drivers that count: <mcfg/attached.h>.
 */
#include "emit/main_c.h"

static void put_row(struct emit *e, struct text *text, const struct attached *attached)
{
	struct text row;

	text_init(&row, e->arena);
	text_c_string(&row, attached->what->kind);
	text_puts(&row, ", ");
	text_c_string(&row, attached_name(e, attached));
	text_line(text, "{ %s },", text_string(&row));
}

void emit_main_attached(struct emit *e, struct text *text)
{
	if (!e->attached.n)
		return;
	main_section(text, "What the machine has for them, in this order.");
	text_open(text, "const struct mcfg_attached mcfg_attached[] = {");
	for (size_t i = 0; i < e->attached.n; i++)
		put_row(e, text, &e->attached.items[i]);
	text_line(text, "{ NULL, NULL },");
	text_close(text, "};");
}
