/* The ring of what is to be sent: leaves, for system calls and faults. See console.h. */
#include "leaf.h"

#include "console.h"
#include "console_ring.h"
#include "machine.h"

enum { RING_BYTES = 4096 };

static struct {
	char data[RING_BYTES];
	size_t first, n; /* the oldest byte, and how many there are */
} ring;

bool mcfg_console_ring_is_empty(void)
{
	return ring.n == 0;
}

size_t mcfg_console_ring_put(const char *data, size_t len)
{
	size_t n = 0;

	for (; n < len && ring.n < RING_BYTES; ring.n++)
		ring.data[(ring.first + ring.n) % RING_BYTES] = data[n++];
	return n;
}

size_t mcfg_console_ring_peek(const char **data)
{
	size_t to_end = RING_BYTES - ring.first;

	*data = ring.data + ring.first;
	return ring.n < to_end ? ring.n : to_end;
}

void mcfg_console_ring_drop(size_t n)
{
	ring.first = (ring.first + n) % RING_BYTES;
	ring.n -= n;
}

void mcfg_console_flush(void)
{
	const char *data;
	size_t n;

	while ((n = mcfg_console_ring_peek(&data)) > 0) {
		mcfg_machine_message(data, n);
		mcfg_console_ring_drop(n);
	}
}

void mcfg_console_append(const char *data, size_t len)
{
	size_t n = mcfg_console_ring_put(data, len);

	if (n == len)
		return;
	mcfg_console_flush();
	mcfg_machine_message(data + n, len - n);
}
