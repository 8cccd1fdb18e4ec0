/* One file, and what it includes; see load_private.h. */
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
	case ESPIPE:
		return arena_printf(&c->arena, "%s is a pipe, a socket or a device, not a file",
		                    path);
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
		rest->is_overlay = file->is_overlay;
		rest->items = item->next;
		item->next = NULL;
		read_include(l, reading, item);
		return rest->items ? rest : NULL;
	}
	return NULL;
}

static int read_file(struct loading *l, const struct reading *from, const struct item *include,
                     const char *path)
{
	const char *real = path_real(&l->c->arena, path);
	struct reading reading = { .from = from, .include = include };
	struct source *source;
	int error;

	if (!real) /* a pipe that mcfg was given has no path */
		return errno == ENOENT && !access(path, F_OK) ? -ESPIPE : -errno;
	if (sources_find(&l->c->sources, real))
		return 0;
	error = sources_read(&l->c->sources, path, &source);
	if (error)
		return error;
	source->of_user = is_of_user(l, source);
	reading.source = source;
	for (struct file *file = parse_source(l->c, source); file;) {
		file->is_overlay = l->is_overlay;
		file = take_items(l, &reading, file);
	}
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

int load_file(struct loading *l, const char *path)
{
	return read_file(l, NULL, NULL, path);
}
