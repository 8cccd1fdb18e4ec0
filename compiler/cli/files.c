/* See files.h. */
#include "cli/files.h"

#include "base/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* read(2), again when a signal came. */
static ssize_t read_some(int fd, char *bytes, size_t size)
{
	ssize_t got;

	do
		got = read(fd, bytes, size);
	while (got < 0 && errno == EINTR);
	return got;
}

int file_read(struct arena *arena, const char *path, char **text, size_t *len)
{
	VEC(char) bytes = { 0 };
	int fd, error = source_open(path, &fd);
	ssize_t got;

	if (error)
		return error;
	do {
		while (bytes.cap - bytes.n < 4096)
			bytes.items = vec_grow(arena, bytes.items, bytes.n, &bytes.cap, 1);
		got = read_some(fd, bytes.items + bytes.n, bytes.cap - bytes.n - 1);
		if (got > 0)
			bytes.n += (size_t)got;
	} while (got > 0);
	if (got < 0)
		error = -errno;
	close(fd);
	bytes.items[bytes.n] = '\0';
	*text = bytes.items;
	*len = bytes.n;
	return error;
}

int file_digest(const char *path, struct digest *digest)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK), error = 0;
	char bytes[16384];
	struct stat st;
	ssize_t got;

	if (fd < 0)
		return errno == ENOTDIR ? -ENOENT : errno == ELOOP ? -EEXIST : -errno;
	*digest = digest_of(NULL, 0);
	if (fstat(fd, &st) < 0)
		error = -errno;
	else if (!S_ISREG(st.st_mode))
		error = -EEXIST;
	while (!error && (got = read_some(fd, bytes, sizeof bytes)) != 0) {
		if (got < 0)
			error = -errno;
		else
			digest_add(digest, bytes, (size_t)got);
	}
	close(fd);
	return error;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t wrote = write(fd, bytes, len);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return -errno;
		bytes += wrote;
		len -= (size_t)wrote;
	}
	return 0;
}

int file_create(const char *path, const char *bytes, size_t len, bool executable)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, executable ? 0777 : 0666);
	int error;

	if (fd < 0)
		return -errno;
	error = write_all(fd, bytes, len);
	if (close(fd) < 0 && !error)
		error = -errno;
	if (error)
		unlink(path);
	return error;
}

int folder_make(struct arena *arena, const char *path, folder_list *made)
{
	struct stat st;
	int error;

	if (!stat(path, &st))
		return S_ISDIR(st.st_mode) ? 0 : -ENOTDIR;
	if (errno != ENOENT)
		return -errno;
	if (strcmp(path_dir(arena, path), path) &&
	    (error = folder_make(arena, path_dir(arena, path), made)))
		return error;
	if (mkdir(path, 0777) < 0)
		return errno != EEXIST ? -errno : stat(path, &st) < 0 ? -ENOLINK : 0;
	if (made)
		*vec_push(arena, made) = path;
	return 0;
}

int folder_lock(const char *path, int *lock)
{
	*lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*lock < 0)
		return -errno;
	while (flock(*lock, LOCK_EX) < 0)
		if (errno != EINTR)
			return errno == EOPNOTSUPP || errno == ENOLCK ? 0 : -errno;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

int folder_remove(const char *path)
{
	enum { OPEN_FOLDERS = 16 };

	if (!nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) || errno == ENOENT)
		return 0;
	return -errno;
}

void folder_prune(struct arena *arena, const char *top, const char *path)
{
	const char *folder = path_dir(arena, path);

	while (strlen(folder) > strlen(top) && !rmdir(folder))
		folder = path_dir(arena, folder);
}

const char *absolute_path(struct arena *arena, const char *path)
{
	const char *real = path_real(arena, path), *dir = path_dir(arena, path);
	const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;

	if (real || !strcmp(dir, path))
		return real ? real : path;
	return path_join(arena, absolute_path(arena, dir), name);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int folder_names(struct arena *arena, const char *path, folder_list *names)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;

	if (!folder)
		return -errno;
	while ((entry = readdir(folder)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			*vec_push(arena, names) = arena_strdup(arena, entry->d_name);
	closedir(folder);
	if (names->n)
		qsort(names->items, names->n, sizeof *names->items, by_name);
	return 0;
}
