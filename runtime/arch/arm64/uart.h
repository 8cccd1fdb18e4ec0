/*
 * uart.h - the console's UART, as the device tree names it: ARM's PL011; the part of it that the
 * SBSA asks for, which is what Xen emulates; or an NS16550, which Firecracker has.
 */
#ifndef MCFG_ARM64_UART_H
#define MCFG_ARM64_UART_H

#include "devicetree.h"

/* From here on mcfg_uart_message works. None is fine: all is then lost. */
void mcfg_uart_early(const struct devicetree *devices);

/*
 * Attaches the interrupt: `happened` is called when there is input, or room again after a put that
 * could not send all. Returns 0, or a negative errno.
 */
int mcfg_uart_open(const struct devicetree *devices, void (*happened)(void));

/* Sends what there is room for; returns how many bytes. */
size_t mcfg_uart_put(const char *data, size_t len);

/* Takes what has come; returns how many bytes. */
size_t mcfg_uart_get(char *data, size_t cap);

/* Sends all, waiting for room; in the middle of a fault, too. A leaf. */
void mcfg_uart_message(const char *data, size_t len);

#endif
