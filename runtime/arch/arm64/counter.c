/* The generic timer. See counter.h. */
#include "counter.h"

#include "cpu.h"
#include "gic.h"

#include <errno.h>

#define SECOND_NS UINT64_C(1000000000)

#define CONTROL_ON     1u
#define CONTROL_MASKED 2u

__extension__ typedef unsigned __int128 uint128;

static uint64_t frequency; /* in Hz */
static uint64_t factor;    /* nanoseconds of a step, times 2^32 */

/* It stays pending while its time is past: quiet, until it is set anew. */
static void on_alarm(void *argument)
{
	(void)argument;
	cpu_write(cntv_ctl_el0, CONTROL_ON | CONTROL_MASKED);
	cpu_isb();
}

int mcfg_counter_open(const struct devicetree *devices)
{
	frequency = cpu_read(cntfrq_el0) & UINT32_MAX;
	if (frequency == 0)
		return -ENODEV;
	factor = (SECOND_NS << 32) / frequency;
	cpu_write(cntv_ctl_el0, 0);
	return mcfg_gic_attach(devices->timer, on_alarm, NULL);
}

static uint64_t count(void)
{
	cpu_isb(); /* not earlier than what was before */
	return cpu_read(cntvct_el0);
}

uint64_t mcfg_counter_ns(void)
{
	return (uint64_t)((uint128)count() * factor >> 32);
}

uint64_t mcfg_counter_period_ns(void)
{
	return frequency > 0 && frequency < SECOND_NS ? SECOND_NS / frequency : 1;
}

/* The first step that is not before `ns`. */
static uint64_t count_at(uint64_t ns)
{
	uint64_t seconds = ns / SECOND_NS, rest = ns % SECOND_NS;

	if (seconds >= UINT64_MAX / 2 / frequency)
		return UINT64_MAX / 2;
	/* One more for what the factor lost. */
	return seconds * frequency + (rest * frequency + SECOND_NS - 1) / SECOND_NS + 1;
}

void mcfg_counter_set_alarm(uint64_t deadline_ns)
{
	if (deadline_ns == UINT64_MAX) {
		cpu_write(cntv_ctl_el0, 0);
	} else {
		cpu_write(cntv_cval_el0, count_at(deadline_ns));
		cpu_write(cntv_ctl_el0, CONTROL_ON);
	}
	cpu_isb();
}
