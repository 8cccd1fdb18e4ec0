/*
 * gic.h - ARM's interrupt controller, versions 2 and 3.
 *
 * Interrupts are never taken as exceptions: they stay masked in the processor, `wfi` ends when one
 * is pending, and then they are asked for. So a handler runs between tasks like any other code, and
 * nothing is ever interrupted.
 */
#ifndef MCFG_ARM64_GIC_H
#define MCFG_ARM64_GIC_H

#include "devicetree.h"

/* What a controller does; one file for each version. */
struct gic {
	void (*enable)(struct devicetree_interrupt interrupt);
	void (*disable)(unsigned id);
	unsigned (*take)(void);      /* GIC_NONE or above: none */
	void (*end)(unsigned taken); /* exactly what take gave */
};

enum { GIC_NONE = 1020 };

/* Where the registers are mapped must be readable and writable. Return null without a controller
   of theirs, after turning all its interrupts off. */
__attribute__((cold)) const struct gic *mcfg_gic_v2(const struct devicetree *devices);
__attribute__((cold)) const struct gic *mcfg_gic_v3(const struct devicetree *devices);

/* Finds the controller. Returns 0, or -ENODEV. */
int mcfg_gic_open(const struct devicetree *devices);

/*
 * mcfg_gic_attach - call `handler` for an interrupt, from now on.
 *
 * Returns 0 or -ENOSPC: so many have been attached, or the number is none.
 */
int mcfg_gic_attach(struct devicetree_interrupt interrupt, void (*handler)(void *argument),
                    void *argument);

/* Holds an interrupt back, that was attached; and no more. */
void mcfg_gic_mask(struct devicetree_interrupt interrupt);
void mcfg_gic_unmask(struct devicetree_interrupt interrupt);

/* Calls the handlers of all that is pending. */
void mcfg_gic_serve(void);

#endif
