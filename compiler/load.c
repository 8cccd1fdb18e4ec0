/* load: files -> AST. See load.h. */
#include "load.h"

#include "load_private.h"
#include "parse.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A file being read, and the include in another that asked for it. */
struct reading {
	const struct reading *from; /* the including file, or null */
	const struct source *source;
	const struct item *include;
};

struct loading {
	struct compilation *c;
	path_list places;    /* where descriptors are, and included files may be */
	path_list installed; /* the installation's own folders, absolute */
};

/* ---- items ---- */

static void take_registration(struct loading *l, struct item *item, const struct file *file)
{
	struct compilation *c = l->c;
	struct diag *diag;

	if (file->is_descriptor || !file->source->of_user) {
		diag = diag_report(&c->diags, CHECK_DESCRIPTOR, item->span,
		                   "%s cannot register an image",
		                   file->is_descriptor ? "a descriptor" : "the prelude");
		diag_hint(&c->diags, diag, "`register` stands in a configuration, a .mcfg file");
		return;
	}
	if (!c->registration) {
		c->registration = item;
		return;
	}
	diag = diag_report(&c->diags, CHECK_REGISTER, item->span,
	                   "a configuration registers one image, and this is another");
	diag_note(&c->diags, diag, c->registration->span, "the first is registered here");
}

/* A definition in a descriptor, which is order-free. One that could not be read had its message. */
static void refuse_definition(struct loading *l, const struct item *item)
{
	struct diag *diag;

	if (item->value->kind == EXPR_ERROR || item->is_override)
		return;
	diag = diag_report(&l->c->diags, CHECK_DESCRIPTOR, item->span,
	                   "a descriptor cannot define a value");
	diag_hint(&l->c->diags, diag, "`let` stands in a configuration, a .mcfg file");
}

static void look_at(struct loading *l, struct item *item, const struct file *file)
{
	switch (item->kind) {
	case ITEM_REGISTER: take_registration(l, item, file); break;
	case ITEM_REQUIRE: load_require(l->c, item); break;
	case ITEM_LET:
		if (file->is_descriptor)
			refuse_definition(l, item);
		break;
	default: break;
	}
}

/* ---- reading ---- */

const char *load_error_text(struct compilation *c, const char *path, int error)
{
	switch (-error) {
	case ENOENT: return arena_printf(&c->arena, "there is no file %s", path);
	case EISDIR: return arena_printf(&c->arena, "%s is a folder, not a file", path);
	case EFBIG: return arena_printf(&c->arena, "%s is too large", path);
	default: return arena_printf(&c->arena, "%s cannot be read: %s", path, strerror(-error));
	}
}

static void append(struct compilation *c, struct file *file)
{
	*c->files_end = file;
	c->files_end = &file->next;
}

static bool is_below(const char *real, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(real, folder, len) && real[len] == '/';
}

static bool is_of_user(const struct loading *l, const struct source *source)
{
	for (size_t i = 0; i < l->installed.n; i++)
		if (is_below(source->real, l->installed.items[i]))
			return false;
	return true;
}

static void read_include(struct loading *l, const struct reading *from, const struct item *item);

/* Takes the items up to the first include, and that one's file; gives the rest, or null. */
static struct file *take_items(struct loading *l, const struct reading *reading, struct file *file)
{
	struct file *rest;

	append(l->c, file);
	for (struct item *item = file->items; item; item = item->next) {
		look_at(l, item, file);
		if (item->kind != ITEM_INCLUDE)
			continue;
		rest = arena_new(&l->c->arena, struct file);
		rest->source = file->source;
		rest->is_descriptor = file->is_descriptor;
		rest->items = item->next;
		item->next = NULL;
		read_include(l, reading, item);
		return rest->items ? rest : NULL;
	}
	return NULL;
}

/* Adds the file at `path` unless it was read before. Returns 0 or -errno. */
static int read_file(struct loading *l, const struct reading *from, const struct item *include,
                     const char *path)
{
	const char *real = path_real(&l->c->arena, path);
	struct reading reading = { .from = from, .include = include };
	struct source *source;
	int error;

	if (!real)
		return -errno;
	if (sources_find(&l->c->sources, real))
		return 0;
	error = sources_read(&l->c->sources, path, &source);
	if (error)
		return error;
	source->of_user = is_of_user(l, source);
	reading.source = source;
	for (struct file *file = parse_source(l->c, source); file;)
		file = take_items(l, &reading, file);
	return 0;
}

/* ---- includes ---- */

/* The file that an include means: beside its own file, else the first along the places; null if
 * none. */
static const char *find_include(struct loading *l, const struct item *item, const char *dir)
{
	struct arena *arena = &l->c->arena;
	const char *name = item->value->string.bytes;
	const char *path = path_join(arena, dir, name);

	if (!access(path, F_OK))
		return path;
	for (size_t i = 0; i < l->places.n && *name != '/'; i++) {
		path = path_join(arena, l->places.items[i], name);
		if (!access(path, F_OK))
			return path;
	}
	return NULL;
}

static void report_missing(struct loading *l, const struct item *item)
{
	struct diag *diag = diag_report(&l->c->diags, CHECK_INCLUDE, item->value->span,
	                                "there is no file %s", item->value->string.bytes);

	if (l->places.n)
		diag_hint(&l->c->diags, diag,
		          "it is looked for beside this file, then in the folders of descriptors "
		          "and of -I");
}

/* Is the file one of those around the include? Reports how it came there. */
static bool report_cycle(struct loading *l, const struct reading *from, const struct item *item,
                         const char *real)
{
	const struct reading *outer = from;
	struct diag *diag;

	while (outer && strcmp(outer->source->real, real) != 0)
		outer = outer->from;
	if (!outer)
		return false;
	diag = diag_report(&l->c->diags, CHECK_INCLUDE, item->value->span, "%s includes itself",
	                   outer->source->path);
	for (const struct reading *step = from; step != outer; step = step->from)
		diag_note(&l->c->diags, diag, step->include->value->span, "%s is included here",
		          step->source->path);
	return true;
}

static void read_include(struct loading *l, const struct reading *from, const struct item *item)
{
	struct compilation *c = l->c;
	const char *path = find_include(l, item, from->source->dir);
	const char *real = path ? path_real(&c->arena, path) : NULL;
	int error;

	if (compilation_too_deep(c)) {
		diag_report(&c->diags, CHECK_DEPTH, item->span, "includes are nested too deeply");
		return;
	}
	if (!item->value->string.len) {
		diag_report(&c->diags, CHECK_INCLUDE, item->value->span, "this names no file");
		return;
	}
	if (!path) {
		report_missing(l, item);
		return;
	}
	if (real && report_cycle(l, from, item, real))
		return;
	error = read_file(l, from, item, path);
	if (error)
		diag_report(&c->diags, CHECK_INCLUDE, item->value->span, "%s",
		            load_error_text(c, path, error));
}

/* ---- places ---- */

static void read_all(struct loading *l, const path_list *files)
{
	for (size_t i = 0; i < files->n; i++) {
		int error = read_file(l, NULL, NULL, files->items[i]);

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

static void report_unread(struct compilation *c, int error)
{
	struct diag *diag = diag_report(&c->diags, CHECK_FILE, (struct span){ 0 }, "%s",
	                                load_error_text(c, c->options.path, error));
	const char *meant = error == -ENOENT || error == -EISDIR ? find_meant(c, error) : NULL;

	if (meant)
		diag_hint(&c->diags, diag, "there is %s", meant);
	c->world_failed = true;
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
	error = read_file(&l, NULL, NULL, c->options.path);
	if (error)
		report_unread(c, error);
	else if (*main_file && c->diags.n_errors == n_errors)
		check_registered(c, *main_file);
}
