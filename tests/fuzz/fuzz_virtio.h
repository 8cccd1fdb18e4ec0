/*
 * fuzz_virtio.h - a hostile virtio device, for the fuzzers of the drivers: the bytes of the input
 * say what it writes to the rings and to all else that it was given, when it interrupts, what
 * stands in its registers. What the driver reads may be another value each time it does.
 */
#ifndef FUZZ_VIRTIO_H
#define FUZZ_VIRTIO_H

#include "fuzz_input.h"

#include "../unit/fake_virtio.h"

/* ---- chains that the device has -------------------------------------------------------------- */

enum { FUZZ_CHAINS = 64, FUZZ_PARTS = 8 };

struct fuzz_chain {
	unsigned queue;
	uint16_t id;
	size_t n;
	struct {
		unsigned char *at;
		uint32_t bytes;
		bool is_written;
	} parts[FUZZ_PARTS];
};

static struct fuzz_chain fuzz_chains[FUZZ_CHAINS];
static size_t fuzz_n_chains;

/* What lies at an address that a descriptor has: the device may have written it there itself. */
static bool fuzz_is_memory(uint64_t address, uint32_t bytes)
{
	for (size_t i = 0; i < FAKE_BLOCKS; i++)
		if (fake_blocks[i].at && address >= (uintptr_t)fake_blocks[i].at &&
		    address - (uintptr_t)fake_blocks[i].at <= fake_blocks[i].bytes &&
		    bytes <= fake_blocks[i].bytes - (address - (uintptr_t)fake_blocks[i].at))
			return true;
	return false;
}

static void fuzz_read_chain(struct fuzz_chain *chain, uint16_t at)
{
	struct fake_descriptor descriptor;

	for (chain->n = 0; chain->n < FUZZ_PARTS; at = descriptor.next) {
		if (at >= fake.queues[chain->queue].size)
			return;
		memcpy(&descriptor, fake.queues[chain->queue].descriptors + at * sizeof descriptor,
		       sizeof descriptor);
		if (!fuzz_is_memory(descriptor.address, descriptor.bytes))
			return;
		chain->parts[chain->n].at = (unsigned char *)(uintptr_t)descriptor.address;
		chain->parts[chain->n].bytes = descriptor.bytes;
		chain->parts[chain->n++].is_written = (descriptor.flags & 2) != 0;
		if (!(descriptor.flags & 1))
			return;
	}
}

/* Room for one more; where there is none, another one is forgotten. */
static struct fuzz_chain *fuzz_add_chain(void)
{
	if (fuzz_n_chains == FUZZ_CHAINS)
		return &fuzz_chains[fuzz_draw() % FUZZ_CHAINS];
	return &fuzz_chains[fuzz_n_chains++];
}

/* All that were offered since. */
static void fuzz_collect(void)
{
	for (unsigned i = 0; i < FAKE_QUEUES; i++) {
		uint16_t size = fake.queues[i].size, *available = fake.queues[i].available;

		for (unsigned n = 0; n < size && available[1] != fake.queues[i].seen; n++) {
			uint16_t at = available[2 + fake.queues[i].seen++ % size];
			struct fuzz_chain *chain = fuzz_add_chain();

			*chain = (struct fuzz_chain){ .queue = i, .id = at };
			fuzz_read_chain(chain, at);
		}
	}
}

/* After a reset it has none. */
static void fuzz_forget(void)
{
	fuzz_n_chains = 0;
}

/* ---- what the device does ------------------------------------------------------------------- */

/* Mostly at the beginning, where headers are. */
__attribute__((no_sanitize("address"))) static void fuzz_fill(unsigned char *at, uint32_t room)
{
	uint8_t how = fuzz_byte();

	if (how & 128 || room < 16)
		fuzz_write(at, room);
	else
		for (unsigned i = 0; i < how % 16; i++)
			((volatile unsigned char *)at)[i] = fuzz_byte();
}

/* A chain comes back: by the rules, but for what is written, or with another length, and perhaps it
 * stays there. */
static void fuzz_use(void)
{
	uint8_t how = fuzz_byte();
	struct fuzz_chain chain;
	uint32_t written = 0;

	if (fuzz_n_chains == 0)
		return;
	chain = fuzz_chains[how % fuzz_n_chains];
	if (!fake.queues[chain.queue].size)
		return;
	for (size_t i = 0; i < chain.n; i++)
		if (chain.parts[i].is_written) {
			written += chain.parts[i].bytes;
			fuzz_fill(chain.parts[i].at, chain.parts[i].bytes);
			if (i + 1 == chain.n && chain.parts[i].bytes == 1 && !(how & 64))
				*chain.parts[i].at = 0;
		}
	fake_use(chain.queue, chain.id, how & 128 ? fuzz_16() : written);
	if (!(fuzz_byte() & 1)) {
		fuzz_chains[how % fuzz_n_chains] = fuzz_chains[fuzz_n_chains - 1];
		fuzz_n_chains--;
	}
}

static void fuzz_scribble(void)
{
	uint8_t which = fuzz_byte();
	unsigned queue = which / 4 % FAKE_QUEUES;
	size_t size = fake.queues[queue].size;

	if (size == 0)
		return;
	switch (which % 4) {
	case 0: fuzz_write(fake.queues[queue].descriptors, 16 * size); break;
	case 1: fuzz_write((void *)fake.queues[queue].available, 6 + 2 * size); break;
	case 2: fuzz_write((void *)fake.queues[queue].used_ring, 6 + 8 * size); break;
	default:
		fake.queues[queue].used_ring[1] = (uint16_t)(fake.queues[queue].used += which / 16);
	}
}

static void fuzz_scribble_at_parts(void)
{
	struct fuzz_chain *chain = fuzz_n_chains ? &fuzz_chains[fuzz_byte() % fuzz_n_chains] : NULL;

	for (size_t i = 0; chain && i < chain->n; i++)
		fuzz_write(chain->parts[i].at, chain->parts[i].bytes);
}

static void fuzz_set_status(void)
{
	uint8_t what = fuzz_byte();

	fake.stuck = what & 1;
	if (what & 2)
		fake.status |= VIRTIO_NEEDS_RESET;
	if (what & 4)
		fake.status = fuzz_byte();
}

/* What its registers say. */
static void fuzz_configure(void)
{
	uint8_t what = fuzz_byte();

	fuzz_write(fake.config, sizeof fake.config);
	fake.restless = what & 1;
	if (what & 2)
		fake.offers ^= (uint64_t)fuzz_16() << what / 16 * 2;
	if (what & 4)
		fake.queue_size = fuzz_16();
}

/* The device is told, unless it is closed. */
static void fuzz_interrupt(bool changed)
{
	if (!fake.is_open || !(fake.status & VIRTIO_DRIVER_OK))
		return;
	if (changed)
		fake.device->changed(fake.device);
	else
		fake.device->used(fake.device);
}

/* One move of the device's. */
static void fuzz_move(uint8_t what)
{
	fuzz_collect();
	switch (what % 8) {
	case 0:
	case 1: fuzz_use(); break;
	case 2: fuzz_scribble(); break;
	case 3: fuzz_scribble_at_parts(); break;
	case 4:
	case 5: fuzz_interrupt(false); break;
	case 6:
		fuzz_set_status();
		fuzz_interrupt(true);
		break;
	default: fuzz_configure(); fuzz_interrupt(true);
	}
}

#endif
