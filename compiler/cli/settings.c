/* See analysis.h: where the settings of a compilation come from. */
#include "cli/analysis.h"
#include "cli/keyfile.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Are two settings about one key, be it as KEY or as --no-KEY? */
static bool same_key(const char *a, const char *b)
{
	return mcfg_option_match(a, b, strlen(b)) || mcfg_option_match(b, a, strlen(a));
}

/* A word of the command line becomes a text of its own, into which diagnostics point. */
static void add_given(struct analysis *a, const struct given *given)
{
	struct compilation *c = &a->c;
	size_t len = strlen(given->word);
	struct source *source = sources_add(&c->sources, "command line", NULL, given->word, len);
	size_t begin = given->value ? (size_t)(given->value - given->word) : 0;

	*vec_push(&c->arena, &c->options.settings) = (struct setting){
		.key = given->key,
		.value = given->value,
		.from = "command line",
		.is_default = given->is_default,
		.span = { source->id, (uint32_t)begin, (uint32_t)len },
	};
}

static bool is_replaced(const struct compilation *c, const struct setting *recorded, size_t n_given)
{
	for (size_t i = 0; i < n_given; i++)
		if (c->options.settings.items[i].is_default == recorded->is_default &&
		    same_key(c->options.settings.items[i].key, recorded->key))
			return true;
	return false;
}

static void add_recorded(struct analysis *a)
{
	struct compilation *c = &a->c;
	size_t n_given = c->options.settings.n;

	for (size_t i = 0; i < a->record->settings.n; i++)
		if (!is_replaced(c, &a->record->settings.items[i], n_given))
			*vec_push(&c->arena, &c->options.settings) = a->record->settings.items[i];
}

static void add_search(struct compilation *c, const char *path, size_t len)
{
	if (len)
		*vec_push(&c->arena, &c->options.search) = arena_strndup(&c->arena, path, len);
}

/* A path of the record as users would type it here: what lies below the working folder, from there.
 */
static const char *from_here(const struct analysis *a, const char *path)
{
	const char *here = path_real(a->inv->arena, ".");
	size_t len = here ? strlen(here) : 0;

	return len && !strncmp(path, here, len) && path[len] == '/' ? path + len + 1 : path;
}

static void fill_search(struct analysis *a)
{
	const char *path = getenv("MCFG_PATH");
	struct compilation *c = &a->c;

	for (size_t i = 0; i < a->inv->search.n; i++)
		add_search(c, a->inv->search.items[i], strlen(a->inv->search.items[i]));
	if (a->record) {
		for (size_t i = 0; i < a->record->search.n; i++) {
			path = from_here(a, a->record->search.items[i]);
			add_search(c, path, strlen(path));
		}
		return;
	}
	while (path && *path) {
		size_t len = strcspn(path, ":");

		add_search(c, path, len);
		path += len + (path[len] == ':');
	}
}

/* The options of mcfg, among which the own ones of every image are, --help and --version. */
static bool is_own_option(const char *option)
{
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (!strcmp(option_specs[i].name, option) && option_hides_key(i))
			return true;
	return !strcmp(option, "version");
}

/* Those given here come after the recorded ones, and so win over them. */
static void fill_overlays(struct analysis *a)
{
	struct options *options = &a->c.options;

	for (size_t i = 0; a->record && i < a->record->overlays.n; i++)
		*vec_push(&a->c.arena, &options->overlays) =
		    from_here(a, a->record->overlays.items[i]);
	for (size_t i = 0; i < a->inv->overlays.n; i++)
		*vec_push(&a->c.arena, &options->overlays) = a->inv->overlays.items[i];
}

int settings_fill(struct analysis *a)
{
	struct options *options = &a->c.options;
	const struct invocation *inv = a->inv;
	const struct record *record = a->record;
	const char *steps = inv->values[OPTION_MAX_STEPS];

	options->path = a->project ? a->project->path : NULL;
	options->root = a->root;
	options->pick_target = a->pick_target;
	options->target = record ? record->target : inv->values[OPTION_TARGET];
	options->arch = record ? record->arch : inv->values[OPTION_ARCH];
	if (a->any_target)
		options->target = options->arch = NULL;
	options->no_environment = record != NULL;
	if (!steps && record)
		steps = record->max_steps;
	options->max_steps = steps ? strtoull(steps, NULL, 10) : 0;
	options->is_reserved = is_own_option;
	options->evaluation = a->evaluation;
	for (size_t i = 0; i < a->decided.n; i++)
		*vec_push(&a->c.arena, &options->decided) = a->decided.items[i];
	fill_search(a);
	fill_overlays(a);
	for (size_t i = 0; i < inv->given.n; i++)
		add_given(a, &inv->given.items[i]);
	for (size_t i = 0; i < inv->key_files.n; i++) {
		int status = keyfile_read(&a->c, inv->key_files.items[i]);

		if (status)
			return status;
	}
	if (record)
		add_recorded(a);
	return EXIT_GOOD;
}

/* ---- the record ------------------------------------------------------------------------------ */

/* The value of a key that a variable decided, as a setting. */
static void record_variable(const struct analysis *a, struct record *record, const struct key *key)
{
	const char *variable = key->decl->env, *value = variable ? getenv(variable) : NULL;
	struct arena *arena = a->inv->arena;

	if (!key->known || !value || a->c.options.no_environment || !key->from ||
	    strncmp(key->from, "environment", strlen("environment")))
		return;
	*vec_push(arena, &record->settings) =
	    (struct setting){ .key = key->option, .value = value, .from = key->from };
}

void settings_record(const struct analysis *a, struct record *record)
{
	struct arena *arena = a->inv->arena;
	const struct options *options = &a->c.options;
	const char *here = absolute_path(arena, ".");

	if (a->record) {
		*record = *a->record;
		return;
	}
	*record = (struct record){
		.configuration = a->project->real,
		.target = a->c.image->target->decl->name,
		.arch = a->c.image->arch->name,
		.arch_given = options->arch != NULL,
		.max_steps = a->inv->values[OPTION_MAX_STEPS],
	};
	for (size_t i = 0; i < options->search.n; i++)
		*vec_push(arena, &record->search) = absolute_path(arena, options->search.items[i]);
	for (size_t i = 0; i < options->overlays.n; i++)
		*vec_push(arena, &record->overlays) =
		    absolute_path(arena, options->overlays.items[i]);
	for (size_t i = 0; i < a->inv->choices.n; i++)
		*vec_push(arena, &record->choices) = a->inv->choices.items[i];
	for (size_t i = 0; i < options->settings.n; i++)
		*vec_push(arena, &record->settings) = options->settings.items[i];
	for (size_t i = 0; i < a->c.graph.keys.n; i++)
		record_variable(a, record, a->c.graph.keys.items[i]);
	for (size_t i = 0; i < record->settings.n; i++)
		if (!record->settings.items[i].dir)
			record->settings.items[i].dir = here;
}
