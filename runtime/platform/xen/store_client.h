/*
 * store_client.h - the requests of the store's client, to store.c, store_queue.c and store_pump.c:
 * see stores.h.
 */
#ifndef MCFG_XEN_STORE_CLIENT_H
#define MCFG_XEN_STORE_CLIENT_H

#include "events.h"
#include "store_ring.h"
#include "stores.h"

struct store_request {
	struct store_request *next;
	struct mcfg_waker done; /* woken with 0 or a negative errno */
	bool abandoned;         /* nobody waits: it is freed when its answer has come */
	uint32_t id, type;
	char *answer;
	size_t answer_len;
	size_t len, sent; /* of the message: all of it, and what is in the ring */
	char message[];   /* header and payload */
};

extern struct store_client {
	bool present, broken, held;
	struct store_ring ring;
	struct xen_event event;
	uint32_t last_id, generation;
	struct store_request *first, **end; /* in the order of asking */

	/* The message that comes in: its header, then its payload, and how much of both is here. */
	struct xsd_sockmsg header;
	size_t got;
} store_client;

/* A request of `len` bytes in parts, at the end of the queue. Null: no memory. */
struct store_request *store_request(uint32_t tx, uint32_t type, const struct store_part *parts,
                                    size_t n, size_t len) __attribute__((cold));

/* Where in the queue the one of that number is; at its end if there is none. */
struct store_request **store_find(uint32_t id) __attribute__((cold));

/* Takes it out of the queue and wakes who waits for it; one that was abandoned is freed. */
void store_finish(struct store_request **at, int result) __attribute__((cold));
void store_release(struct store_request *request) __attribute__((cold));

/* The store has done what no store does: it is not spoken to any more. */
void store_break_down(void) __attribute__((cold));

#endif
