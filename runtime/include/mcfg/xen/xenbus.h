/*
 * xenbus.h - how a frontend and its backend find each other and agree, through the store. For
 * drivers of Xen images.
 *
 * A frontend's life:
 *
 *	xenbus_open(&bus, "vif", 0);
 *	xenbus_wait(&bus, XENBUS_IN(XENBUS_INIT_WAIT), &state);    the backend's offers are readable
 *	...                                                        grants, an event channel
 *	xenbus_publish(&bus, XENBUS_INITIALISED, write_keys, self);
 *	xenbus_wait(&bus, XENBUS_IN(XENBUS_CONNECTED), &state);
 *	xenbus_set_state(&bus, XENBUS_CONNECTED);
 *	...
 *	xenbus_close(&bus);                                        the backend has let go
 *	...                                                        end the grants
 *
 * Some protocols have the frontend go to XENBUS_CONNECTED in the publish. While it runs, a task of
 * the driver waits for XENBUS_GOING: the backend wants to leave, or is gone. After a restore the
 * backend is another one: xenbus_reopen (or xenbus_forget, and xenbus_open once there is one), and
 * the same again (see suspend.h).
 *
 * What the backend writes is not to be trusted: numbers are checked against their limits by
 * xen_store_read_number.
 */
#ifndef MCFG_XEN_XENBUS_H
#define MCFG_XEN_XENBUS_H

#include <mcfg/xen/store.h>

/* The states of either side, with Xen's own numbers. */
enum xenbus_state {
	XENBUS_UNKNOWN, /* it has none, or it is gone */
	XENBUS_INITIALISING,
	XENBUS_INIT_WAIT,
	XENBUS_INITIALISED,
	XENBUS_CONNECTED,
	XENBUS_CLOSING,
	XENBUS_CLOSED,
	XENBUS_RECONFIGURING,
	XENBUS_RECONFIGURED
};

/* A set of states: XENBUS_IN(XENBUS_INIT_WAIT) | XENBUS_IN(XENBUS_CONNECTED). */
#define XENBUS_IN(state) (1u << (state))
#define XENBUS_GOING \
	(XENBUS_IN(XENBUS_UNKNOWN) | XENBUS_IN(XENBUS_CLOSING) | XENBUS_IN(XENBUS_CLOSED))

/* The numbers of the devices of a kind that the toolstack has given us, ascending. */
struct xenbus_ids {
	size_t n;
	uint32_t *ids; /* free() it */
};

/* xenbus_list - which devices of `kind` ("vif", "vbd") are there. Returns 0 also if none is. */
int xenbus_list(const char *kind, struct xenbus_ids *ids);

/* One frontend. Zeroed it is closed. It stays where it is while it is open. */
struct xenbus {
	char *frontend;  /* "device/vif/0": where we write */
	char *backend;   /* "/local/domain/0/backend/vif/7/0": where we read */
	uint16_t domain; /* the backend's */
	struct xen_watch watch;
};

/*
 * xenbus_open - find a device's backend, and watch its state.
 *
 * Returns 0, -ENOENT: there is no such device, or -EPROTO: what the toolstack wrote makes no sense;
 * or as store.h. Blocks.
 */
int xenbus_open(struct xenbus *bus, const char *kind, uint32_t id);

/* The same for the device that it was open for, after a restore: the backend may be elsewhere. */
int xenbus_reopen(struct xenbus *bus);

/*
 * Says that we are going, waits (for five seconds at most) until the backend has gone as well, and
 * releases everything. Nothing if it is closed. In a task that was cancelled it works all the same.
 * Blocks.
 *
 * Returns 0, or a negative errno (-ETIMEDOUT: the backend does not answer): it may still use what
 * was granted.
 */
int xenbus_close(struct xenbus *bus);

/*
 * Releases everything and says nothing, for a backend that is there no more: after a restore,
 * before it is opened again, what the store has under the same name is another backend's. Nothing
 * if it is closed. Does not block.
 */
void xenbus_forget(struct xenbus *bus);

/* Our own state, for the backend to see. As store.h. Blocks. */
int xenbus_set_state(struct xenbus *bus, enum xenbus_state state);

/*
 * Writes what the backend needs, and then `state`, in one transaction. `write` may be null; it may
 * run more than once, and what it returns other than 0 ends it. Blocks.
 *
 *	static int write_keys(const struct xen_tx *tx, const struct xenbus *bus, void *argument)
 *	{
 *		struct netfront *self = argument;
 *
 *		return xen_store_print(tx, bus->frontend, "tx-ring-ref", "%u", self->tx_ref);
 *	}
 */
int xenbus_publish(struct xenbus *bus, enum xenbus_state state,
                   int (*write)(const struct xen_tx *tx, const struct xenbus *bus, void *argument),
                   void *argument);

/* The backend's state now; XENBUS_UNKNOWN where it is gone, or what is there is no state. */
int xenbus_backend_state(struct xenbus *bus, enum xenbus_state *state);

/*
 * xenbus_wait - wait until the backend's state is one of a set.
 *
 * states   a set, as XENBUS_IN makes it.
 * state    the one that it is; may be null.
 *
 * Returns 0, -ENODEV: it is in XENBUS_GOING and that was not waited for; as store.h; -EBUSY:
 * another task waits. Blocks.
 */
int xenbus_wait(struct xenbus *bus, unsigned states, enum xenbus_state *state);

#endif
