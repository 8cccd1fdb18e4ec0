/* Tasks that wait for each other: mutex, condition, semaphore, channel, cleanups, local data; all
 * in virtual time. */
#include "platform/virtual/time.c"

#include "sched.h"

#include <errno.h>
#include <mcfg/channel.h>
#include <mcfg/image.h>
#include <mcfg/sync.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

static char trace[64];

static void note(char c)
{
	size_t len = strlen(trace);

	if (len + 1 < sizeof trace)
		trace[len] = c, trace[len + 1] = '\0';
}

static int clear(void **state)
{
	(void)state;
	memset(trace, 0, sizeof trace);
	return 0;
}

static struct mcfg_task *spawn(int (*run)(void *), void *argument)
{
	struct mcfg_task *task;

	assert_int_equal(task_spawn(&task, NULL, run, argument), 0);
	return task;
}

/* ---- mutex ----------------------------------------------------------------------------------- */

static struct mcfg_mutex mutex;

/* Holds the mutex for a second, and notes when it got it and when it gave it back. */
static int hold(void *name)
{
	char c = *(const char *)name;
	int error = mcfg_mutex_lock(&mutex);

	if (error)
		return error;
	note(c);
	error = task_sleep_ns(SEC(1));
	note((char)(c - 'a' + 'A'));
	mcfg_mutex_unlock(&mutex);
	return error;
}

static void a_mutex_is_held_by_one_in_turn(void **state)
{
	struct mcfg_task *tasks[] = { spawn(hold, "a"), spawn(hold, "b"), spawn(hold, "c") };
	uint64_t begin_ns = task_now_ns();

	(void)state;
	assert_int_equal(task_join(tasks, 3), 0);
	assert_string_equal(trace, "aAbBcC");
	assert_int_equal(task_now_ns() - begin_ns, SEC(3));
	assert_true(mcfg_mutex_try_lock(&mutex));
	mcfg_mutex_unlock(&mutex);
}

static int try_to_hold(void *unused)
{
	(void)unused;
	return mcfg_mutex_try_lock(&mutex) ? 1 : 0;
}

static void who_stops_waiting_does_not_get_it(void **state)
{
	struct mcfg_task *holder = spawn(hold, "a"), *trying, *cancelled, *last;
	uint64_t outer_ns;

	(void)state;
	task_yield();
	trying = spawn(try_to_hold, NULL);
	assert_int_equal(task_join(&trying, 1), 0);
	outer_ns = task_deadline_push(task_now_ns() + MSEC(500));
	assert_int_equal(mcfg_mutex_lock(&mutex), -ETIMEDOUT);
	task_deadline_pop(outer_ns);
	assert_int_equal(mcfg_mutex_lock(&mutex), 0);
	cancelled = spawn(hold, "b");
	last = spawn(hold, "c");
	task_yield();
	task_cancel(cancelled); /* it will run, but has not yet when the mutex becomes free */
	mcfg_mutex_unlock(&mutex);
	assert_ptr_equal(mutex.owner, last);
	assert_int_equal(task_join(&holder, 1), 0);
	assert_int_equal(task_join(&cancelled, 1), -ECANCELED);
	assert_int_equal(task_join(&last, 1), 0);
	assert_string_equal(trace, "aAcC");
	assert_null(mutex.owner);
}

/* ---- condition ------------------------------------------------------------------------------- */

static struct mcfg_condition condition;
static int n_ready;

static int take_ready(void *unused)
{
	int error = mcfg_mutex_lock(&mutex);

	(void)unused;
	while (!error && n_ready == 0)
		error = mcfg_condition_wait(&condition, &mutex);
	if (!error)
		n_ready--;
	assert_ptr_equal(mutex.owner, task_self());
	mcfg_mutex_unlock(&mutex);
	return error;
}

static void a_condition_wakes_one_or_all(void **state)
{
	struct mcfg_task *tasks[3];

	(void)state;
	for (size_t i = 0; i < 3; i++)
		tasks[i] = spawn(take_ready, NULL);
	task_yield();
	n_ready = 1;
	mcfg_condition_signal(&condition);
	assert_int_equal(task_join(&tasks[0], 1), 0);
	n_ready = 2;
	mcfg_condition_broadcast(&condition);
	assert_int_equal(task_join(tasks + 1, 2), 0);
	assert_int_equal(n_ready, 0);
	mcfg_condition_signal(&condition);
}

/* The mutex is the caller's again, though another one holds it when the wait ends. */
static void a_cancelled_wait_takes_the_mutex_again(void **state)
{
	struct mcfg_task *waiter = spawn(take_ready, NULL), *holder;

	(void)state;
	task_yield();
	holder = spawn(hold, "h");
	task_yield();
	task_cancel(waiter);
	assert_int_equal(task_join(&waiter, 1), -ECANCELED);
	assert_int_equal(task_join(&holder, 1), 0);
	assert_string_equal(trace, "hH");
	assert_null(mutex.owner);
}

/* ---- semaphore ------------------------------------------------------------------------------- */

static struct mcfg_semaphore semaphore;

static int use_one(void *unused)
{
	int error = mcfg_semaphore_wait(&semaphore);

	(void)unused;
	if (!error)
		error = task_sleep_ns(SEC(1));
	mcfg_semaphore_post(&semaphore);
	return error;
}

static void a_semaphore_lets_n_in(void **state)
{
	struct mcfg_task *tasks[10];
	uint64_t begin_ns = task_now_ns();

	(void)state;
	semaphore.n = 3;
	for (size_t i = 0; i < 10; i++)
		tasks[i] = spawn(use_one, NULL);
	assert_int_equal(task_join(tasks, 10), 0);
	assert_int_equal(task_now_ns() - begin_ns, SEC(4));
	assert_int_equal(semaphore.n, 3);
	for (int i = 3; i > 0; i--)
		assert_true(mcfg_semaphore_try_wait(&semaphore));
	assert_false(mcfg_semaphore_try_wait(&semaphore));
}

static void post(struct mcfg_timer *timer)
{
	(void)timer;
	mcfg_semaphore_post(&semaphore);
}

static void a_timer_may_post(void **state)
{
	uint64_t begin_ns = task_now_ns();
	struct mcfg_timer timer;

	(void)state;
	semaphore.n = 0;
	assert_int_equal(mcfg_timer_open(&timer, post), 0);
	mcfg_timer_start(&timer, begin_ns + SEC(7));
	assert_int_equal(mcfg_semaphore_wait(&semaphore), 0);
	assert_int_equal(task_now_ns() - begin_ns, SEC(7));
	mcfg_timer_close(&timer);
}

/* ---- channel --------------------------------------------------------------------------------- */

static struct mcfg_channel channel;

enum { N_ITEMS = 100 };

static int send_items(void *first)
{
	int error = 0;

	for (int i = 0; i < N_ITEMS && !error; i++) {
		int item = *(const int *)first + i;

		error = mcfg_channel_send(&channel, &item);
	}
	return error;
}

/* From each sender, in its order, all that it sent. */
static void items_arrive_once_and_in_order(size_t room)
{
	int firsts[] = { 0, 1000, 2000 }, next[] = { 0, 1000, 2000 }, item, storage[8];
	struct mcfg_task *tasks[3];

	mcfg_channel_init(&channel, room ? storage : NULL, sizeof item, room);
	for (size_t i = 0; i < 3; i++)
		tasks[i] = spawn(send_items, &firsts[i]);
	for (int i = 0; i < 3 * N_ITEMS; i++) {
		assert_int_equal(mcfg_channel_receive(&channel, &item), 0);
		assert_in_range(item / 1000, 0, 2);
		assert_int_equal(item, next[item / 1000]++);
		assert_true(channel.n <= room);
	}
	assert_int_equal(mcfg_channel_try_receive(&channel, &item), -EAGAIN);
	assert_int_equal(task_join(tasks, 3), 0);
}

static void channels_of_all_sizes(void **state)
{
	(void)state;
	for (size_t room = 0; room <= 8; room++)
		items_arrive_once_and_in_order(room);
}

static int receive_one(void *item)
{
	return mcfg_channel_receive(&channel, item);
}

static void what_waits_is_handed_over(void **state)
{
	struct mcfg_task *tasks[2];
	int items[2] = { 0, 0 }, item = 5;

	(void)state;
	mcfg_channel_init(&channel, NULL, sizeof item, 0);
	assert_int_equal(mcfg_channel_try_send(&channel, &item), -EAGAIN);
	tasks[0] = spawn(receive_one, &items[0]);
	tasks[1] = spawn(receive_one, &items[1]);
	task_yield();
	task_cancel(tasks[0]);
	assert_int_equal(mcfg_channel_try_send(&channel, &item), 0);
	assert_int_equal(mcfg_channel_try_send(&channel, &item), -EAGAIN);
	assert_int_equal(task_join(&tasks[0], 1), -ECANCELED);
	assert_int_equal(task_join(&tasks[1], 1), 0);
	assert_int_equal(items[0], 0);
	assert_int_equal(items[1], 5);
}

static void a_closed_channel_is_drained(void **state)
{
	int first = 0, item, storage[4];
	struct mcfg_task *task;

	(void)state;
	mcfg_channel_init(&channel, storage, sizeof item, 4);
	task = spawn(send_items, &first);
	task_yield();
	mcfg_channel_close(&channel);
	assert_int_equal(task_join(&task, 1), -EPIPE);
	for (int i = 0; i < 4; i++) {
		assert_int_equal(mcfg_channel_receive(&channel, &item), 0);
		assert_int_equal(item, i);
	}
	assert_int_equal(mcfg_channel_receive(&channel, &item), -EPIPE);
	assert_int_equal(mcfg_channel_send(&channel, &item), -EPIPE);
}

/* ---- ends ------------------------------------------------------------------------------------ */

static void note_and_block(void *name)
{
	assert_int_equal(task_sleep_ns(SEC(1)), 0);
	note(*(const char *)name);
}

static int leave_early(void *deep)
{
	struct mcfg_cleanup first, second, third;

	task_cleanup_push(&first, note_and_block, "a");
	task_cleanup_push(&second, note_and_block, "b");
	task_cleanup_push(&third, note_and_block, "c");
	task_cleanup_pop(&third, false);
	if (deep)
		task_exit(task_sleep_ns(SEC(100)) == -ECANCELED ? 9 : 1);
	task_cleanup_pop(&second, true);
	task_cleanup_pop(&first, true);
	return 7;
}

static void cleanups_run_however_a_task_ends(void **state)
{
	struct mcfg_task *task = spawn(leave_early, NULL);

	(void)state;
	assert_int_equal(task_join(&task, 1), 7);
	task = spawn(leave_early, &task);
	task_yield();
	task_cancel(task);
	assert_int_equal(task_join(&task, 1), 9);
	assert_string_equal(trace, "baba");
}

static int sleep_shielded(void *unused)
{
	struct mcfg_shield shield;
	int error;

	(void)unused;
	task_shield_begin(&shield);
	error = task_sleep_ns(SEC(5));
	task_shield_end(&shield);
	assert_int_equal(error, 0);
	return task_sleep_ns(1);
}

static void a_shield_puts_cancelling_off(void **state)
{
	struct mcfg_task *task = spawn(sleep_shielded, NULL);

	(void)state;
	task_yield();
	task_cancel(task);
	assert_int_equal(task_join(&task, 1), -ECANCELED);
}

static void note_drop(void *name)
{
	note(*(const char *)name);
}

static const struct mcfg_local local = { note_drop }, undropped;

static int keep_local(void *name)
{
	assert_null(task_local_get(&local));
	assert_int_equal(task_local_set(&local, name), 0);
	assert_int_equal(task_local_set(&undropped, name), 0);
	task_yield();
	assert_ptr_equal(task_local_get(&local), name);
	return 0;
}

static void local_data_is_each_tasks_own(void **state)
{
	char names[] = "ab";
	struct mcfg_task *tasks[] = { spawn(keep_local, names), spawn(keep_local, names + 1) };

	(void)state;
	assert_int_equal(task_join(tasks, 2), 0);
	assert_null(task_local_get(&local));
	assert_string_equal(trace, "ab");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_mutex_is_held_by_one_in_turn, clear),
		cmocka_unit_test_setup(who_stops_waiting_does_not_get_it, clear),
		cmocka_unit_test(a_condition_wakes_one_or_all),
		cmocka_unit_test_setup(a_cancelled_wait_takes_the_mutex_again, clear),
		cmocka_unit_test(a_semaphore_lets_n_in),
		cmocka_unit_test(a_timer_may_post),
		cmocka_unit_test(channels_of_all_sizes),
		cmocka_unit_test(what_waits_is_handed_over),
		cmocka_unit_test(a_closed_channel_is_drained),
		cmocka_unit_test_setup(cleanups_run_however_a_task_ends, clear),
		cmocka_unit_test(a_shield_puts_cancelling_off),
		cmocka_unit_test_setup(local_data_is_each_tasks_own, clear),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
