/* facts.c - the fields of a device's descriptor, evaluated. */
#include "graph/eval_private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The absolute path of a file that may not be there: its folder's real path and its name. */
static const char *absolute(struct eval *e, const char *path)
{
	const char *real = path_real(e->arena, path);
	const char *dir, *slash;

	if (real)
		return real;
	dir = path_real(e->arena, path_dir(e->arena, path));
	slash = strrchr(path, '/');
	return dir ? path_join(e->arena, dir, slash ? slash + 1 : path) : path;
}

static const char *beside(struct eval *e, const char *path, struct span span)
{
	struct source *source = sources_of(&e->c->sources, span);

	return path_join(e->arena, source ? source->dir : ".", path);
}

struct c_source *c_source_at(struct eval *e, const char *path, struct span span)
{
	const char *shown = beside(e, path, span);
	const char *real = intern(&e->c->names, absolute(e, shown));
	struct c_source *source = map_get(&e->graph->source_by_real, real);
	struct stat st;

	if (source)
		return source;
	source = arena_new(e->arena, struct c_source);
	source->path = shown;
	source->real = real;
	source->span = span;
	source->index = (uint32_t)e->graph->sources.n;
	if (stat(shown, &st) < 0)
		source->error = errno;
	else if (S_ISDIR(st.st_mode))
		source->error = EISDIR;
	else if (access(source->path, R_OK) < 0)
		source->error = errno;
	*vec_push(e->arena, &e->graph->sources) = source;
	map_set(e->arena, &e->graph->source_by_real, real, source);
	return source;
}

/* One field while it is read. */
struct reading {
	struct eval *e;
	struct device *device;
	struct frame *frame;
	struct facts *facts;
};

/*
 * A field's value, which must be known at configure time. While the target is open, what depends on
 * it is left out: nothing is written then.
 */
static struct value *field_value(struct reading *r, const struct expr *expr, const char *what)
{
	struct value *value = eval_expr(r->e, expr, r->frame);

	if (value->kind == VALUE_POISON || !value_open_part(value))
		return value;
	if (!r->e->target)
		return r->e->poison;
	return must_be_known(r->e, value, expr->span, what);
}

static const char *field_text(struct reading *r, const struct expr *expr, const char *what)
{
	return value_text(field_value(r, expr, what));
}

/* The i-th element of a list that is written out, else the whole expression. */
static const struct expr *element_at(const struct expr *expr, size_t index)
{
	const struct element *at = expr->kind == EXPR_LIST ? expr->elements : NULL;

	for (; at && index; index--)
		at = at->next;
	return at ? at->value : expr;
}

static struct span element_span(const struct expr *expr, size_t index)
{
	return element_at(expr, index)->span;
}

static void read_header(struct reading *r, const struct field *field)
{
	const char *path = field_text(r, field->values->value, "the header of a device");

	if (!*path)
		return;
	r->facts->header.path = beside(r->e, path, field->span);
	r->facts->header.real = absolute(r->e, r->facts->header.path);
	r->facts->header.span = field->values->value->span;
}

static void read_sources(struct reading *r, const struct field *field)
{
	for (const struct arg *arg = field->values; arg; arg = arg->next) {
		struct value *list = field_value(r, arg->value, "the sources of a device");

		for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++) {
			const char *path = value_text(list->list.items[i]);

			if (*path)
				*vec_push(r->e->arena, &r->facts->sources) =
				    c_source_at(r->e, path, element_span(arg->value, i));
		}
	}
}

/* The text of a generator's argument, as it stands on its command line. */
static const char *argument_text(struct reading *r, const struct value *value)
{
	char text[128];

	if (value->kind == VALUE_TAG)
		return value->tag.name;
	if (value->kind != VALUE_SCALAR)
		return "";
	if (value->scalar.type == MCFG_STRING || value->scalar.type == MCFG_PATH)
		return value->scalar.as.string;
	mcfg_value_print(value->scalar.type, &value->scalar.as, text, sizeof text);
	return arena_strdup(r->e->arena, text);
}

static void read_generate(struct reading *r, const struct field *field)
{
	const struct arg *out = field->values, *generator = out ? out->next : NULL;
	const struct arg *args = generator ? generator->next : NULL;
	struct generate *generate;
	struct value *list;

	if (!generator)
		return;
	generate = vec_push(r->e->arena, &r->facts->generates);
	*generate = (struct generate){ .span = field->span };
	generate->out = field_text(r, out->value, "the file to generate");
	generate->generator =
	    c_source_at(r->e, field_text(r, generator->value, "the generator's source"),
	                generator->value->span);
	list = args ? field_value(r, args->value, "an argument of a generator") : NULL;
	if (!list || list->kind != VALUE_LIST)
		return;
	generate->n_args = list->list.n;
	generate->args = arena_array(r->e->arena, const char *, list->list.n);
	generate->arg_is_path = arena_array(r->e->arena, bool, list->list.n);
	for (size_t i = 0; i < list->list.n; i++) {
		const struct value *value = list->list.items[i];
		bool is_path = value->kind == VALUE_SCALAR && value->scalar.type == MCFG_PATH;
		const char *text = argument_text(r, value);

		generate->arg_is_path[i] = is_path;
		generate->args[i] = is_path ? path_join(r->e->arena, r->e->config_dir, text) : text;
	}
}

/* The string literal in `apt "..." where it is written out, or null. */
static const struct span *literal_of(const struct expr *entry)
{
	const struct expr *text = entry->kind == EXPR_TAG ? entry->a : entry;

	return text && text->kind == EXPR_STRING ? &text->span : NULL;
}

static struct package_reader package_reader(struct eval *e, const struct expr *entry,
                                            struct span span)
{
	return (struct package_reader){
		.diags = &e->c->diags,
		.arena = e->arena,
		.names = &e->c->names,
		.span = span,
		.literal = entry ? literal_of(entry) : NULL,
	};
}

void facts_packages(struct eval *e, struct facts *facts, struct value *list,
                    const struct expr *expr, struct span span)
{
	for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++) {
		const struct value *entry = list->list.items[i];
		const struct expr *at = expr ? element_at(expr, i) : NULL;
		struct package_reader reader = package_reader(e, at, at ? at->span : span);
		enum package_kind kind = PACKAGE_PKG_CONFIG;
		struct package package;

		if (entry->kind != VALUE_TAG || !entry->tag.payload ||
		    entry->tag.payload->kind != VALUE_SCALAR)
			continue;
		if (!strcmp(entry->tag.name, "apt"))
			kind = PACKAGE_APT;
		if (package_read(&reader, kind, value_text(entry->tag.payload), &package))
			*vec_push(e->arena, &facts->packages) = package;
	}
}

static void read_packages(struct reading *r, const struct field *field)
{
	for (const struct arg *arg = field->values; arg; arg = arg->next)
		facts_packages(r->e, r->facts,
		               field_value(r, arg->value, "the packages of a device"), arg->value,
		               arg->value->span);
}

/* `apt "libfoo-dev"` and `pkg_config "foo" ~min:"1.2"` as fields of their own. */
static void read_package(struct reading *r, const struct field *field)
{
	struct package package = { 0 };
	bool is_apt = !strcmp(field->name.name, "apt"), good = false;

	for (const struct arg *arg = field->values; arg; arg = arg->next) {
		struct value *value = field_value(r, arg->value, "the packages of a device");
		struct package_reader reader = package_reader(r->e, arg->value, field->span);

		if (value->kind != VALUE_SCALAR)
			return;
		if (arg->label == LABEL_NONE)
			good = package_read(&reader, is_apt ? PACKAGE_APT : PACKAGE_PKG_CONFIG,
			                    value_text(value), &package);
		else
			good = good && package_read_min(&reader, value_text(value), &package);
	}
	if (good)
		*vec_push(r->e->arena, &r->facts->packages) = package;
}

static void read_keys(struct reading *r, const struct field *field)
{
	for (const struct arg *arg = field->values; arg; arg = arg->next) {
		struct value *list = eval_expr(r->e, arg->value, r->frame);

		for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++)
			if (list->list.items[i]->kind == VALUE_KEY)
				*vec_push(r->e->arena, &r->facts->keys) = list->list.items[i]->key;
	}
}

static void read_requires(struct reading *r, const struct field *field)
{
	for (const struct arg *arg = field->values; arg; arg = arg->next) {
		struct value *list = eval_expr(r->e, arg->value, r->frame);

		for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++)
			if (list->list.items[i]->kind == VALUE_NODE)
				*vec_push(r->e->arena, &r->facts->requires) =
				    list->list.items[i]->node;
	}
}

static void read_targets(struct reading *r, const struct field *field)
{
	r->facts->any_target = false;
	for (const struct arg *arg = field->values; arg; arg = arg->next) {
		struct value *list = field_value(r, arg->value, "the targets of a device");

		for (size_t i = 0; list->kind == VALUE_LIST && i < list->list.n; i++)
			if (list->list.items[i]->kind == VALUE_TAG)
				*vec_push(r->e->arena, &r->facts->targets) =
				    (struct tag_at){ list->list.items[i]->tag.name,
					             element_span(arg->value, i) };
	}
}

static void read_makes(struct reading *r, const struct field *field)
{
	const struct arg *interface = field->values, *name = interface ? interface->next : NULL;
	const char *wanted;
	struct makes makes = { .span = field->span };

	if (!name)
		return;
	wanted = field_text(r, interface->value, "the interface of a handle");
	makes.interface =
	    map_get(&r->e->c->decls.interface_by_name, intern(&r->e->c->names, wanted));
	makes.name = intern(&r->e->c->names, field_text(r, name->value, "the name of a handle"));
	if (makes.interface)
		*vec_push(r->e->arena, &r->facts->makes) = makes;
	else if (*wanted)
		diag_report(&r->e->c->diags, CHECK_MAKES, interface->value->span,
		            "there is no interface `%s`", wanted);
}

static void read_attach(struct reading *r, const struct field *field)
{
	const struct arg *kind = field->values, *values = kind ? kind->next : NULL;
	struct attach attach = { .span = field->span };
	struct value *value;

	if (!kind)
		return;
	value = field_value(r, kind->value, "what a device attaches");
	attach.kind = value->kind == VALUE_TAG ? value->tag.name : value_text(value);
	if (values) {
		value = field_value(r, values->value, "what a device attaches");
		if (value->kind == VALUE_LIST) {
			attach.values = value->list.items;
			attach.n_values = value->list.n;
		}
	}
	*vec_push(r->e->arena, &r->facts->attaches) = attach;
}

static const struct {
	const char *name;
	void (*read)(struct reading *r, const struct field *field);
} readers[] = {
	{ "header", read_header },      { "sources", read_sources },
	{ "generate", read_generate },  { "packages", read_packages },
	{ "keys", read_keys },          { "requires", read_requires },
	{ "targets", read_targets },    { "makes", read_makes },
	{ "attach", read_attach },      { "apt", read_package },
	{ "pkg_config", read_package },
};

static void read_fields(struct reading *r)
{
	for (const struct field *field = r->device->fields; field; field = field->next)
		for (size_t i = 0; field->name.name && i < sizeof readers / sizeof *readers; i++)
			if (field->values && !strcmp(field->name.name, readers[i].name))
				readers[i].read(r, field);
}

/* Goes back over the devices that are being read, to the one that was met again. */
static void report_cycle(struct eval *e, struct device *device)
{
	struct diag *diag =
	    diag_report(&e->c->diags, CHECK_REQUIRES_CYCLE, device->span,
	                "what %s requires leads back to %s", device->name, device->name);

	for (struct device *at = e->facts_of; at && at != device; at = at->facts_under_way)
		diag_note(&e->c->diags, diag, at->span, "by way of %s", at->name);
}

struct facts *facts_of(struct eval *e, struct device *device, struct value **params)
{
	struct reading r = { .e = e, .device = device };

	if (device->facts_of_all)
		return device->facts_of_all;
	r.facts = arena_new(e->arena, struct facts);
	r.facts->any_target = true;
	if (!device->item)
		return r.facts;
	if (device->facts_under_way) {
		report_cycle(e, device);
		return r.facts;
	}
	r.frame = frame_new(e, NULL, device->item->n_slots_frame);
	for (size_t i = 0; i < device->params.n; i++)
		if (device->params.items[i].binding)
			r.frame->slots[device->params.items[i].binding->slot] = params[i];
	device->facts_under_way = e->facts_of ? e->facts_of : device;
	e->facts_of = device;
	read_fields(&r);
	e->facts_of = device->facts_under_way == device ? NULL : device->facts_under_way;
	device->facts_under_way = NULL;
	if (device->fields_closed)
		device->facts_of_all = r.facts;
	return r.facts;
}
