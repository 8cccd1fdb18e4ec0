/* A trace read back: its events, what tasks did, and what is wrong with bytes that are none. */
#include "trace/history.h"
#include "trace/summary.h"

#include <mcfg/endian.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char metadata[] =
    "/* CTF 1.8 */ typealias integer { size = 16; align = 8; } := uint16_t;\n"
    "env { domain = \"mcfg\"; image = \"test\"; };\n"
    "event { id = 0; name = \"spawn\"; stream_id = 0;\n"
    "  fields := struct { uint32_t child; string name; }; };\n"
    "event { id = 1; name = \"switch\"; fields := struct { uint32_t next; }; };\n"
    "event { id = 2; name = \"block\"; fields := struct { uint64_t until_ns; }; };\n"
    "event { id = 3; name = \"wake\"; fields := struct { uint32_t woken; int32_t value; }; };\n"
    "event { id = 4; name = \"end\"; fields := struct { int32_t status; }; };\n"
    "event { id = 5; name = \"timer\"; fields := struct { uint64_t due_ns; }; };\n"
    "event { id = 6; name = \"of another day\"; fields := struct { uint16_t a; string b; }; };\n"
    "event { id = 7; name = \"call\"; fields := struct {\n"
    "  string operation; string device; uint64_t handle; }; };\n"
    "event { id = 8; name = \"return\"; fields := struct { string operation; }; };\n";

enum { SPAWN, SWITCH, BLOCK, WAKE, END, TIMER, OTHER, CALL, RETURN, HEAD = 48 };

static struct {
	char bytes[4096];
	size_t n;
} stream;

static struct arena arena;

static void number(size_t bytes, uint64_t value)
{
	for (size_t i = 0; i < bytes; i++)
		stream.bytes[stream.n++] = (char)(value >> 8 * i);
}

static void text(const char *text)
{
	memcpy(stream.bytes + stream.n, text, strlen(text) + 1);
	stream.n += strlen(text) + 1;
}

static void event(unsigned id, uint64_t at_ns, uint32_t task)
{
	number(2, id);
	number(8, at_ns);
	number(4, task);
}

static void begin_packet(void)
{
	stream.n = HEAD;
}

static void end_packet(uint64_t n_lost)
{
	size_t n = stream.n;

	stream.n = 0;
	number(4, 0xc1fc1fc1);
	number(4, 0);
	number(8, 0);
	number(8, 0);
	number(8, 8 * n);
	number(8, 8 * n);
	number(8, n_lost);
	stream.n = n;
}

static bool read(struct trace *trace, struct trace_error *error)
{
	return trace_read(&arena, metadata, sizeof metadata - 1, stream.bytes, stream.n, trace,
	                  error);
}

/* Main starts task 7, which calls, sleeps until a timer, wakes main, and fails. */
static void write_story(void)
{
	begin_packet();
	event(SPAWN, 1000, 0), number(4, 7), text("worker");
	event(BLOCK, 1100, 0), number(8, UINT64_MAX);
	event(SWITCH, 1150, 0), number(4, 7);
	event(CALL, 1200, 7), text("time_sleep_ns"), text("clock"), number(8, 1);
	event(OTHER, 1250, 7), number(2, 5), text("news");
	event(BLOCK, 1300, 7), number(8, 2000);
	event(TIMER, 2000, 7), number(8, 2000);
	event(WAKE, 2010, 7), number(4, 7), number(4, (uint32_t)-110);
	event(SWITCH, 2050, 7), number(4, 7);
	event(RETURN, 2100, 7), text("time_sleep_ns");
	event(WAKE, 2200, 7), number(4, 0), number(4, 0);
	event(END, 2250, 7), number(4, (uint32_t)-5);
	event(SWITCH, 2300, 7), number(4, 0);
	event(BLOCK, 2400, 0), number(8, UINT64_MAX);
	end_packet(3);
}

static void events_are_read(void **state)
{
	struct trace_error error;
	struct trace trace;

	(void)state;
	write_story();
	assert_true(read(&trace, &error));
	assert_string_equal(trace.image, "test");
	assert_int_equal(trace.n_lost, 3);
	assert_int_equal(trace.events.n, 14);
	assert_int_equal(trace.events.items[0].what, TRACED_SPAWN);
	assert_int_equal(trace.events.items[0].other, 7);
	assert_string_equal(trace.events.items[0].text, "worker");
	assert_string_equal(trace.events.items[3].device, "clock");
	assert_int_equal(trace.events.items[4].what, TRACED_OTHER);
	assert_true(trace.events.items[11].value == (uint64_t)-5);
}

static void expect_stretch(const struct traced_task *task, size_t i, enum doing doing,
                           uint64_t from_ns, uint64_t to_ns)
{
	assert_true(i < task->stretches.n);
	assert_int_equal(task->stretches.items[i].doing, doing);
	assert_int_equal(task->stretches.items[i].from_ns, from_ns);
	assert_int_equal(task->stretches.items[i].to_ns, to_ns);
}

static void tasks_have_a_history(void **state)
{
	const struct traced_task *task;
	struct trace_error error;
	struct history history;
	struct trace trace;

	(void)state;
	write_story();
	assert_true(read(&trace, &error));
	history_make(&arena, &trace, &history);
	assert_int_equal(history.tasks.n, 2);
	task = &history.tasks.items[0];
	assert_int_equal(task->stretches.n, 4);
	expect_stretch(task, 0, DOING_RUNNING, 1000, 1100);
	expect_stretch(task, 1, DOING_WAITING, 1100, 2200);
	expect_stretch(task, 2, DOING_READY, 2200, 2300);
	expect_stretch(task, 3, DOING_RUNNING, 2300, 2400);
	task = &history.tasks.items[1];
	assert_string_equal(task->name, "worker");
	assert_int_equal(task->stretches.n, 5);
	expect_stretch(task, 0, DOING_READY, 1000, 1150);
	expect_stretch(task, 1, DOING_RUNNING, 1150, 1300);
	expect_stretch(task, 2, DOING_WAITING, 1300, 2010);
	expect_stretch(task, 3, DOING_READY, 2010, 2050);
	expect_stretch(task, 4, DOING_RUNNING, 2050, 2250);
	assert_true(task->begun && task->ended);
	assert_int_equal(task->status, -5);
	assert_int_equal(task->calls.n, 1);
	assert_int_equal(task->calls.items[0].from_ns, 1200);
	assert_int_equal(task->calls.items[0].to_ns, 2100);
	assert_false(task->calls.items[0].unfinished);
	assert_int_equal(history.wakes.n, 2);
	assert_int_equal(history.wakes.items[0].cause, WOKEN_BY_TIMER);
	assert_int_equal(history.wakes.items[1].cause, WOKEN_BY_TASK);
	assert_int_equal(history.wakes.items[1].by, 1);
	assert_int_equal(history.busy.n, 4); /* but while nobody runs */
	assert_int_equal(history.busy.items[1].from_ns, 1150);
	assert_int_equal(history.busy.items[1].to_ns, 1300);
}

static void it_is_summed_up(void **state)
{
	struct trace_error error;
	struct history history;
	struct trace trace;
	struct text out;

	(void)state;
	write_story();
	assert_true(read(&trace, &error));
	history_make(&arena, &trace, &history);
	text_init(&out, &arena);
	summary_print(&out, &history);
	assert_non_null(
	    strstr(text_string(&out), "test: 14 events in 1.4 us, after 3 that are lost"));
	assert_non_null(strstr(text_string(&out), "worker (ended with -5)"));
	assert_non_null(strstr(text_string(&out), "time_sleep_ns of clock"));
}

/* However many bytes of it there are, it is read without a fault, and mostly refused. */
static void parts_are_refused(void **state)
{
	struct trace_error error;
	struct trace trace;
	size_t all;

	(void)state;
	write_story();
	all = stream.n;
	for (stream.n = 1; stream.n < all; stream.n++)
		assert_false(read(&trace, &error));
	for (size_t n = HEAD + 1; n < all; n++) {
		uint64_t events = 0;

		write_story();
		stream.n = n;
		end_packet(0);
		if (!read(&trace, &error))
			assert_true(error.at <= n && !error.in_metadata);
		for (size_t i = 1; i < trace.events.n; i++)
			events += trace.events.items[i].at_ns >= trace.events.items[i - 1].at_ns;
		assert_true(trace.events.n == 0 || events == trace.events.n - 1);
	}
	for (size_t n = 0; n < sizeof metadata - 1; n++)
		trace_read(&arena, metadata, n, stream.bytes, stream.n, &trace, &error);
}

static void time_does_not_go_back(void **state)
{
	struct trace_error error;
	struct trace trace;

	(void)state;
	begin_packet();
	event(TIMER, 1000, 0), number(8, 1);
	event(TIMER, 999, 0), number(8, 1);
	end_packet(0);
	assert_false(read(&trace, &error));
	assert_string_equal(error.what, "time goes back before this event");
}

static int begin(void **state)
{
	(void)state;
	arena_init(&arena);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_fini(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(events_are_read, begin, end),
		cmocka_unit_test_setup_teardown(tasks_have_a_history, begin, end),
		cmocka_unit_test_setup_teardown(it_is_summed_up, begin, end),
		cmocka_unit_test_setup_teardown(parts_are_refused, begin, end),
		cmocka_unit_test_setup_teardown(time_does_not_go_back, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
