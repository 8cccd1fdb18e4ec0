/* A machine by its device tree. See board.h. */
#include "board.h"

#include "../../platform/guest/memory.h"
#include "../arch.h"
#include "counter.h"
#include "gic.h"
#include "pl031.h"
#include "psci.h"
#include "uart.h"

#include <string.h>

/* Redistributors of the first processors: it is the first one that starts an image. */
#define REDISTRIBUTORS_BYTES (UINT64_C(4) * 0x20000)

static struct devicetree devices;
const struct devicetree *const mcfg_board = &devices;

void mcfg_board_early(const void *tree)
{
	if (mcfg_devicetree_read(tree, &devices))
		mcfg_arch_stop();
	mcfg_psci_init(devices.psci_smc);
	mcfg_uart_early(&devices);
}

char *mcfg_board_options(void)
{
	return devices.options_cut ? NULL : devices.options;
}

/* ---- memory ---------------------------------------------------------------------------------- */

size_t mcfg_board_memory(struct mcfg_region *regions, size_t max)
{
	return mcfg_devicetree_memory(&devices, regions, max);
}

static void map(struct devicetree_range range)
{
	if (range.bytes > 0)
		mcfg_map_device(range.at, range.bytes);
}

void mcfg_board_map(void)
{
	if (devices.gic_version == 3 && devices.gic[1].bytes > REDISTRIBUTORS_BYTES)
		devices.gic[1].bytes = REDISTRIBUTORS_BYTES;
	map(devices.gic[0]);
	map(devices.gic[1]);
	map(devices.uart);
	map(devices.rtc);
}

/* ---- the rest -------------------------------------------------------------------------------- */

static _Noreturn void give_up(const char *why)
{
	mcfg_machine_message(why, strlen(why));
	mcfg_machine_crash();
}

void mcfg_board_init(void)
{
	if (mcfg_gic_open(&devices))
		give_up("there is no interrupt controller, GICv2 or GICv3\n");
	if (mcfg_counter_open(&devices))
		give_up("there is no virtual timer\n");
	mcfg_pl031_open(&devices);
}

size_t mcfg_board_entropy(void *data, size_t len)
{
	size_t n = devices.seed_bytes < len ? devices.seed_bytes : len;

	memcpy(data, devices.seed, n);
	memset(devices.seed, 0, sizeof devices.seed);
	devices.seed_bytes = 0;
	return n;
}

void mcfg_board_halt(uint64_t deadline_ns)
{
	mcfg_counter_set_alarm(deadline_ns);
	mcfg_arch_wait();
}
