/*
 * input.h - what comes from the console, as a terminal's line has it: a console has no end, and its
 * Enter is a carriage return.
 *
 *	^D (4)      the end: a read of nothing, and so each one after it until more comes
 *	^V (0x16)   the next byte is meant as it is
 *	^M (13)     a newline
 *
 * With a ^V before each of these three any bytes can be sent: `mcfg run` does so for what is not
 * typed.
 */
#ifndef MCFG_GUEST_INPUT_H
#define MCFG_GUEST_INPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Is there something to read, or the end? If not, mcfg_console_event tells when to ask again. */
bool mcfg_input_is_ready(void);

/* Up to `cap` bytes, 0 at the end: only where something is ready. */
size_t mcfg_input_read(char *data, size_t cap);

#endif
