/* What is at hand for what is missing. See checker.h. */
#include "lang/checker.h"

/* Looking through everything takes long where very much is wrong. */
enum { MAX_HINTS = 200 };

static struct interface *interface_of(struct type *type)
{
	if (!type_is_impl(type, TYPE_INTERFACE))
		return NULL;
	return type_resolve(type_resolve(type)->a)->interface;
}

bool note_worthy(const struct checker *k, struct span span)
{
	const struct source *source = sources_of(&k->c->sources, span);

	return source && source->of_user;
}

bool note_origin(struct checker *k, struct diag *diag, const struct expr *expr, struct type *type)
{
	const struct binding *binding = expr->kind == EXPR_NAME ? expr->binding : NULL;

	if (!binding || !note_worthy(k, binding->span) ||
	    (binding->kind != BINDING_LET && binding->kind != BINDING_LOCAL))
		return false;
	diag_note(k->diags, diag, binding->span, "%s is %s because of this", binding->name,
	          describe(k, type));
	return true;
}

/* ---- what is still needed ------------------------------------------------------------------ */

/* The first parameter of a device that must be given, or null. */
static const struct param_decl *first_needed(const struct expr *expr)
{
	const struct binding *binding = expr->kind == EXPR_NAME ? expr->binding : NULL;

	if (!binding || binding->kind != BINDING_DEVICE)
		return NULL;
	for (size_t i = 0; i < binding->device->params.n; i++)
		if (!binding->device->params.items[i].default_value)
			return &binding->device->params.items[i];
	return NULL;
}

void report_needs_value(struct checker *k, const struct expr *expr, const struct type *found)
{
	const struct param_decl *param = first_needed(expr);
	const char *subject = subject_of(expr);
	const struct type *needed = found;
	struct diag *diag;

	while (needed->label == LABEL_OPTIONAL && type_resolve(needed->b)->kind == TYPE_ARROW)
		needed = type_resolve(needed->b);

	subject = subject ? subject : "this function";
	if (!param) {
		diag = diag_report(k->diags, CHECK_MISSING_ARGUMENT, expr->span,
		                   "%s still needs %s", subject, describe(k, needed->a));
		diag_hint(k->diags, diag, "its type is %s", type_text(&k->types, expr->type));
		return;
	}
	diag =
	    diag_report(k->diags, CHECK_MISSING_ARGUMENT, expr->span, "%s still needs its %s, %s",
	                subject, param->name, describe(k, param->language_type));
	if (note_worthy(k, param->span))
		diag_note(k->diags, diag, param->span, "%s is declared here", param->name);
	diag_hint(k->diags, diag, "write (%s %s)", subject,
	          param->type.type == MCFG_STRING || param->type.type == MCFG_PATH ? "\"...\""
	                                                                           : "...");
}

/* ---- what is a device already -------------------------------------------------------------- */

static const char *let_at_hand(struct checker *k, const struct interface *interface)
{
	for (size_t i = k->lets.n; i-- > 0;) {
		struct binding *binding = k->lets.items[i];
		const struct interface *has = interface_of(binding->scheme->type);

		if (has && interface_path(has, interface) &&
		    map_get(&k->let_by_name, binding->name) == binding)
			return binding->name;
	}
	return NULL;
}

static bool is_complete(const struct device *device)
{
	for (size_t i = 0; i < device->params.n; i++)
		if (!device->params.items[i].default_value)
			return false;
	return !device->args.n;
}

static const char *device_of(struct checker *k, const struct interface *interface)
{
	const struct decls *decls = &k->c->decls;

	for (size_t i = 0; i < decls->devices.n; i++) {
		const struct device *device = decls->devices.items[i];

		if (!device->is_foreign && is_complete(device) && device->interface &&
		    interface_path(device->interface, interface) &&
		    !map_get(&k->let_by_name, device->name))
			return device->name;
	}
	return NULL;
}

const char *device_at_hand(struct checker *k, const struct interface *interface)
{
	const char *name;

	if (k->n_hints++ >= MAX_HINTS)
		return NULL;
	name = let_at_hand(k, interface);
	return name ? name : device_of(k, interface);
}

/* ---- what makes one ------------------------------------------------------------------------ */

static bool takes(const struct device *device, const struct interface *found)
{
	for (size_t i = 0; i < device->args.n; i++)
		if (device->args.items[i].interface &&
		    interface_path(found, device->args.items[i].interface))
			return true;
	return false;
}

/* The device of fewest arguments that makes `wanted`, out of `found` and perhaps others. */
static const struct device *maker(struct checker *k, const struct interface *found,
                                  const struct interface *wanted)
{
	const struct decls *decls = &k->c->decls;
	const struct device *best = NULL;

	for (size_t i = 0; i < decls->devices.n; i++) {
		const struct device *device = decls->devices.items[i];

		if (device->is_foreign || !device->interface || !device->args.n ||
		    !interface_path(device->interface, wanted))
			continue;
		if ((!found || takes(device, found)) && (!best || device->args.n < best->args.n))
			best = device;
	}
	return best;
}

static void hint_maker(struct checker *k, struct diag *diag, const struct device *device,
                       const struct interface *wanted)
{
	struct text from;

	text_init(&from, k->arena);
	for (size_t i = 0; i < device->args.n; i++) {
		const struct interface *interface = device->args.items[i].interface;

		text_printf(&from, "%s%s",
		            !i                        ? ""
		            : i + 1 == device->args.n ? " and "
		                                      : ", ",
		            with_article(k, interface ? interface->name : "device"));
	}
	diag_hint(k->diags, diag, "%s makes %s from %s", device->name,
	          with_article(k, wanted->name), text_string(&from));
}

void hint_device(struct checker *k, struct diag *diag, const struct interface *found,
                 const struct interface *wanted)
{
	const struct device *device = found ? maker(k, found, wanted) : NULL;
	const char *name;

	if (k->n_hints++ >= MAX_HINTS)
		return;
	if (device) {
		hint_maker(k, diag, device, wanted);
		return;
	}
	name = device_at_hand(k, wanted);
	device = name ? NULL : maker(k, NULL, wanted);
	if (name)
		diag_hint(k->diags, diag, "%s is %s", name, with_article(k, wanted->name));
	else if (device)
		hint_maker(k, diag, device, wanted);
}
