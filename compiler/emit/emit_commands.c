/* emit_commands.c - compile_commands.json: how each source is compiled, for editors. */
#include "emit/build.h"
#include "emit/sysroot.h"

#include <string.h>

/* $(SRC) and $(MCFG_ROOT) are names of make's; editors want paths. */
static const char *expand(struct emit *e, const char *path)
{
	if (!strncmp(path, "$(MCFG_ROOT)", 12))
		return arena_printf(e->arena, "%s%s", e->options->root, path + 12);
	return strcmp(path, "$(O)") ? path : "obj";
}

static void put_argument(struct text *text, const char *argument)
{
	text_puts(text, ", ");
	text_json_string(text, argument);
}

/* The words of a flag list that contains no quotes. */
static void put_words(struct text *text, const char *flags, const char *sysroot)
{
	while (*flags) {
		size_t len = strcspn(flags, " ");

		if (len)
			put_argument(text, sysroot_expand(text->arena,
			                                  arena_strndup(text->arena, flags, len),
			                                  sysroot));
		flags += len + (flags[len] == ' ');
	}
}

static void put_includes(struct emit *e, struct text *text, const struct object *object)
{
	struct include_dirs dirs;

	build_includes(e, object, &dirs);
	for (size_t i = 0; i < dirs.all.n; i++)
		put_argument(text, arena_printf(e->arena, "-I%s", expand(e, dirs.all.items[i])));
	for (size_t i = 0; i < object->devices.n; i++) {
		put_argument(text, "-include");
		put_argument(text, arena_printf(e->arena, "include/mcfg/device/%s.h",
		                                object->devices.items[i]->device->name));
	}
}

static void put_libraries(struct emit *e, struct text *text, const struct object *object)
{
	package_names names = { 0 };

	if (!e->options->cflags)
		return;
	object_libraries(e, object, &names);
	for (size_t i = 0; i < names.n; i++) {
		const char *flags = map_get(e->options->cflags, names.items[i]);

		if (flags)
			put_words(text, flags, "");
	}
}

static void put_command(struct emit *e, struct text *text, const struct object *object)
{
	const struct arch *arch = e->image->arch;
	const char *file =
	    object->real ? object->real : path_join(e->arena, e->options->output, object->path);
	key_flags flags;

	text_puts(text, "{ \"directory\": ");
	text_json_string(text, e->options->output);
	text_puts(text, ",\n\t  \"file\": ");
	text_json_string(text, file);
	text_puts(text, ",\n\t  \"arguments\": [");
	text_json_string(text, *arch->cc ? arch->cc : "cc");
	put_words(text, build_flags, "");
	put_words(text, arch->cflags, sysroot_folder(e));
	build_key_flags(e, &flags);
	for (size_t i = 0; i < flags.n; i++)
		put_argument(text, flags.items[i]);
	put_includes(e, text, object);
	put_libraries(e, text, object);
	put_argument(text, "-c");
	put_argument(text, file);
	text_puts(text, "] }");
}

void emit_compile_commands(struct emit *e)
{
	struct text *text = output_add(e->out, "compile_commands.json");
	struct objects objects;

	build_objects(e, &objects);
	text_puts(text, "[");
	for (size_t i = 0; i < objects.all.n; i++) {
		text_puts(text, i ? ",\n\t" : "\n\t");
		put_command(e, text, &objects.all.items[i]);
	}
	text_puts(text, "\n]\n");
}
