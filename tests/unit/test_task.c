/* Tasks: running, sleeping, joining, selecting, cancelling, deadlines, descriptors. */
#include "platform/unix/unix.h"
#include "sched.h"

#include <errno.h>
#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* ---- bodies ---------------------------------------------------------------------------------- */

static int take_turns(void *name)
{
	for (int i = 0; i < 3; i++) {
		note(*(const char *)name);
		assert_int_equal(task_yield(), 0);
	}
	return 0;
}

static int give_back(void *status)
{
	return *(const int *)status;
}

struct nap {
	uint64_t ns;
	int error;
	char name;
};

static int take_nap(void *argument)
{
	struct nap *nap = argument;

	nap->error = task_sleep_ns(nap->ns);
	if (nap->name)
		note(nap->name);
	return nap->error;
}

static int wait_for_waker(void *waker)
{
	return mcfg_waker_wait(waker);
}

/* ---- running and joining --------------------------------------------------------------------- */

static void tasks_take_turns(void **state)
{
	struct mcfg_task *tasks[] = { spawn(take_turns, "a"), spawn(take_turns, "b") };

	(void)state;
	assert_string_equal(trace, "");
	assert_int_equal(task_join(tasks, 2), 0);
	assert_string_equal(trace, "ababab");
}

static void join_gives_the_first_status(void **state)
{
	int statuses[] = { 0, 7, -EIO };
	struct mcfg_task *tasks[3];

	(void)state;
	for (size_t i = 0; i < 3; i++)
		tasks[i] = spawn(give_back, &statuses[i]);
	assert_int_equal(task_join(tasks, 3), 7);
	assert_int_equal(task_join(NULL, 0), 0);
}

static void sleepers_wake_in_order_and_not_early(void **state)
{
	struct nap naps[] = { { MSEC(30), 1, 'c' }, { MSEC(10), 1, 'a' }, { MSEC(20), 1, 'b' } };
	uint64_t begin = task_now_ns();
	struct mcfg_task *tasks[3];

	(void)state;
	for (size_t i = 0; i < 3; i++)
		tasks[i] = spawn(take_nap, &naps[i]);
	assert_int_equal(task_join(tasks, 3), 0);
	assert_true(task_now_ns() - begin >= MSEC(30));
	assert_true(task_now_ns() - begin <
	            SEC(5)); /* not one after the other, on a busy machine too */
	assert_string_equal(trace, "abc");
}

static void errno_is_the_tasks_own(void **state)
{
	struct mcfg_task *task = spawn(take_turns, "x");

	(void)state;
	errno = E2BIG;
	task_yield();
	assert_int_equal(errno, E2BIG);
	task_join(&task, 1);
}

static int print_much(void *argument)
{
	char text[64];

	(void)argument;
	snprintf(text, sizeof text, "%.3f %s %lld", 1.0 / 3, "text", 1LL << 40);
	return strcmp(text, "0.333 text 1099511627776");
}

static void the_c_library_fits_on_a_stack(void **state)
{
	struct mcfg_task_options small = { .name = "small", .stack_bytes = 16384 };
	struct mcfg_task *tasks[2];

	(void)state;
	assert_int_equal(task_spawn(&tasks[0], NULL, print_much, NULL), 0);
	assert_int_equal(task_spawn(&tasks[1], &small, print_much, NULL), 0);
	assert_string_equal(task_name(tasks[1]), "small");
	assert_int_equal(task_join(tasks, 2), 0);
}

static int keep_doubles(void *argument)
{
	double x = *(double *)argument, sum = 0;

	for (int i = 0; i < 100; i++) {
		sum += x * i;
		task_yield();
	}
	return sum == x * 4950 ? 0 : 1;
}

static void registers_survive_a_switch(void **state)
{
	double numbers[] = { 1, 2, 3, 4 };
	struct mcfg_task *tasks[4];

	(void)state;
	for (size_t i = 0; i < 4; i++)
		tasks[i] = spawn(keep_doubles, &numbers[i]);
	assert_int_equal(task_join(tasks, 4), 0);
}

static int count_one(void *counter)
{
	task_yield();
	++*(size_t *)counter;
	return 0;
}

static void thousands_at_once_and_again(void **state)
{
	enum { N = 5000 };
	struct mcfg_task **tasks = calloc(N, sizeof *tasks);
	size_t counter = 0;

	(void)state;
	assert_non_null(tasks);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < N; i++)
			tasks[i] = spawn(count_one, &counter);
		assert_int_equal(task_join(tasks, N), 0);
	}
	assert_int_equal(counter, 3 * N);
	free(tasks);
}

/* ---- cancelling ------------------------------------------------------------------------------ */

static void select_cancels_the_others(void **state)
{
	struct nap naps[] = { { SEC(100), 1, 'x' }, { MSEC(1), 1, 'y' }, { SEC(100), 1, 'z' } };
	struct mcfg_task *tasks[3];
	size_t which = 9;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		tasks[i] = spawn(take_nap, &naps[i]);
	assert_int_equal(task_select(tasks, 3, &which), 0);
	assert_int_equal(which, 1);
	assert_int_equal(naps[0].error, -ECANCELED);
	assert_int_equal(naps[2].error, -ECANCELED);
	assert_string_equal(trace, "yxz");
}

static void select_takes_one_that_has_ended(void **state)
{
	int statuses[] = { 3, 4 };
	struct nap nap = { SEC(100), 0, 0 };
	struct mcfg_task *tasks[] = { spawn(take_nap, &nap), spawn(give_back, &statuses[0]),
		                      spawn(give_back, &statuses[1]) };
	size_t which;

	(void)state;
	task_yield();
	assert_int_equal(task_select(tasks, 3, &which), 3);
	assert_int_equal(which, 1);
}

static int block_twice(void *argument)
{
	(void)argument;
	note(task_sleep_ns(SEC(100)) == -ECANCELED ? 'c' : '?');
	note(task_cancelled() ? 'c' : '?');
	note(task_sleep_ns(SEC(100)) == -ECANCELED ? 'c' : '?');
	note(task_yield() == -ECANCELED ? 'c' : '?');
	return 0;
}

static void cancelling_lasts(void **state)
{
	struct mcfg_task *asleep = spawn(block_twice, NULL);
	struct mcfg_task *unstarted;

	(void)state;
	task_yield();
	task_cancel(asleep);
	assert_int_equal(task_join(&asleep, 1), 0);
	unstarted = spawn(block_twice, NULL);
	task_cancel(unstarted);
	assert_int_equal(task_join(&unstarted, 1), 0);
	assert_string_equal(trace, "cccccccc");
}

static int join_a_sleeper(void *nap)
{
	struct mcfg_task *task = spawn(take_nap, nap);

	return task_join(&task, 1);
}

static void cancelling_reaches_what_is_joined(void **state)
{
	struct nap nap = { SEC(100), 0, 'n' };
	struct mcfg_task *task = spawn(join_a_sleeper, &nap);

	(void)state;
	task_yield();
	task_yield();
	task_cancel(task);
	assert_int_equal(task_join(&task, 1), -ECANCELED);
	assert_int_equal(nap.error, -ECANCELED);
}

static int abandon_a_sleeper(void *nap)
{
	spawn(take_nap, nap);
	task_yield();
	return 5;
}

static void a_task_does_not_outlive_its_parent(void **state)
{
	struct nap nap = { SEC(100), 0, 'n' };
	struct mcfg_task *task = spawn(abandon_a_sleeper, &nap);

	(void)state;
	assert_int_equal(task_join(&task, 1), 5);
	assert_int_equal(nap.error, -ECANCELED);
}

static int detach_a_sleeper(void *nap)
{
	task_detach(spawn(take_nap, nap));
	return 0;
}

static void a_detached_task_does(void **state)
{
	static struct nap nap = { MSEC(5), 1, 'd' };
	struct mcfg_task *task = spawn(detach_a_sleeper, &nap);

	(void)state;
	assert_int_equal(task_join(&task, 1), 0);
	assert_string_equal(trace, "");
	assert_int_equal(task_sleep_ns(MSEC(50)), 0);
	assert_string_equal(trace, "d");
}

/* ---- deadlines and wakers -------------------------------------------------------------------- */

static void a_deadline_bounds_what_blocks(void **state)
{
	struct nap nap = { SEC(100), 0, 0 };
	uint64_t begin = task_now_ns(), outer, inner;
	struct mcfg_waker never = { 0 };
	struct mcfg_task *task;

	(void)state;
	outer = task_deadline_push(begin + MSEC(10));
	assert_int_equal(outer, MCFG_NEVER_NS);
	inner = task_deadline_push(begin + SEC(100)); /* the earlier one stays */
	assert_int_equal(task_sleep_ns(SEC(50)), -ETIMEDOUT);
	assert_int_equal(mcfg_waker_wait(&never), -ETIMEDOUT);
	task_deadline_pop(inner);
	task = spawn(take_nap, &nap);
	assert_int_equal(task_join(&task, 1), -ETIMEDOUT);
	assert_int_equal(nap.error, -ECANCELED);
	task_deadline_pop(outer);
	assert_true(task_now_ns() - begin < SEC(20));
	assert_int_equal(task_sleep_ns(1), 0);
}

static void a_waker_wakes_once(void **state)
{
	struct mcfg_waker waker = { 0 }, early = { 0 };
	struct mcfg_task *task = spawn(wait_for_waker, &waker);

	(void)state;
	task_yield();
	mcfg_waker_wake(&waker, -EPIPE);
	mcfg_waker_wake(&waker, 0);
	assert_int_equal(task_join(&task, 1), -EPIPE);
	mcfg_waker_wake(&early, 3);
	assert_int_equal(mcfg_waker_wait(&early), 3);
}

/* A task that never lets the queue run empty does not starve those that wait for the time. */
static int spin(void *flag)
{
	while (!*(volatile bool *)flag)
		task_yield();
	return 0;
}

static void timers_fire_beside_busy_tasks(void **state)
{
	bool stop = false;
	struct mcfg_task *task = spawn(spin, &stop);

	(void)state;
	assert_int_equal(task_sleep_ns(MSEC(5)), 0);
	stop = true;
	assert_int_equal(task_join(&task, 1), 0);
}

/* ---- descriptors ----------------------------------------------------------------------------- */

static int wait_to_read(void *file)
{
	return mcfg_fd_wait(file, MCFG_FD_READ);
}

static void waits_for_a_descriptor(void **state)
{
	struct mcfg_task *task;
	struct mcfg_fd file;
	int ends[2];
	char c;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	mcfg_fd_init(&file, ends[0]);
	for (int i = 0; i < 2; i++) {
		task = spawn(wait_to_read, &file);
		assert_int_equal(task_sleep_ns(MSEC(1)), 0);
		assert_int_equal(mcfg_fd_wait(&file, MCFG_FD_READ), -EBUSY);
		assert_int_equal(write(ends[1], "x", 1), 1);
		assert_int_equal(task_join(&task, 1), 0);
		assert_int_equal(read(ends[0], &c, 1), 1);
	}
	task = spawn(wait_to_read, &file);
	task_yield();
	task_cancel(task);
	assert_int_equal(task_join(&task, 1), -ECANCELED);
	close(ends[1]);
	assert_int_equal(mcfg_fd_wait(&file, MCFG_FD_READ), 0);
	mcfg_fd_fini(&file);
	close(ends[0]);
}

static void a_regular_file_is_ready(void **state)
{
	struct mcfg_fd file;
	FILE *stream = tmpfile();

	(void)state;
	assert_non_null(stream);
	mcfg_fd_init(&file, fileno(stream));
	assert_int_equal(mcfg_fd_wait(&file, MCFG_FD_READ), 0);
	assert_int_equal(mcfg_fd_wait(&file, MCFG_FD_WRITE), 0);
	mcfg_fd_fini(&file);
	fclose(stream);
	mcfg_fd_init(&file, -1);
	assert_int_equal(mcfg_fd_wait(&file, MCFG_FD_READ), -EBADF);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(tasks_take_turns, clear),
		cmocka_unit_test(join_gives_the_first_status),
		cmocka_unit_test_setup(sleepers_wake_in_order_and_not_early, clear),
		cmocka_unit_test(errno_is_the_tasks_own),
		cmocka_unit_test(the_c_library_fits_on_a_stack),
		cmocka_unit_test(registers_survive_a_switch),
		cmocka_unit_test(thousands_at_once_and_again),
		cmocka_unit_test_setup(select_cancels_the_others, clear),
		cmocka_unit_test(select_takes_one_that_has_ended),
		cmocka_unit_test_setup(cancelling_lasts, clear),
		cmocka_unit_test(cancelling_reaches_what_is_joined),
		cmocka_unit_test(a_task_does_not_outlive_its_parent),
		cmocka_unit_test_setup(a_detached_task_does, clear),
		cmocka_unit_test(a_deadline_bounds_what_blocks),
		cmocka_unit_test(a_waker_wakes_once),
		cmocka_unit_test(timers_fire_beside_busy_tasks),
		cmocka_unit_test(waits_for_a_descriptor),
		cmocka_unit_test(a_regular_file_is_ready),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
