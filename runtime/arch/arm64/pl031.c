/* The real time clock. See pl031.h. */
#include "pl031.h"

#include "counter.h"
#include "cpu.h"

#include <errno.h>

#define SECOND_NS UINT64_C(1000000000)

static uint64_t started;    /* what it showed then, in seconds; 0: there is none */
static uint64_t started_ns; /* what the counter showed then */

/* Seconds only, and a wait for the next one would be a second of the boot: the part of a second
   that has passed is not known. */
void mcfg_pl031_open(const struct devicetree *devices)
{
	if (devices->rtc.bytes == 0)
		return;
	started = mmio_read32(devices->rtc.at);
	started_ns = mcfg_counter_ns();
}

int mcfg_pl031_wall(int64_t *seconds, uint32_t *nanoseconds)
{
	uint64_t since_ns = mcfg_counter_ns() - started_ns;

	if (started == 0)
		return -ENODEV;
	*seconds = (int64_t)(started + since_ns / SECOND_NS);
	*nanoseconds = (uint32_t)(since_ns % SECOND_NS);
	return 0;
}
