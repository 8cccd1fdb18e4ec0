/* scope: names -> bindings. See scope.h. */
#include "lang/scope.h"

#include "lang/scoping.h"

const char *const builtin_names[N_BUILTINS] = {
	[BUILTIN_FOREIGN] = "foreign",
	[BUILTIN_REFUSE] = "refuse",
	[BUILTIN_MAP] = "map",
	[BUILTIN_FOLD] = "fold",
	[BUILTIN_APPEND] = "append",
	[BUILTIN_LENGTH] = "length",
	[BUILTIN_TO_STRING] = "to_string",
	[BUILTIN_OF_STRING] = "of_string",
};

/* ---- what is visible everywhere ------------------------------------------------------------ */

static void add_builtins(struct scoping *s)
{
	for (unsigned i = 0; i < N_BUILTINS; i++) {
		struct binding *binding = arena_new(s->arena, struct binding);

		binding->kind = BINDING_BUILTIN;
		binding->name = intern(&s->c->names, builtin_names[i]);
		binding->builtin = (enum builtin)i;
		scope_add(s, binding);
	}
}

/* A declaration of the user's counts again where the user's files begin. */
static void add_declaration(struct scoping *s, struct binding *binding)
{
	const struct source *source = sources_of(&s->c->sources, binding->span);

	scope_add(s, binding);
	if (source && source->of_user)
		*vec_push(s->arena, &s->of_user) = binding;
}

static void add_declarations(struct scoping *s)
{
	const struct decls *decls = &s->c->decls;

	for (size_t i = 0; i < decls->interfaces.n; i++) {
		struct binding *binding = arena_new(s->arena, struct binding);

		binding->kind = BINDING_INTERFACE;
		binding->interface = decls->interfaces.items[i];
		binding->name = binding->interface->name;
		binding->span = binding->interface->span;
		add_declaration(s, binding);
	}
	for (size_t i = 0; i < decls->devices.n; i++) {
		struct binding *binding = arena_new(s->arena, struct binding);

		binding->kind = BINDING_DEVICE;
		binding->device = decls->devices.items[i];
		binding->name = binding->device->name;
		binding->span = binding->device->span;
		add_declaration(s, binding);
	}
}

/* What the user declared under a name that the prelude defines is what the user's files see. */
static void add_declarations_of_user(struct scoping *s)
{
	for (size_t i = 0; i < s->of_user.n; i++)
		scope_add(s, s->of_user.items[i]);
}

/* ---- descriptors --------------------------------------------------------------------------- */

/* A device's parameters take the first slots. */
static void show_params(struct scoping *s, struct item *item)
{
	struct device *device = map_get(&s->c->decls.device_by_name, item->name.name);
	struct activation slots = { 0, 0 };
	size_t i = 0;

	if (device && device->item != item)
		device = NULL;
	s->activation = &slots;
	for (struct device_param *param = item->params; param; param = param->next, i++) {
		param->binding = scope_local(s, param->name);
		if (device && i < device->params.n)
			device->params.items[i].binding = param->binding;
		if (param->name.name)
			scope_show(s, param->binding);
	}
	s->activation = NULL;
}

/* The fields of a device see its parameters; its parameters' defaults do not. */
static void scope_declaration(struct scoping *s, struct item *item)
{
	struct activation own = { 0, 0 };
	size_t mark = scope_enter(s);

	s->activation = &own;
	s->uses = NULL;
	if (item->kind == ITEM_KEY)
		scope_expr(s, item->value);
	for (struct device_param *param = item->params; param; param = param->next)
		own.n_slots++;
	for (struct device_param *param = item->params; param; param = param->next)
		scope_expr(s, param->default_value);
	if (item->kind == ITEM_DEVICE && item->name.name)
		show_params(s, item);
	s->activation = &own;
	for (struct field *field = item->fields; field; field = field->next)
		for (struct arg *arg = field->values; arg; arg = arg->next)
			scope_expr(s, arg->value);
	scope_leave(s, mark);
	item->n_slots_frame = own.n_slots;
}

/* ---- lets and the registration ------------------------------------------------------------- */

/* The uses of each item, to walk them backwards. */
struct item_uses {
	struct item *item;
	struct bindings uses;
};

struct order {
	struct item_uses *items;
	size_t n, cap;
};

static void let_binding(struct scoping *s, struct item *item, bool of_prelude)
{
	struct binding *binding = arena_new(s->arena, struct binding);

	binding->kind = BINDING_LET;
	binding->name = item->name.name;
	binding->span = item->name.span;
	binding->definition = item->value;
	binding->item = item;
	binding->of_prelude = of_prelude;
	item->binding = binding;
}

static void scope_item(struct scoping *s, struct order *order, struct item *item, bool of_prelude)
{
	struct activation own = { 0, 0 };
	struct item_uses *entry = vec_push(s->arena, order);

	*entry = (struct item_uses){ .item = item };
	s->activation = &own;
	s->uses = &entry->uses;
	scope_expr(s, item->value);
	for (struct arg *arg = item->args; arg; arg = arg->next)
		scope_expr(s, arg->value);
	item->n_slots_frame = own.n_slots;
	if (item->kind != ITEM_LET || !item->name.name)
		return;
	let_binding(s, item, of_prelude);
	if (!item->replaces || !item->replaced_by) /* of several overrides only the last is seen */
		scope_add(s, item->binding);
}

/* From the last item to the first, so that each is reached after all that use it. */
static void mark_live(const struct compilation *c, struct order *order)
{
	for (size_t i = order->n; i-- > 0;) {
		struct item_uses *entry = &order->items[i];
		struct binding *binding = entry->item->binding;

		if (binding && !c->registration && !binding->of_prelude)
			binding->live = true;
		if (entry->item->kind == ITEM_LET && (!binding || !binding->live))
			continue;
		for (size_t k = 0; k < entry->uses.n; k++)
			entry->uses.items[k]->live = true;
	}
}

/* The first `let` of each name in the user's files, to say that it stands too far down. */
static void find_below(struct scoping *s, struct file *file)
{
	for (; file; file = file->next)
		for (struct item *item = file->items; item; item = item->next)
			if (item->kind == ITEM_LET && item->name.name && !item->is_override &&
			    !map_get(&s->below, item->name.name))
				map_set(s->arena, &s->below, item->name.name, item);
}

void scope(struct compilation *c)
{
	struct scoping s = { .c = c, .arena = &c->arena };
	struct order order = { 0 };
	size_t n = 0;

	add_builtins(&s);
	add_declarations(&s);
	for (struct file *file = c->files; file; file = file->next)
		for (struct item *item = file->items; item; item = item->next)
			if (item->kind == ITEM_DEVICE || item->kind == ITEM_KEY ||
			    item->kind == ITEM_TARGET || item->kind == ITEM_INTERFACE)
				scope_declaration(&s, item);
	for (struct file *file = c->files; file; file = file->next, n++) {
		if (n == c->n_prelude_files) {
			add_declarations_of_user(&s);
			find_below(&s, file);
		}
		for (struct item *item = file->items; item; item = item->next)
			if (item->kind == ITEM_LET || item->kind == ITEM_REGISTER)
				scope_item(&s, &order, item, n < c->n_prelude_files);
	}
	mark_live(c, &order);
}
