/* pl011.h - ARM's UART, and the part of it that the SBSA asks for, which is what Xen emulates. */
#ifndef MCFG_ARM64_PL011_H
#define MCFG_ARM64_PL011_H

#include "devicetree.h"

/* From here on mcfg_pl011_message works. None is fine: all is then lost. */
void mcfg_pl011_early(const struct devicetree *devices);

/* Attaches the interrupt: `happened` is called when there is input, or room again after a put that
   could not send all. Returns 0, or a negative errno. */
int mcfg_pl011_open(const struct devicetree *devices, void (*happened)(void));

/* Sends what there is room for; returns how many bytes. */
size_t mcfg_pl011_put(const char *data, size_t len);

/* Takes what has come; returns how many bytes. */
size_t mcfg_pl011_get(char *data, size_t cap);

/* Sends all, waiting for room; in the middle of a fault, too. */
void mcfg_pl011_message(const char *data, size_t len);

#endif
