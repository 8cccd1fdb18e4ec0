/* events.h - event channels, to the other files of Xen; <mcfg/xen/event.h> is for everyone else. */
#ifndef MCFG_XEN_EVENTS_H
#define MCFG_XEN_EVENTS_H

#include <mcfg/xen/event.h>

struct shared_info;

/* All ports are closed and masked from now on: at start, and again after a restore. */
void xen_events_init(struct shared_info *shared);

/* Hands out all that has happened. Was there anything? Between tasks only. */
bool xen_events_scan(void);

/* Has something happened that the next scan would hand out? With interrupts off. */
bool xen_events_pending(void);

/*
 * The ports that are open and not masked: what a halt is to end with.
 *
 * ports   gives: they stay so until a port is opened, closed, masked or unmasked.
 *
 * Returns how many there are; 0: more than XEN_EVENTS_TOLD.
 */
enum { XEN_EVENTS_TOLD = 128 };

size_t xen_events_ports(const uint32_t **ports);

/*
 * What Xen's interrupt does: it lets Xen interrupt again; what happened stays marked for the scan.
 * A leaf (guest/leaf.h).
 */
void xen_events_interrupt(void);

#endif
