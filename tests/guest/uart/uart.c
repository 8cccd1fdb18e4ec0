/* The driver of the UART, over memory that stands for its registers: both kinds, by their manuals.
 */
#include "../../../runtime/arch/arm64/uart.c"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static _Alignas(8) unsigned char registers[4096];
static void (*interrupt)(void *argument);
static int n_told;

int mcfg_gic_attach(struct devicetree_interrupt line, void (*handler)(void *argument),
                    void *argument)
{
	assert(line.id == 33 && !argument);
	interrupt = handler;
	return 0;
}

static void tell(void)
{
	n_told++;
}

/* How a test sees a kind of UART. */
struct kind {
	const char *name;
	enum devicetree_uart uart;
	unsigned data, mask, input_bits, output_bits;
	void (*set)(bool room, bool input);
};

static void set_pl011(bool room, bool input)
{
	registers[PL011_FLAGS] = (room ? 0 : FLAGS_FULL) | (input ? 0 : FLAGS_NO_INPUT);
}

static void set_ns16550(bool room, bool input)
{
	registers[NS_STATUS << 2] = (room ? STATUS_ROOM : 0) | (input ? STATUS_INPUT : 0);
}

static void open_one(const struct kind *kind)
{
	struct devicetree devices = {
		.uart_kind = kind->uart,
		.uart = { (uintptr_t)registers, sizeof registers },
		.uart_interrupt = { .id = 33 },
		.uart_shift = kind->uart == DEVICETREE_NS16550 ? 2 : 0,
	};

	memset(registers, 0, sizeof registers);
	memset(&uart, 0, sizeof uart);
	n_told = 0;
	mcfg_uart_early(&devices);
	assert(mcfg_uart_open(&devices, tell) == 0);
	assert(registers[kind->mask] == kind->input_bits);
}

static void test(const struct kind *kind)
{
	char c;

	printf("%s\n", kind->name);
	open_one(kind);
	kind->set(false, false);
	assert(mcfg_uart_put("ab", 2) == 0); /* no room: an interrupt is to tell when there is */
	assert(registers[kind->mask] == (kind->input_bits | kind->output_bits));
	kind->set(true, false);
	interrupt(NULL);
	assert(n_told == 1 && registers[kind->mask] == 0); /* quiet, until somebody asks */
	assert(mcfg_uart_put("ab", 2) == 2 && registers[kind->data] == 'b');
	mcfg_uart_message("c", 1);
	assert(registers[kind->data] == 'c');

	registers[kind->data] = 'x';
	kind->set(true, true);
	assert(mcfg_uart_get(&c, 1) == 1 && c == 'x');
	assert(registers[kind->mask] == 0); /* there may be more */
	kind->set(true, false);
	assert(mcfg_uart_get(&c, 1) == 0 && registers[kind->mask] == kind->input_bits);
}

int main(void)
{
	static const struct kind pl011 = { "PL011",     DEVICETREE_PL011, PL011_DATA, PL011_MASK,
		                           PL011_INPUT, PL011_OUTPUT,     set_pl011 };
	static const struct kind sbsa = { "SBSA",      DEVICETREE_SBSA_UART, PL011_DATA, PL011_MASK,
		                          PL011_INPUT, PL011_OUTPUT,         set_pl011 };
	static const struct kind ns = { "NS16550", DEVICETREE_NS16550, NS_DATA << 2, NS_ENABLE << 2,
		                        NS_INPUT,  NS_OUTPUT,          set_ns16550 };

	test(&pl011);
	test(&sbsa);
	test(&ns);
	return 0;
}
