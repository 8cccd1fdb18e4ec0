#include "../../guest/leaf.h"

/*
 * The serial port (16550) as the console. Its interrupt is on only while somebody waits for what it
 * tells. See pc.h. Source: National Semiconductor, PC16550D, 1995.
 */
#include "../../../arch/x86_64/port.h"
#include "../../guest/events.h"
#include "../../guest/machine.h"
#include "pc.h"

enum { DATA = 0x3f8, ENABLE, FORMAT = 0x3fb, MODEM, STATUS };
enum { ON_INPUT = 1, ON_ROOM = 2 };      /* ENABLE */
enum { HAS_INPUT = 1, HAS_ROOM = 0x20 }; /* STATUS */
enum { EIGHT_BITS = 3, LINES_UP = 0x0b };

static uint8_t enabled;

/* The FIFO stays as it is: turning it on would lose what was typed before, or comes just then. */
void mcfg_serial_early(void)
{
	mcfg_port_write(ENABLE, 0);
	mcfg_port_write(FORMAT, EIGHT_BITS);
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
		mcfg_port_write(DATA, (uint8_t)data[n++]);
	if (n < len)
		enable(ON_ROOM);
	return n;
}

size_t mcfg_machine_console_get(char *data, size_t cap)
{
	size_t n = 0;

	while (n < cap && mcfg_port_read(STATUS) & HAS_INPUT)
		data[n++] = (char)mcfg_port_read(DATA);
	if (n == 0)
		enable(ON_INPUT);
	return n;
}

void mcfg_machine_message(const char *data, size_t len)
{
	for (size_t n = 0; n < len; n++) {
		while (!(mcfg_port_read(STATUS) & HAS_ROOM))
			;
		mcfg_port_write(DATA, (uint8_t)data[n]);
	}
}
