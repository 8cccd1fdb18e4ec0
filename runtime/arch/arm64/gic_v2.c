/* GICv2: a distributor and a processor's interface, both in memory. See gic.h. */
#include "cpu.h"
#include "gic.h"

/* Of the distributor */
enum {
	GICD_CTLR = 0x000,
	GICD_TYPER = 0x004,
	GICD_ISENABLER = 0x100,
	GICD_ICENABLER = 0x180,
	GICD_IPRIORITYR = 0x400,
	GICD_ITARGETSR = 0x800,
	GICD_ICFGR = 0xc00
};

/* Of the interface */
enum { GICC_CTLR = 0x00, GICC_PMR = 0x04, GICC_IAR = 0x0c, GICC_EOIR = 0x10 };

#define PRIORITY 0x80u

static uintptr_t distributor, interface;

static void enable(struct devicetree_interrupt interrupt)
{
	unsigned id = interrupt.id;

	mmio_set_field(distributor + GICD_IPRIORITYR, id, 8, PRIORITY);
	if (id >= 32) {
		/* To the processor that runs this: its own number is in the banked first word. */
		uint32_t self = mmio_read32(distributor + GICD_ITARGETSR) & 0xff;

		mmio_set_field(distributor + GICD_ITARGETSR, id, 8, self ? self : 1);
		mmio_set_field(distributor + GICD_ICFGR, id, 2, interrupt.edge ? 2 : 0);
	}
	mmio_write32(distributor + GICD_ISENABLER + id / 32 * 4, UINT32_C(1) << id % 32);
}

static void disable(unsigned id)
{
	mmio_write32(distributor + GICD_ICENABLER + id / 32 * 4, UINT32_C(1) << id % 32);
}

static unsigned take(void)
{
	return mmio_read32(interface + GICC_IAR) & 0x1fff; /* with the sender of a software one */
}

static void end(unsigned taken)
{
	mmio_write32(interface + GICC_EOIR, taken);
}

const struct gic *mcfg_gic_v2(const struct devicetree *devices)
{
	static const struct gic v2 = { enable, disable, take, end };
	unsigned n;

	if (devices->gic[0].bytes == 0 || devices->gic[1].bytes == 0)
		return NULL;
	distributor = devices->gic[0].at;
	interface = devices->gic[1].at;
	n = (mmio_read32(distributor + GICD_TYPER) & 31) + 1;
	for (unsigned i = 0; i < n; i++)
		mmio_write32(distributor + GICD_ICENABLER + i * 4, UINT32_MAX);
	mmio_write32(distributor + GICD_CTLR, 1);
	mmio_write32(interface + GICC_PMR, 0xff);
	mmio_write32(interface + GICC_CTLR, 1);
	return &v2;
}
