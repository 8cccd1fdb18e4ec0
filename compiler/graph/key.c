/* key.c - what each key is, from the command line, files, the environment and its declaration. */
#include "graph/eval_private.h"
#include "graph/resolve_private.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- reading a text as a value of a key's type ----------------------------------------------- */

/* What is wrong with a value, for people. */
static const char *what_is_wrong(struct eval *e, const struct key *key, const char *value,
                                 const struct mcfg_value_error *error)
{
	const struct value_type *type = &key->decl->type;
	const char *names = "";

	if (type->type != MCFG_ENUM)
		return arena_printf(e->arena, "`%s` is no %s: %s", value,
		                    mcfg_type_name(type->type), error->what);
	for (size_t i = 0; i < type->n_tags; i++)
		names = arena_printf(e->arena, "%s%s%s", names, i ? ", " : "", type->tags[i]);
	return arena_printf(e->arena, "`%s` is none of %s", value, names);
}

static struct value *bad_setting(struct eval *e, const struct key *key,
                                 const struct setting *setting,
                                 const struct mcfg_value_error *error)
{
	struct span span = setting->span;
	struct diag *diag;

	if (span_known(span) && span.begin + error->at <= span.end) {
		span.begin += (uint32_t)error->at;
		if (error->len && span.begin + error->len < span.end)
			span.end = span.begin + (uint32_t)error->len;
	}
	diag =
	    diag_report(&e->c->diags, CHECK_KEY_VALUE, span, "--%s, given by %s: %s", key->option,
	                setting->from, what_is_wrong(e, key, setting->value, error));
	if (span_known(key->decl->span))
		diag_note(&e->c->diags, diag, key->decl->span, "key %s is declared here",
		          key->decl->name);
	if (key->decl->type.type == MCFG_ENUM && setting->value) {
		const char *nearest =
		    diag_nearest(setting->value, key->decl->type.tags, key->decl->type.n_tags);

		if (nearest)
			diag_hint(&e->c->diags, diag, "did you mean %s?", nearest);
	}
	return e->poison;
}

static struct value *tag_value(struct eval *e, const char *name)
{
	struct value *value = value_new(e, VALUE_TAG);

	value->tag.name = name;
	return value;
}

/* A path that was given is relative to where it was given; values are to the configuration's
 * folder. */
static const char *given_path(struct eval *e, const char *path, const char *dir)
{
	char here[PATH_MAX];

	if (!dir)
		dir = getcwd(here, sizeof here);
	if (*path == '/' || !dir || !strcmp(dir, e->config_dir))
		return path;
	return path_join(e->arena, path_relative(e->arena, e->config_dir, dir), path);
}

static struct value *read_one(struct eval *e, const struct key *key, const struct setting *setting)
{
	const struct value_type *type = &key->decl->type;
	const char *text = setting->value ? setting->value : "true";
	struct mcfg_value_error error = { "it needs a value", 0, 0 };
	union mcfg_value value;
	int bad;

	if (!setting->value && type->type != MCFG_BOOL) {
		struct setting shown = *setting;

		shown.value = "";
		return bad_setting(e, key, &shown, &error);
	}
	if (type->type == MCFG_ENUM) {
		bad = mcfg_enum_parse(type->tags, type->n_tags, text, strlen(text), &value, &error);
		return bad ? bad_setting(e, key, setting, &error)
		           : tag_value(e, type->tags[value.tag]);
	}
	bad = mcfg_value_parse(type->type, text, strlen(text), &value, &error);
	if (bad)
		return bad_setting(e, key, setting, &error);
	if (type->type == MCFG_PATH)
		value.string = given_path(e, value.string, setting->dir);
	return value_scalar(e, type->type, value);
}

/* ---- settings -------------------------------------------------------------------------------- */

bool key_can_be_without(const struct key *key)
{
	return key->decl->type.type == MCFG_BOOL || key->decl->type.shape != SHAPE_ONE;
}

/* Is a setting about a key? `*no` says whether as --no-KEY, which only some can be. */
static bool names_key(const struct setting *setting, const struct key *key, bool *no)
{
	enum mcfg_match match = mcfg_option_match(key->option, setting->key, strlen(setting->key));

	*no = match == MCFG_MATCH_NO;
	return match == MCFG_MATCH_NAME || (*no && key_can_be_without(key));
}

/* The words before a colon: settings of one file are of one origin. */
static bool same_origin(const struct setting *a, const struct setting *b)
{
	size_t len = strcspn(a->from, ":");

	return len == strcspn(b->from, ":") && !strncmp(a->from, b->from, len);
}

static const char *given_text(const struct key *key, const struct setting *setting)
{
	bool no;

	names_key(setting, key, &no);
	if (no)
		return key->decl->type.shape == SHAPE_ONE ? "false" : "none";
	return setting->value ? setting->value : "true";
}

static void given_twice(struct eval *e, const struct key *key, const struct setting *first,
                        const struct setting *second)
{
	struct diag *diag = diag_report(&e->c->diags, CHECK_KEY_VALUE, second->span,
	                                "--%s is given twice, as `%s` and as `%s`", key->option,
	                                given_text(key, first), given_text(key, second));

	diag_hint(&e->c->diags, diag, "only a key whose type is a list can be repeated");
}

/* --no-KEY is all that is said; a file may say `no-key ?=`. */
static bool takes_no_value(struct eval *e, const struct key *key, const struct setting *setting)
{
	if (!setting->value || !*setting->value)
		return true;
	diag_report(&e->c->diags, CHECK_KEY_VALUE, setting->span,
	            "--no-%s, given by %s, takes no value", key->option, setting->from);
	return false;
}

/*
 * The value that settings give to a key, or null. The first origin wins; of a list all values of
 * that origin count.
 */
static struct value *read_settings(struct eval *e, struct key *key, bool is_default)
{
	const struct value_type *type = &key->decl->type;
	const struct setting *first = NULL;
	VEC(struct value *) values = { 0 };
	bool no;

	for (size_t i = 0; i < e->c->options.settings.n; i++) {
		struct setting *setting = &e->c->options.settings.items[i];

		if (setting->is_default != is_default || !names_key(setting, key, &no))
			continue;
		setting->used = true;
		if (first && !same_origin(first, setting))
			continue;
		if (first && type->shape != SHAPE_LIST) {
			given_twice(e, key, first, setting);
			continue;
		}
		first = setting;
		if (no)
			values.n = 0;
		if (!no || !takes_no_value(e, key, setting))
			*vec_push(e->arena, &values) = no ? e->poison : read_one(e, key, setting);
	}
	if (!first)
		return NULL;
	key->from = first->from;
	key->given = first->span;
	for (size_t i = 0; i < values.n; i++)
		if (values.items[i]->kind == VALUE_POISON)
			return e->poison;
	if (type->shape == SHAPE_LIST)
		return value_list(e, values.items, values.n);
	if (!values.n)
		return type->shape == SHAPE_OPTION ? e->none : e->no;
	return type->shape == SHAPE_OPTION ? value_some(e, values.items[0]) : values.items[0];
}

static struct value *read_environment(struct eval *e, struct key *key)
{
	bool is_read = key->decl->env && !e->c->options.no_environment;
	const char *text = is_read ? getenv(key->decl->env) : NULL;
	struct setting setting = { .key = key->option };
	struct value *value, **one;

	if (!text)
		return NULL;
	setting.value = arena_strdup(e->arena, text);
	setting.from = key->from = arena_printf(e->arena, "environment (%s)", key->decl->env);
	value = read_one(e, key, &setting);
	if (value->kind == VALUE_POISON || key->decl->type.shape == SHAPE_ONE)
		return value;
	if (key->decl->type.shape == SHAPE_OPTION)
		return value_some(e, value);
	one = arena_array(e->arena, struct value *, 1);
	*one = value;
	return value_list(e, one, 1);
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* A declared default is a constant: it reads no key, and is the same in every group. */
static struct value *declared_default(struct eval *e, struct key_decl *decl)
{
	size_t n_slots = decl->default_item ? decl->default_item->n_slots_frame : 0;
	bool closed = e->closed;

	if (!decl->default_value || decl->default_of_all)
		return decl->default_of_all;
	e->closed = true;
	decl->default_of_all = eval_expr(e, decl->default_value, frame_new(e, NULL, n_slots));
	e->closed = closed;
	return decl->default_of_all;
}

static void report_stage(struct eval *e, const struct key *key)
{
	struct diag *diag =
	    diag_report(&e->c->diags, CHECK_KEY_STAGE, key->given,
	                "--%s, given by %s, cannot be fixed: key %s is for run time", key->option,
	                key->from, key->decl->name);

	diag_note(&e->c->diags, diag, key->decl->span, "its stage is `run");
	diag_hint(&e->c->diags, diag, "--default %s=... moves its default", key->option);
}

static void report_deprecated(struct eval *e, const struct key *key)
{
	struct diag *diag;

	if (!key->decl->deprecated)
		return;
	diag = diag_report(&e->c->diags, CHECK_DEPRECATED, key->given,
	                   "--%s, given by %s, is deprecated: %s", key->option, key->from,
	                   key->decl->deprecated);
	diag_note(&e->c->diags, diag, key->decl->span, "key %s is declared here", key->decl->name);
}

static void resolve_value(struct eval *e, struct key *key)
{
	struct key_decl *decl = key->decl;
	struct value *fixed = read_settings(e, key, false);

	if (!fixed)
		fixed = read_environment(e, key);
	if (fixed && decl->stage == STAGE_RUN && fixed->kind != VALUE_POISON)
		report_stage(e, key);
	if (fixed)
		report_deprecated(e, key);
	if (fixed) {
		key->known = true;
		key->value = fixed;
		return;
	}
	key->value = read_settings(e, key, true);
	if (key->value) {
		report_deprecated(e, key);
	} else {
		key->value = declared_default(e, decl);
		key->from = !key->value                        ? NULL
		            : decl->default_item == decl->item ? "default"
		                                               : "overlay";
	}
	key->known = decl->stage == STAGE_CONFIGURE && key->value;
}

static void resolve_builtin(struct eval *e, struct key *key)
{
	const char *name = key->decl->builtin == KEY_ARCH ? e->arch
	                   : e->target                    ? e->target->name
	                                                  : NULL;

	key->known = name != NULL;
	key->value = name ? tag_value(e, name) : NULL;
	key->from = name ? "command line" : NULL;
}

static const char *with_dashes(struct eval *e, const char *name)
{
	char *copy = arena_strdup(e->arena, name);

	for (char *at = copy; *at; at++)
		if (*at == '_')
			*at = '-';
	return copy;
}

static const char *with_underscores(struct eval *e, const char *name)
{
	char *copy = arena_strdup(e->arena, name);

	for (char *at = copy; *at; at++)
		if (*at == '-')
			*at = '_';
	return copy;
}

static void clash(struct eval *e, const struct key *key, const struct key_decl *decl)
{
	struct diag *diag =
	    diag_report(&e->c->diags, CHECK_KEY_CLASH, decl->span,
	                "key %s in the group `%s` has the option --%s, as another key has",
	                decl->name, e->group, key->option);

	diag_note(&e->c->diags, diag, key->decl->span, "the other is key %s", key->decl->name);
}

/* --no-KEY of a key must be no other key's option. */
static void check_negation(struct eval *e, const struct key *key)
{
	const char *positive = strncmp(key->option, "no-", 3) ? NULL : key->option + 3;
	const struct key *other;
	struct diag *diag;

	if (positive) {
		other = map_get(&e->graph->key_by_option, intern(&e->c->names, positive));
		if (!other || !key_can_be_without(other))
			return;
	} else {
		other = map_get(&e->graph->key_by_option,
		                intern(&e->c->names, arena_printf(e->arena, "no-%s", key->option)));
		if (!other || !key_can_be_without(key))
			return;
	}
	diag = diag_report(&e->c->diags, CHECK_KEY_CLASH, key->decl->span,
	                   "--no-%s means two things: key %s without a value, and key %s",
	                   positive ? positive : key->option,
	                   positive ? other->decl->name : key->decl->name,
	                   positive ? key->decl->name : other->decl->name);
	diag_note(&e->c->diags, diag, other->decl->span, "the other is key %s", other->decl->name);
}

static void check_reserved(struct eval *e, const struct key *key)
{
	const struct options *options = &e->c->options;

	if (key->decl->builtin == KEY_DECLARED && options->is_reserved &&
	    options->is_reserved(key->option))
		diag_report(&e->c->diags, CHECK_KEY_CLASH, key->decl->span,
		            "key %s%s%s%s has the option --%s, which is mcfg's own",
		            key->decl->name, *key->group ? " in the group `" : "", key->group,
		            *key->group ? "`" : "", key->option);
}

struct key *key_use(struct eval *e, struct key_decl *decl)
{
	bool grouped = *e->group && decl->builtin == KEY_DECLARED;
	const char *full =
	    grouped ? arena_printf(e->arena, "%s-%s", e->group, decl->name) : decl->name;
	const char *option = intern(&e->c->names, with_dashes(e, full));
	struct key *key = map_get(&e->graph->key_by_option, option);

	if (key) {
		if (key->decl != decl)
			clash(e, key, decl);
		return key;
	}
	key = arena_new(e->arena, struct key);
	key->decl = decl;
	key->group = grouped ? e->group : "";
	key->option = option;
	key->c_name = intern(&e->c->names, with_underscores(e, full));
	key->index = (uint32_t)e->graph->keys.n;
	*vec_push(e->arena, &e->graph->keys) = key;
	map_set(e->arena, &e->graph->key_by_option, option, key);
	check_reserved(e, key);
	check_negation(e, key);
	if (decl->builtin == KEY_DECLARED)
		resolve_value(e, key);
	else
		resolve_builtin(e, key);
	return key;
}

struct diag *key_report_missing(struct compilation *c, struct key *key)
{
	if (key->reported)
		return NULL;
	key->reported = true;
	return diag_report(
	    &c->diags, CHECK_KEY_MISSING, key->decl->span,
	    "key %s has no default, and must be given: --%s=%s", key->decl->name, key->option,
	    key->decl->docv ? key->decl->docv : mcfg_type_name(key->decl->type.type));
}

static struct value *missing(struct eval *e, struct key *key, struct span span)
{
	struct diag *diag = key_report_missing(e->c, key);

	if (diag)
		diag_note(&e->c->diags, diag, span, "it is read here");
	return e->poison;
}

/* Has it a value that is to be used while the graph is made? */
static bool is_decided(const struct eval *e, const struct key *key)
{
	const struct options *options = &e->c->options;

	/* What a device is made of is known in any case. */
	if (key->decl->builtin != KEY_DECLARED || options->evaluation == EVALUATE_KNOWN ||
	    e->facts_of)
		return key->known;
	if (options->evaluation == EVALUATE_DEFAULTS)
		return key->value != NULL;
	for (size_t i = 0; i < options->decided.n; i++)
		if (!strcmp(options->decided.items[i], key->option))
			return key->value != NULL;
	return false;
}

struct value *key_read(struct eval *e, struct key_decl *decl, struct span span)
{
	struct key *key;

	if (e->closed) {
		diag_report(&e->c->diags, CHECK_KEY_DEFAULT, span,
		            "the default of a key cannot depend on another key");
		return e->poison;
	}
	key = key_use(e, decl);
	key->read = true;
	if (is_decided(e, key))
		return key->value;
	if (decl->stage == STAGE_CONFIGURE && e->c->options.evaluation != EVALUATE_NOTHING &&
	    decl->builtin == KEY_DECLARED)
		return missing(e, key, span);
	return open_key(e, key);
}

void keys_declare(struct eval *e)
{
	for (size_t i = 0; i < e->c->decls.keys.n; i++) {
		struct key_decl *decl = e->c->decls.keys.items[i];

		if (!decl->of_descriptor && decl->builtin == KEY_DECLARED)
			key_use(e, decl);
	}
}
