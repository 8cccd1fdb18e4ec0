/* Devices: their parameters, what they take, and what they are; see declare_private.h. */
#include "lang/declare_private.h"

#include <string.h>

void declare_device(struct compilation *c, struct item *item, struct source *source)
{
	struct device *device;

	declare_fields(c, item);
	if (!declare_name(c, item->name, "a device")) {
		map_set(&c->arena, &c->decls.broken, item->name.name, item);
		return;
	}
	if (!declare_is_free(c, item->name))
		return;
	device = arena_new(&c->arena, struct device);
	device->name = item->name.name;
	device->span = item->name.span;
	device->source = source;
	device->item = item;
	device->doc = declare_field_text(item, "doc");
	device->fields = item->fields;
	map_set(&c->arena, &c->decls.device_by_name, device->name, device);
	*vec_push(&c->arena, &c->decls.devices) = device;
}

/* ---- parameters ---- */

static bool add_param(struct compilation *c, struct device *device, struct device_param *param,
                      struct map *seen)
{
	const struct device_param *first = map_get(seen, param->name.name);
	struct param_decl decl = { .name = param->name.name,
		                   .span = param->name.span,
		                   .default_value = param->default_value };
	bool sound = declare_name(c, param->name, "a parameter");

	if (first) {
		declare_again(c, param->name, "a parameter", first->name.span);
		sound = false;
	}
	map_set(&c->arena, seen, param->name.name, param);
	sound &= declare_value_type(c, param->type, &decl.type);
	*vec_push(&c->arena, &device->params) = decl;
	return sound;
}

static bool add_params(struct compilation *c, struct device *device)
{
	struct map seen = { 0 };
	bool sound = true;

	for (struct device_param *param = device->item->params; param; param = param->next)
		sound &= add_param(c, device, param, &seen);
	return sound;
}

/* ---- the type ---- */

/* The interface that a part of a device's type names, or null. */
static struct interface *type_interface(struct compilation *c, const struct type_expr *type)
{
	struct diag *diag;

	if (type->kind == TYPE_EXPR_NAME && !type->inner)
		return declare_interface_named(c, type->name);
	diag = diag_report(&c->diags, CHECK_DEVICE_TYPE, type->span,
	                   "a device takes interfaces, and is one");
	if (type->kind == TYPE_EXPR_ARROW)
		diag_hint(&c->diags, diag, "devices are taken by `@->`");
	else if (type->kind == TYPE_EXPR_AT_ARROW)
		diag_hint(&c->diags, diag, "a device does not take what takes others itself");
	return NULL;
}

static bool resolve_type(struct compilation *c, struct device *device)
{
	const struct type_expr *type = device->item->annotation;
	bool sound = true;

	for (; type->kind == TYPE_EXPR_AT_ARROW; type = type->right) {
		struct arg_decl arg = { type_interface(c, type->left), type->left->span };

		sound &= arg.interface != NULL;
		*vec_push(&c->arena, &device->args) = arg;
	}
	device->interface = type_interface(c, type);
	return sound && device->interface;
}

/* ---- closed fields ---- */

static bool is_closed(const struct compilation *c, const struct expr *expr)
{
	if (!expr)
		return true;
	if (compilation_too_deep(c))
		return false;
	switch (expr->kind) {
	case EXPR_STRING:
	case EXPR_INT:
	case EXPR_FLOAT:
	case EXPR_BOOL:
	case EXPR_UNIT:
	case EXPR_NONE: return true;
	case EXPR_SOME:
	case EXPR_TAG: return is_closed(c, expr->a);
	case EXPR_LIST:
		for (const struct element *at = expr->elements; at; at = at->next)
			if (!is_closed(c, at->value))
				return false;
		return true;
	default: return false;
	}
}

/* Do the fields say the same whatever the parameters, the keys and the groups around are? */
static bool fields_are_closed(const struct compilation *c, const struct item *item)
{
	for (const struct field *field = item->fields; field; field = field->next)
		for (const struct arg *arg = field->values; arg; arg = arg->next)
			if (!is_closed(c, arg->value))
				return false;
	return true;
}

void declare_device_types(struct compilation *c)
{
	struct decls *decls = &c->decls;
	size_t kept = 0;

	for (size_t i = 0; i < decls->devices.n; i++) {
		struct device *device = decls->devices.items[i];
		bool sound = add_params(c, device);

		if (!resolve_type(c, device) || !sound) {
			map_set(&c->arena, &decls->broken, device->name, device);
			map_set(&c->arena, &decls->device_by_name, device->name, NULL);
			continue;
		}
		device->fields_closed = fields_are_closed(c, device->item);
		device->index = (uint32_t)kept;
		decls->devices.items[kept++] = device;
	}
	decls->devices.n = kept;
}
