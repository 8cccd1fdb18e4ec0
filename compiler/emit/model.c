/* model.c - image -> model: its devices, implementers and sources. */
#include "emit/model.h"

#include "emit/c_names.h"
#include "emit/c_value.h"

#include <string.h>

struct emit_device *model_device(const struct emit *e, const struct device *device)
{
	return map_get(&e->device_of, device);
}

static struct emit_device *device_get(struct emit *e, struct node *node)
{
	struct emit_device *d = map_get(&e->device_of, node->device);

	if (d)
		return d;
	d = arena_new(e->arena, struct emit_device);
	d->device = node->device;
	d->facts = node->facts;
	d->implementer = (struct implementer){
		.name = node->device->name,
		.interface = node->device->interface,
		.device = node->device,
		.span = node->device->span,
	};
	map_set(e->arena, &e->device_of, node->device, d);
	*vec_push(e->arena, &e->devices) = d;
	return d;
}

/* ---- settings -------------------------------------------------------------------------------- */

const struct value *setting_value(const struct setting_field *field, const struct node *node)
{
	if (field->param != SIZE_MAX)
		return node->params[field->param];
	for (size_t i = 0; i < node->facts->keys.n; i++) {
		struct key *key = node->facts->keys.items[i];

		if (key->decl == field->key)
			return key->known ? key->value : key->open;
	}
	return NULL;
}

struct key *setting_key(const struct setting_field *field, const struct node *node)
{
	for (size_t i = 0; field->key && i < node->facts->keys.n; i++)
		if (node->facts->keys.items[i]->decl == field->key)
			return node->facts->keys.items[i];
	return NULL;
}

bool setting_is_open(const struct setting_field *field, const struct node *node)
{
	const struct key *key = setting_key(field, node);

	if (field->param == SIZE_MAX)
		return key && !key->known;
	return c_value_is_open(node->params[field->param]);
}

/* The value that all instances have from now on, or null. */
static const struct value *common_value(const struct emit_device *d,
                                        const struct setting_field *field)
{
	const struct value *common = NULL;

	for (size_t i = 0; i < d->nodes.n; i++) {
		const struct value *value;

		if (setting_is_open(field, d->nodes.items[i]))
			return NULL;
		value = setting_value(field, d->nodes.items[i]);
		if (!value || (common && !value_equal(common, value)))
			return NULL;
		common = value;
	}
	return common;
}

static void finish_setting(struct emit *e, struct emit_device *d, struct setting_field *field)
{
	field->constant = common_value(d, field);
	for (size_t i = 0; !d->open_settings && i < d->nodes.n; i++)
		d->open_settings = setting_is_open(field, d->nodes.items[i]);
	e->any_open |= d->open_settings;
}

static void find_settings(struct emit *e, struct emit_device *d)
{
	const struct device *device = d->device;

	for (size_t i = 0; i < device->params.n; i++) {
		const struct param_decl *param = &device->params.items[i];

		*vec_push(e->arena, &d->settings) = (struct setting_field){
			.name = c_with_unit(e->arena, param->name, param->type.type),
			.type = param->type,
			.enumeration = arena_printf(e->arena, "%s_%s", device->name, param->name),
			.param = i,
		};
	}
	for (size_t i = 0; !device->is_foreign && i < d->facts->keys.n; i++) {
		struct key_decl *key = d->facts->keys.items[i]->decl;

		*vec_push(e->arena, &d->settings) = (struct setting_field){
			.name = c_with_unit(e->arena, key->name, key->type.type),
			.doc = key->doc,
			.type = key->type,
			.enumeration = key->enumeration,
			.param = SIZE_MAX,
			.key = key,
		};
	}
	for (size_t i = 0; i < d->settings.n; i++)
		finish_setting(e, d, &d->settings.items[i]);
}

/* ---- implementers ---------------------------------------------------------------------------- */

static void add_implementers(struct emit *e, struct emit_device *d)
{
	if (!d->device->is_foreign || d->as_argument)
		*vec_push(e->arena, &e->implementers) = &d->implementer;
	for (size_t i = 0; i < d->facts->makes.n; i++) {
		const struct makes *makes = &d->facts->makes.items[i];
		struct implementer *handle;

		if (map_get(&e->handle_of, makes->name))
			continue;
		handle = arena_new(e->arena, struct implementer);
		map_set(e->arena, &e->handle_of, makes->name, handle);
		*handle = (struct implementer){
			.name = makes->name,
			.interface = makes->interface,
			.device = d->device,
			.span = makes->span,
			.is_handle = true,
		};
		*vec_push(e->arena, &e->implementers) = handle;
	}
}

/* Is a foreign application passed to a device, as a job? */
static void note_arguments(struct emit *e, const struct node *node)
{
	for (size_t i = 0; i < node->n_args; i++)
		if (node->args[i]->kind == NODE_DEVICE && node->args[i]->device->is_foreign)
			device_get(e, node->args[i])->as_argument = true;
	for (size_t i = 0; i < node->n_branches; i++)
		if (node->branches[i].node->kind == NODE_DEVICE &&
		    node->branches[i].node->device->is_foreign)
			device_get(e, node->branches[i].node)->as_argument = true;
}

/* ---- sources --------------------------------------------------------------------------------- */

static struct emit_source *source_get(struct emit *e, struct c_source *source)
{
	struct emit_source *s = map_get(&e->source_of, source);

	if (s)
		return s;
	s = arena_new(e->arena, struct emit_source);
	s->source = source;
	csource_walk(&e->csources, csource_read(&e->csources, source->real), &s->text);
	map_set(e->arena, &e->source_of, source, s);
	*vec_push(e->arena, &e->sources) = s;
	return s;
}

static void add_sources(struct emit *e)
{
	for (size_t i = 0; i < e->image->sources.n; i++)
		source_get(e, e->image->sources.items[i]);
	for (size_t i = 0; i < e->image->arch->sources.n; i++)
		source_get(e, e->image->arch->sources.items[i])->of_target = true;
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		struct node *node = e->image->nodes.items[i];

		for (size_t j = 0; node->facts && j < node->facts->sources.n; j++) {
			struct emit_source *s = source_get(e, node->facts->sources.items[j]);
			struct emit_device *d = map_get(&e->device_of, node->device);

			s->of_target = false;
			if (map_get(&s->device_has, d))
				continue;
			map_set(e->arena, &s->device_has, d, d);
			*vec_push(e->arena, &s->devices) = d;
		}
	}
}

/* ---- what run time decides ------------------------------------------------------------------- */

/* Marks what a job reaches without a choice; the rest is conditional. */
static void find_conditional(struct emit *e)
{
	size_t n = e->c->graph.nodes.n;

	e->conditional = arena_array(e->arena, bool, n);
	for (size_t i = 0; i < e->image->nodes.n; i++)
		e->conditional[e->image->nodes.items[i]->id] = true;
	for (size_t i = 0; i < e->image->jobs.n; i++)
		e->conditional[e->image->jobs.items[i]->id] = false;
	for (size_t i = e->image->nodes.n; i-- > 0;) {
		const struct node *node = e->image->nodes.items[i];

		e->any_open |= node->kind == NODE_CHOICE;
		if (e->conditional[node->id])
			continue;
		for (size_t j = 0; j < node->n_args; j++)
			e->conditional[node->args[j]->id] = false;
		for (size_t j = 0; j < node->n_requires; j++)
			e->conditional[node->requires[j] -> id] = false;
	}
}

static void find_include_dirs(struct emit *e)
{
	for (size_t i = 0; i < e->image->interfaces.n; i++) {
		const char *dir = interface_header_dir(e, e->image->interfaces.items[i]);

		if (dir)
			*vec_push(e->arena, &e->csources.dirs) = dir;
	}
	*vec_push(e->arena, &e->csources.dirs) =
	    path_join(e->arena, e->options->root, "runtime/include");
}

void model_build(struct emit *e)
{
	csources_init(&e->csources, e->arena, &e->c->names);
	find_include_dirs(e);
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		struct node *node = e->image->nodes.items[i];

		if (node->kind == NODE_DEVICE)
			*vec_push(e->arena, &device_get(e, node)->nodes) = node;
	}
	for (size_t i = 0; i < e->image->nodes.n; i++)
		note_arguments(e, e->image->nodes.items[i]);
	for (size_t i = 0; i < e->devices.n; i++) {
		find_settings(e, e->devices.items[i]);
		add_implementers(e, e->devices.items[i]);
	}
	attached_build(e);
	add_sources(e);
	find_conditional(e);
	presence_build(e);
	sets_build(e);
	upward_build(e);
	tables_build(e);
}
