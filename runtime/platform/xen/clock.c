/* Xen's clocks: pages that count their versions while they are written. See clock.h. */
#include "clock.h"

#include <errno.h>

uint64_t xen_clock_scale(uint64_t ticks, uint32_t multiplier, int8_t shift)
{
	__extension__ unsigned __int128 scaled = ticks;

	if (shift <= -64 || shift >= 64)
		return 0;
	scaled = shift < 0 ? scaled >> -shift : scaled << shift;
	return (uint64_t)(scaled * multiplier >> 32);
}

/* Is what was read since `version` in one piece? Odd versions are being written. */
static bool changed(const uint32_t *version, uint32_t before)
{
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return (before & 1) || __atomic_load_n(version, __ATOMIC_RELAXED) != before;
}

uint64_t xen_clock_now_ns(const struct vcpu_time_info *time, uint64_t (*counter)(void))
{
	uint64_t system_ns, since;
	uint32_t version;

	do {
		version = xen_load(&time->version);
		since = counter() - __atomic_load_n(&time->tsc_timestamp, __ATOMIC_RELAXED);
		if ((int64_t)since < 0)
			since = 0; /* a counter that is a little behind */
		system_ns = __atomic_load_n(&time->system_time, __ATOMIC_RELAXED) +
		            xen_clock_scale(
		                since, __atomic_load_n(&time->tsc_to_system_mul, __ATOMIC_RELAXED),
		                __atomic_load_n(&time->tsc_shift, __ATOMIC_RELAXED));
	} while (changed(&time->version, version));
	return system_ns;
}

int xen_clock_wall_base(const struct shared_info *shared, uint64_t *seconds, uint32_t *nanoseconds)
{
	uint32_t version;

	do {
		version = xen_load(&shared->wc_version);
		*seconds = (uint64_t)__atomic_load_n(&shared->wc_sec_hi, __ATOMIC_RELAXED) << 32 |
		           __atomic_load_n(&shared->wc_sec, __ATOMIC_RELAXED);
		*nanoseconds = __atomic_load_n(&shared->wc_nsec, __ATOMIC_RELAXED);
	} while (changed(&shared->wc_version, version));
	return *seconds ? 0 : -ENODATA;
}
