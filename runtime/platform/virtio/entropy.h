/* entropy.h - entropy from the machine's devices. */
#ifndef MCFG_VIRTIO_ENTROPY_H
#define MCFG_VIRTIO_ENTROPY_H

#include <stddef.h>

/* From a virtio device, where the processor has none, the image has a driver and the machine the
 * device. Returns how many bytes. */
size_t mcfg_bus_entropy(void *data, size_t len);

#endif
