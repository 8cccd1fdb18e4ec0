#include "../../guest/leaf.h"

/*
 * The clock of a virtual PC: KVM's, else the time stamp counter where it is invariant, else the
 * timer of the APIC. See pc.h. Source: Linux, Documentation/virt/kvm/x86/{cpuid,msr}.rst.
 */
#include "../../../arch/arch.h"
#include "../../../arch/x86_64/cpuid.h"
#include "../../../arch/x86_64/msr.h"
#include "pc.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/units.h>

enum { MSR_KVM_WALL = 0x4b564d00, MSR_KVM_TIME = 0x4b564d01 };

__extension__ typedef unsigned __int128 uint128;

/* Written by the hypervisor; `version` is odd meanwhile. */
struct kvm_time {
	uint32_t version, pad;
	uint64_t stamp, ns; /* of the counter, and of the clock, at one moment */
	uint32_t factor;    /* ns = ticks * 2^shift * factor / 2^32 */
	int8_t shift;
	uint8_t flags, pad_2[2];
};

struct kvm_wall {
	uint32_t version, seconds, nanoseconds; /* when the clock was 0 */
};

static struct {
	uint64_t (*now_ns)(void);
	uint64_t hz;     /* of the counter */
	uint64_t begin;  /* what the counter was */
	uint64_t passed; /* ticks of the APIC's timer, before it was loaded the last time */
	uint32_t loaded;
	bool wall_known, wall_is_kvm;
	int64_t wall_ns; /* when the clock was 0 */
} state;

static volatile struct kvm_time kvm_time __attribute__((aligned(64)));
static volatile struct kvm_wall kvm_wall __attribute__((aligned(64)));

/* n * a / b without running over, for a < 2^32. */
static uint64_t scale(uint64_t n, uint64_t a, uint64_t b)
{
	return n / b * a + n % b * a / b;
}

/* ---- three clocks ---------------------------------------------------------------------------- */

static uint64_t kvm_ns(void)
{
	uint32_t version;
	uint64_t ns;

	do {
		uint64_t ticks;

		version = kvm_time.version & ~1u;
		__asm__ volatile("" ::: "memory");
		ticks = mcfg_arch_cycles() - kvm_time.stamp;
		if ((int64_t)ticks < 0)
			ticks = 0; /* a counter that is a little behind */
		ticks = kvm_time.shift < 0 ? ticks >> -kvm_time.shift : ticks << kvm_time.shift;
		ns = kvm_time.ns + (uint64_t)((uint128)ticks * kvm_time.factor >> 32);
		__asm__ volatile("" ::: "memory");
	} while (version != kvm_time.version);
	return ns;
}

static uint64_t counter_ns(void)
{
	return scale(mcfg_arch_cycles() - state.begin, SEC(1), state.hz);
}

/* The timer counts down to 0, and stays there: it is loaded again long before. */
static uint64_t timer_ns(void)
{
	uint64_t passed = state.passed + state.loaded - mcfg_apic_timer_left();

	return scale(passed, SEC(1), mcfg_apic_timer_hz());
}

static void load_timer(uint32_t ticks)
{
	state.passed += state.loaded - mcfg_apic_timer_left();
	state.loaded = ticks;
	mcfg_apic_timer_set(ticks);
}

/* ---- which of them --------------------------------------------------------------------------- */

static bool hypervisor_is_kvm(void)
{
	struct mcfg_cpuid name = mcfg_cpuid(0x40000000, 0);

	return mcfg_cpuid(1, 0).ecx >> 31 && name.ebx == 0x4b4d564b && name.ecx == 0x564b4d56 &&
	       mcfg_cpuid(0x40000001, 0).eax & 1 << 3;
}

static bool counter_is_invariant(void)
{
	return mcfg_cpuid(0x80000000, 0).eax >= 0x80000007 &&
	       mcfg_cpuid(0x80000007, 0).edx & 1 << 8;
}

/* The counter's frequency as the hypervisor or the processor says it, or 0. */
static uint64_t told_hz(void)
{
	struct mcfg_cpuid ratio;

	if (mcfg_cpuid(1, 0).ecx >> 31 && mcfg_cpuid(0x40000000, 0).eax >= 0x40000010)
		return mcfg_cpuid(0x40000010, 0).eax * UINT64_C(1000);
	if (mcfg_cpuid(0, 0).eax < 0x15)
		return 0;
	ratio = mcfg_cpuid(0x15, 0);
	return ratio.eax && ratio.ebx ? (uint64_t)ratio.ecx * ratio.ebx / ratio.eax : 0;
}

/* The same, as it counts on during five milliseconds of the APIC's timer. */
static uint64_t measured_hz(void)
{
	uint32_t ticks = mcfg_apic_timer_hz() / 200;
	uint64_t begin;

	mcfg_apic_timer_set(UINT32_MAX);
	begin = mcfg_arch_cycles();
	while (UINT32_MAX - mcfg_apic_timer_left() < ticks)
		;
	return (mcfg_arch_cycles() - begin) * 200;
}

static void use_kvm(void)
{
	mcfg_msr_write(MSR_KVM_TIME, (uintptr_t)&kvm_time | 1);
	mcfg_msr_write(MSR_KVM_WALL, (uintptr_t)&kvm_wall);
	state.wall_is_kvm = true;
	state.now_ns = kvm_ns;
}

static void use_counter(void)
{
	state.hz = told_hz();
	if (state.hz == 0)
		state.hz = measured_hz();
	state.begin = mcfg_arch_cycles();
	state.now_ns = counter_ns;
}

void mcfg_clock_init(void)
{
	if (hypervisor_is_kvm()) {
		use_kvm();
	} else if (counter_is_invariant()) {
		use_counter();
	} else {
		load_timer(UINT32_MAX);
		state.now_ns = timer_ns;
	}
}

/* ---- the timer for waiting ------------------------------------------------------------------- */

static bool timer_is_clock(void)
{
	return state.now_ns == timer_ns;
}

bool mcfg_clock_arm(uint64_t deadline_ns)
{
	uint64_t now_ns = state.now_ns(), ticks;
	const uint64_t most_ns = scale(UINT32_MAX, SEC(1), mcfg_apic_timer_hz());

	if (deadline_ns <= now_ns)
		return false;
	ticks = deadline_ns - now_ns >= most_ns
	            ? UINT32_MAX
	            : scale(deadline_ns - now_ns, mcfg_apic_timer_hz(), SEC(1)) + 1;
	if (timer_is_clock())
		load_timer((uint32_t)ticks);
	else
		mcfg_apic_timer_set(deadline_ns == UINT64_MAX ? 0 : (uint32_t)ticks);
	return true;
}

void mcfg_clock_disarm(void)
{
	if (timer_is_clock())
		load_timer(UINT32_MAX);
}

/* ---- <mcfg/platform.h> ----------------------------------------------------------------------- */

uint64_t mcfg_platform_monotonic_ns(void)
{
	return state.now_ns();
}

uint64_t mcfg_platform_monotonic_period_ns(void)
{
	uint64_t hz = timer_is_clock() ? mcfg_apic_timer_hz() : state.hz;

	return hz && hz < SEC(1) ? SEC(1) / hz : 1;
}

/* Reads when the clock began, once. */
static int find_wall(void)
{
	int64_t seconds;
	int error;

	if (state.wall_is_kvm) {
		state.wall_ns = (int64_t)(SEC(kvm_wall.seconds) + kvm_wall.nanoseconds);
	} else {
		error = mcfg_rtc_read(&seconds);
		if (error)
			return error;
		state.wall_ns = (int64_t)SEC(seconds) - (int64_t)state.now_ns();
	}
	state.wall_known = true;
	return 0;
}

int mcfg_platform_wall(int64_t *seconds, uint32_t *nanoseconds)
{
	int error = state.wall_known ? 0 : find_wall();
	int64_t ns = state.wall_ns + (int64_t)state.now_ns();

	if (error)
		return error;
	*seconds = ns / (int64_t)SEC(1);
	*nanoseconds = (uint32_t)(ns % (int64_t)SEC(1));
	return 0;
}
