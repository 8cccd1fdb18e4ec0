/*
 * bus.h - the buses of a virtual machine, for drivers of virtio devices: where devices are, their
 * registers, their interrupts. Only on the target virtio.
 */
#ifndef MCFG_VIRTIO_BUS_H
#define MCFG_VIRTIO_BUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- interrupts ------------------------------------------------------------------------------ */

/*
 * An interrupt. It is masked from the moment it comes until mcfg_interrupt_served, where it is one
 * by level. `happened` is called by the scheduler, on the stack of a task: it wakes who waits, and
 * does not block.
 */
struct mcfg_interrupt {
	void (*happened)(struct mcfg_interrupt *interrupt);
	int slot; /* the machine's own, and 0 while it is closed */
};

/* Ready for the next one. Call it after the device was told that it is heard, before looking at
 * what it did. */
void mcfg_interrupt_served(struct mcfg_interrupt *interrupt);

/* No more of it. It may be opened again. */
void mcfg_interrupt_close(struct mcfg_interrupt *interrupt);

/* ---- registers at fixed places (virtio-mmio) ------------------------------------------------- */

struct mcfg_virtio_window {
	uint64_t at;
	uint32_t bytes;
	unsigned line; /* its interrupt, as the machine counts them */
	bool edge;     /* else by level */
};

/* Where virtio devices may be, by the command line, ACPI or the device tree; in the order of their
 * addresses. */
const struct mcfg_virtio_window *mcfg_virtio_windows(size_t *n);

/* Opens the interrupt of a window. Returns 0, -EBUSY: another has it; -ENOSPC, -EINVAL. */
int mcfg_virtio_window_listen(const struct mcfg_virtio_window *window,
                              struct mcfg_interrupt *interrupt);

/* Makes registers at a physical address accessible; null: they cannot be. */
volatile unsigned char *mcfg_virtio_map(uint64_t at, size_t bytes);

/* ---- PCI ------------------------------------------------------------------------------------- */

/* Has the machine a bus of that kind? A function on it is known by its place: bus << 8 | device <<
 * 3 | function. */
bool mcfg_pci_is_there(void);

/* A function's configuration: 32 bits at a multiple of 4, below 256. */
uint32_t mcfg_pci_read(unsigned function, unsigned at);
void mcfg_pci_write(unsigned function, unsigned at, uint32_t value);

/*
 * mcfg_pci_message - open an interrupt that a device sends as a message.
 *
 * address, data   gives: what the device writes where.
 *
 * Returns 0, or -ENOSPC.
 */
int mcfg_pci_message(struct mcfg_interrupt *interrupt, uint64_t *address, uint32_t *data);

/* ---- entropy --------------------------------------------------------------------------------- */

/*
 * mcfg_virtio_entropy - entropy from a virtio device, where the image has a driver for it:
 * devices/virtio/virtio_entropy.c, which comes with all devices that need random numbers or virtio.
 * Called once, before the C library is up, on a machine whose processor has no generator.
 *
 * Returns how many bytes of `data` there are, 0 if none.
 */
size_t mcfg_virtio_entropy(void *data, size_t len) __attribute__((weak));

/* For it: halts until something happens, or the monotonic clock shows that. */
void mcfg_virtio_halt(uint64_t deadline_ns);

#endif
