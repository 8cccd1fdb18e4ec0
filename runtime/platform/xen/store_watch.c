/* Watches: a list of them, found by their tokens. See <mcfg/xen/store.h>. */
#include "stores.h"

#include <errno.h>
#include <mcfg/assert.h>
#include <stdlib.h>
#include <string.h>

static struct {
	struct xen_watch *first;
	uint32_t last_token;
} watches;

static struct xen_watch **find(uint32_t token)
{
	struct xen_watch **at = &watches.first;

	while (*at && (*at)->token != token)
		at = &(*at)->next;
	return at;
}

/* What an XS_WATCH or XS_UNWATCH says: its path and its token, each with its 0. */
struct words {
	char token[STORE_NUMBER];
	struct store_part parts[2];
};

static void make_words(struct words *words, const struct xen_watch *watch)
{
	store_number(words->token, watch->token, 16);
	words->parts[0] = (struct store_part){ watch->path, strlen(watch->path) + 1 };
	words->parts[1] = (struct store_part){ words->token, strlen(words->token) + 1 };
}

static void wake(struct xen_watch *watch, int value)
{
	watch->changed = true;
	if (watch->waiter)
		mcfg_waker_wake(watch->waiter, value);
}

void store_watch_event(const char *text, size_t len)
{
	const char *token = memchr(text, '\0', len);
	struct xen_watch *watch;

	if (!token || ++token == text + len)
		return;
	watch = *find(store_number_of(token, 16));
	if (watch)
		wake(watch, 0);
}

void store_watches_wake(int value)
{
	for (struct xen_watch *watch = watches.first; watch; watch = watch->next)
		wake(watch, value);
}

void store_watches_again(void)
{
	for (struct xen_watch *watch = watches.first; watch; watch = watch->next) {
		struct words words;

		make_words(&words, watch);
		store_tell(0, XS_WATCH, words.parts, 2);
		wake(watch, 0);
	}
}

/* ---- opening and closing --------------------------------------------------------------------- */

static void link_in(struct xen_watch *watch)
{
	do
		watch->token = ++watches.last_token;
	while (*find(watch->token));
	watch->next = watches.first;
	watches.first = watch;
}

static void take_out(struct xen_watch *watch)
{
	*find(watch->token) = watch->next;
	free(watch->path);
	watch->path = NULL;
}

/* It is in the list before it is asked for, so that a restore meanwhile sets it again; then the
 * store has it already when it is asked. */
int xen_watch_open(struct xen_watch *watch, const char *dir, const char *name)
{
	struct words words;
	int error;

	mcfg_assert(!watch->path);
	watch->path = store_path(dir, name);
	if (!watch->path)
		return -ENOMEM;
	link_in(watch);
	make_words(&words, watch);
	error = store_ask(NULL, XS_WATCH, words.parts, 2, NULL, NULL);
	watch->changed = true;
	if (!error || error == -EEXIST)
		return 0;
	xen_watch_close(watch);
	return error;
}

void xen_watch_close(struct xen_watch *watch)
{
	struct words words;

	if (!watch->path)
		return;
	make_words(&words, watch);
	store_tell(0, XS_UNWATCH, words.parts, 2);
	take_out(watch);
	wake(watch, -EPIPE);
}

static int wait_for(struct xen_watch *watch)
{
	struct mcfg_waker ready = { 0 };
	int error;

	watch->waiter = &ready;
	error = mcfg_waker_wait(&ready);
	watch->waiter = NULL;
	return error;
}

int xen_watch_wait(struct xen_watch *watch)
{
	int error = 0;

	if (watch->waiter)
		return -EBUSY;
	if (!watch->path)
		return -EPIPE;
	if (store_is_broken())
		return -EIO;
	if (!watch->changed)
		error = wait_for(watch);
	if (!error)
		watch->changed = false;
	return error;
}
