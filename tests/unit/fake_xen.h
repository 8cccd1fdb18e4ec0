/*
 * fake_xen.h - what drivers of Xen images stand on, <mcfg/xen/...>, as the test plays it: a store
 * of a few nodes, grants that are counted, event channels. Every call of the store lets the other
 * tasks run. Memory for devices is counted, too, and lies where a guest's could.
 */
#ifndef FAKE_XEN_H
#define FAKE_XEN_H

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <mcfg/xen/event.h>
#include <mcfg/xen/grant.h>
#include <mcfg/xen/store.h>
#include <mcfg/xen/suspend.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAKE_NODES = 64, FAKE_WATCHES = 8, FAKE_GRANTS = 1024, FAKE_FIRST = 8, FAKE_EVENTS = 8 };
enum { FAKE_PATH = 96, FAKE_VALUE = 64, FAKE_SUSPENDERS = 4, FAKE_BLOCKS = 512 };

static struct {
	struct {
		char path[FAKE_PATH], value[FAKE_VALUE];
	} nodes[FAKE_NODES]; /* those of no path are free */
	struct xen_watch *watches[FAKE_WATCHES];
	struct fake_grant {
		unsigned char *page; /* null: it does not stand */
		uint16_t domain;
		bool is_written;
		unsigned n_used; /* by the other domain */
	} grants[FAKE_GRANTS];
	size_t n_grants, most_grants; /* that stand; that may */
	size_t n_refused;             /* ends of grants, since they were used */
	struct xen_event *events[FAKE_EVENTS];
	unsigned n_notified;
	struct xen_suspender *suspenders[FAKE_SUSPENDERS];
	int store_error; /* of every call */
} fake;

static void fake_init(void)
{
	memset(&fake, 0, sizeof fake);
	fake.most_grants = FAKE_GRANTS - FAKE_FIRST;
}

/* ---- memory for devices ---------------------------------------------------------------------- */

static struct {
	unsigned char *at;
	size_t bytes;
} fake_blocks[FAKE_BLOCKS];
static size_t dma_bytes, dma_most = SIZE_MAX;

void *mcfg_platform_dma_open(size_t bytes)
{
	size_t i = 0;

	while (fake_blocks[i].at)
		if (++i == FAKE_BLOCKS)
			return NULL;
	if (bytes > dma_most - dma_bytes)
		return NULL;
	fake_blocks[i].at = aligned_alloc(MCFG_DMA_PAGE_BYTES, bytes);
	if (!fake_blocks[i].at)
		return NULL;
	memset(fake_blocks[i].at, 0, bytes);
	fake_blocks[i].bytes = bytes;
	dma_bytes += bytes;
	return fake_blocks[i].at;
}

void mcfg_platform_dma_close(void *memory, size_t bytes)
{
	size_t i = 0;

	while (fake_blocks[i].at != memory)
		mcfg_assert(++i < FAKE_BLOCKS);
	mcfg_assert(fake_blocks[i].bytes == bytes);
	/* No other domain can use a page of it. */
	for (size_t ref = 0; ref < FAKE_GRANTS; ref++)
		mcfg_assert(!fake.grants[ref].page ||
		            (uintptr_t)fake.grants[ref].page - (uintptr_t)memory >= bytes);
	fake_blocks[i].at = NULL;
	dma_bytes -= bytes;
	free(memory);
}

uint64_t mcfg_platform_dma_address(const void *at)
{
	return (uintptr_t)at;
}

/* ---- grants ---------------------------------------------------------------------------------- */

int xen_grant_access(uint32_t *ref, uint16_t domain, const void *page, enum xen_grant what)
{
	mcfg_assert((uintptr_t)page % MCFG_DMA_PAGE_BYTES == 0);
	if (fake.n_grants == fake.most_grants)
		return -ENOSPC;
	for (*ref = FAKE_FIRST; fake.grants[*ref].page;)
		++*ref;
	fake.grants[*ref] = (struct fake_grant){ (unsigned char *)(uintptr_t)page, domain,
		                                 what == XEN_GRANT_WRITE, 0 };
	fake.n_grants++;
	return 0;
}

int xen_grant_end(uint32_t ref)
{
	mcfg_assert(ref >= FAKE_FIRST && ref < FAKE_GRANTS && fake.grants[ref].page);
	if (fake.grants[ref].n_used > 0) {
		fake.n_refused++;
		return -EBUSY;
	}
	fake.grants[ref].page = NULL;
	fake.n_grants--;
	return 0;
}

int xen_grant_end_wait(uint32_t ref)
{
	int error = 0;

	while (!error && xen_grant_end(ref))
		error = task_sleep_ns(MSEC(10));
	return error;
}

bool xen_grant_in_use(uint32_t ref)
{
	return fake.grants[ref].n_used > 0;
}

struct xen_grant_count xen_grant_count(void)
{
	return (struct xen_grant_count){ fake.n_grants, fake.most_grants - fake.n_grants };
}

/* ---- events ---------------------------------------------------------------------------------- */

int xen_event_alloc(struct xen_event *event, uint16_t domain)
{
	(void)domain;
	for (uint32_t i = 0; i < FAKE_EVENTS; i++)
		if (!fake.events[i]) {
			fake.events[i] = event;
			event->port = i + 1;
			return 0;
		}
	return -ENOSPC;
}

void xen_event_close(struct xen_event *event)
{
	if (event->port)
		fake.events[event->port - 1] = NULL;
	event->port = 0;
}

void xen_event_notify(const struct xen_event *event)
{
	fake.n_notified += event->port != 0;
}

/* The other side tells the owner of a port, if it is open. */
static void fake_event(uint32_t port)
{
	if (port > 0 && port <= FAKE_EVENTS && fake.events[port - 1])
		fake.events[port - 1]->happened(fake.events[port - 1]);
}

/* ---- the store ------------------------------------------------------------------------------- */

static void fake_join(char path[FAKE_PATH], const char *dir, const char *name)
{
	snprintf(path, FAKE_PATH, name ? "%s/%s" : "%s", dir, name);
}

static size_t fake_find(const char *path)
{
	size_t i = 0;

	while (i < FAKE_NODES && strcmp(fake.nodes[i].path, path))
		i++;
	return i;
}

/* Is it the path, or below it? */
static bool fake_is_below(const char *path, const char *dir)
{
	size_t len = strlen(dir);

	return !strncmp(path, dir, len) && (path[len] == '/' || path[len] == '\0');
}

static void fake_changed(const char *path)
{
	for (size_t i = 0; i < FAKE_WATCHES; i++) {
		struct xen_watch *watch = fake.watches[i];

		if (!watch || !fake_is_below(path, watch->path))
			continue;
		watch->changed = true;
		if (watch->waiter)
			mcfg_waker_wake(watch->waiter, 0);
	}
}

static void fake_set(const char *path, const char *value)
{
	size_t i = fake_find(path);

	if (i == FAKE_NODES)
		i = fake_find("");
	mcfg_assert(i < FAKE_NODES);
	snprintf(fake.nodes[i].path, FAKE_PATH, "%s", path);
	snprintf(fake.nodes[i].value, FAKE_VALUE, "%s", value);
	fake_changed(path);
}

static const char *fake_value(const char *path)
{
	size_t i = fake_find(path);

	return i < FAKE_NODES ? fake.nodes[i].value : "";
}

static void fake_remove(const char *path)
{
	for (size_t i = 0; i < FAKE_NODES; i++)
		if (*fake.nodes[i].path && fake_is_below(fake.nodes[i].path, path))
			*fake.nodes[i].path = '\0';
	fake_changed(path);
}

/* Every call of the store. */
static int fake_ask(void)
{
	int error = task_yield();

	return error ? error : fake.store_error;
}

int xen_store_read(const struct xen_tx *tx, const char *dir, const char *name, char **value,
                   size_t *len)
{
	char path[FAKE_PATH];
	int error = fake_ask();
	size_t i;

	(void)tx;
	fake_join(path, dir, name);
	i = fake_find(path);
	if (error || i == FAKE_NODES)
		return error ? error : -ENOENT;
	*value = strdup(fake.nodes[i].value);
	if (len)
		*len = strlen(*value);
	return *value ? 0 : -ENOMEM;
}

int xen_store_read_number(const struct xen_tx *tx, const char *dir, const char *name, uint64_t max,
                          uint64_t *number)
{
	char *text, *end;
	int error = xen_store_read(tx, dir, name, &text, NULL);

	if (error)
		return error;
	errno = 0;
	*number = strtoull(text, &end, 10);
	error = *text < '0' || *text > '9' || *end || errno || *number > max ? -EINVAL : 0;
	free(text);
	return error;
}

int xen_store_write(const struct xen_tx *tx, const char *dir, const char *name, const char *text)
{
	char path[FAKE_PATH];
	int error = fake_ask();

	(void)tx;
	fake_join(path, dir, name);
	if (!error)
		fake_set(path, text);
	return error;
}

int xen_store_print(const struct xen_tx *tx, const char *dir, const char *name, const char *format,
                    ...)
{
	char text[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	return xen_store_write(tx, dir, name, text);
}

int xen_store_remove(const struct xen_tx *tx, const char *dir, const char *name)
{
	char path[FAKE_PATH];
	int error = fake_ask();

	(void)tx;
	fake_join(path, dir, name);
	if (!error)
		fake_remove(path);
	return error;
}

/* Of the nodes below, those that have nodes below them count once, by their `state`. */
int xen_store_list(const struct xen_tx *tx, const char *dir, const char *name,
                   struct xen_list *list)
{
	char path[FAKE_PATH];
	int error = fake_ask();

	(void)tx;
	*list = (struct xen_list){ 0 };
	fake_join(path, dir, name);
	list->names = error ? NULL : calloc(FAKE_NODES, sizeof *list->names);
	if (!list->names)
		return error ? error : -ENOMEM;
	for (size_t i = 0; i < FAKE_NODES; i++) {
		const char *found = fake.nodes[i].path;
		const char *slash = strrchr(found, '/');

		if (slash && !strcmp(slash, "/state") && fake_is_below(found, path))
			list->names[list->n++] = strndup(
			    found + strlen(path) + 1, (size_t)(slash - found) - strlen(path) - 1);
	}
	return 0;
}

void xen_list_fini(struct xen_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->names[i]);
	free(list->names);
	*list = (struct xen_list){ 0 };
}

int xen_transact(int (*body)(const struct xen_tx *tx, void *argument), void *argument)
{
	struct xen_tx tx = { 1, 1 };

	return body(&tx, argument);
}

/* ---- watches --------------------------------------------------------------------------------- */

int xen_watch_open(struct xen_watch *watch, const char *dir, const char *name)
{
	char path[FAKE_PATH];
	int error = fake_ask();
	size_t i = 0;

	mcfg_assert(!watch->path);
	if (error)
		return error;
	fake_join(path, dir, name);
	while (fake.watches[i])
		mcfg_assert(++i < FAKE_WATCHES);
	watch->path = strdup(path);
	watch->changed = true;
	fake.watches[i] = watch;
	return 0;
}

void xen_watch_close(struct xen_watch *watch)
{
	if (!watch->path)
		return;
	for (size_t i = 0; i < FAKE_WATCHES; i++)
		if (fake.watches[i] == watch)
			fake.watches[i] = NULL;
	free(watch->path);
	watch->path = NULL;
	if (watch->waiter)
		mcfg_waker_wake(watch->waiter, -EPIPE);
}

int xen_watch_wait(struct xen_watch *watch)
{
	struct mcfg_waker waker = { 0 };
	int error;

	if (!watch->path)
		return -EPIPE;
	if (watch->waiter)
		return -EBUSY;
	if (!watch->changed) {
		watch->waiter = &waker;
		error = mcfg_waker_wait(&waker);
		watch->waiter = NULL;
		if (error)
			return error;
	}
	watch->changed = false;
	return 0;
}

/* ---- suspension ------------------------------------------------------------------------------ */

void xen_suspender_add(struct xen_suspender *suspender)
{
	size_t i = 0;

	while (fake.suspenders[i])
		mcfg_assert(++i < FAKE_SUSPENDERS);
	fake.suspenders[i] = suspender;
}

void xen_suspender_remove(struct xen_suspender *suspender)
{
	for (size_t i = 0; i < FAKE_SUSPENDERS; i++)
		if (fake.suspenders[i] == suspender)
			fake.suspenders[i] = NULL;
}

/* Event channels are closed, no other domain uses a grant, all watches have changed. */
__attribute__((unused)) static void fake_restore(void)
{
	for (size_t i = 0; i < FAKE_EVENTS; i++)
		if (fake.events[i])
			xen_event_close(fake.events[i]);
	for (size_t i = 0; i < FAKE_GRANTS; i++)
		fake.grants[i].n_used = 0;
	for (size_t i = 0; i < FAKE_WATCHES; i++)
		if (fake.watches[i])
			fake_changed(fake.watches[i]->path);
}

__attribute__((unused)) static void fake_resume(bool restored)
{
	for (size_t i = 0; i < FAKE_SUSPENDERS; i++)
		if (fake.suspenders[i])
			fake.suspenders[i]->resume(fake.suspenders[i], restored);
}

__attribute__((unused)) static void fake_suspend(void)
{
	for (size_t i = FAKE_SUSPENDERS; i-- > 0;)
		if (fake.suspenders[i] && fake.suspenders[i]->suspend)
			fake.suspenders[i]->suspend(fake.suspenders[i]);
}

#endif
