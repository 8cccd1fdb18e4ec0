/* The console to tasks. See console.h and <mcfg/platform.h>. */
#include "console.h"

#include "console_ring.h"
#include "events.h"
#include "input.h"
#include "machine.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/sync.h>
#include <mcfg/task.h>

static struct {
	struct mcfg_mutex lock;    /* the task's that waits for room */
	struct mcfg_waker *room;   /* its waker */
	struct mcfg_waker *reader; /* of the task that waits for input */
} console;

static void on_event(struct mcfg_event *event)
{
	(void)event;
	mcfg_console_drain();
	if (console.room)
		mcfg_waker_wake(console.room, 0);
	if (console.reader)
		mcfg_waker_wake(console.reader, 0);
}

struct mcfg_event mcfg_console_event = { .happened = on_event };

void mcfg_console_drain(void)
{
	const char *data;
	size_t n, sent;

	while ((n = mcfg_console_ring_peek(&data)) > 0) {
		sent = mcfg_machine_console_put(data, n);
		mcfg_console_ring_drop(sent);
		if (sent < n)
			return; /* an event tells when there is room */
	}
}

/* Waits until the machine has taken some of the ring. */
static int wait_for_room(void)
{
	struct mcfg_waker room = { 0 };
	int error;

	console.room = &room;
	error = mcfg_waker_wait(&room);
	console.room = NULL;
	return error;
}

/* Puts it into the ring; only what finds no room waits. */
static int write_all(const char *data, size_t len)
{
	for (;;) {
		size_t n = mcfg_console_ring_put(data, len);
		int error;

		mcfg_console_drain();
		data += n;
		len -= n;
		if (len == 0)
			return 0;
		if (n == 0 && (error = wait_for_room()))
			return error;
	}
}

int mcfg_platform_console_write(const void *data, size_t len)
{
	int error = mcfg_mutex_lock(&console.lock);

	if (error)
		return error;
	error = write_all(data, len);
	mcfg_mutex_unlock(&console.lock);
	return error;
}

bool mcfg_console_has_input(void)
{
	return mcfg_input_is_ready();
}

int mcfg_console_wait_for_input(void)
{
	if (console.reader)
		return -EBUSY;
	while (!mcfg_console_has_input()) {
		struct mcfg_waker input = { 0 };
		int error;

		console.reader = &input;
		error = mcfg_waker_wait(&input);
		console.reader = NULL;
		if (error)
			return error;
	}
	return 0;
}

ssize_t mcfg_platform_console_read(void *data, size_t cap)
{
	int error = mcfg_console_wait_for_input();

	return error ? error : (ssize_t)mcfg_input_read(data, cap);
}

void mcfg_platform_message(const void *text, size_t len)
{
	mcfg_console_flush();
	mcfg_machine_message(text, len);
}
