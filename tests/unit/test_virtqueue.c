/* A split virtqueue, whose device is the test: one that keeps the rules, and one that does not. */
#include "../../devices/virtio/virtqueue.c"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

enum { SIZE = 8 };

static struct virtqueue queue;
static int tokens[SIZE];
static uint16_t used_index;

static int open_queue(void **state)
{
	(void)state;
	used_index = 0;
	return virtqueue_open(&queue, SIZE, true);
}

static int close_queue(void **state)
{
	(void)state;
	while (virtqueue_abandon(&queue))
		continue;
	virtqueue_close(&queue);
	return 0;
}

static int open_plain(void **state)
{
	(void)state;
	used_index = 0;
	return virtqueue_open(&queue, SIZE, false);
}

/* What a device does: says that the chain at `id` is used. */
static void use(uint32_t id, uint32_t len)
{
	uint16_t *element = &queue.used[AT_RING + USED_WORDS * (used_index % SIZE)];

	memcpy(element, &id, sizeof id);
	memcpy(element + 2, &len, sizeof len);
	queue.used[AT_INDEX] = ++used_index;
}

static uint16_t offered(unsigned i)
{
	return queue.available[AT_RING + i % SIZE];
}

static const struct virtqueue_part parts[] = {
	{ 0x1000, 16 }, { 0x2000, 512 }, { 0x3000, 512 }, { 0x4000, 1 }
};

static void add(int token, size_t n_read, size_t n_write)
{
	assert_int_equal(virtqueue_add(&queue, parts, n_read, n_write, &tokens[token]), 0);
}

static void expect_taken(int token, uint32_t len)
{
	void *taken;
	uint32_t found;

	assert_int_equal(virtqueue_take(&queue, &taken, &found), 1);
	assert_ptr_equal(taken, &tokens[token]);
	assert_int_equal(found, len);
}

static void expect_none(int result)
{
	void *taken;
	uint32_t found;

	assert_int_equal(virtqueue_take(&queue, &taken, &found), result);
}

/* ---- keeping the rules ----------------------------------------------------------------------- */

static void a_chain_is_what_was_added(void **state)
{
	const struct virtqueue_descriptor *at;

	(void)state;
	add(0, 1, 3);
	assert_int_equal(queue.available[AT_INDEX], 0);
	virtqueue_offer(&queue);
	assert_int_equal(queue.available[AT_INDEX], 1);
	at = &queue.descriptors[offered(0)];
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(at->address, parts[i].address);
		assert_int_equal(at->bytes, parts[i].bytes);
		assert_int_equal(at->flags, (i < 3 ? HAS_NEXT : 0) | (i >= 1 ? IS_WRITTEN : 0));
		at = &queue.descriptors[at->next];
	}
	expect_none(0);
	use(offered(0), 1025);
	expect_taken(0, 1025);
	expect_none(0);
	assert_int_equal(queue.n_free, SIZE);
}

static void entries_run_out_and_come_back(void **state)
{
	(void)state;
	add(0, 2, 2);
	add(1, 2, 2);
	assert_int_equal(virtqueue_add(&queue, parts, 1, 0, &tokens[2]), -ENOSPC);
	virtqueue_offer(&queue);
	use(offered(1), 0); /* not in their order */
	expect_taken(1, 0);
	add(3, 1, 2);
	virtqueue_offer(&queue);
	use(offered(0), 0);
	use(offered(2), 0);
	expect_taken(0, 0);
	expect_taken(3, 0);
	assert_int_equal(queue.n_free, SIZE);
}

static void indices_wrap(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 70000; i++) {
		add((int)(i % SIZE), 1 + i % 2, i % 3);
		virtqueue_offer(&queue);
		use(offered(i), 0);
		expect_taken((int)(i % SIZE), 0);
		assert_false(virtqueue_expect(&queue, 1));
	}
	assert_false(queue.broken);
	assert_int_equal(queue.n_free, SIZE);
}

static void notified_when_the_device_wants_it(void **state)
{
	uint16_t *event = (uint16_t *)(uintptr_t)available_event(&queue);

	(void)state;
	assert_false(virtqueue_offer(&queue)); /* nothing to offer */
	*event = 0;
	add(0, 1, 0);
	assert_true(virtqueue_offer(&queue));
	add(1, 1, 0);
	assert_false(virtqueue_offer(&queue)); /* it knows that there is some */
	*event = 3;
	add(2, 1, 0);
	assert_false(virtqueue_offer(&queue));
	add(3, 1, 0);
	add(4, 1, 0);
	assert_true(virtqueue_offer(&queue)); /* several at once, past it */
}

static void interrupts_are_asked_for(void **state)
{
	(void)state;
	add(0, 1, 0);
	add(1, 1, 0);
	virtqueue_offer(&queue);
	assert_false(virtqueue_expect(&queue, 1));
	assert_int_equal(*used_event(&queue), 0);
	assert_false(virtqueue_expect(&queue, 2));
	assert_int_equal(*used_event(&queue), 1);
	use(offered(0), 0);
	assert_true(virtqueue_expect(&queue, 1)); /* it came before it was asked for */
	assert_false(virtqueue_expect(&queue, 2));
	expect_taken(0, 0);
	virtqueue_ignore(&queue);
	assert_false(passes(*used_event(&queue), 1, 2));
}

static void without_the_event_index(void **state)
{
	(void)state;
	add(0, 1, 0);
	assert_true(virtqueue_offer(&queue));
	queue.used[AT_FLAGS] = NO_NOTIFY;
	add(1, 1, 0);
	assert_false(virtqueue_offer(&queue));
	virtqueue_ignore(&queue);
	assert_int_equal(queue.available[AT_FLAGS], NO_INTERRUPT);
	assert_false(virtqueue_expect(&queue, 1));
	assert_int_equal(queue.available[AT_FLAGS], 0);
}

static void sizes_that_there_are_not(void **state)
{
	struct virtqueue other;

	(void)state;
	assert_int_equal(virtqueue_open(&other, 0, true), -EINVAL);
	assert_int_equal(virtqueue_open(&other, 24, true), -EINVAL);
	assert_int_equal(virtqueue_open(&other, 2 * VIRTQUEUE_MOST, true), -EINVAL);
}

/* ---- breaking them --------------------------------------------------------------------------- */

static void expect_broken(void)
{
	expect_none(-EIO);
	assert_true(queue.broken);
	expect_none(-EIO);
	assert_int_equal(virtqueue_add(&queue, parts, 1, 0, &tokens[0]), -EIO);
	assert_false(virtqueue_offer(&queue));
	assert_true(virtqueue_expect(&queue, 1));
	while (virtqueue_abandon(&queue))
		continue;
	assert_int_equal(queue.n_free, SIZE);
}

static void more_is_used_than_was_offered(void **state)
{
	(void)state;
	add(0, 1, 0);
	virtqueue_offer(&queue);
	add(1, 1, 0); /* not offered */
	used_index = 1;
	use(offered(0), 0);
	expect_broken();
}

static void the_index_goes_back(void **state)
{
	(void)state;
	add(0, 1, 0);
	virtqueue_offer(&queue);
	queue.used[AT_INDEX] = (uint16_t)-1;
	expect_broken();
}

static void an_id_is_out_of_range(void **state)
{
	(void)state;
	add(0, 1, 0);
	virtqueue_offer(&queue);
	use(SIZE, 0);
	expect_broken();
}

static void an_id_is_far_out_of_range(void **state)
{
	(void)state;
	add(0, 1, 0);
	virtqueue_offer(&queue);
	use(0x10000u + offered(0), 0); /* its low half would do */
	expect_broken();
}

static void an_id_comes_twice(void **state)
{
	(void)state;
	add(0, 1, 0);
	add(1, 1, 0);
	virtqueue_offer(&queue);
	use(offered(0), 0);
	use(offered(0), 0);
	expect_taken(0, 0);
	expect_broken();
}

static void an_id_is_in_the_middle_of_a_chain(void **state)
{
	(void)state;
	add(0, 2, 1);
	virtqueue_offer(&queue);
	use(queue.descriptors[offered(0)].next, 0);
	expect_broken();
}

static void more_is_written_than_there_is_room(void **state)
{
	(void)state;
	add(0, 2, 1);
	virtqueue_offer(&queue);
	use(offered(0), 513);
	expect_broken();
}

/* What it writes to the descriptors is not believed. */
static void the_table_is_overwritten(void **state)
{
	(void)state;
	add(0, 2, 2);
	virtqueue_offer(&queue);
	memset(queue.descriptors, 0xff, SIZE * sizeof *queue.descriptors);
	use(offered(0), 0);
	expect_taken(0, 0);
	add(1, 2, 2);
	add(2, 2, 2);
	virtqueue_offer(&queue);
	assert_int_equal(queue.n_free, 0);
}

int main(void)
{
#define QUEUE_TEST(test) cmocka_unit_test_setup_teardown(test, open_queue, close_queue)
	const struct CMUnitTest tests[] = {
		QUEUE_TEST(a_chain_is_what_was_added),
		QUEUE_TEST(entries_run_out_and_come_back),
		QUEUE_TEST(indices_wrap),
		QUEUE_TEST(notified_when_the_device_wants_it),
		QUEUE_TEST(interrupts_are_asked_for),
		cmocka_unit_test_setup_teardown(without_the_event_index, open_plain, close_queue),
		QUEUE_TEST(sizes_that_there_are_not),
		QUEUE_TEST(more_is_used_than_was_offered),
		QUEUE_TEST(the_index_goes_back),
		QUEUE_TEST(an_id_is_out_of_range),
		QUEUE_TEST(an_id_is_far_out_of_range),
		QUEUE_TEST(an_id_comes_twice),
		QUEUE_TEST(an_id_is_in_the_middle_of_a_chain),
		QUEUE_TEST(more_is_written_than_there_is_room),
		QUEUE_TEST(the_table_is_overwritten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
