/* check: AST -> typed AST. See check.h. */
#include "lang/check.h"

#include "lang/checker.h"

/* ---- declarations -------------------------------------------------------------------------- */

/* Parameters come first, as of a function; arguments are in the device's own type. */
static struct type *device_type(struct checker *k, struct device *device)
{
	struct types *types = &k->types;
	struct type *type = types_interface(types, device->interface);

	for (size_t i = device->args.n; i-- > 0;)
		type = types_at_arrow(
		    types, types_interface(types, device->args.items[i].interface), type);
	type = device->args.n || !device->interface ? types_of(types, TYPE_IMPL, type)
	                                            : types_impl(types, device->interface);
	for (size_t i = device->params.n; i-- > 0;) {
		struct param_decl *param = &device->params.items[i];

		param->language_type = type_of_value_type(types, &param->type);
		type = types_arrow(types, param->default_value ? LABEL_OPTIONAL : LABEL_NONE,
		                   param->name, param->language_type, type);
	}
	return type;
}

static void declare_types(struct checker *k)
{
	struct decls *decls = &k->c->decls;

	for (size_t i = 0; i < decls->devices.n; i++)
		decls->devices.items[i]->language_type = device_type(k, decls->devices.items[i]);
	for (size_t i = 0; i < decls->keys.n; i++)
		decls->keys.items[i]->language_type =
		    type_of_value_type(&k->types, &decls->keys.items[i]->type);
}

static void set_param_type(struct checker *k, struct binding *binding, struct type *type)
{
	if (!binding)
		return;
	binding->scheme = arena_new(k->arena, struct scheme);
	binding->scheme->type = type;
}

static void check_device(struct checker *k, struct item *item)
{
	const struct device *device = map_get(&k->c->decls.device_by_name, item->name.name);
	size_t i = 0;

	if (!device || device->item != item)
		return;
	for (struct device_param *param = item->params; param; param = param->next, i++) {
		struct type *type =
		    i < device->params.n ? device->params.items[i].language_type : k->types.error;
		struct want want = { .type = type,
			             .role = ROLE_DEFAULT,
			             .subject = param->name.name };

		if (param->type)
			want.at = param->type->span;
		if (param->default_value)
			check_expr(k, param->default_value, &want);
		set_param_type(k, param->binding, type);
	}
	check_fields(k, item);
}

static void check_key_item(struct checker *k, struct item *item)
{
	const struct key_decl *decl = map_get(&k->c->decls.key_by_name, item->name.name);
	struct want want = { .role = ROLE_DEFAULT, .subject = item->name.name };

	if (!decl || !item->value || (decl->item != item && !item->is_override))
		return;
	want.type = decl->language_type;
	if (decl->item && decl->item->annotation)
		want.at = decl->item->annotation->span;
	check_expr(k, item->value, &want);
}

/* ---- lets and the registration ------------------------------------------------------------- */

static void check_let_item(struct checker *k, struct item *item)
{
	size_t n_errors = k->diags->n_errors;

	if (item->replaces && item->replaces->binding && item->replaces->binding->scheme)
		check_override(k, item);
	else
		check_let(k, item->binding, item->value, item->annotation);
	if (!item->binding || k->diags->n_errors > n_errors)
		return;
	*vec_push(k->arena, &k->lets) = item->binding;
	map_set(k->arena, &k->let_by_name, item->binding->name, item->binding);
}

static void check_register(struct checker *k, struct item *item)
{
	struct type *jobs = types_of(&k->types, TYPE_LIST, types_impl(&k->types, k->c->decls.job));
	struct want name = { .type = k->types.values[MCFG_STRING],
		             .role = ROLE_NAME,
		             .subject = "register" };
	struct want want = { .type = jobs, .role = ROLE_JOBS };
	bool plain = item->n_args == 2;

	for (struct arg *arg = item->args; arg; arg = arg->next)
		plain &= arg->label == LABEL_NONE;
	if (plain) {
		check_expr(k, item->args->value, &name);
		check_expr(k, item->args->next->value, &want);
		return;
	}
	for (struct arg *arg = item->args; arg; arg = arg->next)
		check_expr(k, arg->value, NULL);
	diag_report(k->diags, CHECK_ARGUMENT, item->span,
	            "register takes a name and a list of jobs");
}

static void check_item(struct checker *k, struct item *item)
{
	k->type_vars = (struct map){ 0 };
	if (item->kind == ITEM_REGISTER)
		check_register(k, item);
	else if (item->kind == ITEM_LET && item->value)
		check_let_item(k, item);
	else if (!item->name.name)
		return;
	else if (item->kind == ITEM_DEVICE)
		check_device(k, item);
	else if (item->kind == ITEM_KEY)
		check_key_item(k, item);
	else if (item->kind == ITEM_TARGET)
		check_fields(k, item);
	check_settle(k, 0);
}

/* A file with includes comes in parts; its literals are decided after the last one. */
static void find_parts(struct checker *k)
{
	for (const struct file *file = k->c->files; file; file = file->next) {
		struct literals *literals = map_get(&k->literals_of_source, file->source);

		if (!literals) {
			literals = arena_new(k->arena, struct literals);
			map_set(k->arena, &k->literals_of_source, file->source, literals);
		}
		literals->last = file;
	}
}

/* An override's literals have the type of what it replaces, which all uses decide. */
static void check_overlay_literals(struct checker *k)
{
	for (const struct file *file = k->c->files; file; file = file->next) {
		k->literals = map_get(&k->literals_of_source, file->source);
		if (k->literals->last == file && file->is_overlay)
			check_literals(k);
	}
}

/* Was a pass before this one stopped by nesting? Then one message is enough. */
static bool was_too_deep(const struct diags *diags)
{
	for (size_t i = 0; i < diags->all.n; i++)
		if (diags->all.items[i]->check == CHECK_DEPTH)
			return true;
	return false;
}

void check(struct compilation *c)
{
	struct checker k = { .c = c, .arena = &c->arena, .diags = &c->diags };

	types_init(&k.types, c);
	k.too_deep = was_too_deep(&c->diags);
	check_builtins_init(&k);
	declare_types(&k);
	find_parts(&k);
	for (struct file *file = c->files; file; file = file->next) {
		k.literals = map_get(&k.literals_of_source, file->source);
		for (struct item *item = file->items; item; item = item->next)
			check_item(&k, item);
		if (k.literals->last == file && !file->is_overlay)
			check_literals(&k);
	}
	check_overlay_literals(&k);
	if (k.types.too_deep)
		check_too_deep(&k, (struct span){ 0 });
}
