/* console_ring.h - the ring of what is to be sent, to the console's files. Leaves: see leaf.h. */
#ifndef MCFG_CONSOLE_RING_H
#define MCFG_CONSOLE_RING_H

#include <stdbool.h>
#include <stddef.h>

bool mcfg_console_ring_is_empty(void);

/* Puts as many of `len` bytes as there is room for; returns how many. */
size_t mcfg_console_ring_put(const char *data, size_t len);

/* The oldest bytes that lie in one piece: how many, and where. */
size_t mcfg_console_ring_peek(const char **data);

/* Drops so many of them, which were sent. */
void mcfg_console_ring_drop(size_t n);

#endif
