/*
 * main_decide.c - main.c: what the options decide. `choose` marks what the jobs reach through the
 * branches that are taken; `decide` fills in the settings and arguments that depend on them.
 */
#include "emit/main_c.h"
#include "emit/main_open.h"

#include <string.h>

static bool has_choices(const struct emit *e)
{
	for (size_t i = 0; i < e->image->nodes.n; i++)
		if (e->image->nodes.items[i]->kind == NODE_CHOICE)
			return true;
	return false;
}

/* A statement under `if (wanted.NAME)` where the node is conditional. */
static void open_condition(const struct emit *e, struct text *text, const struct node *node)
{
	if (e->conditional[node->id])
		text_open(text, "if (wanted.%s) {", node->name);
}

static void close_condition(const struct emit *e, struct text *text, const struct node *node)
{
	if (e->conditional[node->id])
		text_close(text, "}");
}

/* ---- choices --------------------------------------------------------------------------------- */

static void put_variables(struct emit *e, struct text *text)
{
	bool any = false;

	main_section(text, "Which branch of each choice is taken, and what is reached thereby.");
	text_open(text, "static struct {");
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];

		if (node->kind == NODE_CHOICE)
			text_line(text, "unsigned %s; /* %s */", node->name, node->condition);
		any |= e->conditional[node->id];
	}
	text_close(text, "} chosen;");
	if (any) {
		text_putc(text, '\n');
		text_open(text, "static struct {");
		for (size_t i = 0; i < e->image->nodes.n; i++)
			if (e->conditional[e->image->nodes.items[i]->id])
				text_line(text, "bool %s;", e->image->nodes.items[i]->name);
		text_close(text, "} wanted;");
	}
	text_putc(text, '\n');
	text_line(text, "static const char *unavailable; /* the choice that cannot be served */");
}

static bool is_in_image(const struct node *node)
{
	return node->reached && node->available;
}

static void put_want(const struct emit *e, struct text *text, const struct node *node)
{
	if (e->conditional[node->id])
		text_line(text, "wanted.%s = true;", node->name);
}

static void put_branch(struct open_values *o, struct text *text, const struct node *node, size_t i)
{
	const struct branch *branch = &node->branches[i];
	struct text test;

	text_init(&test, o->e->arena);
	if (branch->test)
		open_put(o, &test, branch->test, &(struct value_type){ .type = MCFG_BOOL }, NULL);
	if (i)
		text->indent--;
	if (branch->test)
		text_open(text, "%sif (%s) {", i ? "} else " : "", text_string(&test));
	else
		text_open(text, "} else {");
	text_line(text, "chosen.%s = %zu; /* %s */", node->name, i, branch->label);
	if (is_in_image(branch->node)) {
		put_want(o->e, text, branch->node);
		return;
	}
	text_init(&test, o->e->arena);
	text_c_string(&test,
	              arena_printf(o->e->arena, "%s chooses %s, which %s%s", node->condition,
	                           branch->label,
	                           branch->node->why ? "is refused: " : "this image does not have",
	                           branch->node->why ? branch->node->why : ""));
	text_line(text, "unavailable = %s;", text_string(&test));
}

/* What a node that is wanted needs in turn. */
static void put_needs(struct emit *e, struct text *text, const struct node *node)
{
	for (size_t i = 0; i < node->n_args; i++)
		put_want(e, text, node->args[i]);
	for (size_t i = 0; i < node->n_requires; i++)
		put_want(e, text, node->requires[i]);
}

static bool has_needs(const struct emit *e, const struct node *node)
{
	bool any = node->kind == NODE_CHOICE;

	for (size_t i = 0; i < node->n_args; i++)
		any |= e->conditional[node->args[i]->id];
	for (size_t i = 0; i < node->n_requires; i++)
		any |= e->conditional[node->requires[i] -> id];
	return any;
}

static void put_choose(struct open_values *o, struct text *text)
{
	struct emit *e = o->e;

	main_section(text, "From the jobs down: what takes others stands before them.");
	text_line(text, "static void choose(void)");
	text_open(text, "{");
	for (size_t i = e->image->nodes.n; i-- > 0;) {
		const struct node *node = e->image->nodes.items[i];

		if (!has_needs(e, node))
			continue;
		open_condition(e, text, node);
		for (size_t j = 0; j < node->n_branches; j++)
			put_branch(o, text, node, j);
		if (node->kind == NODE_CHOICE)
			text_close(text, "}");
		else
			put_needs(e, text, node);
		close_condition(e, text, node);
	}
	text_close(text, "}");
}

/* ---- choices as arguments -------------------------------------------------------------------- */

static void put_conversion(struct emit *e, struct text *text, const struct node *node,
                           const struct interface *interface)
{
	text_putc(text, '\n');
	text_line(text, "static struct %s *%s_as_%s(void)", interface->name, node->name,
	          interface->name);
	text_open(text, "{");
	text_line(text, "switch (chosen.%s) {", node->name);
	for (size_t i = 0; i < node->n_branches; i++)
		if (is_in_image(node->branches[i].node))
			text_line(text, "case %zu: return %s;", i,
			          main_argument(e, node->branches[i].node, interface));
	text_line(text, "default: return NULL;");
	text_line(text, "}");
	text_close(text, "}");
}

/* What a node is wanted as, once. */
struct wanted_as {
	VEC(const struct interface *) interfaces;
};

static void want_as(struct emit *e, struct wanted_as *all, const struct node *node,
                    const struct interface *interface)
{
	struct wanted_as *as = &all[node->id];

	for (size_t i = 0; i < as->interfaces.n; i++)
		if (as->interfaces.items[i] == interface)
			return;
	*vec_push(e->arena, &as->interfaces) = interface;
}

static void put_conversions(struct emit *e, struct text *text)
{
	struct wanted_as *all = arena_array(e->arena, struct wanted_as, e->c->graph.nodes.n);

	for (size_t i = e->image->nodes.n; i-- > 0;) {
		const struct node *node = e->image->nodes.items[i];

		for (size_t j = 0; j < node->n_args; j++)
			if (main_argument_is_chosen(node, j))
				want_as(e, all, node->args[j],
				        node->device->args.items[j].interface);
		for (size_t j = 0; j < node->n_branches; j++)
			for (size_t k = 0; k < all[node->id].interfaces.n; k++)
				if (node->branches[j].node->kind == NODE_CHOICE)
					want_as(e, all, node->branches[j].node,
					        all[node->id].interfaces.items[k]);
	}
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];

		for (size_t j = 0; j < all[node->id].interfaces.n; j++)
			put_conversion(e, text, node, all[node->id].interfaces.items[j]);
	}
}

/* ---- settings -------------------------------------------------------------------------------- */

static void put_setting(struct open_values *o, struct text *text, const struct node *node,
                        const struct setting_field *field)
{
	struct key *key = setting_key(field, node);
	struct text line;

	text_init(&line, o->e->arena);
	if (key)
		text_printf(&line, "key_%s()",
		            c_with_unit(o->e->arena, key->c_name, key->decl->type.type));
	else
		open_put(o, &line, setting_value(field, node), &field->type, field->enumeration);
	text_line(text, "config.%s.%s = %s;", node->name, field->name, text_string(&line));
}

static bool fills(const struct emit *e, const struct node *node)
{
	bool any = false;

	if (!main_has_struct(e, node))
		return false;
	for (size_t i = 0; main_is_plain(e, node) && i < node->n_args; i++)
		any |= main_argument_is_chosen(node, i);
	for (size_t i = 0; i < model_device(e, node->device)->settings.n; i++)
		any |= setting_is_open(&model_device(e, node->device)->settings.items[i], node);
	return any;
}

static void put_fill(struct open_values *o, struct text *text, const struct node *node)
{
	const struct emit_device *d = model_device(o->e, node->device);

	open_condition(o->e, text, node);
	for (size_t i = 0; main_is_plain(o->e, node) && i < node->n_args; i++)
		if (main_argument_is_chosen(node, i))
			text_line(text, "image.%s.args.%s = %s;", node->name,
			          c_argument(o->e->arena, node->device, i),
			          main_argument(o->e, node->args[i],
			                        node->device->args.items[i].interface));
	for (size_t i = 0; i < d->settings.n; i++)
		if (setting_is_open(&d->settings.items[i], node))
			put_setting(o, text, node, &d->settings.items[i]);
	close_condition(o->e, text, node);
}

static void put_fills(struct open_values *o, struct text *text)
{
	for (size_t i = 0; i < o->e->image->nodes.n; i++)
		if (fills(o->e, o->e->image->nodes.items[i]))
			put_fill(o, text, o->e->image->nodes.items[i]);
}

static void put_decide(struct open_values *o, struct text *text, const struct text *fills_text)
{
	main_section(text, "After the options are parsed, and before anything connects.");
	text_line(text, "static int decide(void)");
	text_open(text, "{");
	if (has_choices(o->e)) {
		text_line(text, "choose();");
		text_line(text, "if (unavailable)");
		text_line(text, "\treturn mcfg_decide_failed(unavailable);");
	}
	open_put_lists(o, text);
	text_puts(text, text_string(fills_text));
	emit_main_listeners(o->e, text);
	if (o->overflows) {
		text_line(text, "if (overflow)");
		text_line(text, "\treturn mcfg_decide_failed(\"a sum of the options' values is out "
		                "of range\");");
	}
	if (o->conversions.n) {
		text_line(text, "if (no_memory)");
		text_line(text,
		          "\treturn mcfg_decide_failed(\"no memory for the options' values\");");
	}
	text_line(text, "return 0;");
	text_close(text, "}");
}

void emit_main_decide(struct emit *e, struct text *text)
{
	struct open_values o;
	struct text choices, functions, filling, lists;

	open_values_init(&o, e);
	text_init(&choices, e->arena);
	text_init(&functions, e->arena);
	text_init(&filling, e->arena);
	text_init(&lists, e->arena);
	open_put_functions(&o, &functions);
	if (has_choices(e)) {
		put_choose(&o, &choices);
		put_conversions(e, &choices);
	}
	filling.indent = 1;
	put_fills(&o, &filling);
	open_put_lists(&o, &lists); /* notes what they contain */

	main_section(text, "What the options decide.");
	if (o.overflows)
		text_line(text, "static bool overflow; /* a value left its range */");
	open_declare_lists(&o, text);
	if (has_choices(e))
		put_variables(e, text);
	open_put_equalities(&o, text);
	open_put_conversions(&o, text);
	text_puts(text, text_string(&functions));
	text_puts(text, text_string(&choices));
	put_decide(&o, text, &filling);
}
