#include "modules.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/xen/event.h>
#include <mcfg/xen/grant.h>
#include <mcfg/xen/store.h>
#include <mcfg/xen/xenbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int (*say)(const char *text);
static unsigned n_failed;

#define EXPECT(condition) expect((condition), #condition, __LINE__)

static void expect(bool holds, const char *condition, int line)
{
	char text[200];

	if (holds)
		return;
	n_failed++;
	snprintf(text, sizeof text, "line %d: %s does not hold", line, condition);
	say(text);
}

/* ---- event channels: to ourselves ------------------------------------------------------------ */

static struct xen_event near, far;

static int answer(void *argument)
{
	int error;

	(void)argument;
	while (!(error = xen_event_wait(&far)))
		xen_event_notify(&far);
	return error;
}

static void events(void)
{
	struct mcfg_task *task;

	EXPECT(xen_event_alloc(&near, XEN_DOMAIN_SELF) == 0);
	EXPECT(xen_event_connect(&far, XEN_DOMAIN_SELF, near.port) == 0);
	EXPECT(near.port && far.port && near.port != far.port);
	EXPECT(task_spawn(&task, NULL, answer, NULL) == 0);
	for (int i = 0; i < 100; i++) {
		xen_event_notify(&near);
		EXPECT(xen_event_wait(&near) == 0);
	}
	xen_event_mask(&near);
	near.pending = false;
	xen_event_notify(&far);
	task_sleep_ns(MSEC(5));
	EXPECT(!near.pending);
	xen_event_unmask(&near);
	EXPECT(xen_event_wait(&near) == 0);
	xen_event_close(&far);
	EXPECT(task_join(&task, 1) == -EPIPE);
	xen_event_close(&near);
	EXPECT(xen_event_wait(&near) == -EPIPE);
	EXPECT(xen_event_connect(&far, XEN_DOMAIN_SELF, 4000) < 0);
}

/* ---- grants ---------------------------------------------------------------------------------- */

static void grants(void)
{
	enum { N = 1200 }; /* more than two frames of the table */
	static uint32_t refs[N];
	char *page = mcfg_platform_dma_open(MCFG_DMA_PAGE_BYTES);
	size_t before = xen_grant_count().standing, room = xen_grant_count().room;

	EXPECT(page && room >= N);
	for (int i = 0; i < N; i++)
		EXPECT(xen_grant_access(&refs[i], 0, page, XEN_GRANT_WRITE) == 0);
	EXPECT(xen_grant_count().standing == before + N);
	EXPECT(xen_grant_count().room == room - N);
	for (int i = 0; i < N; i++)
		EXPECT(!xen_grant_in_use(refs[i]) && xen_grant_end(refs[i]) == 0);
	EXPECT(xen_grant_count().standing == before);
	mcfg_platform_dma_close(page, MCFG_DMA_PAGE_BYTES);
}

/* ---- the store ------------------------------------------------------------------------------- */

static int write_and_read(void *argument)
{
	int number = *(int *)argument;
	uint64_t found = 0;
	char name[32];

	snprintf(name, sizeof name, "task-%d", number);
	for (int i = 0; i < 10; i++) {
		EXPECT(xen_store_print(NULL, "data", name, "%d", number * 1000 + i) == 0);
		EXPECT(xen_store_read_number(NULL, "data", name, 100000, &found) == 0);
		EXPECT(found == (uint64_t)(number * 1000 + i));
	}
	return 0;
}

static void many_tasks(void)
{
	enum { N = 20 };
	struct mcfg_task *tasks[N];
	static int numbers[N];
	struct xen_list list;

	for (int i = 0; i < N; i++) {
		numbers[i] = i;
		EXPECT(task_spawn(&tasks[i], NULL, write_and_read, &numbers[i]) == 0);
	}
	EXPECT(task_join(tasks, N) == 0);
	EXPECT(xen_store_list(NULL, "data", NULL, &list) == 0);
	EXPECT(list.n == N);
	xen_list_fini(&list);
	for (int i = 0; i < N; i++) {
		char name[32];

		snprintf(name, sizeof name, "task-%d", i);
		EXPECT(xen_store_remove(NULL, "data", name) == 0);
	}
}

static int n_bodies;

/* The first time somebody else writes what the transaction has read. */
static int add_one(const struct xen_tx *tx, void *argument)
{
	uint64_t n;
	int error = xen_store_read_number(tx, "data", "n", 1000, &n);

	(void)argument;
	if (n_bodies++ == 0)
		EXPECT(xen_store_write(NULL, "data", "n", "41") == 0);
	return error ? error : xen_store_print(tx, "data", "n", "%d", (int)n + 1);
}

static int fail_body(const struct xen_tx *tx, void *argument)
{
	(void)argument;
	EXPECT(xen_store_write(tx, "data", "n", "99") == 0);
	return -ECHILD;
}

static void transactions(void)
{
	uint64_t n = 0;

	EXPECT(xen_store_write(NULL, "data", "n", "1") == 0);
	EXPECT(xen_transact(add_one, NULL) == 0);
	EXPECT(n_bodies == 2);
	EXPECT(xen_store_read_number(NULL, "data", "n", 1000, &n) == 0 && n == 42);
	EXPECT(xen_transact(fail_body, NULL) == -ECHILD);
	EXPECT(xen_store_read_number(NULL, "data", "n", 1000, &n) == 0 && n == 42);
}

static void values(void)
{
	static struct xen_watch watch;
	static char big[4200];
	char *value;
	size_t len;

	EXPECT(xen_store_read(NULL, "domid", NULL, &value, &len) == 0 && len > 0);
	free(value);
	EXPECT(xen_store_read(NULL, "data/none", NULL, &value, NULL) == -ENOENT);
	EXPECT(xen_store_write(NULL, "domid", NULL, "7") == -EACCES);
	EXPECT(xen_watch_open(&watch, "data", "w") == 0);
	EXPECT(xen_watch_wait(&watch) == 0);
	EXPECT(xen_store_mkdir(NULL, "data", "w/x") == 0);
	EXPECT(xen_store_mkdir(NULL, "data", "w/x") == 0);
	EXPECT(xen_watch_wait(&watch) == 0);
	xen_watch_close(&watch);
	memset(big, 'b', 2000);
	EXPECT(xen_store_write(NULL, "data", "big", big) == 0);
	EXPECT(xen_store_read(NULL, "data", "big", &value, &len) == 0 && len == 2000);
	free(value);
	memset(big, 'b', sizeof big - 1);
	EXPECT(xen_store_write(NULL, "data", "big", big) == -ENAMETOOLONG);
	EXPECT(xen_store_remove(NULL, "data", "big") == 0);
}

int modules(int (*how_to_say)(const char *text))
{
	struct xenbus_ids ids;

	say = how_to_say;
	events();
	say("events");
	grants();
	say("grants");
	EXPECT(xen_store_present());
	many_tasks();
	say("tasks");
	transactions();
	say("transactions");
	values();
	say("values");
	EXPECT(xenbus_list("vkbd", &ids) == 0 && ids.n == 0);
	free(ids.ids);
	say(n_failed ? "modules: failed" : "modules: all well");
	return n_failed ? 1 : 0;
}
