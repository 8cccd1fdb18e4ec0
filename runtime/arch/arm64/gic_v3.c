/* GICv3: a distributor, a redistributor for each processor, and registers of the processor. See
 * gic.h. */
#include "cpu.h"
#include "gic.h"

/* Of the distributor, and from ISENABLER on of a redistributor's second half for the first 32 */
enum {
	GICD_CTLR = 0x0000,
	GICD_TYPER = 0x0004,
	GICD_IGROUPR = 0x0080,
	GICD_ISENABLER = 0x0100,
	GICD_ICENABLER = 0x0180,
	GICD_IPRIORITYR = 0x0400,
	GICD_ICFGR = 0x0c00,
	GICD_IROUTER = 0x6000
};

#define CTLR_AFFINITY_GROUP1 0x12u /* routing by affinity, non-secure group 1 */
#define CTLR_PENDING         (UINT32_C(1) << 31)

/* Of a redistributor */
enum { GICR_TYPER = 0x0008, GICR_WAKER = 0x0014, GICR_HALF = 0x10000 };

#define WAKER_SLEEP   2u
#define WAKER_ASLEEP  4u
#define TYPER_LAST    0x10u
#define TYPER_VIRTUAL 0x02u /* it has four halves */

#define PRIORITY 0x80u

static uintptr_t distributor, redistributor;

static uintptr_t registers_of(unsigned id)
{
	return id < 32 ? redistributor + GICR_HALF : distributor;
}

/* The processor's place, as IROUTER and the upper half of GICR_TYPER have it. */
static uint64_t affinity(void)
{
	return cpu_read(mpidr_el1) & UINT64_C(0xff00ffffff);
}

static void wait_for_distributor(void)
{
	while (mmio_read32(distributor + GICD_CTLR) & CTLR_PENDING)
		;
}

static void enable(struct devicetree_interrupt interrupt)
{
	unsigned id = interrupt.id;
	uintptr_t at = registers_of(id);

	mmio_set_field(at + GICD_IGROUPR, id, 1, 1);
	mmio_set_field(at + GICD_IPRIORITYR, id, 8, PRIORITY);
	if (id >= 32) {
		mmio_set_field(at + GICD_ICFGR, id, 2, interrupt.edge ? 2 : 0);
		mmio_write64(at + GICD_IROUTER + id * 8, affinity());
	}
	mmio_write32(at + GICD_ISENABLER + id / 32 * 4, UINT32_C(1) << id % 32);
}

static void disable(unsigned id)
{
	mmio_write32(registers_of(id) + GICD_ICENABLER + id / 32 * 4, UINT32_C(1) << id % 32);
}

static unsigned take(void)
{
	unsigned taken = (unsigned)cpu_read(S3_0_C12_C12_0); /* ICC_IAR1_EL1 */

	cpu_dsb();
	return taken & 0xffffff;
}

static void end(unsigned taken)
{
	cpu_write(S3_0_C12_C12_1, taken); /* ICC_EOIR1_EL1 */
	cpu_isb();
}

/* The redistributor of this processor: the one that has its affinity. */
static uintptr_t find_redistributor(struct devicetree_range all)
{
	uint64_t self = affinity();
	uint32_t place = (uint32_t)(self >> 32 << 24 | (self & 0xffffff));

	for (uintptr_t at = all.at; at + 2 * GICR_HALF <= all.at + all.bytes;) {
		uint32_t type = mmio_read32(at + GICR_TYPER);

		if (mmio_read32(at + GICR_TYPER + 4) == place)
			return at;
		if (type & TYPER_LAST)
			break;
		at += (type & TYPER_VIRTUAL ? 4u : 2u) * GICR_HALF;
	}
	return 0;
}

static void disable_all(void)
{
	unsigned n = (mmio_read32(distributor + GICD_TYPER) & 31) + 1;

	for (unsigned i = 1; i < n; i++)
		mmio_write32(distributor + GICD_ICENABLER + i * 4, UINT32_MAX);
	mmio_write32(redistributor + GICR_HALF + GICD_ICENABLER, UINT32_MAX);
}

static void wake_redistributor(void)
{
	uintptr_t waker = redistributor + GICR_WAKER;

	mmio_write32(waker, mmio_read32(waker) & ~WAKER_SLEEP);
	while (mmio_read32(waker) & WAKER_ASLEEP)
		;
}

static void open_processor(void)
{
	cpu_write(S3_0_C12_C12_5, cpu_read(S3_0_C12_C12_5) | 1); /* ICC_SRE_EL1: by registers */
	cpu_isb();
	cpu_write(S3_0_C4_C6_0, 0xff); /* ICC_PMR_EL1: all priorities */
	cpu_write(S3_0_C12_C12_7, 1);  /* ICC_IGRPEN1_EL1 */
	cpu_isb();
}

const struct gic *mcfg_gic_v3(const struct devicetree *devices)
{
	static const struct gic v3 = { enable, disable, take, end };

	if (devices->gic[0].bytes == 0)
		return NULL;
	distributor = devices->gic[0].at;
	redistributor = find_redistributor(devices->gic[1]);
	if (redistributor == 0)
		return NULL;
	disable_all();
	mmio_write32(distributor + GICD_CTLR, CTLR_AFFINITY_GROUP1);
	wait_for_distributor();
	wake_redistributor();
	open_processor();
	return &v3;
}
