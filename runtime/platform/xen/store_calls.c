/* What can be asked of the store, and reading the answers. See <mcfg/xen/store.h>. */
#include "stores.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *store_path(const char *dir, const char *name)
{
	size_t dir_len = strlen(dir), name_len = name ? strlen(name) + 1 : 0;
	char *path = malloc(dir_len + name_len + 1);

	if (!path)
		return NULL;
	memcpy(path, dir, dir_len);
	path[dir_len] = '\0';
	if (name) {
		path[dir_len] = '/';
		memcpy(path + dir_len + 1, name, name_len);
	}
	return path;
}

int store_ask_path(const struct xen_tx *tx, enum xsd_sockmsg_type type, const char *dir,
                   const char *name, const struct store_part *more, size_t n_more, char **answer,
                   size_t *len)
{
	struct store_part parts[3];
	char *path = store_path(dir, name);
	int error;

	if (!path)
		return -ENOMEM;
	parts[0] = (struct store_part){ path, strlen(path) + 1 };
	for (size_t i = 0; i < n_more; i++)
		parts[1 + i] = more[i];
	error = store_ask(tx, type, parts, 1 + n_more, answer, len);
	free(path);
	return error;
}

/* ---- values ---------------------------------------------------------------------------------- */

int xen_store_read(const struct xen_tx *tx, const char *dir, const char *name, char **value,
                   size_t *len)
{
	return store_ask_path(tx, XS_READ, dir, name, NULL, 0, value, len);
}

static int number_of(const char *text, uint64_t max, uint64_t *number)
{
	uint64_t n = 0;

	if (!*text)
		return -EINVAL;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || __builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, (unsigned)(*text - '0'), &n) || n > max)
			return -EINVAL;
	}
	*number = n;
	return 0;
}

int xen_store_read_number(const struct xen_tx *tx, const char *dir, const char *name, uint64_t max,
                          uint64_t *number)
{
	char *value;
	int error = xen_store_read(tx, dir, name, &value, NULL);

	if (error)
		return error;
	error = number_of(value, max, number);
	free(value);
	return error;
}

int xen_store_write(const struct xen_tx *tx, const char *dir, const char *name, const char *text)
{
	const struct store_part part = { text, strlen(text) };

	return store_ask_path(tx, XS_WRITE, dir, name, &part, 1, NULL, NULL);
}

int xen_store_print(const struct xen_tx *tx, const char *dir, const char *name, const char *format,
                    ...)
{
	char text[256];
	va_list arguments;
	int len;

	va_start(arguments, format);
	len = vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (len < 0 || (size_t)len >= sizeof text)
		return -ENAMETOOLONG;
	return xen_store_write(tx, dir, name, text);
}

int xen_store_mkdir(const struct xen_tx *tx, const char *dir, const char *name)
{
	int error = store_ask_path(tx, XS_MKDIR, dir, name, NULL, 0, NULL, NULL);

	return error == -EEXIST ? 0 : error;
}

int xen_store_remove(const struct xen_tx *tx, const char *dir, const char *name)
{
	int error = store_ask_path(tx, XS_RM, dir, name, NULL, 0, NULL, NULL);

	return error == -ENOENT ? 0 : error;
}

int xen_store_permit(const struct xen_tx *tx, const char *dir, const char *name,
                     const char *const *permissions, size_t n)
{
	struct store_part part = { 0 };
	char *text, *at;
	int error;

	for (size_t i = 0; i < n; i++)
		part.len += strlen(permissions[i]) + 1;
	part.data = text = at = malloc(part.len + 1);
	if (!text)
		return -ENOMEM;
	for (size_t i = 0; i < n; i++)
		at = stpcpy(at, permissions[i]) + 1;
	error = store_ask_path(tx, XS_SET_PERMS, dir, name, &part, 1, NULL, NULL);
	free(text);
	return error;
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* Numbers by their value, then words. */
static int compare_names(const void *a, const void *b)
{
	const char *left = *(char *const *)a, *right = *(char *const *)b;
	uint64_t n_left = 0, n_right = 0;
	bool left_is_word = number_of(left, UINT64_MAX, &n_left) != 0;
	bool right_is_word = number_of(right, UINT64_MAX, &n_right) != 0;

	if (left_is_word != right_is_word)
		return left_is_word - right_is_word;
	if (!left_is_word && n_left != n_right)
		return n_left < n_right ? -1 : 1;
	return strcmp(left, right);
}

/* The names in "a" 0 "b" 0; empty ones are none. Fills in `names` unless it is null. */
static size_t split(char *text, size_t len, char **names)
{
	size_t n = 0;

	for (char *at = text; at < text + len; at += strlen(at) + 1)
		if (*at) {
			if (names)
				names[n] = at;
			n++;
		}
	return n;
}

/* One block of memory: the names, then their texts, which end with a 0 that store_ask put there. */
static int make_list(const char *text, size_t len, struct xen_list *list)
{
	size_t max = len / 2 + 1;
	char **names = malloc(max * sizeof *names + len + 1);
	char *copy;

	if (!names)
		return -ENOMEM;
	copy = (char *)(names + max);
	memcpy(copy, text, len + 1);
	list->names = names;
	list->n = split(copy, len, names);
	qsort(names, list->n, sizeof *names, compare_names);
	return 0;
}

int xen_store_list(const struct xen_tx *tx, const char *dir, const char *name,
                   struct xen_list *list)
{
	char *text;
	size_t len;
	int error = store_ask_path(tx, XS_DIRECTORY, dir, name, NULL, 0, &text, &len);

	*list = (struct xen_list){ 0 };
	if (error)
		return error;
	error = make_list(text, len, list);
	free(text);
	return error;
}

void xen_list_fini(struct xen_list *list)
{
	free(list->names);
	*list = (struct xen_list){ 0 };
}

/* ---- transactions ---------------------------------------------------------------------------- */

int xen_tx_begin(struct xen_tx *tx)
{
	const struct store_part nothing = { "", 1 };
	char *answer;
	uint64_t id;
	int error = store_ask(NULL, XS_TRANSACTION_START, &nothing, 1, &answer, NULL);

	if (error)
		return error;
	error = number_of(answer, UINT32_MAX, &id);
	free(answer);
	if (error || id == 0)
		return -EPROTO;
	*tx = (struct xen_tx){ .id = (uint32_t)id, .generation = store_generation() };
	return 0;
}

int xen_tx_end(const struct xen_tx *tx, bool commit)
{
	const struct store_part part = { commit ? "T" : "F", 2 };
	int error = store_ask(tx, XS_TRANSACTION_END, &part, 1, NULL, NULL);

	return error == -EAGAIN && !commit ? 0 : error;
}

/* A transaction is ended whatever happens to its task, or the store would keep it open. */
static int end(const struct xen_tx *tx, bool commit)
{
	struct mcfg_shield shield;
	int error;

	task_shield_begin(&shield);
	error = xen_tx_end(tx, commit);
	task_shield_end(&shield);
	return error;
}

int xen_transact(int (*body)(const struct xen_tx *tx, void *argument), void *argument)
{
	for (;;) {
		struct xen_tx tx;
		int error = xen_tx_begin(&tx), ended;

		if (error)
			return error;
		error = body(&tx, argument);
		ended = end(&tx, error == 0);
		if (error && error != -EAGAIN)
			return error;
		if (!error && ended != -EAGAIN)
			return ended;
		if ((error = task_yield()))
			return error;
	}
}
