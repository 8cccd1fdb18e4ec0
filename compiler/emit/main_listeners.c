/* main_listeners.c - main.c: who takes a device, where run time decides it. */
#include "emit/main_c.h"

bool main_leads(const struct node *from, const struct node *to)
{
	for (size_t i = 0; i < from->n_branches; i++)
		if (from->branches[i].node == to || main_leads(from->branches[i].node, to))
			return true;
	return false;
}

/* That a choice leads to a device; choices below it must lead there in turn. */
static const char *leads(struct emit *e, const struct node *from, const struct node *to)
{
	const char *all = NULL;
	unsigned n = 0;

	for (size_t i = 0; i < from->n_branches; i++) {
		const struct node *branch = from->branches[i].node;
		const char *one = arena_printf(e->arena, "chosen.%s == %zu", from->name, i);

		if (branch != to && !main_leads(branch, to))
			continue;
		if (branch != to)
			one = arena_printf(e->arena, "%s && %s", one, leads(e, branch, to));
		if (n)
			all = arena_printf(e->arena, n == 1 ? "(%s) || (%s)" : "%s || (%s)", all,
			                   one);
		else
			all = one;
		n++;
	}
	return n > 1 ? arena_printf(e->arena, "(%s)", all) : all;
}

static const char *condition(struct emit *e, const struct consumer *consumer, const struct node *to)
{
	const struct node *argument = consumer->node->args[consumer->port];
	struct text text;

	text_init(&text, e->arena);
	if (e->conditional[consumer->node->id])
		text_printf(&text, "wanted.%s", consumer->node->name);
	if (argument->kind == NODE_CHOICE)
		text_printf(&text, "%s%s", text.len ? " && " : "", leads(e, argument, to));
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
