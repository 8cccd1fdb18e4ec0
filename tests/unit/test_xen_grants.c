/* The grant table, in frames that the test gives as Xen would. */
#include "platform/virtual/time.c"
#include "platform/xen/grants.c"
#include "platform/xen/shared.c"

#include "sched.h"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

enum { LIMIT = 2 };

static unsigned n_mapped;
static bool refuse;

long xen_hypercall(unsigned long number, unsigned long a, unsigned long b, unsigned long c)
{
	if (number == __HYPERVISOR_grant_table_op) {
		assert_int_equal(a, GNTTABOP_query_size);
		assert_int_equal(c, 1);
		((struct gnttab_query_size *)b)->max_nr_frames = LIMIT;
		((struct gnttab_query_size *)b)->status = GNTST_okay;
		return 0;
	}
	assert_int_equal(number, __HYPERVISOR_memory_op);
	assert_int_equal(a, XENMEM_add_to_physmap);
	assert_int_equal(((struct xen_add_to_physmap *)b)->space, XENMAPSPACE_grant_table);
	if (refuse)
		return -EINVAL;
	n_mapped++;
	return 0;
}

/* Pages lie where a guest's could. */
static _Alignas(4096) char pages[4 * 4096];
static size_t n_pages;

void *mcfg_platform_dma_open(size_t bytes)
{
	assert_int_equal(bytes, 4096);
	return n_pages < 4 ? pages + 4096 * n_pages++ : NULL;
}

void mcfg_platform_dma_close(void *memory, size_t bytes)
{
	assert_int_equal(bytes, 4096);
	assert_ptr_equal(memory, pages + 4096 * --n_pages);
}

uint64_t mcfg_platform_dma_address(const void *at)
{
	return 0x100000 + (uint64_t)((const char *)at - pages);
}

static grant_entry_v1_t *entry(uint32_t ref)
{
	return &grants.frames[ref / PER_FRAME][ref % PER_FRAME];
}

static char *page_of_ours;

static uint32_t grant(enum xen_grant what)
{
	uint32_t ref = 0;

	assert_int_equal(xen_grant_access(&ref, 7, page_of_ours, what), 0);
	assert_true(ref >= GNTTAB_NR_RESERVED_ENTRIES);
	return ref;
}

static void a_page_is_granted(void **state)
{
	uint32_t read, write;

	(void)state;
	refuse = true;
	assert_int_equal(xen_grant_access(&read, 7, page_of_ours, XEN_GRANT_READ), -EINVAL);
	refuse = false;
	read = grant(XEN_GRANT_READ);
	write = grant(XEN_GRANT_WRITE);
	assert_int_not_equal(read, write);
	assert_int_equal(n_mapped, 1);
	assert_int_equal(entry(read)->flags, GTF_permit_access | GTF_readonly);
	assert_int_equal(entry(write)->flags, GTF_permit_access);
	assert_int_equal(entry(write)->domid, 7);
	assert_int_equal(entry(write)->frame, 0x100);
	assert_int_equal(xen_grant_end(read), 0);
	assert_int_equal(xen_grant_end(write), 0);
	assert_int_equal(entry(write)->flags, 0);
}

static void what_is_in_use_does_not_end(void **state)
{
	uint32_t ref = grant(XEN_GRANT_WRITE);
	uint64_t outer_ns;

	(void)state;
	assert_false(xen_grant_in_use(ref));
	entry(ref)->flags |= GTF_writing;
	assert_true(xen_grant_in_use(ref));
	assert_int_equal(xen_grant_end(ref), -EBUSY);
	assert_int_equal(entry(ref)->flags, GTF_permit_access | GTF_writing);
	entry(ref)->flags = GTF_permit_access | GTF_reading;
	outer_ns = task_deadline_push(task_now_ns() + SEC(3));
	assert_int_equal(xen_grant_end_wait(ref), -ETIMEDOUT);
	task_deadline_pop(outer_ns);
	assert_int_equal(xen_grant_count().standing, 1);
	entry(ref)->flags = GTF_permit_access;
	assert_int_equal(xen_grant_end_wait(ref), 0);
	assert_int_equal(xen_grant_count().standing, 0);
}

static int end_it(void *ref)
{
	return xen_grant_end_wait(*(uint32_t *)ref);
}

static void waiting_ends_when_the_other_side_lets_go(void **state)
{
	uint32_t ref = grant(XEN_GRANT_WRITE);
	struct mcfg_task *task;

	(void)state;
	entry(ref)->flags |= GTF_writing;
	assert_int_equal(task_spawn(&task, NULL, end_it, &ref), 0);
	task_sleep_ns(SEC(1));
	assert_true(xen_grant_in_use(ref));
	entry(ref)->flags &= (uint16_t)~GTF_writing;
	assert_int_equal(task_join(&task, 1), 0);
	assert_int_equal(entry(ref)->flags, 0);
}

static void all_are_given_out_once(void **state)
{
	static bool seen[LIMIT * PER_FRAME];
	static uint32_t refs[LIMIT * PER_FRAME];
	size_t n = 0, room = xen_grant_count().room;

	(void)state;
	assert_int_equal(room, LIMIT * PER_FRAME - GNTTAB_NR_RESERVED_ENTRIES);
	while (xen_grant_access(&refs[n], 7, page_of_ours, XEN_GRANT_READ) == 0) {
		assert_true(refs[n] < LIMIT * PER_FRAME);
		assert_false(seen[refs[n]]);
		seen[refs[n++]] = true;
	}
	assert_int_equal(n, room);
	assert_int_equal(xen_grant_access(&refs[n], 7, page_of_ours, XEN_GRANT_READ), -ENOSPC);
	assert_int_equal(xen_grant_count().standing, n);
	assert_int_equal(xen_grant_count().room, 0);
	while (n > 0)
		assert_int_equal(xen_grant_end(refs[--n]), 0);
	assert_int_equal(xen_grant_count().standing, 0);
	assert_int_equal(xen_grant_count().room, room);
}

static void a_restore_maps_the_frames_again(void **state)
{
	uint32_t ref = grant(XEN_GRANT_WRITE);

	(void)state;
	n_mapped = 0;
	for (unsigned i = 0; i < grants.n_frames; i++)
		memset(grants.frames[i], 0, XEN_PAGE_BYTES);
	assert_int_equal(xen_grants_resume(), 0);
	assert_int_equal(n_mapped, LIMIT);
	assert_int_equal(xen_grant_end(ref), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_granted),
		cmocka_unit_test(what_is_in_use_does_not_end),
		cmocka_unit_test(waiting_ends_when_the_other_side_lets_go),
		cmocka_unit_test(all_are_given_out_once),
		cmocka_unit_test(a_restore_maps_the_frames_again),
	};

	page_of_ours = mcfg_platform_dma_open(XEN_PAGE_BYTES);
	if (!page_of_ours || mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
