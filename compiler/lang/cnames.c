/* The generated C's names, each there once. See cnames.h. */
#include "lang/cnames.h"

#include "lang/ast_build.h"
#include "lang/cnames_private.h"
#include "lang/declare_private.h"

#include <ctype.h>
#include <string.h>

/* ---- a table of all ---- */

/* What is generated for a declaration: "in C this is struct stat". */
static const char *shown(struct cnames *names, enum cname_space space, const char *name)
{
	struct arena *arena = &names->c->arena;

	switch (space) {
	case CNAME_ORDINARY: return name;
	case CNAME_TAG: return arena_printf(arena, "struct %s", name);
	default: return arena_printf(arena, "the header <mcfg/%s.h>", name);
	}
}

static bool same_span(struct span a, struct span b)
{
	return a.source == b.source && a.begin == b.begin && a.end == b.end;
}

/* Two declarations may meet in many names; one is enough to say so. */
static bool was_reported(struct cnames *names, struct span first, struct span span)
{
	bool was = span_known(first) && same_span(names->reported_first, first) &&
	           same_span(names->reported, span);

	names->reported_first = first;
	names->reported = span;
	return was;
}

static void report_taken(struct cnames *names, enum cname_space space, const char *name,
                         const struct cname *first, struct span span)
{
	struct diags *diags = &names->c->diags;
	const char *text = shown(names, space, name);
	struct diag *diag;

	if (!first) {
		diag_report(diags, CHECK_C_NAME, span,
		            "in C this is %s, which the C library has already", text);
	} else if (first->header) {
		diag_report(diags, CHECK_C_NAME, span,
		            "in C this is %s, which the runtime has %s%s", text,
		            space == CNAME_HEADER ? "already" : "in ",
		            space == CNAME_HEADER ? "" : first->header);
	} else if (!was_reported(names, first->span, span)) {
		diag =
		    diag_report(diags, CHECK_C_NAME, span, "in C this is %s, as is another", text);
		diag_note(diags, diag, first->span, "the other is this");
	}
}

void cname_add(struct cnames *names, enum cname_space space, const char *name, struct span span)
{
	struct cname *first, *own;

	name = intern(&names->c->names, name);
	first = map_get(&names->by_name[space], name);
	if (cname_of_libc(space, name)) {
		report_taken(names, space, name, NULL, span);
	} else if (first) {
		if (!same_span(first->span, span))
			report_taken(names, space, name, first, span);
	} else {
		own = arena_new(&names->c->arena, struct cname);
		*own = (struct cname){ .name = name, .span = span };
		map_set(&names->c->arena, &names->by_name[space], name, own);
	}
}

/* printf into the arena, for what follows. */
#define JOIN(names, ...) arena_printf(&(names)->c->arena, __VA_ARGS__)

/* ---- interfaces ---- */

static void add_interface(struct cnames *names, const struct interface *interface)
{
	const char *name = interface->name;

	cname_add(names, CNAME_HEADER, name, interface->span);
	cname_add(names, CNAME_TAG, name, interface->span);
	cname_add(names, CNAME_TAG, JOIN(names, "%s_ops", name), interface->span);
	for (size_t i = 0; i < interface->ops.n; i++)
		cname_add(names, CNAME_ORDINARY,
		          JOIN(names, "%s_%s", name, interface->ops.items[i].name),
		          interface->ops.items[i].proto->decl.name.span);
	for (size_t i = 0; i < interface->ups.n; i++)
		cname_add(names, CNAME_ORDINARY,
		          JOIN(names, "%s_up_%s", name, interface->ups.items[i].name),
		          interface->ups.items[i].proto->decl.name.span);
	for (size_t i = 1; i < interface->ancestors.n; i++)
		cname_add(names, CNAME_ORDINARY,
		          JOIN(names, "%s_as_%s", name, interface->ancestors.items[i]->name),
		          interface->span);
	if (interface->ups.n) {
		cname_add(names, CNAME_TAG, JOIN(names, "%s_up", name), interface->span);
		cname_add(names, CNAME_TAG, JOIN(names, "%s_up_ops", name), interface->span);
	}
}

/* ---- devices ---- */

/* The operations of an implementation `prefix` of `interface`: a device, or a handle that it makes.
 */
static void add_implementation(struct cnames *names, const char *prefix,
                               const struct interface *interface, struct span span)
{
	for (size_t i = 0; i < interface->ancestors.n; i++) {
		const struct interface *ancestor = interface->ancestors.items[i];

		cname_add(names, CNAME_ORDINARY, JOIN(names, "%s_%s_ops", prefix, ancestor->name),
		          span);
		for (size_t k = 0; k < ancestor->ops.n; k++)
			cname_add(names, CNAME_ORDINARY,
			          JOIN(names, "%s_%s", prefix, ancestor->ops.items[k].name), span);
	}
}

/* What a taker of `interface` defines. */
static void add_upward(struct cnames *names, const char *prefix, const struct interface *interface,
                       struct span span)
{
	for (size_t i = 0; i < interface->ancestors.n; i++) {
		const struct interface *ancestor = interface->ancestors.items[i];

		for (size_t k = 0; k < ancestor->ups.n; k++)
			cname_add(names, CNAME_ORDINARY,
			          JOIN(names, "%s_%s_%s", prefix, ancestor->name,
			               ancestor->ups.items[k].name),
			          span);
		if (ancestor->ups.n)
			cname_add(names, CNAME_ORDINARY,
			          JOIN(names, "%s_%s_up_ops", prefix, ancestor->name), span);
	}
}

static const char *literal(const struct arg *value)
{
	return value && value->value->kind == EXPR_STRING ? value->value->string.bytes : NULL;
}

/* `makes "flow" "direct_tcp_flow"`, as far as it is written out. */
static void add_handles(struct cnames *names, const struct device *device)
{
	for (const struct field *field = device->fields; field; field = field->next) {
		const struct arg *second = field->values ? field->values->next : NULL;
		const char *of = literal(field->values), *prefix = literal(second);
		const struct interface *interface;

		if (strcmp(field->name.name, "makes") != 0 || !of || !prefix)
			continue;
		interface =
		    map_get(&names->c->decls.interface_by_name, intern(&names->c->names, of));
		prefix = intern(&names->c->names, prefix);
		if (declare_name(names->c, ident_at(prefix, second->value->span), "a handle") &&
		    interface)
			add_implementation(names, prefix, interface, second->value->span);
	}
}

/* Parameters are read through DEVICE_config_PARAM, keys through DEVICE_config_KEY. */
static void add_accessors(struct cnames *names, const struct device *device)
{
	for (size_t i = 0; i < device->params.n; i++)
		cname_add(names, CNAME_ORDINARY,
		          JOIN(names, "%s_config_%s", device->name, device->params.items[i].name),
		          device->params.items[i].span);
	for (const struct field *field = device->fields; field; field = field->next) {
		const struct expr *list = field->values ? field->values->value : NULL;

		if (strcmp(field->name.name, "keys") != 0 || !list || list->kind != EXPR_LIST)
			continue;
		for (const struct element *at = list->elements; at; at = at->next)
			if (at->value->kind == EXPR_KEY)
				cname_add(
				    names, CNAME_ORDINARY,
				    JOIN(names, "%s_config_%s", device->name, at->value->name.name),
				    at->value->span);
	}
}

static void add_device(struct cnames *names, const struct device *device)
{
	const char *name = device->name;

	cname_add(names, CNAME_TAG, name, device->span);
	cname_add(names, CNAME_TAG, JOIN(names, "%s_config", name), device->span);
	cname_add(names, CNAME_ORDINARY, JOIN(names, "%s_connect", name), device->span);
	cname_add(names, CNAME_ORDINARY, JOIN(names, "%s_disconnect", name), device->span);
	add_implementation(names, name, device->interface, device->span);
	for (size_t i = 0; i < device->args.n; i++)
		add_upward(names, name, device->args.items[i].interface, device->span);
	add_accessors(names, device);
	add_handles(names, device);
}

/* ---- keys ---- */

static const char *upper(struct cnames *names, const char *name)
{
	char *text = arena_strdup(&names->c->arena, name);

	for (char *at = text; *at; at++)
		*at = isalnum((unsigned char)*at) ? (char)toupper((unsigned char)*at) : '_';
	return text;
}

/* `enum KEY`; an interface or a device of that name has the tag already. */
static const char *enumeration_of(struct cnames *names, const struct key_decl *key)
{
	const struct decls *decls = &names->c->decls;

	return map_get(&decls->interface_by_name, key->name) ||
	               map_get(&decls->device_by_name, key->name)
	           ? JOIN(names, "%s_key", key->name)
	           : key->name;
}

static void add_key(struct cnames *names, struct key_decl *key)
{
	const char *name = enumeration_of(names, key);

	key->enumeration = name;
	cname_add(names, CNAME_ORDINARY, JOIN(names, "key_%s", key->name), key->span);
	if (key->type.type != MCFG_ENUM || key->builtin != KEY_DECLARED)
		return;
	cname_add(names, CNAME_TAG, name, key->span);
	if (key->type.shape != SHAPE_ONE)
		cname_add(
		    names, CNAME_TAG,
		    JOIN(names, "%s_%s", name, key->type.shape == SHAPE_LIST ? "list" : "option"),
		    key->span);
	for (size_t i = 0; i < key->type.n_tags; i++)
		cname_add(names, CNAME_ORDINARY,
		          JOIN(names, "%s_%s", upper(names, name), upper(names, key->type.tags[i])),
		          key->span);
}

void cnames_check(struct compilation *c)
{
	struct cnames names = { .c = c };

	cnames_read_runtime(&names);
	for (size_t i = 0; i < c->decls.interfaces.n; i++)
		add_interface(&names, c->decls.interfaces.items[i]);
	for (size_t i = 0; i < c->decls.devices.n; i++)
		add_device(&names, c->decls.devices.items[i]);
	for (size_t i = 0; i < c->decls.keys.n; i++)
		add_key(&names, c->decls.keys.items[i]);
	c->decls.c_functions = names.by_name[CNAME_ORDINARY];
}
