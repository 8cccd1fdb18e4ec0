/*
 * virtqueue.h - a split virtqueue: chains of buffers that go to a device, and come back used.
 * Without any I/O: who owns a queue notifies the device, and is told of its interrupts.
 *
 * The device is not trusted. What it writes is read once, and checked against what the driver
 * remembers in memory of its own: a count that runs ahead of what was offered, a chain that is not
 * with the device, more bytes than there was room for. A device that breaks a rule makes the queue
 * broken: nothing of it is read again, and its owner ends all by virtqueue_abandon.
 *
 * Source: Virtual I/O Device 1.1, 2.6. Little-endian machines.
 */
#ifndef VIRTQUEUE_H
#define VIRTQUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VIRTQUEUE_MOST = 1024 }; /* entries that are made use of */

/* A piece of memory in a chain, by the device's address. */
struct virtqueue_part {
	uint64_t address;
	uint32_t bytes;
};

/* What is remembered of an entry. */
struct virtqueue_entry {
	void *token;   /* of the chain that begins here, while the device has it; else null */
	uint32_t room; /* bytes that the device may write to that chain */
	uint16_t n;    /* entries of that chain */
	uint16_t next; /* in the chain, or among the free ones */
};

struct virtqueue {
	uint16_t size;    /* a power of two */
	bool event_index; /* each side says by an index when it wants to hear of the other */
	bool broken;

	uint16_t n_free, first_free;
	uint16_t n_chains; /* that the device has */
	uint16_t added;    /* chains, ever, modulo 2^16: as is all that follows */
	uint16_t offered;  /* as the device knows it */
	uint16_t taken;
	struct virtqueue_entry *entries;

	/* What the device reads and writes; it lies in memory of one piece, from `memory` on. */
	struct virtqueue_descriptor *descriptors;
	uint16_t *available;
	uint16_t *used;
	unsigned char *memory;
	size_t memory_bytes;
};

/*
 * virtqueue_open - a queue of `size` entries, a power of two of at most VIRTQUEUE_MOST.
 *
 * Returns 0, -EINVAL: no such size, or -ENOMEM.
 */
int virtqueue_open(struct virtqueue *queue, uint16_t size, bool event_index);

/* Gives its memory back. The device was reset, and has no chain any more. */
void virtqueue_close(struct virtqueue *queue);

/* Where the device finds its three parts. */
uint64_t virtqueue_descriptors_address(const struct virtqueue *queue);
uint64_t virtqueue_available_address(const struct virtqueue *queue);
uint64_t virtqueue_used_address(const struct virtqueue *queue);

/*
 * virtqueue_add - make a chain, which the device does not see before virtqueue_offer.
 *
 * parts    borrows: `n_read` that the device reads, then `n_write` that it writes to.
 * token    not null: what virtqueue_take gives when the device has done with it.
 *
 * Returns 0, -ENOSPC: there are not so many free entries; -EIO: the queue is broken.
 */
int virtqueue_add(struct virtqueue *queue, const struct virtqueue_part *parts, size_t n_read,
                  size_t n_write, void *token);

/* Hands over all chains that were added. Is the device to be notified? */
bool virtqueue_offer(struct virtqueue *queue);

/*
 * virtqueue_take - one chain that the device has done with.
 *
 * token    gives: the chain's.
 * len      gives: how many bytes the device says it has written, at most those there is room for.
 *
 * Returns 1, 0: there is none; -EIO: the queue is broken, or is now.
 */
int virtqueue_take(struct virtqueue *queue, void **token, uint32_t *len);

/*
 * virtqueue_expect - ask for an interrupt once `n` > 0 more chains are used than were taken.
 *
 * Returns whether that has happened already, or the queue is broken: then no interrupt may come.
 */
bool virtqueue_expect(struct virtqueue *queue, uint16_t n);

/* No interrupts, please; some may come all the same. */
void virtqueue_ignore(struct virtqueue *queue);

/* After a reset, and once all chains were abandoned: the queue is as it was when it was opened. */
void virtqueue_empty(struct virtqueue *queue);

/* After a reset: the token of some chain that the device had, which it has no more; null: none. */
void *virtqueue_abandon(struct virtqueue *queue);

#endif
