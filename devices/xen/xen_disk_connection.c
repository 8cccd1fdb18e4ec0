/* Meeting a disk's backend, and leaving it. See xen_disk.h. */
#include "xen_disk.h"

#include "xen_finish.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <xen/xen.h>

#include <xen/io/blkif.h>
#include <xen/io/protocols.h>

/* How long a backend may take to answer; to finish what it was asked; to let go of pages. */
#define ANSWER_NS SEC(20)
#define DRAIN_NS  SEC(5)
#define RETURN_NS SEC(2)

/* ---- meeting --------------------------------------------------------------------------------- */

/* After a restore the old backend is another domain's: there is nobody to take leave of. */
static int open_bus(struct xen_disk *disk)
{
	int error;

	xenbus_forget(&disk->bus);
	disk->bus_epoch = disk->epoch;
	error = xenbus_open(&disk->bus, "vbd", disk->number);
	return error == -ENOENT ? -ENODEV : error;
}

static int share(struct xen_disk *disk)
{
	size_t n_pages;
	int error = xen_disk_read_ring_pages(disk, &n_pages);

	if (!error)
		error = xen_ring_open(&disk->ring, n_pages, sizeof(union blkif_sring_entry));
	if (!error)
		error = xen_ring_grant(&disk->ring, disk->bus.domain, &disk->refs);
	if (error)
		return error;
	disk->event.happened = xen_disk_happened;
	return xen_event_alloc(&disk->event, disk->bus.domain);
}

/* A ring of one page is told of in another way than a longer one. */
static int write_ring(const struct xen_tx *tx, const struct xenbus *bus,
                      const struct xen_disk *disk)
{
	char name[sizeof "ring-ref" + 10];
	int error;

	if (disk->refs.n == 1) {
		error = xen_store_remove(tx, bus->frontend, "ring-page-order");
		return error ? error
		             : xen_store_print(tx, bus->frontend, "ring-ref", "%" PRIu32,
		                               disk->refs.refs[0]);
	}
	error = xen_store_print(tx, bus->frontend, "ring-page-order", "%d",
	                        __builtin_ctzl(disk->refs.n));
	for (size_t i = 0; !error && i < disk->refs.n; i++) {
		snprintf(name, sizeof name, "ring-ref%u", (unsigned)i);
		error = xen_store_print(tx, bus->frontend, name, "%" PRIu32, disk->refs.refs[i]);
	}
	return error;
}

static int write_keys(const struct xen_tx *tx, const struct xenbus *bus, void *argument)
{
	const struct xen_disk *disk = argument;
	int error = write_ring(tx, bus, disk);

	if (!error)
		error = xen_store_print(tx, bus->frontend, "event-channel", "%" PRIu32,
		                        disk->event.port);
	if (!error)
		error = xen_store_write(tx, bus->frontend, "protocol", XEN_IO_PROTO_ABI_NATIVE);
	if (!error)
		error = xen_store_print(tx, bus->frontend, "feature-persistent", "%d",
		                        disk->persistent);
	return error;
}

/* Is it the disk that it was? */
static int compare(const struct xen_disk *disk, const struct block_info *found)
{
	const struct block_info *info = &disk->info;

	if (found->sector_bytes == info->sector_bytes && found->n_sectors >= info->n_sectors &&
	    (!found->read_only || info->read_only))
		return 0;
	xen_disk_say(disk, MCFG_LOG_ERROR,
	             "another disk has come in its place, of %" PRIu64 " sectors of %" PRIu32
	             " bytes%s: it is not used",
	             found->n_sectors, found->sector_bytes, found->read_only ? ", read only" : "");
	return -ENODEV;
}

/* Until it is agreed on the last one's holds: who flushes meanwhile must not hear that there is
 * nothing to flush. */
static int take_offer(struct xen_disk *disk)
{
	struct xen_disk_offer offer;
	int error = xen_disk_read_offer(disk, &offer);

	if (!error && !disk->is_first)
		error = compare(disk, &offer.info);
	if (error)
		return error;
	disk->offer = offer;
	if (disk->is_first)
		disk->info = offer.info;
	disk->is_first = false;
	return 0;
}

static int shake_hands(struct xen_disk *disk)
{
	int error = open_bus(disk);

	if (!error)
		error = xenbus_wait(&disk->bus, XENBUS_IN(XENBUS_INIT_WAIT), NULL);
	if (!error)
		error = share(disk);
	if (!error)
		error = xenbus_publish(&disk->bus, XENBUS_INITIALISED, write_keys, disk);
	if (!error)
		error = xenbus_wait(&disk->bus, XENBUS_IN(XENBUS_CONNECTED), NULL);
	if (!error)
		error = take_offer(disk);
	if (!error)
		error = xen_disk_open_requests(disk);
	if (!error)
		error = xenbus_set_state(&disk->bus, XENBUS_CONNECTED);
	return error;
}

/* What was begun before a restore means nothing after it. */
static int connect_now(struct xen_disk *disk)
{
	unsigned epoch = disk->epoch;
	int error;

	xen_pages_open(&disk->pages, 0, 0);
	error = shake_hands(disk);
	if (!error && disk->ring.broken)
		return -EIO;
	if (!error && disk->epoch != epoch)
		return -EAGAIN;
	if (error)
		return error;
	xen_pages_open(&disk->pages, disk->bus.domain,
	               disk->persistent ? XEN_DISK_PERSISTENT_PAGES : XEN_DISK_PAGES);
	disk->state = XEN_DISK_UP;
	xen_disk_say(disk, MCFG_LOG_INFO,
	             "%" PRIu64 " sectors of %" PRIu32 " bytes, %u requests of up to %" PRIu32
	             " pages",
	             disk->offer.info.n_sectors, disk->offer.info.sector_bytes,
	             (unsigned)disk->n_requests, disk->offer.segments);
	xen_disk_wake(disk);
	return 0;
}

int xen_disk_connect(struct xen_disk *disk)
{
	uint64_t outer_ns = task_deadline_push(task_now_ns() + ANSWER_NS);
	int error = connect_now(disk);

	task_deadline_pop(outer_ns);
	return error;
}

/* ---- leaving --------------------------------------------------------------------------------- */

static int drain(void *argument)
{
	return xen_disk_wait_idle(argument);
}

/* A backend that broke a rule is watched no more: to see it go it must be. */
static void leave_bus(struct xen_disk *disk)
{
	if (disk->bus_epoch != disk->epoch ||
	    (disk->state == XEN_DISK_BROKEN && xenbus_reopen(&disk->bus))) {
		xenbus_forget(&disk->bus);
		return;
	}
	if (xenbus_close(&disk->bus))
		xen_disk_say(disk, MCFG_LOG_WARNING, "its backend does not take leave");
}

static size_t give_back(struct xen_disk *disk)
{
	size_t n_lost = xen_disk_abandon(disk, disk->state == XEN_DISK_BROKEN ? -EIO : -EAGAIN);

	n_lost += xen_pages_close(&disk->pages);
	xen_disk_close_requests(disk);
	return n_lost;
}

static int end_all(void *argument)
{
	struct xen_disk *disk = argument;
	size_t n_lost = give_back(disk);

	if (xen_ring_ungrant(&disk->ring, &disk->refs))
		n_lost++;
	if (n_lost > 0)
		xen_disk_say(disk, MCFG_LOG_ERROR,
		             "its backend holds on to memory, which is kept from others");
	return 0;
}

void xen_disk_disconnect(struct xen_disk *disk)
{
	disk->n_holds++;
	if (disk->state == XEN_DISK_UP) {
		disk->gone_ns = task_now_ns();
		xen_finish(drain, disk, DRAIN_NS);
	}
	if (disk->state == XEN_DISK_UP)
		disk->state = XEN_DISK_AWAY;
	leave_bus(disk);
	xen_event_close(&disk->event);
	disk->ring.broken = true;
	xen_finish(end_all, disk, RETURN_NS);
	disk->n_holds--;
	xen_disk_wake(disk);
}
