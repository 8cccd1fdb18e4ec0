/* Handlers of interrupts. See gic.h. */
#include "gic.h"

#include <errno.h>

enum { MAX_HANDLERS = 48 };

static const struct gic *gic;

static struct {
	unsigned id;
	void (*handler)(void *argument);
	void *argument;
} handlers[MAX_HANDLERS];

static unsigned n_handlers;

int mcfg_gic_open(const struct devicetree *devices)
{
	gic = devices->gic_version == 3   ? mcfg_gic_v3(devices)
	      : devices->gic_version == 2 ? mcfg_gic_v2(devices)
	                                  : NULL;
	return gic ? 0 : -ENODEV;
}

int mcfg_gic_attach(struct devicetree_interrupt interrupt, void (*handler)(void *argument),
                    void *argument)
{
	if (!gic || n_handlers == MAX_HANDLERS || interrupt.id == 0 || interrupt.id >= GIC_NONE)
		return -ENOSPC;
	handlers[n_handlers].id = interrupt.id;
	handlers[n_handlers].handler = handler;
	handlers[n_handlers++].argument = argument;
	gic->enable(interrupt);
	return 0;
}

void mcfg_gic_mask(struct devicetree_interrupt interrupt)
{
	gic->disable(interrupt.id);
}

void mcfg_gic_unmask(struct devicetree_interrupt interrupt)
{
	gic->enable(interrupt);
}

void mcfg_gic_serve(void)
{
	unsigned taken;

	while (gic && (taken = gic->take()) < GIC_NONE) {
		for (unsigned i = 0; i < n_handlers; i++)
			if (handlers[i].id == (taken & 1023))
				handlers[i].handler(handlers[i].argument);
		gic->end(taken);
	}
}
