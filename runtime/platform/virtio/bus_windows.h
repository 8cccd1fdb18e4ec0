/* bus_windows.h - where virtio devices may be, as texts and programs say it. Without any I/O. */
#ifndef MCFG_BUS_WINDOWS_H
#define MCFG_BUS_WINDOWS_H

#include <mcfg/virtio/bus.h>

enum { MCFG_BUS_WINDOWS = 64 };

/* A growing list, ordered by addresses; of several at one address the first counts. */
struct mcfg_bus_windows {
	struct mcfg_virtio_window window[MCFG_BUS_WINDOWS];
	size_t n;
};

void mcfg_bus_add(struct mcfg_bus_windows *windows, struct mcfg_virtio_window window);

/*
 * The words `virtio_mmio.device=SIZE@BASE:LINE[:ID]` of a command line, as Linux has them: numbers
 * as in C, the size perhaps with K or M behind it. What is not of that form is not of ours.
 */
void mcfg_bus_read_line(struct mcfg_bus_windows *windows, const char *line);

/*
 * Devices named LNRO0005 in a DSDT of ACPI, whose program is not run: their resources are constants
 * that follow.
 */
void mcfg_bus_read_dsdt(struct mcfg_bus_windows *windows, const uint8_t *dsdt, size_t len);

#endif
