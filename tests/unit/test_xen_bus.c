/* Frontends and their backends, over a store in the test. */
#include "platform/virtual/time.c"
#include "platform/xen/store_client.h"

#include "sched.h"

#include <mcfg/image.h>
#include <mcfg/xen/xenbus.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "fake_store.h"

const struct mcfg_image mcfg_image = { .name = "test" };

static struct shared_info shared;

long xen_hypercall(unsigned long number, unsigned long a, unsigned long b, unsigned long c)
{
	(void)b, (void)c;
	if (number == __HYPERVISOR_event_channel_op && a == EVTCHNOP_send)
		mcfg_semaphore_post(&fake.work);
	return 0;
}

static void tell_client(void)
{
	store_client.event.happened(&store_client.event);
}

#define BACKEND "/local/domain/0/backend/vif/7/0"

static int open_store(void **state)
{
	struct mcfg_task *server;

	(void)state;
	memset(&shared, 0, sizeof shared);
	xen_events_init(&shared);
	memset(&store_client, 0, sizeof store_client);
	store_client.end = &store_client.first;
	fake_init(tell_client);
	assert_int_equal(task_spawn(&server, NULL, fake_serve, NULL), 0);
	task_detach(server);
	xen_store_init(&fake.page, 3);
	fake_set("device/vif/0/backend", BACKEND);
	fake_set("device/vif/0/backend-id", "0");
	fake_set(BACKEND "/state", "2");
	return 0;
}

/* What was told last is answered, too. */
static int close_store(void **state)
{
	(void)state;
	task_yield();
	assert_null(store_client.first);
	return 0;
}

static const char *value_of(const char *path)
{
	size_t i = fake_find(path);

	return i < fake.n_nodes ? fake.nodes[i].value : "(none)";
}

/* A backend: goes to a state when the frontend has come to one. */
static int answer(void *argument)
{
	static const char *const steps[][2] = { { "3", "4" }, { "5", "5" }, { "6", "6" } };

	(void)argument;
	for (size_t i = 0; i < 3; i++) {
		while (strcmp(value_of("device/vif/0/state"), steps[i][0]))
			if (task_sleep_ns(MSEC(10)))
				return -ECANCELED;
		fake_set(BACKEND "/state", steps[i][1]);
	}
	return 0;
}

static int n_writes;

static int write_keys(const struct xen_tx *tx, const struct xenbus *bus, void *argument)
{
	n_writes++;
	return xen_store_print(tx, bus->frontend, "ring-ref", "%u", *(unsigned *)argument);
}

static void a_whole_life(void **state)
{
	struct xenbus bus = { 0 };
	struct mcfg_task *backend;
	enum xenbus_state now;
	unsigned ref = 9;

	(void)state;
	assert_int_equal(task_spawn(&backend, NULL, answer, NULL), 0);
	assert_int_equal(xenbus_open(&bus, "vif", 0), 0);
	assert_string_equal(bus.frontend, "device/vif/0");
	assert_string_equal(bus.backend, BACKEND);
	assert_int_equal(bus.domain, 0);
	assert_int_equal(xenbus_wait(&bus, XENBUS_IN(XENBUS_INIT_WAIT), &now), 0);
	assert_int_equal(now, XENBUS_INIT_WAIT);
	fake.conflicts = 1;
	assert_int_equal(xenbus_publish(&bus, XENBUS_INITIALISED, write_keys, &ref), 0);
	assert_int_equal(n_writes, 2);
	assert_string_equal(value_of("device/vif/0/ring-ref"), "9");
	assert_int_equal(xenbus_wait(&bus, XENBUS_IN(XENBUS_CONNECTED), NULL), 0);
	assert_int_equal(xenbus_set_state(&bus, XENBUS_CONNECTED), 0);
	assert_int_equal(xenbus_close(&bus), 0);
	assert_int_equal(task_join(&backend, 1), 0);
	assert_string_equal(value_of("device/vif/0/state"), "6");
	assert_null(bus.frontend);
	assert_int_equal(xenbus_close(&bus), 0);
}

static int open_and_close(void *argument)
{
	struct xenbus *bus = argument;
	int error = xenbus_open(bus, "vif", 0);

	if (error)
		return error;
	assert_int_equal(xenbus_wait(bus, XENBUS_IN(XENBUS_CONNECTED), NULL), -ECANCELED);
	return xenbus_close(bus);
}

/* A backend that is dead, and a task that was cancelled: closing takes its five seconds. */
static void a_dead_backend_does_not_hold_us(void **state)
{
	static struct xenbus bus;
	struct mcfg_task *task;
	uint64_t begin_ns = task_now_ns();

	(void)state;
	assert_int_equal(task_spawn(&task, NULL, open_and_close, &bus), 0);
	task_sleep_ns(MSEC(1));
	task_cancel(task);
	assert_int_equal(task_join(&task, 1), -ETIMEDOUT);
	assert_in_range(task_now_ns() - begin_ns, SEC(5), SEC(6));
	assert_string_equal(value_of("device/vif/0/state"), "5");
}

static void a_backend_that_is_gone(void **state)
{
	struct xenbus bus = { 0 };
	enum xenbus_state now;

	(void)state;
	assert_int_equal(xenbus_open(&bus, "vif", 0), 0);
	fake_set(BACKEND "/state", "6");
	assert_int_equal(xenbus_wait(&bus, XENBUS_IN(XENBUS_CONNECTED), NULL), -ENODEV);
	assert_int_equal(xenbus_wait(&bus, XENBUS_GOING, &now), 0);
	assert_int_equal(now, XENBUS_CLOSED);
	fake_set(BACKEND "/state", "nonsense");
	assert_int_equal(xenbus_backend_state(&bus, &now), 0);
	assert_int_equal(now, XENBUS_UNKNOWN);
	assert_int_equal(xenbus_close(&bus), 0);
}

/* It says nothing to what is there by then. */
static void a_backend_is_forgotten(void **state)
{
	struct xenbus bus = { 0 };

	(void)state;
	xenbus_forget(&bus);
	assert_int_equal(xenbus_open(&bus, "vif", 0), 0);
	fake_set("device/vif/0/state", "1");
	xenbus_forget(&bus);
	assert_null(bus.frontend);
	assert_null(bus.backend);
	assert_int_equal(xenbus_close(&bus), 0);
	assert_string_equal(value_of("device/vif/0/state"), "1");
}

static void what_makes_no_sense_is_refused(void **state)
{
	static const char *const bad[] = { "", "-1", "32752", "dom0" };
	struct xenbus bus = { 0 };

	(void)state;
	assert_int_equal(xenbus_open(&bus, "vif", 1), -ENOENT);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		fake_set("device/vif/0/backend-id", bad[i]);
		assert_int_equal(xenbus_open(&bus, "vif", 0), -EPROTO);
		assert_null(bus.frontend);
		assert_null(bus.backend);
	}
	fake_set("device/vif/0/backend", "");
	assert_int_equal(xenbus_open(&bus, "vif", 0), -ENOENT);
}

static void devices_are_listed(void **state)
{
	struct xenbus_ids ids;

	(void)state;
	fake_set("device/vbd/51728", "");
	fake_set("device/vbd/768", "");
	fake_set("device/vbd/x", "");
	fake_set("device/vbd/4294967296", "");
	assert_int_equal(xenbus_list("vbd", &ids), 0);
	assert_int_equal(ids.n, 2);
	assert_int_equal(ids.ids[0], 768);
	assert_int_equal(ids.ids[1], 51728);
	free(ids.ids);
	assert_int_equal(xenbus_list("vkbd", &ids), 0);
	assert_int_equal(ids.n, 0);
	free(ids.ids);
}

int main(void)
{
#define BUS_TEST(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)
	const struct CMUnitTest tests[] = {
		BUS_TEST(a_whole_life),           BUS_TEST(a_dead_backend_does_not_hold_us),
		BUS_TEST(a_backend_that_is_gone), BUS_TEST(what_makes_no_sense_is_refused),
		BUS_TEST(a_backend_is_forgotten), BUS_TEST(devices_are_listed),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
