/* The front half of a shared ring, whose backend is the test: one that keeps the rules, and others.
 */
#include "../../devices/xen/xen_ring.c"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The same macros that Linux's backends are made of: what we keep must be what they expect. */
#include <xen/io/ring.h>

/* Of its macros. */
#pragma GCC diagnostic ignored "-Wsign-conversion"
#ifdef __clang__
#pragma GCC diagnostic ignored "-Wgnu-statement-expression"
#endif

#define mb()  __sync_synchronize()
#define rmb() __sync_synchronize()
#define wmb() __sync_synchronize()

const struct mcfg_image mcfg_image = { .name = "test" };

struct request {
	uint64_t id;
	unsigned char rest[104];
};

struct response {
	uint64_t id;
	uint32_t status, more;
};

DEFINE_RING_TYPES(try, struct request, struct response);

static struct xen_ring ring;
static struct try_back_ring back;

static void open_ring(size_t n_pages)
{
	assert_int_equal(xen_ring_open(&ring, n_pages, sizeof(union try_sring_entry)), 0);
	back = (struct try_back_ring){ .sring = (void *)ring.memory };
	BACK_RING_INIT(&back, back.sring, n_pages * MCFG_DMA_PAGE_BYTES);
	assert_int_equal(ring.n, RING_SIZE(&back));
}

static int open_one(void **state)
{
	(void)state;
	open_ring(1);
	return 0;
}

static int close_ring(void **state)
{
	(void)state;
	xen_ring_close(&ring);
	assert_true(ring.broken);
	assert_null(xen_ring_add(&ring));
	xen_ring_close(&ring);
	return 0;
}

/* Begins all of it at some index, as after a long time. */
static void begin_at(uint32_t index)
{
	ring.made = ring.offered = ring.seen = ring.taken = index;
	back.rsp_prod_pvt = back.req_cons = index;
	back.sring->req_prod = back.sring->rsp_prod = index;
	back.sring->req_event = back.sring->rsp_event = index + 1;
}

static void add(uint64_t id)
{
	struct request *request = xen_ring_add(&ring);

	assert_non_null(request);
	request->id = id;
}

/* The backend takes all that there is, and answers it. Does it notify? */
static bool serve(void)
{
	int more, notify;

	do {
		while (RING_HAS_UNCONSUMED_REQUESTS(&back)) {
			struct request *request = RING_GET_REQUEST(&back, back.req_cons++);
			uint64_t id = request->id;
			struct response *response = RING_GET_RESPONSE(&back, back.rsp_prod_pvt++);

			*response = (struct response){ .id = id, .status = 5 };
		}
		RING_FINAL_CHECK_FOR_REQUESTS(&back, more);
	} while (more);
	RING_PUSH_RESPONSES_AND_CHECK_NOTIFY(&back, notify);
	return notify;
}

static int take(uint64_t *id)
{
	struct response response;
	int taken = xen_ring_take(&ring, &response, sizeof response);

	if (taken > 0)
		*id = response.id;
	return taken;
}

static void expect_taken(uint64_t id)
{
	uint64_t found;

	assert_int_equal(take(&found), 1);
	assert_int_equal(found, id);
}

/* ---- by the rules ---------------------------------------------------------------------------- */

static void slots_are_as_many_as_fit(void **state)
{
	static const struct {
		size_t n_pages, slot_bytes, n;
	} rings[] = { { 1, 112, 32 }, { 2, 112, 64 }, { 4, 112, 128 }, { 16, 112, 512 },
		      { 1, 12, 256 }, { 1, 8, 256 },  { 3, 112, 64 },  { 1, 2016, 2 } };

	(void)state;
	for (size_t i = 0; i < sizeof rings / sizeof *rings; i++) {
		assert_int_equal(xen_ring_slots(rings[i].n_pages, rings[i].slot_bytes), rings[i].n);
		assert_int_equal(xen_ring_open(&ring, rings[i].n_pages, rings[i].slot_bytes), 0);
		assert_int_equal(xen_ring_room(&ring), rings[i].n);
		xen_ring_close(&ring);
	}
	open_ring(16);
}

static void requests_and_responses(void **state)
{
	uint64_t id = 0;

	(void)state;
	for (unsigned round = 0; round < 100; round++) {
		for (unsigned i = 0; i < 10; i++)
			add(round * 10 + i);
		assert_int_equal(xen_ring_outstanding(&ring), 0);
		xen_ring_offer(&ring);
		assert_int_equal(xen_ring_outstanding(&ring), 10);
		serve();
		for (unsigned i = 0; i < 10; i++)
			expect_taken(round * 10 + i);
		assert_int_equal(take(&id), 0);
	}
}

static void indexes_wrap(void **state)
{
	(void)state;
	begin_at(UINT32_MAX - 2);
	for (uint64_t id = 0; id < 20; id++) {
		add(id);
		assert_true(xen_ring_offer(&ring));
		assert_true(serve());
		expect_taken(id);
		assert_false(xen_ring_expect(&ring, 1));
	}
}

static void a_full_ring_takes_no_more(void **state)
{
	(void)state;
	for (uint64_t id = 0; id < 32; id++)
		add(id);
	assert_int_equal(xen_ring_room(&ring), 0);
	assert_null(xen_ring_add(&ring));
	xen_ring_offer(&ring);
	serve();
	assert_null(xen_ring_add(&ring)); /* its slot holds a response */
	expect_taken(0);
	add(32);
	assert_null(xen_ring_add(&ring));
}

static void notified_once_for_a_burst(void **state)
{
	(void)state;
	add(0);
	add(1);
	assert_true(xen_ring_offer(&ring));
	assert_false(xen_ring_offer(&ring)); /* nothing new */
	add(2);
	assert_false(xen_ring_offer(&ring)); /* it has not looked yet */
	assert_true(serve());
	add(3);
	assert_true(xen_ring_offer(&ring));
	assert_false(serve()); /* we have not asked again */
}

static void events_as_asked_for(void **state)
{
	(void)state;
	assert_false(xen_ring_expect(&ring, 3));
	for (uint64_t id = 0; id < 4; id++) {
		add(id);
		xen_ring_offer(&ring);
		assert_int_equal(serve(), id == 2);
	}
	assert_true(xen_ring_expect(&ring, 4)); /* they are there */
	assert_false(xen_ring_expect(&ring, 5));
	for (uint64_t id = 0; id < 4; id++)
		expect_taken(id);
	add(4);
	xen_ring_offer(&ring);
	assert_true(serve());
}

/* ---- not by the rules ------------------------------------------------------------------------ */

static void it_is_broken(void)
{
	uint64_t id;

	assert_true(ring.broken);
	assert_int_equal(take(&id), -EIO);
	assert_null(xen_ring_add(&ring));
	assert_false(xen_ring_offer(&ring));
	assert_true(xen_ring_expect(&ring, 1));
	back.sring->rsp_prod = 0;
	assert_int_equal(take(&id), -EIO);
}

static void responses_that_nobody_asked_for(void **state)
{
	uint64_t id;

	(void)state;
	add(0);
	add(1);
	xen_ring_offer(&ring);
	add(2); /* it was not offered */
	back.sring->rsp_prod = 3;
	assert_int_equal(take(&id), -EIO);
	it_is_broken();
}

static void an_index_that_goes_back(void **state)
{
	uint64_t id;

	(void)state;
	begin_at(7);
	add(0);
	xen_ring_offer(&ring);
	serve();
	expect_taken(0);
	back.sring->rsp_prod = 7;
	assert_int_equal(take(&id), -EIO);
	it_is_broken();
}

static void found_out_while_expecting(void **state)
{
	(void)state;
	add(0);
	xen_ring_offer(&ring);
	back.sring->rsp_prod = UINT32_MAX;
	assert_true(xen_ring_expect(&ring, 1));
	it_is_broken();
}

/* It shows three, and takes two of them back before we have taken them. */
static void responses_taken_back(void **state)
{
	(void)state;
	for (uint64_t id = 0; id < 3; id++)
		add(id);
	xen_ring_offer(&ring);
	serve();
	expect_taken(0);
	back.sring->rsp_prod = 1;
	assert_true(xen_ring_expect(&ring, 1));
	it_is_broken();
}

/* It writes over our indexes: they are only shown there. */
static void what_is_ours_is_kept_by_us(void **state)
{
	(void)state;
	add(0);
	xen_ring_offer(&ring);
	memset(ring.memory, 0xff, 8);
	back.sring->rsp_prod = 1;
	assert_int_equal(xen_ring_outstanding(&ring), 1);
	assert_int_equal(xen_ring_room(&ring), 31);
	add(1);
	xen_ring_offer(&ring);
	assert_int_equal(back.sring->req_prod, 2);
}

int main(void)
{
#define RING_TEST(test) cmocka_unit_test_setup_teardown(test, open_one, close_ring)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(slots_are_as_many_as_fit, close_ring),
		RING_TEST(requests_and_responses),
		RING_TEST(indexes_wrap),
		RING_TEST(a_full_ring_takes_no_more),
		RING_TEST(notified_once_for_a_burst),
		RING_TEST(events_as_asked_for),
		RING_TEST(responses_that_nobody_asked_for),
		RING_TEST(an_index_that_goes_back),
		RING_TEST(found_out_while_expecting),
		RING_TEST(responses_taken_back),
		RING_TEST(what_is_ours_is_kept_by_us),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
