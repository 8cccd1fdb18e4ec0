/* The UART. See pl011.h. */
#include "../../platform/guest/leaf.h"

#include "pl011.h"

#include "cpu.h"
#include "gic.h"

#include <errno.h>

enum {
	UART_DATA = 0x00,
	UART_FLAGS = 0x18,
	UART_LINE = 0x2c,
	UART_CONTROL = 0x30,
	UART_MASK = 0x38, /* ones are let through */
	UART_CLEAR = 0x44
};

#define FLAGS_NO_INPUT (1u << 4)
#define FLAGS_FULL     (1u << 5)

#define LINE_8_BITS_FIFO 0x70u
#define CONTROL_ON       0x301u /* the UART, both its ways */

#define INTERRUPT_INPUT  0x50u /* and what lies there for a while */
#define INTERRUPT_OUTPUT 0x20u

static uintptr_t uart; /* 0: there is none */
static uint32_t mask;
static void (*tell)(void);

void mcfg_pl011_early(const struct devicetree *devices)
{
	if (devices->uart_kind == DEVICETREE_NO_UART)
		return;
	uart = devices->uart.at;
	if (devices->uart_kind != DEVICETREE_PL011)
		return;
	mmio_write32(uart + UART_MASK, 0);
	mmio_write32(uart + UART_LINE, LINE_8_BITS_FIFO);
	mmio_write32(uart + UART_CONTROL, CONTROL_ON);
}

static void set_mask(uint32_t to)
{
	if (mask != to)
		mmio_write32(uart + UART_MASK, to);
	mask = to;
}

/* Quiet until somebody has taken the input, or misses room again. */
static void on_interrupt(void *argument)
{
	(void)argument;
	set_mask(0);
	mmio_write32(uart + UART_CLEAR, INTERRUPT_OUTPUT);
	tell();
}

int mcfg_pl011_open(const struct devicetree *devices, void (*happened)(void))
{
	int error;

	if (!uart)
		return -ENODEV;
	tell = happened;
	error = mcfg_gic_attach(devices->uart_interrupt, on_interrupt, NULL);
	if (!error)
		set_mask(INTERRUPT_INPUT);
	return error;
}

size_t mcfg_pl011_put(const char *data, size_t len)
{
	size_t n = 0;

	if (!uart)
		return len;
	while (n < len && !(mmio_read32(uart + UART_FLAGS) & FLAGS_FULL))
		mmio_write32(uart + UART_DATA, (unsigned char)data[n++]);
	if (n < len)
		set_mask(mask | INTERRUPT_OUTPUT);
	return n;
}

size_t mcfg_pl011_get(char *data, size_t cap)
{
	size_t n = 0;

	if (!uart)
		return 0;
	while (n < cap && !(mmio_read32(uart + UART_FLAGS) & FLAGS_NO_INPUT))
		data[n++] = (char)mmio_read32(uart + UART_DATA);
	if (n < cap)
		set_mask(mask | INTERRUPT_INPUT);
	return n;
}

void mcfg_pl011_message(const char *data, size_t len)
{
	for (size_t i = 0; uart && i < len; i++) {
		while (mmio_read32(uart + UART_FLAGS) & FLAGS_FULL)
			;
		mmio_write32(uart + UART_DATA, (unsigned char)data[i]);
	}
}
