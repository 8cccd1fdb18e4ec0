/*
 * xen_disk.h - a disk of a domain of Xen: its ring, the requests that are with its backend, and
 * what is done when the backend goes away and comes back.
 *
 * Bufs whose block has its pages for itself, and whose bytes begin on a sector's border, are lent
 * to the backend as they are, one grant for each page; others are copied through pages of the
 * disk's own, which are granted once: a page is granted whole, and other bufs in it are nobody's
 * business. With the key block_persistent all are copied, and the backend is told that it may keep
 * these pages mapped.
 *
 * A request of more pieces than the backend takes at once is made as several, which are under way
 * together and offered together. Who finds no free request, page or grant waits, in the order of
 * coming. An event is asked for the first request that is done since the disk was looked at, and
 * none for those that are done meanwhile.
 *
 * A keeper, a task of the disk's, waits for the backend to leave. What was under way then waits for
 * the next backend, and is done again from its beginning, which for a disk comes to the same; for
 * as long as the key block_return says, then it ends with -ENODEV. The same after a restore. A
 * backend that breaks a rule is left, and all requests end with -EIO until another one comes.
 *
 * Source: Xen's public header io/blkif.h.
 */
#ifndef XEN_DISK_H
#define XEN_DISK_H

#include "../block/block_info.h"
#include "xen_pages.h"
#include "xen_ring.h"
#include "xen_ring_grant.h"

#include <mcfg/log.h>
#include <mcfg/sync.h>
#include <mcfg/xen/event.h>
#include <mcfg/xen/suspend.h>
#include <mcfg/xen/xenbus.h>

enum {
	XEN_DISK_SECTOR_BYTES = 512, /* what the protocol counts in, whatever the sectors are */
	XEN_DISK_RING_PAGES = 2,     /* where the backend takes so many */
	XEN_DISK_PLAIN = 11,         /* pieces of a request that has no list of them */
	XEN_DISK_SEGMENTS = 128,     /* pieces of one that has */
	XEN_DISK_PAGES = 64,         /* of the disk's own, at most */
	XEN_DISK_PERSISTENT_PAGES = 256
};

/* With their numbers in the protocol. */
enum xen_disk_operation {
	XEN_DISK_READ = 0,
	XEN_DISK_WRITE = 1,
	XEN_DISK_BARRIER = 2,
	XEN_DISK_FLUSH = 3,
	XEN_DISK_DISCARD = 5
};

enum xen_disk_state {
	XEN_DISK_AWAY,
	XEN_DISK_UP,
	XEN_DISK_BROKEN /* by its backend, until another one comes */
};

/* A piece of a request: in one page. */
struct xen_disk_segment {
	uint32_t ref;          /* of the buf's page; 0: it is copied, or was given back */
	uint16_t first, bytes; /* in the page */
	struct xen_page *page; /* that it is copied through; or null */
	unsigned char *to;     /* where a read of these bytes belongs */
	struct mcfg_buf *view; /* that is held, of the buf that begins here; or null */
};

/* Those of one call, of which its task waits for the last. */
struct xen_disk_transfer {
	size_t n;
	int error; /* -EAGAIN: the backend went before it had done them all */
	struct mcfg_waker ended;
};

struct xen_disk_request {
	struct xen_disk_request *next;      /* among the free ones */
	struct xen_disk_transfer *transfer; /* null: nobody waits for it */
	struct xen_disk_segment *segments;
	struct xen_page *list; /* of the segments, where they do not fit into the slot */
	uint16_t n;            /* segments */
	uint8_t operation;
	bool is_out; /* with the backend */
};

/* What a backend says of itself. */
struct xen_disk_offer {
	struct block_info info;
	uint32_t segments; /* of one request */
	bool can_flush, has_barrier;
	uint64_t discard_unit, discard_first; /* in sectors */
};

struct xen_disk {
	const char *name;
	uint32_t number;        /* of the device: 51712 is xvda */
	struct block_info info; /* as it was first */
	bool read_only;         /* by the configuration */
	bool persistent;
	uint64_t return_ns; /* how long it may be away */

	enum xen_disk_state state;
	unsigned n_holds;  /* while there are any no request is made */
	bool is_suspended; /* so one of them is */
	unsigned epoch;    /* how often the domain was restored */
	uint64_t gone_ns;  /* since when it is away */
	struct xen_disk_offer offer;
	struct xenbus bus;
	unsigned bus_epoch;
	bool is_first; /* its info is not known yet */
	struct xen_event event;
	struct xen_ring ring;
	struct xen_ring_refs refs;
	struct xen_pages pages;

	struct xen_disk_request *requests; /* one for each slot of the ring */
	struct xen_disk_segment *segments; /* theirs */
	size_t n_requests, n_out;
	struct xen_disk_request *free;
	struct mcfg_mutex making; /* requests */
	struct mcfg_waker *room;  /* of the task that has it, and waits for a change */
	struct mcfg_waker *idle;  /* of one that waits until none is out */

	struct xen_suspender suspender;
	struct xen_watch devices;
	struct mcfg_task *keeper;
	struct mcfg_waker *resumed; /* the keeper's, that waits until it is */
};

/*
 * xen_disk_open - open the disk of that name: a virtual device's name or number (`xvdb`, `51728`),
 * or what the configuration attaches, by its place: the first disk is xvda.
 *
 * disk   zeroed, but for read_only, persistent and return_ns. It keeps the name.
 *
 * Returns 0, -ENODEV: there is none; -EPROTO, -EPROTONOSUPPORT: it cannot be used; -ETIMEDOUT: its
 * backend does not answer; -ENOMEM. Blocks.
 */
int xen_disk_open(struct xen_disk *disk, const char *name);

/* Leaves the backend. Requests under way end with -ENODEV, all memory is given back. Blocks. */
void xen_disk_close(struct xen_disk *disk);

/* The operations of block, whose checks were made. Block. */
int xen_disk_transfer(struct xen_disk *disk, enum xen_disk_operation operation, uint64_t sector,
                      struct mcfg_buf *const *bufs, size_t n);
int xen_disk_flush(struct xen_disk *disk);
int xen_disk_discard(struct xen_disk *disk, uint64_t sector, uint64_t n);

/* ---- between its files ----------------------------------------------------------------------- */

/* xen_disk_say.c: a message of the source xen.block, about this disk. */
void xen_disk_say(const struct xen_disk *disk, enum mcfg_log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4), cold));

/* xen_disk_name.c: the number of a virtual device by its name, or by its place; 0: it is none. */
uint32_t xen_disk_number(const char *name);
uint32_t xen_disk_number_of_place(unsigned place);

/*
 * xen_disk_connection.c: meets the backend, and agrees with it. Then the state is XEN_DISK_UP.
 * Where that fails, xen_disk_disconnect gives back what was made. Blocks.
 */
int xen_disk_connect(struct xen_disk *disk);

/* The backend goes, or is to go: ends all that is shared with it. The state is away. Blocks. */
void xen_disk_disconnect(struct xen_disk *disk);

/* xen_disk_offer.c: what the backend says before, and after it has connected. Block. */
int xen_disk_read_ring_pages(struct xen_disk *disk, size_t *n_pages);
int xen_disk_read_offer(struct xen_disk *disk, struct xen_disk_offer *offer);

/* xen_disk_request.c: all requests are free; none is there. */
int xen_disk_open_requests(struct xen_disk *disk);
void xen_disk_close_requests(struct xen_disk *disk);

/* It is free, and what it held is given back; its grants have ended. */
void xen_disk_release_request(struct xen_disk *disk, struct xen_disk_request *request);

/* What is called when some are done. */
void xen_disk_happened(struct xen_event *event);

/* It broke a rule: nothing of it is read any more. */
void xen_disk_break(struct xen_disk *disk, const char *how);

/*
 * After the backend has gone: takes back all pages, and ends the requests that were with it with
 * `error`, or -EIO where the backend holds on to a page. Returns how many hold lost pages. Blocks.
 */
size_t xen_disk_abandon(struct xen_disk *disk, int error);

/* Something has changed that who makes requests waits for; who waits until none is out. */
void xen_disk_wake(struct xen_disk *disk);

/* xen_disk_transfer.c: from now on nobody makes requests: waits until none is out, or the state is
 * another. Blocks. */
int xen_disk_wait_idle(struct xen_disk *disk);

/* xen_disk_make.c: makes the next request of a transfer. See there. */
struct xen_disk_place {
	struct mcfg_buf *const *bufs;
	size_t n, at, offset;
};

uint64_t xen_disk_add_segments(struct xen_disk *disk, struct xen_disk_request *request,
                               struct xen_disk_place *place);
void xen_disk_write_request(struct xen_disk *disk, struct xen_disk_request *request,
                            uint64_t sector, uint64_t n_sectors);

#endif
