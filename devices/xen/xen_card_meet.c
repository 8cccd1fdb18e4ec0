/* Meeting the backend of a card. See xen_card_link.h. */
#include "xen_card_link.h"

#include <errno.h>
#include <mcfg/task.h>

/* How long a backend may take until it waits for us. */
#define READY_NS SEC(10)

/* Is it meant to be there, or is the toolstack taking it away? */
static bool is_online(const struct xenbus *bus)
{
	uint64_t online = 0;

	return xen_store_read_number(NULL, bus->backend, "online", 1, &online) == 0 && online == 1;
}

/*
 * Waits until it waits for us; one that is closed, and online, does once we say that we begin.
 * -ENODEV: it is not there, or going.
 */
static int wait_for_backend(struct xenbus *bus)
{
	bool has_begun = false;
	enum xenbus_state state;
	int error;

	while (!(error = xenbus_backend_state(bus, &state)) && state != XENBUS_INIT_WAIT) {
		if ((XENBUS_GOING & XENBUS_IN(state)) &&
		    (state == XENBUS_UNKNOWN || !is_online(bus)))
			return -ENODEV;
		if (state == XENBUS_CLOSED && !has_begun) {
			error = xenbus_set_state(bus, XENBUS_INITIALISING);
			has_begun = true;
		}
		if (error || (error = xen_watch_wait(&bus->watch)))
			return error;
	}
	return error;
}

int xen_card_meet(struct xen_card *card)
{
	uint64_t outer_ns;
	int error = xenbus_open(&card->bus, "vif", card->number);

	if (error)
		return error;
	outer_ns = task_deadline_push(task_now_ns() + READY_NS);
	error = wait_for_backend(&card->bus);
	if (!error)
		error = xen_card_read_offers(&card->bus, &card->offers);
	task_deadline_pop(outer_ns);
	if (error)
		xenbus_forget(&card->bus);
	return error;
}
