/*
 * floor_xen_network.c - what the protocol makes unavoidable for a frame that a guest of Xen sends,
 * and for one that it receives: each load and store of the grant, of the slot, of the ring's
 * indexes and of the shared page, with the barriers between them, and the calls of Xen; and nothing
 * else: no memory is managed, nothing is checked but the index that says there is something, nobody
 * waits or is woken. A frame that is sent is notified, and taken back with the next one; one that
 * is received comes with an event.
 *
 *	floor_xen_network send|receive N
 *
 * The backend is memory in which all answers lie already; a call of Xen is a store.
 *
 * Source: Xen's public headers io/netif.h, io/ring.h, grant_table.h, event_channel.h.
 */
#include "floor_xen.h"

#include <stdlib.h>

enum { SLOTS = 256 };

static struct {
	uint32_t requests, requests_event, responses, responses_event, more[12];
	union {
		struct {
			uint32_t ref;
			uint16_t offset, flags, id, size;
		} send;
		struct {
			uint16_t id;
			int16_t status;
		} sent;
		struct {
			uint16_t id, pad;
			uint32_t ref;
		} receive;
		struct {
			uint16_t id, offset, flags;
			int16_t status;
		} received;
	} slots[SLOTS];
} ring;

static void offer(void)
{
	STORE(ring.requests, ++made);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (LOAD(ring.requests_event) == made) {
		call_number = 32;
		call_command = 4;
		call_argument = made;
	}
}

/* The interrupt's return stands for its entry, too. */
static uint64_t interrupted(void)
{
	uint64_t words, ports;

	shared.pending = 0;
	words = __atomic_exchange_n(&shared.selected, 0, __ATOMIC_SEQ_CST);
	ports = LOAD(shared.ports) & ~shared.masks;
	__atomic_fetch_and(&shared.ports, ~ports, __ATOMIC_SEQ_CST);
	return words + ports;
}

static uint32_t send(uint64_t address)
{
	uint32_t before = 0;

	if (LOAD(ring.responses) != taken)
		before = ring.slots[taken % SLOTS].sent.id +
		         (uint32_t)ring.slots[taken % SLOTS].sent.status;
	taken++;
	end(READ);
	lend(address, READ);
	ring.slots[made % SLOTS].send.ref = 8;
	ring.slots[made % SLOTS].send.offset = (uint16_t)(address % 4096);
	ring.slots[made % SLOTS].send.flags = 0;
	ring.slots[made % SLOTS].send.id = (uint16_t)made;
	ring.slots[made % SLOTS].send.size = 64;
	offer();
	return before;
}

static uint32_t receive(uint64_t address)
{
	uint32_t came = (uint32_t)interrupted();

	if (LOAD(ring.responses) != taken)
		came = ring.slots[taken % SLOTS].received.id +
		       ring.slots[taken % SLOTS].received.offset +
		       ring.slots[taken % SLOTS].received.flags +
		       (uint32_t)ring.slots[taken % SLOTS].received.status;
	taken++;
	end(WRITTEN);
	lend(address, WRITTEN);
	ring.slots[made % SLOTS].receive.id = (uint16_t)made;
	ring.slots[made % SLOTS].receive.ref = 8;
	offer();
	STORE(ring.responses_event, taken + 1);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return came + (LOAD(ring.responses) != taken);
}

int main(int argc, char **argv)
{
	long n = argc == 3 ? atol(argv[2]) : 0;
	uint32_t sum = 0;

	for (long i = 0; i < n; i++) {
		/* the backend's part: it wants to hear of what is sent, and has answered */
		ring.requests_event = argv[1][0] == 's' ? made + 1 : made;
		ring.responses = made + 1;
		sum += argv[1][0] == 's' ? send((uintptr_t)&ring + (uint64_t)i)
		                         : receive((uintptr_t)&ring + (uint64_t)i * 4096);
	}
	return sum == 1;
}
