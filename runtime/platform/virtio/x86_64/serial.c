#include "../../guest/leaf.h"

/*
 * The serial port (16550) as the console. Its interrupt is on only while somebody waits for what it
 * tells. See pc.h. Source: National Semiconductor, PC16550D, 1995.
 */
#include "../../../arch/x86_64/port.h"
#include "../../guest/events.h"
#include "../../guest/machine.h"
#include "pc.h"

enum { DATA = 0x3f8, ENABLE, FIFO, FORMAT, MODEM, STATUS };
enum { ON_INPUT = 1, ON_ROOM = 2 };      /* ENABLE */
enum { HAS_INPUT = 1, HAS_ROOM = 0x20 }; /* STATUS */
enum { FIFO_ON = 7, EIGHT_BITS = 3, LINES_UP = 0x0b, FIFO_BYTES = 16 };

static int early = -1; /* a byte from before mcfg_machine_early, or none */

static uint8_t enabled;

void mcfg_serial_early(void)
{
	mcfg_port_write(ENABLE, 0);
	mcfg_port_write(FORMAT, EIGHT_BITS);
	/* What was typed before stands in the one register, and goes with it. */
	if (mcfg_port_read(STATUS) & HAS_INPUT)
		early = mcfg_port_read(DATA);
	mcfg_port_write(FIFO, FIFO_ON);
	mcfg_port_write(MODEM, LINES_UP);
}

static void enable(uint8_t what)
{
	if ((enabled | what) == enabled)
		return;
	enabled |= what;
	mcfg_port_write(ENABLE, enabled);
}

/* What came is looked at by whoever waits, and asked for again. */
static void happened(struct mcfg_event *event)
{
	(void)event;
	enabled = 0;
	mcfg_port_write(ENABLE, 0);
	mcfg_console_event.happened(&mcfg_console_event);
}

static struct mcfg_event serial = { .happened = happened };

void mcfg_serial_init(void)
{
	mcfg_apic_line_open(MCFG_PC_SERIAL_LINE, false, &serial);
}

size_t mcfg_machine_console_put(const char *data, size_t len)
{
	size_t n = 0;

	while (n < len && mcfg_port_read(STATUS) & HAS_ROOM)
		for (size_t end = n + FIFO_BYTES; n < len && n < end; n++)
			mcfg_port_write(DATA, (uint8_t)data[n]);
	if (n < len)
		enable(ON_ROOM);
	return n;
}

size_t mcfg_machine_console_get(char *data, size_t cap)
{
	size_t n = 0;

	if (early >= 0 && cap) {
		data[n++] = (char)early;
		early = -1;
	}
	while (n < cap && mcfg_port_read(STATUS) & HAS_INPUT)
		data[n++] = (char)mcfg_port_read(DATA);
	if (n == 0)
		enable(ON_INPUT);
	return n;
}

void mcfg_machine_message(const char *data, size_t len)
{
	for (size_t n = 0; n < len;) {
		while (!(mcfg_port_read(STATUS) & HAS_ROOM))
			;
		for (size_t end = n + FIFO_BYTES; n < len && n < end; n++)
			mcfg_port_write(DATA, (uint8_t)data[n]);
	}
}
