/* foreign.c - `foreign "Unikernel.Main" (console @-> job)`: an application in C. */
#include "graph/eval_private.h"

#include <ctype.h>
#include <string.h>

enum { SOURCES, PACKAGES, KEYS, REQUIRES, NAME, TYPE };

/* The C prefix of "Unikernel.Main", unikernel_main, and the length of its first component. */
static const char *c_name(struct eval *e, const char *name, struct span span, size_t *first)
{
	char *c = arena_strdup(e->arena, name);
	bool at_start = true;

	*first = 0;
	for (size_t i = 0; name[i]; i++) {
		bool starts = isalpha((unsigned char)name[i]) || name[i] == '_';
		bool fits = at_start ? starts : starts || isdigit((unsigned char)name[i]);
		struct span at = span;

		if (!at_start && name[i] == '.' && name[i + 1]) {
			c[i] = '_';
			*first = *first ? *first : i;
			at_start = true;
			continue;
		}
		if (!fits) {
			if (span.end - span.begin == strlen(name) + 2) {
				at.begin += (uint32_t)i + 1;
				at.end = at.begin + 1;
			}
			diag_report(&e->c->diags, CHECK_FOREIGN, at,
			            "`%s` names no C function: write letters, digits and `_`, "
			            "with `.` between the parts",
			            name);
			return NULL;
		}
		c[i] = (char)tolower((unsigned char)name[i]);
		at_start = false;
	}
	if (at_start) {
		diag_report(&e->c->diags, CHECK_FOREIGN, span, "an application needs a name");
		return NULL;
	}
	*first = *first ? *first : strlen(name);
	return intern(&e->c->names, c);
}

/* The arguments and the result of the application's type. */
static bool read_type(struct eval *e, struct device *device, const struct value *type,
                      struct span span)
{
	for (; type->kind == VALUE_ARROW; type = type->arrow.right)
		*vec_push(e->arena, &device->args) =
		    (struct arg_decl){ type->arrow.left, type->arrow.left_span };
	if (type->kind != VALUE_INTERFACE)
		return false;
	device->interface = type->interface;
	if (device->interface == e->c->decls.job)
		return true;
	diag_report(&e->c->diags, CHECK_FOREIGN, span,
	            "the type of an application ends in job, and this one in %s",
	            device->interface->name);
	return false;
}

/*
 * Its sources: FILE.c beside the text, named by the first component; with ~sources, those as well,
 * and FILE.c only if it is there.
 */
static void read_sources(struct eval *e, struct facts *facts, const char *file,
                         const struct argument *more, struct span span)
{
	struct c_source *own = c_source_at(e, arena_printf(e->arena, "%s.c", file), span);
	const struct value *list = more->value->kind == VALUE_SOME ? more->value->some : NULL;

	if (!list || !own->error)
		*vec_push(e->arena, &facts->sources) = own;
	if (!list || list->kind != VALUE_LIST)
		return;
	for (size_t i = 0; i < list->list.n; i++) {
		const char *path = value_text(list->list.items[i]);
		struct c_source *source = *path ? c_source_at(e, path, more->span) : NULL;

		if (source && source != own)
			*vec_push(e->arena, &facts->sources) = source;
	}
}

static struct facts *read_facts(struct eval *e, const struct argument *arguments, const char *file,
                                struct span span)
{
	struct facts *facts = arena_new(e->arena, struct facts);
	const struct value *keys = arguments[KEYS].value, *requires = arguments[REQUIRES].value;

	facts->any_target = true;
	read_sources(e, facts, file, &arguments[SOURCES], span);
	if (arguments[PACKAGES].value->kind == VALUE_SOME)
		facts_packages(e, facts, arguments[PACKAGES].value->some, NULL,
		               arguments[PACKAGES].span);
	if (keys->kind == VALUE_SOME && keys->some->kind == VALUE_LIST)
		for (size_t i = 0; i < keys->some->list.n; i++)
			if (keys->some->list.items[i]->kind == VALUE_KEY)
				*vec_push(e->arena, &facts->keys) = keys->some->list.items[i]->key;
	if (requires->kind == VALUE_SOME && requires->some->kind == VALUE_LIST)
		for (size_t i = 0; i < requires->some->list.n; i++)
			if (requires->some->list.items[i]->kind == VALUE_NODE)
	*vec_push(e->arena, &facts->requires) = requires->some->list.items[i]->node;
	return facts;
}

static bool same_type(const struct device *a, const struct device *b)
{
	if (a->args.n != b->args.n || a->interface != b->interface)
		return false;
	for (size_t i = 0; i < a->args.n; i++)
		if (a->args.items[i].interface != b->args.items[i].interface)
			return false;
	return true;
}

/* The device of a C function: two `foreign`s of one function must agree. */
static struct device *unify(struct eval *e, struct device *device, const struct facts *facts)
{
	struct device *other = map_get(&e->foreign_by_name, device->name);
	bool same_file;
	struct diag *diag;

	if (!other) {
		device->index = (uint32_t)e->c->decls.devices.n;
		device->foreign_facts = facts;
		*vec_push(e->arena, &e->c->decls.devices) = device;
		map_set(e->arena, &e->foreign_by_name, device->name, device);
		return device;
	}
	same_file = !facts->sources.n || !other->foreign_facts->sources.n ||
	            facts->sources.items[0] == other->foreign_facts->sources.items[0];
	if (same_file && same_type(device, other))
		return other;
	diag = diag_report(&e->c->diags, CHECK_FOREIGN, device->span,
	                   "%s_start stands for two applications with different %s", device->name,
	                   same_file ? "types" : "files");
	diag_note(&e->c->diags, diag, other->span, "the other is this");
	return other;
}

struct value *foreign_apply(struct eval *e, struct argument *arguments, struct span span)
{
	struct device *device = arena_new(e->arena, struct device);
	const struct value *type = arguments[TYPE].value;
	const char *name, *file;
	struct facts *facts;
	size_t first;

	if (arguments[NAME].value->kind != VALUE_SCALAR)
		return must_be_known(e, arguments[NAME].value, arguments[NAME].span,
		                     "the name of an application");
	name = value_text(arguments[NAME].value);
	device->span = arguments[NAME].span;
	device->source = sources_of(&e->c->sources, span);
	device->is_foreign = true;
	device->name = c_name(e, name, device->span, &first);
	if (!device->name || !read_type(e, device, type, arguments[TYPE].span))
		return e->poison;
	file = arena_strndup(e->arena, device->name, first);
	facts = read_facts(e, arguments, file, device->span);
	device = unify(e, device, facts);
	return value_node(e, device_node(e, device, NULL, facts, span));
}
