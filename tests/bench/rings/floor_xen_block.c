/*
 * floor_xen_block.c - what the protocol makes unavoidable for a block request of a guest of Xen:
 * each load and store of the grant, of the slot, of the ring's indexes and of the shared page, with
 * the barriers between them, and the calls of Xen; and nothing else: no memory is managed, nothing
 * is checked but the index that says there is something, nobody waits or is woken. Requests go one
 * by one, so that each is notified, and answered with an event.
 *
 *	floor_xen_block block N
 *
 * The backend is memory in which all answers lie already; a call of Xen is a store.
 *
 * Source: Xen's public headers io/blkif.h, io/ring.h, grant_table.h, event_channel.h.
 */
#include "floor_xen.h"

#include <stdlib.h>

enum { SLOTS = 32, PIECES = 11 };

static struct {
	uint32_t requests, requests_event, responses, responses_event, more[12];
	union {
		struct {
			uint8_t operation, n;
			uint16_t handle;
			uint64_t id, sector;
			struct {
				uint32_t ref;
				uint8_t first, last;
			} pieces[PIECES];
		} request;
		struct {
			uint64_t id;
			uint8_t operation;
			int16_t status;
		} response;
	} slots[SLOTS];
} ring;

static void offer(uint64_t sector)
{
	__typeof__(ring.slots[0].request) *request = &ring.slots[made % SLOTS].request;

	request->operation = 0;
	request->n = 1;
	request->handle = 51712;
	request->id = made;
	request->sector = sector;
	request->pieces[0].ref = 8;
	request->pieces[0].first = 0;
	request->pieces[0].last = 7;
	STORE(ring.requests, ++made);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (LOAD(ring.requests_event) == made) {
		call_number = 32;
		call_command = 4;
		call_argument = made;
	}
}

static uint64_t look(void)
{
	uint64_t words, ports;

	shared.pending = 0;
	words = __atomic_exchange_n(&shared.selected, 0, __ATOMIC_SEQ_CST);
	ports = LOAD(shared.ports) & ~shared.masks;
	__atomic_fetch_and(&shared.ports, ~ports, __ATOMIC_SEQ_CST);
	return words + ports;
}

static uint32_t take(void)
{
	uint32_t status = 0;

	if (LOAD(ring.responses) != taken)
		status = (uint32_t)ring.slots[taken % SLOTS].response.id +
		         (uint32_t)ring.slots[taken % SLOTS].response.status;
	taken++;
	end(WRITTEN);
	STORE(ring.responses_event, taken + 1);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return status + (LOAD(ring.responses) != taken);
}

int main(int argc, char **argv)
{
	long n = argc == 3 ? atol(argv[2]) : 0;
	uint32_t sum = 0;

	for (long i = 0; i < n; i++) {
		ring.requests_event = made + 1; /* the backend's part: it wants to hear */
		ring.responses = made + 1;
		lend((uintptr_t)&ring + (uint64_t)i, WRITTEN);
		offer((uint64_t)i);
		sum += (uint32_t)look();
		sum += take();
	}
	return sum == 1;
}
