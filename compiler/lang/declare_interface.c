/* Interfaces and their operations; see declare_private.h. */
#include "lang/declare_private.h"

#include <string.h>

/* ---- operations ---- */

/* Words that stand for something in every device's C names. */
static bool is_device_word(const char *name)
{
	static const char *const words[] = { "connect", "disconnect", "config", "ops", "self" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i], name))
			return true;
	return false;
}

/* The operation of that name and direction before `proto`, or null. */
static const struct c_proto *earlier(const struct interface *interface, const struct c_proto *proto)
{
	size_t n = proto->up ? interface->ups.n : interface->ops.n;
	const struct operation *operations =
	    proto->up ? interface->ups.items : interface->ops.items;

	for (size_t i = 0; i < n; i++)
		if (operations[i].name == proto->decl.name.name)
			return operations[i].proto;
	return NULL;
}

static bool check_operation(struct compilation *c, const struct interface *interface,
                            const struct c_proto *proto)
{
	struct ident name = proto->decl.name;
	const struct c_proto *first = earlier(interface, proto);

	if (!declare_name(c, name, "an operation"))
		return false;
	if (is_device_word(name.name)) {
		diag_report(
		    &c->diags, CHECK_NAME, name.span,
		    "an operation cannot be called %s: every device has that in its C names",
		    name.name);
		return false;
	}
	if (first) {
		declare_again(c, name, "an operation", first->decl.name.span);
		return false;
	}
	return true;
}

/* Two parameters of one name would be an error in the generated C only. */
static void check_params(struct compilation *c, const struct c_proto *proto)
{
	struct map seen = { 0 };

	for (const struct c_param *param = proto->params; param; param = param->next) {
		struct ident name = param->decl.name;
		const struct c_param *first;

		if (!name.name)
			continue;
		first = map_get(&seen, name.name);
		if (first)
			declare_again(c, name, "a parameter", first->decl.name.span);
		else if (!declare_name(c, name, "a parameter"))
			continue;
		else if (!strcmp(name.name, "self"))
			diag_report(&c->diags, CHECK_NAME, name.span,
			            "a parameter cannot be called self: that is the device");
		map_set(&c->arena, &seen, name.name, (void *)param);
	}
}

static void add_operations(struct compilation *c, struct interface *interface)
{
	for (const struct c_proto *proto = interface->item->protos; proto; proto = proto->next) {
		struct operation operation = { proto->decl.name.name, proto, interface, 0 };

		check_params(c, proto);
		if (!check_operation(c, interface, proto))
			continue;
		if (proto->up) {
			operation.index = (unsigned)interface->ups.n;
			*vec_push(&c->arena, &interface->ups) = operation;
		} else {
			operation.index = (unsigned)interface->ops.n;
			*vec_push(&c->arena, &interface->ops) = operation;
		}
	}
}

static void add_headers(struct compilation *c, struct interface *interface)
{
	for (const struct field *field = interface->item->fields; field; field = field->next)
		if (!strcmp(field->name.name, "header") && field->values &&
		    field->values->value->kind == EXPR_STRING)
			*vec_push(&c->arena, &interface->headers) =
			    field->values->value->string.bytes;
}

/* ---- declaration ---- */

void declare_interface(struct compilation *c, struct item *item, struct source *source)
{
	struct interface *interface;

	declare_fields(c, item);
	if (!declare_name(c, item->name, "an interface")) {
		map_set(&c->arena, &c->decls.broken, item->name.name, item);
		return;
	}
	if (!declare_is_free(c, item->name))
		return;
	interface = arena_new(&c->arena, struct interface);
	interface->name = item->name.name;
	interface->span = item->name.span;
	interface->parent_names = item->parents;
	interface->item = item;
	interface->source = source;
	interface->doc = declare_field_text(item, "doc");
	interface->index = (uint32_t)c->decls.interfaces.n;
	add_headers(c, interface);
	add_operations(c, interface);
	*vec_push(&c->arena, &c->decls.interfaces) = interface;
	map_set(&c->arena, &c->decls.interface_by_name, interface->name, interface);
}

struct interface *declare_interface_named(struct compilation *c, struct ident ident)
{
	struct interface *interface =
	    ident.name ? map_get(&c->decls.interface_by_name, ident.name) : NULL;
	VEC(const char *) names = { 0 };
	const char *nearest;
	struct diag *diag;

	if (interface || !ident.name || map_get(&c->decls.broken, ident.name))
		return interface;
	if (map_get(&c->decls.device_by_name, ident.name)) {
		diag = diag_report(&c->diags, CHECK_UNKNOWN_INTERFACE, ident.span,
		                   "%s is a device, and an interface belongs here", ident.name);
		return NULL;
	}
	diag = diag_report(&c->diags, CHECK_UNKNOWN_INTERFACE, ident.span, "unknown interface %s",
	                   ident.name);
	for (size_t i = 0; i < c->decls.interfaces.n; i++)
		*vec_push(&c->arena, &names) = c->decls.interfaces.items[i]->name;
	nearest = diag_nearest(ident.name, names.items, names.n);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean %s?", nearest);
	return NULL;
}
