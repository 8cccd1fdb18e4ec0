/*
 * console.h - the console of a guest: all that is written goes through one ring, in the order of
 * coming; what is pressing waits for the ring to be sent, then goes straight to the machine.
 */
#ifndef MCFG_GUEST_CONSOLE_H
#define MCFG_GUEST_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

/* For the C library's write: puts all into the ring, which is sent first if there is no room. A
   leaf: see leaf.h. */
void mcfg_console_append(const char *data, size_t len);

/* Sends what the machine takes now. Called before the image waits. */
void mcfg_console_drain(void);

/* Is there input; and waits until there is. Blocks its task only; -EBUSY: another task reads. */
bool mcfg_console_has_input(void);
int mcfg_console_wait_for_input(void);

/* Sends all, waiting for the machine; at the end, and in a fault. A leaf. */
void mcfg_console_flush(void);

#endif
