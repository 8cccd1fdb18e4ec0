/* main_listeners.c - main.c: who takes a device, where run time decides it. */
#include "emit/main_c.h"

/*
 * What must hold for a taker to be told: it is wanted, and the choices between it and the provider
 * lead there. Choices below choices hold each in turn.
 */
static void put_leads(struct emit *e, struct text *text, const struct node *from,
                      const struct node *to)
{
	bool first = true;

	text_putc(text, '(');
	for (size_t i = 0; i < from->n_branches; i++) {
		const struct node *branch = from->branches[i].node;
		bool leads = branch == to;

		if (!leads && branch->kind == NODE_CHOICE)
			leads = main_leads(branch, to);
		if (!leads)
			continue;
		text_printf(text, "%s%schosen.%s == %zu", first ? "" : " || ",
		            branch == to ? "" : "(", from->name, i);
		if (branch != to) {
			text_puts(text, " && ");
			put_leads(e, text, branch, to);
			text_putc(text, ')');
		}
		first = false;
	}
	text_putc(text, ')');
}

bool main_leads(const struct node *from, const struct node *to)
{
	for (size_t i = 0; i < from->n_branches; i++)
		if (from->branches[i].node == to || main_leads(from->branches[i].node, to))
			return true;
	return false;
}

static const char *condition(struct emit *e, const struct consumer *consumer, const struct node *to)
{
	const struct node *argument = consumer->node->args[consumer->port];
	struct text text;

	text_init(&text, e->arena);
	if (e->conditional[consumer->node->id])
		text_printf(&text, "wanted.%s", consumer->node->name);
	if (argument->kind == NODE_CHOICE) {
		text_puts(&text, text.len ? " && " : "");
		put_leads(e, &text, argument, to);
	}
	return text.len ? text_string(&text) : NULL;
}

static void put_list(struct emit *e, struct text *text, const struct node *node,
                     const struct interface *interface)
{
	const char *name = main_up_list(e, node, interface);
	const struct consumers *consumers = NULL;
	bool dynamic = false;

	if (name)
		consumers = consumers_of(e, node, interface);
	for (size_t i = 0; consumers && i < consumers->all.n; i++)
		dynamic |= consumers->all.items[i].by_choice;
	if (!dynamic)
		return;
	text_open(text, "{");
	text_line(text, "struct %s_up *end = %s;\n", interface->name, name);
	for (size_t i = 0; i < consumers->all.n; i++) {
		const char *test = condition(e, &consumers->all.items[i], node);

		if (test)
			text_line(text, "if (%s)", test);
		text_line(text, "%s*end++ = %s[%zu];", test ? "\t" : "", name, i);
	}
	text_line(text, "end->ops = NULL;");
	text_close(text, "}");
}

void emit_main_listeners(struct emit *e, struct text *text)
{
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];

		if (!main_has_struct(e, node))
			continue;
		for (size_t j = 0; j < node->device->interface->ancestors.n; j++)
			put_list(e, text, node, node->device->interface->ancestors.items[j]);
	}
}
