/* The UART. See uart.h. */
#include "../../platform/guest/leaf.h"

#include "uart.h"

#include "cpu.h"
#include "gic.h"

#include <errno.h>

/* A PL011's registers, and their bits. */
enum {
	PL011_DATA = 0x00,
	PL011_FLAGS = 0x18,
	PL011_LINE = 0x2c,
	PL011_CONTROL = 0x30,
	PL011_MASK = 0x38, /* ones are let through */
	PL011_CLEAR = 0x44
};

#define FLAGS_NO_INPUT 0x10u
#define FLAGS_FULL     0x20u
#define LINE_8_BITS    0x60u
#define LINE_FIFO      0x10u
#define CONTROL_ON     0x301u /* the UART, both its ways */
#define PL011_INPUT    0x50u  /* and what lies there for a while */
#define PL011_OUTPUT   0x20u

/* An NS16550's, of a byte each, 1 << shift bytes apart. */
enum { NS_DATA = 0, NS_ENABLE = 1, NS_IDENTIFY = 2, NS_LINE = 3, NS_STATUS = 5 };

#define NS_INPUT       1u /* of NS_ENABLE */
#define NS_OUTPUT      2u
#define NS_LINE_8_BITS 3u
#define STATUS_INPUT   0x01u
#define STATUS_ROOM    0x20u

static struct {
	uintptr_t at; /* 0: there is none */
	bool is_ns16550;
	unsigned shift;
	bool input, output; /* which interrupts are let through */
	void (*happened)(void);
} uart;

/* ---- the two kinds --------------------------------------------------------------------------- */

static uint32_t ns_read(unsigned which)
{
	return mmio_read8(uart.at + (which << uart.shift));
}

static void ns_write(unsigned which, uint32_t value)
{
	mmio_write8(uart.at + (which << uart.shift), value);
}

static bool has_room(void)
{
	if (uart.is_ns16550)
		return ns_read(NS_STATUS) & STATUS_ROOM;
	return !(mmio_read32(uart.at + PL011_FLAGS) & FLAGS_FULL);
}

static bool has_input(void)
{
	if (uart.is_ns16550)
		return ns_read(NS_STATUS) & STATUS_INPUT;
	return !(mmio_read32(uart.at + PL011_FLAGS) & FLAGS_NO_INPUT);
}

static void send(unsigned char c)
{
	if (uart.is_ns16550)
		ns_write(NS_DATA, c);
	else
		mmio_write32(uart.at + PL011_DATA, c);
}

static char receive(void)
{
	return (char)(uart.is_ns16550 ? ns_read(NS_DATA) : mmio_read32(uart.at + PL011_DATA));
}

static void let_through(bool input, bool output)
{
	if (input == uart.input && output == uart.output)
		return;
	uart.input = input;
	uart.output = output;
	if (uart.is_ns16550)
		ns_write(NS_ENABLE, (input ? NS_INPUT : 0) | (output ? NS_OUTPUT : 0));
	else
		mmio_write32(uart.at + PL011_MASK,
		             (input ? PL011_INPUT : 0) | (output ? PL011_OUTPUT : 0));
}

static void acknowledge(void)
{
	if (uart.is_ns16550)
		ns_read(NS_IDENTIFY);
	else
		mmio_write32(uart.at + PL011_CLEAR, PL011_OUTPUT);
}

/* The FIFO stays as it is: turning it on would lose what was typed before, or comes just then. */
static void turn_on(enum devicetree_uart kind)
{
	uint32_t fifo;

	if (kind == DEVICETREE_NS16550) {
		ns_write(NS_ENABLE, 0);
		ns_write(NS_LINE, NS_LINE_8_BITS);
	} else if (kind == DEVICETREE_PL011) {
		mmio_write32(uart.at + PL011_MASK, 0);
		fifo = mmio_read32(uart.at + PL011_LINE) & LINE_FIFO;
		mmio_write32(uart.at + PL011_LINE, LINE_8_BITS | fifo);
		mmio_write32(uart.at + PL011_CONTROL, CONTROL_ON);
	}
}

/* ---- what both do ---------------------------------------------------------------------------- */

void mcfg_uart_early(const struct devicetree *devices)
{
	if (devices->uart_kind == DEVICETREE_NO_UART)
		return;
	uart.at = devices->uart.at;
	uart.is_ns16550 = devices->uart_kind == DEVICETREE_NS16550;
	uart.shift = devices->uart_shift;
	turn_on(devices->uart_kind);
}

/* Quiet until somebody has taken the input, or misses room again. */
static void on_interrupt(void *argument)
{
	(void)argument;
	let_through(false, false);
	acknowledge();
	uart.happened();
}

int mcfg_uart_open(const struct devicetree *devices, void (*happened)(void))
{
	int error;

	if (!uart.at)
		return -ENODEV;
	uart.happened = happened;
	error = mcfg_gic_attach(devices->uart_interrupt, on_interrupt, NULL);
	if (!error)
		let_through(true, false);
	return error;
}

size_t mcfg_uart_put(const char *data, size_t len)
{
	size_t n = 0;

	if (!uart.at)
		return len;
	while (n < len && has_room())
		send((unsigned char)data[n++]);
	if (n < len)
		let_through(uart.input, true);
	return n;
}

size_t mcfg_uart_get(char *data, size_t cap)
{
	size_t n = 0;

	if (!uart.at)
		return 0;
	while (n < cap && has_input())
		data[n++] = receive();
	if (n < cap)
		let_through(true, uart.output);
	return n;
}

void mcfg_uart_message(const char *data, size_t len)
{
	for (size_t i = 0; uart.at && i < len; i++) {
		while (!has_room())
			;
		send((unsigned char)data[i]);
	}
}
