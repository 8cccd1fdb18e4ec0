/* Event channels over a page that the test writes as Xen would; hypercalls go to the test. */
#include "platform/virtual/time.c"
#include "platform/xen/events.c"

#include "sched.h"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

static struct shared_info page;
static uint32_t next_port, closed_port, sent_port, unmasked_port;
static bool refuse;

/* What Xen does for a port on which something happens. */
static void happen(uint32_t port)
{
	page.evtchn_pending[port / 64] |= bit_of(port);
	if (page.evtchn_mask[port / 64] & bit_of(port))
		return;
	page.vcpu_info[0].evtchn_pending_sel |= bit_of(port / 64);
	page.vcpu_info[0].evtchn_upcall_pending = 1;
}

/* Only a mask that it takes away itself makes Xen look at the port. */
static void unmask(uint32_t port)
{
	bool masked = (page.evtchn_mask[port / 64] & bit_of(port)) != 0;

	unmasked_port = port;
	page.evtchn_mask[port / 64] &= ~bit_of(port);
	if (masked && (page.evtchn_pending[port / 64] & bit_of(port)))
		happen(port);
}

long xen_hypercall(unsigned long number, unsigned long a, unsigned long b, unsigned long c)
{
	void *argument = (void *)b;

	(void)c;
	assert_int_equal(number, __HYPERVISOR_event_channel_op);
	if (refuse)
		return -ENOSPC;
	switch (a) {
	case EVTCHNOP_alloc_unbound:
		((struct evtchn_alloc_unbound *)argument)->port = next_port;
		return 0;
	case EVTCHNOP_bind_virq: ((struct evtchn_bind_virq *)argument)->port = next_port; return 0;
	case EVTCHNOP_bind_interdomain:
		((struct evtchn_bind_interdomain *)argument)->local_port = next_port;
		return 0;
	case EVTCHNOP_close: closed_port = ((struct evtchn_close *)argument)->port; return 0;
	case EVTCHNOP_send: sent_port = ((struct evtchn_send *)argument)->port; return 0;
	case EVTCHNOP_unmask: unmask(((struct evtchn_unmask *)argument)->port); return 0;
	default: fail(); return -1;
	}
}

/* ---- the events of a test, by their ports ---------------------------------------------------- */

struct counted {
	struct xen_event event;
	unsigned n;
};

static void count(struct xen_event *event)
{
	((struct counted *)(void *)event)->n++;
}

static void open_counted(struct counted *counted, uint32_t port)
{
	*counted = (struct counted){ .event.happened = count };
	next_port = port;
	assert_int_equal(xen_event_alloc(&counted->event, 0), 0);
	assert_int_equal(counted->event.port, port);
}

static int clear(void **state)
{
	(void)state;
	memset(&page, 0, sizeof page);
	next_port = closed_port = sent_port = unmasked_port = 0;
	refuse = false;
	xen_events_init(&page);
	return 0;
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void each_port_is_handed_out_once(void **state)
{
	static const uint32_t ports[] = { 1, 63, 64, 127, 2048, 4095 };
	static struct counted counted[6];

	(void)state;
	for (size_t i = 0; i < 6; i++)
		open_counted(&counted[i], ports[i]);
	assert_false(xen_events_scan());
	for (size_t i = 0; i < 6; i++) {
		happen(ports[i]);
		happen(ports[i]);
	}
	assert_true(xen_events_pending());
	assert_true(xen_events_scan());
	assert_false(xen_events_pending());
	assert_int_equal(page.vcpu_info[0].evtchn_upcall_pending, 0);
	assert_false(xen_events_scan());
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(counted[i].n, 1);
		assert_int_equal(page.evtchn_pending[ports[i] / 64] & bit_of(ports[i]), 0);
		xen_event_close(&counted[i].event);
	}
}

static void nobodys_port_is_masked(void **state)
{
	(void)state;
	page.evtchn_mask[2] &= ~bit_of(130);
	happen(130);
	assert_true(xen_events_scan());
	assert_true(page.evtchn_mask[2] & bit_of(130));
	assert_int_equal(page.evtchn_pending[2], 0);
}

static void a_masked_event_waits(void **state)
{
	struct counted counted;

	(void)state;
	open_counted(&counted, 9);
	xen_event_mask(&counted.event);
	happen(9);
	xen_events_scan();
	assert_int_equal(counted.n, 0);
	xen_event_unmask(&counted.event);
	assert_int_equal(unmasked_port, 9);
	xen_events_scan();
	assert_int_equal(counted.n, 1);

	/* Without anything pending Xen is not asked. */
	unmasked_port = 0;
	xen_event_mask(&counted.event);
	xen_event_unmask(&counted.event);
	assert_int_equal(unmasked_port, 0);
	happen(9);
	xen_events_scan();
	assert_int_equal(counted.n, 2);
	xen_event_close(&counted.event);
}

/* The word was marked before the mask came: the port waits all the same. */
static void a_mask_holds_what_was_marked_before(void **state)
{
	struct counted counted;

	(void)state;
	open_counted(&counted, 70);
	happen(70);
	xen_event_mask(&counted.event);
	xen_events_scan();
	assert_int_equal(counted.n, 0);
	xen_event_unmask(&counted.event);
	xen_events_scan();
	assert_int_equal(counted.n, 1);
	xen_event_close(&counted.event);
}

/* What happened before a port was opened is not lost, and not in the way. */
static void opening_unmasks(void **state)
{
	struct counted counted;

	(void)state;
	happen(5);
	assert_false(xen_events_scan());
	open_counted(&counted, 5);
	assert_true(xen_events_scan());
	assert_int_equal(counted.n, 1);
	xen_event_close(&counted.event);
	assert_int_equal(closed_port, 5);
	assert_true(page.evtchn_mask[0] & bit_of(5));
}

static struct counted second;

static void close_second(struct xen_event *event)
{
	count(event);
	xen_event_close(&second.event);
}

static void an_event_may_close_another(void **state)
{
	struct counted first;

	(void)state;
	open_counted(&first, 10);
	first.event.happened = close_second;
	open_counted(&second, 11);
	happen(10);
	happen(11);
	xen_events_scan();
	assert_int_equal(first.n, 1);
	assert_int_equal(second.n, 0);
	xen_event_close(&first.event);
}

static void what_xen_refuses_is_an_error(void **state)
{
	struct xen_event event = { 0 };

	(void)state;
	refuse = true;
	assert_int_equal(xen_event_alloc(&event, 0), -ENOSPC);
	assert_int_equal(xen_event_connect(&event, 0, 3), -ENOSPC);
	assert_int_equal(xen_event_bind_virq(&event, VIRQ_TIMER), -ENOSPC);
	refuse = false;
	assert_int_equal(xen_event_adopt(&event, 0), -EINVAL);
	assert_int_equal(xen_event_adopt(&event, 4096), -EINVAL);
	assert_int_equal(event.port, 0);
	xen_event_close(&event);
	xen_event_notify(&event);
	assert_int_equal(xen_event_wait(&event), -EPIPE);
	assert_int_equal(closed_port, 0);
	assert_int_equal(sent_port, 0);
}

/* What a halt is to end with. */
static void the_ports_that_are_told(void **state)
{
	static struct counted counted[XEN_EVENTS_TOLD + 1];
	const uint32_t *ports;

	(void)state;
	assert_int_equal(xen_events_ports(&ports), 0);
	open_counted(&counted[0], 5);
	open_counted(&counted[1], 700);
	assert_int_equal(xen_events_ports(&ports), 2);
	assert_int_equal(ports[0], 5);
	assert_int_equal(ports[1], 700);
	xen_event_mask(&counted[0].event);
	assert_int_equal(xen_events_ports(&ports), 1);
	assert_int_equal(ports[0], 700);
	xen_event_unmask(&counted[0].event);
	xen_event_close(&counted[1].event);
	assert_int_equal(xen_events_ports(&ports), 1);
	assert_int_equal(ports[0], 5);
	for (uint32_t i = 1; i <= XEN_EVENTS_TOLD; i++) {
		assert_int_equal(xen_events_ports(&ports), i);
		open_counted(&counted[i], 100 + i);
	}
	assert_int_equal(xen_events_ports(&ports), 0); /* too many */
	for (size_t i = 0; i <= XEN_EVENTS_TOLD; i++)
		xen_event_close(&counted[i].event);
}

/* ---- waiting --------------------------------------------------------------------------------- */

static struct xen_event waited;

static int wait_once(void *argument)
{
	(void)argument;
	return xen_event_wait(&waited);
}

static struct mcfg_task *waiting_task(void)
{
	struct mcfg_task *task;

	assert_int_equal(task_spawn(&task, NULL, wait_once, NULL), 0);
	task_yield();
	return task;
}

static void a_task_waits_for_what_happens(void **state)
{
	struct mcfg_task *task;

	(void)state;
	waited = (struct xen_event){ 0 };
	next_port = 20;
	assert_int_equal(xen_event_connect(&waited, 0, 7), 0);
	task = waiting_task();
	assert_int_equal(xen_event_wait(&waited), -EBUSY);
	happen(20);
	xen_events_scan();
	assert_int_equal(task_join(&task, 1), 0);

	/* What happened while nobody waited counts once. */
	happen(20);
	xen_events_scan();
	assert_int_equal(xen_event_wait(&waited), 0);
	task = waiting_task();
	task_cancel(task);
	assert_int_equal(task_join(&task, 1), -ECANCELED);
	xen_event_notify(&waited);
	assert_int_equal(sent_port, 20);
	xen_event_close(&waited);
}

static void closing_wakes(void **state)
{
	struct mcfg_task *task;

	(void)state;
	waited = (struct xen_event){ 0 };
	assert_int_equal(xen_event_adopt(&waited, 21), 0);
	task = waiting_task();
	xen_event_close(&waited);
	assert_int_equal(task_join(&task, 1), -EPIPE);
}

static void a_restore_closes_all(void **state)
{
	struct mcfg_task *task;

	(void)state;
	waited = (struct xen_event){ 0 };
	assert_int_equal(xen_event_adopt(&waited, 22), 0);
	task = waiting_task();
	memset(&page, 0, sizeof page);
	xen_events_init(&page);
	assert_int_equal(task_join(&task, 1), -EPIPE);
	assert_int_equal(waited.port, 0);
	assert_int_equal(closed_port, 0); /* the number may be another one's by now */
	assert_int_equal(xen_event_adopt(&waited, 23), 0);
	happen(23);
	xen_events_scan();
	assert_int_equal(xen_event_wait(&waited), 0);
	xen_event_close(&waited);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_port_is_handed_out_once, clear),
		cmocka_unit_test_setup(nobodys_port_is_masked, clear),
		cmocka_unit_test_setup(a_masked_event_waits, clear),
		cmocka_unit_test_setup(a_mask_holds_what_was_marked_before, clear),
		cmocka_unit_test_setup(opening_unmasks, clear),
		cmocka_unit_test_setup(an_event_may_close_another, clear),
		cmocka_unit_test_setup(what_xen_refuses_is_an_error, clear),
		cmocka_unit_test_setup(the_ports_that_are_told, clear),
		cmocka_unit_test_setup(a_task_waits_for_what_happens, clear),
		cmocka_unit_test_setup(closing_wakes, clear),
		cmocka_unit_test_setup(a_restore_closes_all, clear),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
