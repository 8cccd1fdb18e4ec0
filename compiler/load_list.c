/* The files below a folder; see load_private.h. */
#include "load_private.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The folders being listed, from the outermost: a link may lead back to one of them. */
struct folder {
	const struct folder *around;
	dev_t device;
	ino_t inode;
};

struct listing {
	struct compilation *c;
	const char *suffix;
	bool recursive;
	path_list *files;
};

static bool is_around(const struct folder *folder, const struct stat *st)
{
	for (; folder; folder = folder->around)
		if (folder->device == st->st_dev && folder->inode == st->st_ino)
			return true;
	return false;
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t len = strlen(name), n = strlen(suffix);

	return len > n && !strcmp(name + len - n, suffix);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted by their bytes. */
static int read_names(struct arena *arena, const char *dir, path_list *names)
{
	DIR *stream = opendir(dir);
	struct dirent *entry;

	if (!stream)
		return -errno;
	while ((entry = readdir(stream)))
		if (entry->d_name[0] != '.')
			*vec_push(arena, names) = arena_strdup(arena, entry->d_name);
	closedir(stream);
	if (names->n)
		qsort(names->items, names->n, sizeof *names->items, by_name);
	return 0;
}

static int list(struct listing *l, const char *dir, const struct folder *around)
{
	struct arena *arena = &l->c->arena;
	struct folder here = { .around = around };
	path_list names = { 0 };
	struct stat st;
	int error;

	if (stat(dir, &st) < 0)
		return -errno;
	if (is_around(around, &st) || compilation_too_deep(l->c))
		return 0;
	here.device = st.st_dev;
	here.inode = st.st_ino;
	error = read_names(arena, dir, &names);
	if (error)
		return error;
	for (size_t i = 0; i < names.n; i++) {
		const char *path = path_join(arena, dir, names.items[i]);

		if (stat(path, &st) < 0)
			continue; /* a link to nothing is no descriptor, nor is a pipe or a device
			           */
		if (S_ISDIR(st.st_mode) && l->recursive)
			list(l, path, &here);
		else if (S_ISREG(st.st_mode) && ends_in(names.items[i], l->suffix))
			*vec_push(arena, l->files) = path;
	}
	return 0;
}

int load_list(struct compilation *c, const char *dir, const char *suffix, bool recursive,
              path_list *files)
{
	struct listing l = { c, suffix, recursive, files };

	return list(&l, dir, NULL);
}
