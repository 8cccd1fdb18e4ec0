/*
 * virtio_device.h - a virtio device, whatever it is and however it is reached: what its driver does
 * to it from its first status to its last.
 *
 * Source: Virtual I/O Device 1.1, chapters 2 to 4. Devices of before version 1 are refused.
 */
#ifndef VIRTIO_DEVICE_H
#define VIRTIO_DEVICE_H

#include "virtqueue.h"

#include <mcfg/virtio/bus.h>

enum virtio_kind { VIRTIO_KIND_NETWORK = 1, VIRTIO_KIND_BLOCK = 2, VIRTIO_KIND_ENTROPY = 4 };

enum { VIRTIO_QUEUES = 4 }; /* that a driver opens, at most */

/* Features that all kinds have. */
#define VIRTIO_EVENT_INDEX     (UINT64_C(1) << 29)
#define VIRTIO_VERSION_1       (UINT64_C(1) << 32)
#define VIRTIO_ACCESS_PLATFORM (UINT64_C(1) << 33)

enum virtio_status {
	VIRTIO_ACKNOWLEDGE = 1,
	VIRTIO_DRIVER = 2,
	VIRTIO_DRIVER_OK = 4,
	VIRTIO_FEATURES_OK = 8,
	VIRTIO_NEEDS_RESET = 64,
	VIRTIO_FAILED = 128
};

struct virtio_device;

/* How a device is reached: virtio_mmio.c, virtio_pci.c. */
struct virtio_transport {
	uint8_t (*status)(struct virtio_device *device);
	void (*set_status)(struct virtio_device *device, uint8_t status);
	uint64_t (*features)(struct virtio_device *device);
	void (*set_features)(struct virtio_device *device, uint64_t features);
	uint16_t (*queue_size)(struct virtio_device *device, uint16_t queue); /* at most; 0: none */
	int (*set_queue)(struct virtio_device *device, uint16_t number,
	                 const struct virtqueue *queue);
	void (*notify)(struct virtio_device *device, uint16_t queue);
	uint32_t (*generation)(struct virtio_device *device); /* of the configuration */
	void (*read)(struct virtio_device *device, size_t at, unsigned char *bytes, size_t n);
	int (*listen)(struct virtio_device *device); /* to its interrupts; again after a reset */
	void (*close)(struct virtio_device *device); /* no interrupts any more; gives all back */
};

struct virtio_device {
	const struct virtio_transport *transport;
	uint64_t features;         /* that both sides have */
	unsigned restarts_in_vain; /* since it last did what it is for */

	/* The driver's, set before all else: called when chains may have been used, and when the
	 * configuration may have changed. They must not block. */
	void (*used)(struct virtio_device *device);
	void (*changed)(struct virtio_device *device);

	struct virtio_registers {
		volatile unsigned char *common, *device;
		size_t device_bytes;
		struct mcfg_virtio_window window; /* of virtio_mmio.c */

		/* of virtio_pci.c */
		unsigned function;
		volatile unsigned char *notify, *messages;
		size_t notify_bytes;
		uint32_t notify_step;
		uint32_t notify_at[VIRTIO_QUEUES];
	} registers;
	struct mcfg_interrupt interrupts[2];
	struct virtio_device *next; /* of those that are open */
};

/*
 * virtio_open - the `number`-th device of a kind, by their order on the machine's buses: reset, and
 * known to have a driver.
 *
 * Returns 0, -ENODEV: there is none; -EBUSY: it is open, and was not touched; -EPROTONOSUPPORT: it
 * is one of before version 1, or broken.
 */
int virtio_open(struct virtio_device *device, enum virtio_kind kind, unsigned number);

/* The same without waiting, for one that is reset at once. */
int virtio_open_at_once(struct virtio_device *device, enum virtio_kind kind, unsigned number);

/*
 * virtio_negotiate - settle the features: those of `wanted` that it offers, and version 1.
 *
 * Returns 0, or -EPROTONOSUPPORT: it does not agree.
 */
int virtio_negotiate(struct virtio_device *device, uint64_t wanted);

/*
 * virtio_open_queue - open a queue of as many entries as the device has, at most `most`.
 *
 * Returns 0, -EPROTONOSUPPORT: it has no such queue, or -ENOMEM.
 */
int virtio_open_queue(struct virtio_device *device, uint16_t number, uint16_t most,
                      struct virtqueue *queue);

/* From here on it works, and interrupts. Returns 0, or a negative errno. */
int virtio_start(struct virtio_device *device);

/* From here on it works, and nobody hears of its interrupts. */
void virtio_start_unheard(struct virtio_device *device);

/*
 * virtio_read_config - bytes of its configuration, as they were at one time.
 *
 * Returns 0, -EPROTONOSUPPORT: there are not so many, or they never stay the same.
 */
int virtio_read_config(struct virtio_device *device, size_t at, void *bytes, size_t n);

/* Is it in need of a reset, as it says itself? */
bool virtio_is_lost(struct virtio_device *device);

/*
 * virtio_reset - reset a device that breaks the rules or is lost, without waiting.
 *
 * Returns 0, or -EIO: it does not say at once that it is reset, so that memory it knows must stay
 * its own.
 */
int virtio_reset(struct virtio_device *device);

/*
 * virtio_restart - make a device that was reset what it was: the same features, the same queues,
 * which were abandoned and are empty now, working.
 *
 * queues   its `n`, by number.
 *
 * Returns 0, or -EPROTONOSUPPORT: it is not what it was, or is lost again and again. Does not
 * block.
 */
int virtio_restart(struct virtio_device *device, struct virtqueue *const *queues, uint16_t n);

/*
 * virtio_stop - reset it: it uses no memory of ours any more, and does not interrupt.
 *
 * Returns 0, or -EIO: it does not say that it is reset, so that memory it knows must stay its own.
 * Blocks, shielded.
 */
int virtio_stop(struct virtio_device *device);

/* Gives its interrupts back, after it was stopped. */
void virtio_close(struct virtio_device *device);

/* Tells it of the chains that were added, if it wants to hear of them. */
static inline void virtio_offer(struct virtio_device *device, uint16_t number,
                                struct virtqueue *queue)
{
	if (virtqueue_offer(queue))
		device->transport->notify(device, number);
}

/* ---- for the transports ---------------------------------------------------------------------- */

/*
 * The `number`-th device of a kind on that bus.
 *
 * n   gives, where there is no such one: how many there are.
 *
 * Return 0, or as virtio_open.
 */
int virtio_open_mmio(struct virtio_device *device, enum virtio_kind kind, unsigned number,
                     unsigned *n);
int virtio_open_pci(struct virtio_device *device, enum virtio_kind kind, unsigned number,
                    unsigned *n);

/* Is one open that has this one's transport and place (function, window)? */
bool virtio_is_open(const struct virtio_device *device);

/* Says on the console why a device is refused. */
void virtio_refuse(const char *why);

#endif
