/*
 * floor_virtio.c - what the protocol of a virtqueue makes unavoidable for a block request, a frame
 * sent and a frame received: each load and store of the ring, of the header and of the device's
 * registers, with the barriers between them; and nothing else: no memory is managed, nothing is
 * checked but the index that says there is something, nobody waits or is woken. Requests go one by
 * one, so that each is notified and interrupts; a frame that is sent is taken back with the next
 * one.
 *
 *	floor_virtio block|indirect|send|receive N
 *
 * indirect is a block request whose descriptors lie in a table of its own, so that it takes one
 * entry of the ring: which has to be written, too.
 *
 * The device is memory in which all answers lie already. Descriptors of heads and of the status are
 * written once, at the start: a driver could do so.
 *
 * Source: Virtual I/O Device 1.1, 2.6, 5.1.6, 5.2.6.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 256, MOST = 1 << 16 };

struct descriptor {
	uint64_t address;
	uint32_t bytes;
	uint16_t flags, next;
};

static struct {
	struct descriptor descriptors[SIZE];
	struct {
		uint16_t flags, index, ring[SIZE], used_event;
	} available;
	struct {
		uint16_t flags, index;
		struct {
			uint32_t id, bytes;
		} ring[SIZE];
		uint16_t available_event;
	} used;
} queue;

static struct {
	uint32_t type, reserved;
	uint64_t sector;
	unsigned char status;
} wire;

static unsigned char header[12];
static uint16_t added, taken;

/* The device's registers, and the interrupt controller's. */
static volatile uint32_t notify, interrupt, interrupt_heard, end_of_interrupt;

#define LOAD(at)         __atomic_load_n(&(at), __ATOMIC_ACQUIRE)
#define STORE(at, value) __atomic_store_n(&(at), value, __ATOMIC_RELEASE)

static void offer(uint16_t head)
{
	queue.available.ring[added % SIZE] = head;
	STORE(queue.available.index, ++added);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (LOAD(queue.used.available_event) == (uint16_t)(added - 1))
		notify = 0;
}

/* The interrupt's return stands for its entry, too. */
static void interrupted(void)
{
	interrupt_heard = interrupt;
	end_of_interrupt = 0;
}

static uint32_t take(void)
{
	uint32_t bytes = 0;

	if (LOAD(queue.used.index) != taken)
		bytes = queue.used.ring[taken % SIZE].bytes + queue.used.ring[taken % SIZE].id;
	taken++;
	STORE(queue.available.used_event, taken);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return bytes;
}

static uint32_t block(uint64_t sector, uint64_t address)
{
	wire.type = 0;
	wire.reserved = 0;
	wire.sector = sector;
	queue.descriptors[1].address = address;
	queue.descriptors[1].bytes = 4096;
	offer(0);
	interrupted();
	return take() + wire.status;
}

static uint32_t block_indirect(uint64_t sector, uint64_t address)
{
	queue.descriptors[3].address = (uintptr_t)queue.descriptors;
	queue.descriptors[3].bytes = 3 * sizeof *queue.descriptors;
	queue.descriptors[3].flags = 4;
	return block(sector, address);
}

static uint32_t send(uint64_t address, uint32_t bytes)
{
	uint32_t before = take();

	memset(header, 0, sizeof header);
	queue.descriptors[1].address = address;
	queue.descriptors[1].bytes = bytes;
	offer(0);
	return before;
}

static uint32_t receive(uint64_t address)
{
	uint32_t bytes;

	interrupted();
	bytes = take() + header[10];
	queue.descriptors[0].address = address;
	queue.descriptors[0].bytes = 2048;
	offer(0);
	return bytes;
}

/* The device's part is that it wants to hear of the next one. */
#define EACH(call)                                  \
	for (long i = 0; i < n; i++) {              \
		queue.used.available_event = added; \
		sum += call;                        \
	}                                           \
	break

int main(int argc, char **argv)
{
	long n = argc == 3 ? atol(argv[2]) : 0;
	uint32_t sum = 0;

	queue.used.index = MOST - 1;
	switch (argc == 3 ? argv[1][0] : 0) {
	case 'b': EACH(block((uint64_t)i, (uintptr_t)&wire));
	case 'i': EACH(block_indirect((uint64_t)i, (uintptr_t)&wire));
	case 's': EACH(send((uintptr_t)&wire, 64));
	case 'r': EACH(receive((uintptr_t)&wire));
	default: return 2;
	}
	return sum == 1;
}
