/* See target_image.h. */
#include "cli/target_image.h"

#include "cli/analysis.h"
#include "cli/libraries.h"
#include "cli/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- configure ------------------------------------------------------------------------------- */

static void describe_image(const struct analysis *a, const char *folder, struct target_image *image)
{
	struct arena *arena = a->inv->arena;
	const struct target *target = a->c.image->target;
	const struct arch *arch = a->c.image->arch;
	const char *file = arena_printf(arena, "%s%s", a->c.image->name, arch->suffix);

	image->name = arena_strdup(arena, a->c.image->name);
	image->target = arena_strdup(arena, target->decl->name);
	image->arch = arena_strdup(arena, arch->name);
	image->folder = folder;
	image->file = path_join(arena, folder, file);
	image->elf = arch->posts.n ? path_join(arena, folder, "obj/image.elf") : image->file;
	image->root = arena_strdup(arena, a->root);
	image->says_status = !strcmp(target->status, "console_line");
	image->cc = arena_strdup(arena, arch->cc);
	image->run = arena_strdup(arena, target->run);
	image->takes_argv = !strcmp(target->options, "argv");
}

static void add_record(struct analysis *a, const char *folder, struct output *out)
{
	struct output_file *file = arena_new(out->arena, struct output_file);
	struct record record;

	file->path = RECORD_NAME;
	text_init(&file->text, out->arena);
	settings_record(a, &record);
	record_print(&record, folder, &file->text);
	*vec_push(out->arena, &out->files) = file;
}

static int write_image(struct analysis *a)
{
	struct target_image *image = a->result;
	struct arena *arena = a->inv->arena;
	const char *folder = image->folder;
	struct emit_options options = { .root = a->root };
	struct output out = { .arena = &a->c.arena };
	struct map cflags = { 0 };
	int status = EXIT_GOOD;

	if (!folder)
		status = project_folder(a->project, a->inv, a->c.image->target->decl->name,
		                        a->c.image->arch->name, &folder);
	if (status)
		return status;
	options.output = absolute_path(arena, folder);
	options.config = path_dir(arena, a->project->real);
	libraries_cflags(a, &cflags);
	options.cflags = &cflags;
	emit_image(&a->c, &options, &out);
	add_record(a, options.output, &out);
	status = analysis_report(a);
	if (status)
		return status;
	describe_image(a, folder, image);
	return output_write(arena, folder, &out, &image->written);
}

int target_image_configure(const struct invocation *inv, const struct project *project,
                           const struct configured *configured, struct target_image *image)
{
	struct analysis a = {
		.inv = inv,
		.project = project,
		.record = configured ? &configured->record : NULL,
		.pick_target = true,
		.then = write_image,
		.result = image,
	};

	*image = (struct target_image){ .folder = configured ? configured->folder : NULL };
	return analysis_run(&a);
}

int target_image_update(const struct invocation *inv, struct target_image *image)
{
	struct project project;
	struct configured *configured;
	int status = project_find(&project, inv);

	if (!status)
		status = project_choose(&project, inv, &configured);
	return status ? status : target_image_configure(inv, &project, configured, image);
}

/* ---- make ------------------------------------------------------------------------------------ */

/* Is make told already how much to do at once? */
static bool has_jobs(void)
{
	const char *flags = getenv("MAKEFLAGS");

	return flags && (strstr(flags, "-j") || strstr(flags, "--jobserver"));
}

/* With what status a step of the build failed that said why: MCFG_FAILURE names the file for it. */
static int said_failure(const struct invocation *inv, const char *path)
{
	char *text;
	size_t len;

	if (file_read(inv->arena, path, &text, &len))
		return EXIT_GOOD;
	unlink(path);
	return text[0] == '0' + EXIT_WORLD && text[1] == '\n' ? EXIT_WORLD : EXIT_GOOD;
}

/* What make's failure means: a tool that is missing is the machine's, all else the user's C's. */
static int make_failed(const struct invocation *inv, const struct target_image *image, int status)
{
	const char *cc = getenv("CC") && *getenv("CC") ? getenv("CC") : image->cc;

	if (status == PROCESS_MISSING)
		return world_error("make is not there; mcfg builds images with it");
	cc = arena_strndup(inv->arena, cc, strcspn(cc, " "));
	if (!process_exists(inv->arena, cc))
		return world_error("the C compiler %s is not there", cc);
	return EXIT_WRONG;
}

int target_image_make(const struct invocation *inv, const struct target_image *image, bool quiet,
                      const char *mode)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	const char *jobs = arena_printf(inv->arena, "-j%ld", n > 0 ? n : 1);
	const char *argv[8] = { "make", "--no-print-directory", "-C", image->folder };
	size_t argc = 4;
	const char *failure =
	    path_join(inv->arena, absolute_path(inv->arena, image->folder), ".mcfg-failure");
	int lock, status, error;

	if (!has_jobs())
		argv[argc++] = jobs;
	if (quiet)
		argv[argc++] = "--silent";
	if (mode)
		argv[argc++] = mode;
	/* Two makes at once would write the same objects. */
	error = folder_lock(image->folder, &lock);
	if (error)
		return world_error("%s: %s", image->folder, strerror(-error));
	setenv("MCFG_FAILURE", failure, 1);
	status = process_run(inv->arena, argv, quiet);
	unsetenv("MCFG_FAILURE");
	if (status)
		status = said_failure(inv, failure) ? EXIT_WORLD : make_failed(inv, image, status);
	close(lock);
	return status;
}
