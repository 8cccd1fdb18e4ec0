/* load: files -> AST. See load.h. */
#include "load.h"

#include "load_private.h"

#include <errno.h>
#include <string.h>

/* ---- places ---- */

static void read_all(struct loading *l, const path_list *files)
{
	for (size_t i = 0; i < files->n; i++) {
		int error = load_file(l, files->items[i]);

		if (error)
			diag_report(&l->c->diags, CHECK_FILE, (struct span){ 0 }, "%s",
			            load_error_text(l->c, files->items[i], error));
	}
}

static const char *installed(struct loading *l, const char *folder)
{
	struct arena *arena = &l->c->arena;
	const char *path = path_join(arena, l->c->options.root, folder);
	const char *real = path_real(arena, path);

	if (real)
		*vec_push(arena, &l->installed) = real;
	return path;
}

static void find_places(struct loading *l)
{
	struct compilation *c = l->c;
	const char *beside = c->options.path ? path_dir(&c->arena, c->options.path) : ".";

	if (c->options.root) {
		*vec_push(&c->arena, &l->places) = installed(l, "devices");
		*vec_push(&c->arena, &l->places) = installed(l, "runtime/platform");
	}
	*vec_push(&c->arena, &l->places) = path_join(&c->arena, beside, "devices");
	for (size_t i = 0; i < c->options.search.n; i++)
		*vec_push(&c->arena, &l->places) = c->options.search.items[i];
}

/* A place that a user named should be there; the others may be missing. */
static void read_descriptors(struct loading *l)
{
	size_t n_own = l->places.n - l->c->options.search.n;

	for (size_t i = 0; i < l->places.n; i++) {
		path_list files = { 0 };
		int error = load_list(l->c, l->places.items[i], ".mdev", true, &files);

		if (error && (i >= n_own || error != -ENOENT))
			diag_report(&l->c->diags, CHECK_SEARCH_PATH, (struct span){ 0 },
			            "no descriptors are read from %s: %s", l->places.items[i],
			            strerror(-error));
		read_all(l, &files);
	}
}

static void read_prelude(struct loading *l)
{
	path_list files = { 0 };

	if (!l->c->options.root)
		return;
	load_list(l->c, installed(l, "stdlib-configs"), ".mcfg", false, &files);
	read_all(l, &files);
}

/* ---- the configuration ---- */

/* The names of files without their suffix: that one is near another says nothing of the others. */
static path_list stems_of(struct compilation *c, const path_list *files)
{
	path_list stems = { 0 };

	for (size_t i = 0; i < files->n; i++)
		*vec_push(&c->arena, &stems) =
		    arena_strndup(&c->arena, files->items[i], strlen(files->items[i]) - 5);
	return stems;
}

/* The configuration beside `path`, or in it, that was probably meant; or null. */
static const char *find_meant(struct compilation *c, int error)
{
	const char *path = c->options.path, *dot = strrchr(path, '.'), *nearest;
	const char *stem = dot && !strcmp(dot, ".mcfg")
	                       ? arena_strndup(&c->arena, path, (size_t)(dot - path))
	                       : path;
	path_list files = { 0 }, stems;

	load_list(c, error == -EISDIR ? path : path_dir(&c->arena, path), ".mcfg", false, &files);
	if (error == -EISDIR)
		return files.n == 1 ? files.items[0] : NULL;
	stems = stems_of(c, &files);
	for (size_t i = 0; i < files.n; i++)
		if (!strcmp(stems.items[i], stem))
			return files.items[i];
	nearest = diag_nearest(stem, stems.items, stems.n);
	return nearest ? arena_printf(&c->arena, "%s.mcfg", nearest) : NULL;
}

static struct diag *report_unread(struct compilation *c, const char *path, int error)
{
	c->world_failed = true;
	return diag_report(&c->diags, CHECK_FILE, (struct span){ 0 }, "%s",
	                   load_error_text(c, path, error));
}

static void report_configuration(struct compilation *c, int error)
{
	struct diag *diag = report_unread(c, c->options.path, error);
	const char *meant = error == -ENOENT || error == -EISDIR ? find_meant(c, error) : NULL;

	if (meant)
		diag_hint(&c->diags, diag, "there is %s", meant);
}

static void read_overlays(struct loading *l)
{
	struct compilation *c = l->c;

	l->is_overlay = true;
	for (size_t i = 0; i < c->options.overlays.n; i++) {
		int error = load_file(l, c->options.overlays.items[i]);

		if (error)
			report_unread(c, c->options.overlays.items[i], error);
	}
}

static void check_registered(struct compilation *c, const struct file *file)
{
	struct diag *diag;

	if (c->registration || file->is_descriptor)
		return;
	diag = diag_report(&c->diags, CHECK_REGISTER, (struct span){ file->source->id, 0, 0 },
	                   "this configuration registers no image");
	diag_hint(&c->diags, diag, "it ends with `let () = register \"NAME\" [ JOB; ... ]`");
}

void load(struct compilation *c)
{
	struct loading l = { .c = c };
	size_t n_errors;
	struct file **main_file;
	int error;

	find_places(&l);
	read_descriptors(&l);
	read_prelude(&l);
	for (const struct file *file = c->files; file; file = file->next)
		c->n_prelude_files++;
	if (!c->options.path)
		return;
	main_file = c->files_end;
	n_errors = c->diags.n_errors;
	error = load_file(&l, c->options.path);
	if (error)
		report_configuration(c, error);
	else if (*main_file && c->diags.n_errors == n_errors)
		check_registered(c, *main_file);
	read_overlays(&l);
}
