/* Keys; see declare_private.h. */
#include "lang/declare_private.h"

#include <string.h>

static void add(struct compilation *c, struct key_decl *key)
{
	*vec_push(&c->arena, &c->decls.keys) = key;
	map_set(&c->arena, &c->decls.key_by_name, key->name, key);
}

static void declare_builtin(struct compilation *c, const char *name, enum builtin_key builtin,
                            const char *doc)
{
	struct key_decl *key = arena_new(&c->arena, struct key_decl);

	key->name = intern(&c->names, name);
	key->type = (struct value_type){ .type = MCFG_ENUM, .any_tag = true };
	key->stage = STAGE_CONFIGURE;
	key->doc = doc;
	key->builtin = builtin;
	add(c, key);
}

void declare_builtin_keys(struct compilation *c)
{
	declare_builtin(c, "target", KEY_TARGET, "The target that the image is for.");
	declare_builtin(c, "arch", KEY_ARCH, "The architecture that the image is for.");
}

static enum stage stage_of(struct compilation *c, const struct item *item)
{
	static const char *const names[] = { "both", "configure", "run" };
	const struct field *field = declare_field(item, "stage");
	const struct expr *value = field && field->values ? field->values->value : NULL;
	struct diag *diag;
	const char *nearest;

	if (!value || value->kind != EXPR_TAG)
		return STAGE_BOTH;
	for (int i = 0; i < 3; i++)
		if (!strcmp(names[i], value->name.name))
			return (enum stage)i;
	diag = diag_report(&c->diags, CHECK_FIELD, value->span, "there is no stage `%s",
	                   value->name.name);
	nearest = diag_nearest(value->name.name, names, 3);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean `%s?", nearest);
	else
		diag_hint(&c->diags, diag, "a key is fixed at `configure or at `run, or at `both");
	return STAGE_BOTH;
}

static struct key_decl *key_new(struct compilation *c, struct item *item, const struct file *file)
{
	struct key_decl *key = arena_new(&c->arena, struct key_decl);

	key->name = item->name.name;
	key->item = item;
	key->span = item->name.span;
	key->source = file->source;
	key->of_descriptor = file->is_descriptor;
	key->default_value = item->value;
	key->default_item = item;
	key->stage = stage_of(c, item);
	key->doc = declare_field_text(item, "doc");
	key->docv = declare_field_text(item, "docv");
	key->env = declare_field_text(item, "env");
	key->section = declare_field_text(item, "section");
	key->deprecated = declare_field_text(item, "deprecated");
	return key;
}

/* ---- overrides ------------------------------------------------------------------------------- */

static void replace_text(const struct item *item, const char *field, const char **text)
{
	if (declare_field(item, field))
		*text = declare_field_text(item, field);
}

static void report_no_key(struct compilation *c, const struct item *item)
{
	VEC(const char *) names = { 0 };
	const char *nearest;
	struct diag *diag = diag_report(&c->diags, CHECK_OVERRIDE, item->name.span,
	                                "there is no key %s to override", item->name.name);

	for (size_t i = 0; i < c->decls.keys.n; i++)
		*vec_push(&c->arena, &names) = c->decls.keys.items[i]->name;
	nearest = diag_nearest(item->name.name, names.items, names.n);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean %s?", nearest);
}

/* May the item override? Reports why not. */
static bool may_override(struct compilation *c, const struct item *item, const struct file *file,
                         const struct key_decl *key)
{
	struct diag *diag;

	if (!file->is_overlay) {
		diag_report(&c->diags, CHECK_OVERRIDE, item->span,
		            "an override stands only in a file given by --overlay");
	} else if (!key) {
		if (!map_get(&c->decls.broken_keys, item->name.name))
			report_no_key(c, item);
	} else if (!key->item) {
		diag_report(&c->diags, CHECK_OVERRIDE, item->name.span,
		            "key.%s is built in, and cannot be overridden", key->name);
	} else if (key->override && key->override->span.source == item->span.source) {
		diag = diag_report(&c->diags, CHECK_DUPLICATE, item->name.span,
		                   "key %s is overridden twice in one file", key->name);
		diag_note(&c->diags, diag, key->override->name.span, "the first time is here");
	} else {
		return true;
	}
	return false;
}

static void override_key(struct compilation *c, struct item *item, const struct file *file)
{
	struct key_decl *key = map_get(&c->decls.key_by_name, item->name.name);

	if (!may_override(c, item, file, key))
		return;
	key->override = item;
	if (item->value) {
		key->default_value = item->value;
		key->default_item = item;
	}
	if (declare_field(item, "stage"))
		key->stage = stage_of(c, item);
	replace_text(item, "doc", &key->doc);
	replace_text(item, "docv", &key->docv);
	replace_text(item, "env", &key->env);
	replace_text(item, "section", &key->section);
	replace_text(item, "deprecated", &key->deprecated);
}

void declare_key(struct compilation *c, struct item *item, const struct file *file)
{
	const struct key_decl *first = map_get(&c->decls.key_by_name, item->name.name);
	struct key_decl *key;
	bool sound;

	declare_fields(c, item);
	if (item->is_override) {
		override_key(c, item, file);
		return;
	}
	sound = declare_name(c, item->name, "a key");
	if (first) {
		if (first->item)
			declare_again(c, item->name, "a key", first->span);
		else
			diag_report(&c->diags, CHECK_DUPLICATE, item->name.span,
			            "key.%s is built in", first->name);
		return;
	}
	key = key_new(c, item, file);
	if (!declare_value_type(c, item->annotation, &key->type) || !sound) {
		map_set(&c->arena, &c->decls.broken_keys, item->name.name, item);
		return;
	}
	add(c, key);
}
