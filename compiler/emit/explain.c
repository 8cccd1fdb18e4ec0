/* See explain.h: which nodes are meant. */
#include "emit/explain_parts.h"

#include <string.h>

/* ---- names ----------------------------------------------------------------------------------- */

/* The node that a `let` of the user's is, or null. */
static const struct node *let_node(const struct item *item)
{
	const struct value *value = item->binding ? item->binding->value : NULL;

	return value && value->kind == VALUE_NODE ? value->node : NULL;
}

static bool is_let(const struct item *item, const struct source *source)
{
	return item->kind == ITEM_LET && item->name.name && source->of_user;
}

/* Is it the device that the `let` of `part` names, with more of its arguments? */
static bool completes(const struct node *node, const struct node *part)
{
	if (node->kind != NODE_DEVICE || part->kind != NODE_DEVICE ||
	    node->device != part->device || node->n_args <= part->n_args)
		return false;
	for (size_t i = 0; i < part->device->params.n; i++)
		if (node->params[i] != part->params[i])
			return false;
	for (size_t i = 0; i < part->n_args; i++)
		if (node->args[i] != part->args[i])
			return false;
	return true;
}

/* Marks a node, and what it becomes when the rest of its arguments is given. */
static void mark(const struct compilation *c, const struct node *node, bool *marks)
{
	marks[node->id] = true;
	if (node->kind != NODE_DEVICE || node->n_args == node->device->args.n)
		return;
	for (size_t i = 0; i < c->graph.nodes.n; i++)
		if (completes(c->graph.nodes.items[i], node))
			marks[c->graph.nodes.items[i]->id] = true;
}

/* By node id: is it called so by a `let`? */
static bool *bound(const struct compilation *c, const char *name)
{
	bool *marks = arena_array((struct arena *)&c->arena, bool, c->graph.nodes.n + 1);

	for (const struct file *file = c->files; file; file = file->next)
		for (const struct item *item = file->items; item; item = item->next)
			if (is_let(item, file->source) && !strcmp(item->name.name, name) &&
			    let_node(item))
				mark(c, let_node(item), marks);
	return marks;
}

static bool is_called(const struct node *node, const bool *marks, const char *name)
{
	return marks[node->id] || (node->name && !strcmp(node->name, name)) ||
	       (node->let && !strcmp(node->let, name)) ||
	       (node->kind == NODE_DEVICE && !strcmp(node->device->name, name));
}

/* ---- nodes ----------------------------------------------------------------------------------- */

/* Of more that are called so only the number is said. */
enum { MOST_EXPLAINED = 20 };

static void write_rest(struct text *out, size_t n)
{
	if (n > MOST_EXPLAINED)
		text_printf(out, "\nAnd %zu more are called so.\n", n - MOST_EXPLAINED);
}

/* How an explanation is written. */
struct form {
	void (*present)(const struct provenance *p, struct text *out, const struct node *node);
	void (*absent)(const struct provenance *p, struct text *out, const struct node *node);
	const char *between;
	void (*rest)(struct text *out, size_t n); /* after n that are called so */
	void (*unused)(const struct provenance *p, struct text *out, const char *name,
	               const struct item *let, const struct device *device);
};

static size_t write_present(const struct provenance *p, const struct form *form, const char *name,
                            struct text *out)
{
	const struct image *image = p->c->image;
	const bool *marks = bound(p->c, name);
	size_t n = 0;

	for (size_t i = 0; i < image->nodes.n; i++) {
		if (!is_called(image->nodes.items[i], marks, name) || n++ >= MOST_EXPLAINED)
			continue;
		text_puts(out, n > 1 ? form->between : "");
		form->present(p, out, image->nodes.items[i]);
	}
	if (n)
		form->rest(out, n);
	return n;
}

static size_t write_absent(const struct provenance *p, const struct form *form, const char *name,
                           struct text *out)
{
	const struct image *all = p->all ? p->all->image : NULL;
	const bool *marks = all ? bound(p->all, name) : NULL;
	size_t n = 0;

	for (size_t i = 0; all && i < all->nodes.n; i++) {
		const struct node *node = all->nodes.items[i];
		const struct node *image = p->in_image[node->id];

		if (!is_called(node, marks, name) || n++ >= MOST_EXPLAINED)
			continue;
		text_puts(out, n > 1 ? form->between : "");
		if (image && image->reached)
			form->present(p, out, image);
		else
			form->absent(p, out, node);
	}
	if (n)
		form->rest(out, n);
	return n;
}

static const struct item *find_let(const struct compilation *c, const char *name)
{
	for (const struct file *file = c->files; file; file = file->next)
		for (const struct item *item = file->items; item; item = item->next)
			if (is_let(item, file->source) && !strcmp(item->name.name, name))
				return item;
	return NULL;
}

static void tell_unused(const struct provenance *p, struct text *out, const char *name,
                        const struct item *let, const struct device *device)
{
	struct diags *diags = &p->c->diags;

	text_printf(out, "%s is not in the image: ", name);
	if (let) {
		text_puts(out, "no job takes what it is.\n");
		diags_print_place(diags, out, let->name.span, "it is named here");
	} else {
		text_puts(out, "nothing that the jobs take mentions it.\n");
		diags_print_place(diags, out, device->span, "it is declared here");
	}
}

/* A device that is declared, or a `let`, from which no job takes anything. */
static bool write_unused(const struct provenance *p, const struct form *form, const char *name,
                         struct text *out)
{
	struct compilation *c = p->c;
	const struct device *device = map_get(&c->decls.device_by_name, intern(&c->names, name));
	const struct item *let = find_let(c, name);

	if (let || device)
		form->unused(p, out, name, let, device);
	return let || device;
}

static const char *nearest_name(const struct provenance *p, const char *name)
{
	struct compilation *c = p->c;
	VEC(const char *) names = { 0 };

	for (size_t i = 0; i < c->image->nodes.n; i++)
		*vec_push(&c->arena, &names) = c->image->nodes.items[i]->name;
	for (const struct file *file = c->files; file; file = file->next)
		for (const struct item *item = file->items; item; item = item->next)
			if (is_let(item, file->source))
				*vec_push(&c->arena, &names) = item->name.name;
	for (size_t i = 0; i < c->decls.devices.n; i++)
		*vec_push(&c->arena, &names) = c->decls.devices.items[i]->name;
	return diag_nearest(name, names.items, names.n);
}

static bool write(const struct provenance *p, const struct form *form, const char *name,
                  struct text *out, const char **nearest)
{
	if (write_present(p, form, name, out) || write_absent(p, form, name, out) ||
	    write_unused(p, form, name, out))
		return true;
	*nearest = nearest_name(p, name);
	return false;
}

bool explain(const struct provenance *p, const char *name, struct text *out, const char **nearest)
{
	static const struct form form = { explain_present, explain_absent, "\n", write_rest,
		                          tell_unused };

	return write(p, &form, name, out, nearest);
}

static void count(struct text *out, size_t n)
{
	text_printf(out, "\n  ],\n  \"called_so\": %zu\n}\n", n);
}

static void tell_unused_json(const struct provenance *p, struct text *out, const char *name,
                             const struct item *let, const struct device *device)
{
	(void)name;
	explain_unused_json(p, out, let ? let->name.span : device->span);
	count(out, 0);
}

bool explain_json(const struct provenance *p, const char *name, struct text *out,
                  const char **nearest)
{
	static const struct form form = { explain_present_json, explain_absent_json, ",", count,
		                          tell_unused_json };

	text_puts(out, "{\n  \"schema\": \"mcfg-why/1\",\n  \"name\": ");
	text_json_string(out, name);
	text_puts(out, ",\n  \"explained\": [");
	return write(p, &form, name, out, nearest);
}
