/*
 * console_ring.h - the ring of the console. Our own indexes are kept here, and only shown in the
 * page; the other side's are read once and checked: one that cannot be counts as an empty ring, so
 * that a broken console stops nobody. Leaves (guest/leaf.h).
 */
#ifndef MCFG_XEN_CONSOLE_RING_H
#define MCFG_XEN_CONSOLE_RING_H

#include "hypercall.h"

#include <xen/io/console.h>

struct console_ring {
	struct xencons_interface *page; /* null: there is no console */
	uint32_t out_prod, in_cons;
};

/* Goes on where the page says that the two sides are. */
void console_ring_init(struct console_ring *ring, struct xencons_interface *page);

/* Puts as many of `len` bytes as there is room for; takes those that are there, up to `cap`. */
size_t console_ring_put(struct console_ring *ring, const char *data, size_t len);
size_t console_ring_take(struct console_ring *ring, char *data, size_t cap);

/* Has the other side taken all that was put? */
bool console_ring_is_drained(const struct console_ring *ring);

#endif
