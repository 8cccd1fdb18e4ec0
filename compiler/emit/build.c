/* build.c - what is compiled, from where, with what. */
#include "emit/build.h"

#include <ctype.h>
#include <string.h>

const char *const build_flags =
    "-std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror=implicit-function-declaration -Wdate-time "
    "-ffunction-sections -fdata-sections";

/* ---- words ----------------------------------------------------------------------------------- */

/* Only what make reads otherwise gets a backslash: before anything else it would be part of the
 * name. */
const char *make_path_word(struct arena *arena, const char *text)
{
	struct text word;

	text_init(&word, arena);
	for (; *text; text++) {
		if (strchr(" \t#:;|*?[", *text))
			text_putc(&word, '\\');
		text_puts(&word, *text == '$' ? "$$" : (char[]){ *text, '\0' });
	}
	return text_string(&word);
}

const char *make_shell_word(struct arena *arena, const char *text)
{
	struct text word;
	bool plain = *text && !strpbrk(text, " \t\n$`\"'\\|&;<>()*?[]#~!{}=%");

	if (plain)
		return text;
	text_init(&word, arena);
	text_putc(&word, '\'');
	for (; *text; text++) {
		const char *as = *text == '\'' ? "'\\''" : *text == '$' ? "$$" : NULL;

		if (as)
			text_puts(&word, as);
		else
			text_putc(&word, *text);
	}
	text_putc(&word, '\'');
	return text_string(&word);
}

/* What leads from a folder to a path below it, or null. */
static const char *inside(struct emit *e, const char *folder, const char *path)
{
	const char *relative = path_relative(e->arena, folder, path);

	return strncmp(relative, "../", 3) && strcmp(relative, "..") ? relative : NULL;
}

static const char *path_as(struct emit *e, const char *real,
                           const char *(*word)(struct arena *arena, const char *text))
{
	const char *path = inside(e, e->options->config, real);

	if (path)
		return arena_printf(e->arena, "$(SRC)/%s", word(e->arena, path));
	path = inside(e, e->options->root, real);
	if (path)
		return arena_printf(e->arena, "$(MCFG_ROOT)/%s", word(e->arena, path));
	return word(e->arena, real);
}

const char *make_path(struct emit *e, const char *real)
{
	return path_as(e, real, make_path_word);
}

const char *make_shell_path(struct emit *e, const char *real)
{
	return path_as(e, real, make_shell_word);
}

/*
 * The few characters that no backslash hides from make, or that compilers write bare into the rules
 * that make reads.
 */
void build_check_names(struct emit *e)
{
	for (size_t i = 0; i < e->image->sources.n; i++) {
		const struct c_source *source = e->image->sources.items[i];
		const char *path = inside(e, e->options->config, source->real);
		size_t at;

		if (!path)
			path = inside(e, e->options->root, source->real);
		if (!path)
			path = source->real;
		at = strcspn(path, ";|=:\n");
		if (path[at])
			diag_report(
			    &e->c->diags, CHECK_SOURCE_NAME, source->span,
			    "make cannot build from %s: `%.*s` in its path means something to it",
			    source->path, path[at] == '\n' ? 0 : 1, path + at);
	}
}

/* ---- generated files ------------------------------------------------------------------------- */

static bool same_generate(const struct generate *a, const struct generate *b)
{
	if (a->generator != b->generator || a->n_args != b->n_args)
		return false;
	for (size_t i = 0; i < a->n_args; i++)
		if (strcmp(a->args[i], b->args[i]))
			return false;
	return true;
}

static void add_generate(struct emit *e, struct generates *generates,
                         const struct generate *generate, struct emit_device *d)
{
	struct diag *diag;

	for (size_t i = 0; i < generates->all.n; i++) {
		const struct generate *other = generates->all.items[i];

		if (strcmp(other->out, generate->out))
			continue;
		if (same_generate(other, generate))
			return;
		diag =
		    diag_report(&e->c->diags, CHECK_GENERATE, generate->span,
		                "%s is generated twice, with different arguments", generate->out);
		if (other->span.begin != generate->span.begin)
			diag_note(&e->c->diags, diag, other->span, "the other is this");
		diag_hint(&e->c->diags, diag,
		          "put the parameter into the file's name: "
		          "\"data_\" ^ name ^ \".c\"");
		return;
	}
	*vec_push(e->arena, &generates->all) = generate;
	*vec_push(e->arena, &generates->devices) = d;
}

void build_generates(struct emit *e, struct generates *generates)
{
	*generates = (struct generates){ 0 };
	for (size_t i = 0; i < e->devices.n; i++) {
		struct emit_device *d = e->devices.items[i];

		for (size_t j = 0; j < d->nodes.n; j++) {
			const struct facts *facts = d->nodes.items[j]->facts;

			if (j && facts == d->facts)
				continue;
			for (size_t k = 0; k < facts->generates.n; k++)
				add_generate(e, generates, &facts->generates.items[k], d);
		}
	}
}

/* ---- the target's keys ----------------------------------------------------------------------- */

static const char *key_flag(struct emit *e, const struct key *key)
{
	struct text text;

	text_init(&text, e->arena);
	text_puts(&text, "-DMCFG_KEY_");
	for (const char *at = key->c_name; *at; at++)
		text_putc(&text, (char)toupper((unsigned char)*at));
	text_puts(&text, key->known ? "=" : "_DEFAULT=");
	text_c_string(&text, value_shown(e->arena, key->value));
	return text_string(&text);
}

void build_key_flags(struct emit *e, key_flags *flags)
{
	const struct target *target = e->image->target;

	*flags = (key_flags){ 0 };
	for (size_t i = 0; i < target->keys.n; i++) {
		const struct key *key = target->keys.items[i];

		if (key->known || (key->value && strcmp(key->from, "default")))
			*vec_push(e->arena, flags) = key_flag(e, key);
	}
}

/* ---- objects --------------------------------------------------------------------------------- */

static bool is_c_file(const char *path)
{
	size_t len = strlen(path);

	return len > 2 && !strcmp(path + len - 2, ".c");
}

static void add_sources(struct emit *e, struct objects *objects)
{
	for (size_t i = 0; i < e->sources.n; i++) {
		const struct emit_source *source = e->sources.items[i];
		struct object *object = vec_push(e->arena, &objects->all);

		*object = (struct object){
			.name = source->source->id,
			.label = shown_path(e, source->source->real),
			.real = source->source->real,
			.source = source,
		};
		object->devices.items = source->devices.items;
		object->devices.n = source->devices.n;
	}
}

static void add_generated(struct emit *e, struct objects *objects)
{
	struct generates generates;

	build_generates(e, &generates);
	for (size_t i = 0; i < generates.all.n; i++) {
		const char *out = generates.all.items[i]->out;
		struct object *object;

		if (!is_c_file(out))
			continue;
		object = vec_push(e->arena, &objects->all);
		*object = (struct object){
			.name = arena_printf(e->arena, "gen/%.*s", (int)strlen(out) - 2, out),
			.label = out,
			.path = arena_printf(e->arena, "gen/%s", out),
			.generated = true,
		};
		*vec_push(e->arena, &object->devices) = generates.devices.items[i];
	}
}

void build_objects(struct emit *e, struct objects *objects)
{
	*objects = (struct objects){ 0 };
	*vec_push(e->arena, &objects->all) =
	    (struct object){ .name = "main.c", .label = "main.c", .path = "main.c" };
	*vec_push(e->arena, &objects->all) = (struct object){
		.name = "record.c", .label = "record.c", .path = "record.c", .imprint = true
	};
	add_sources(e, objects);
	add_generated(e, objects);
}

/* ---- include folders ------------------------------------------------------------------------- */

static void add_dir(struct emit *e, struct include_dirs *dirs, const char *dir)
{
	for (size_t i = 0; i < dirs->all.n; i++)
		if (!strcmp(dirs->all.items[i], dir))
			return;
	*vec_push(e->arena, &dirs->all) = dir;
}

/* Has the source calls of its own to any interface? */
static bool has_bindings(const struct object *object)
{
	return object->source && object->source->views.n;
}

void build_includes(struct emit *e, const struct object *object, struct include_dirs *dirs)
{
	*dirs = (struct include_dirs){ 0 };
	if (object->imprint) {
		add_dir(e, dirs, "$(O)");
		return;
	}
	if (has_bindings(object))
		add_dir(e, dirs, arena_printf(e->arena, "bind/%s", object->source->source->id));
	add_dir(e, dirs, "include");
	for (size_t i = 0; i < object->devices.n; i++)
		if (object->devices.items[i]->facts->generates.n)
			add_dir(e, dirs, "gen");
	for (size_t i = 0; i < e->image->interfaces.n; i++) {
		const char *dir = interface_header_dir(e, e->image->interfaces.items[i]);

		if (dir)
			add_dir(e, dirs, make_shell_path(e, dir));
	}
	add_dir(e, dirs, "$(MCFG_ROOT)/runtime/include");
	if (!object->source && !object->generated)
		add_dir(e, dirs, "$(MCFG_ROOT)");
}
