/*
 * event.h - event channels: how Xen and other domains tell this one that something happened.
 *
 * An event has a port, and one bit: that it happened, not how often. So whoever is woken looks at
 * what it shares with the other side, does all that there is to do, and waits again:
 *
 *	while (!(error = xen_event_wait(&net->event)))
 *		take_replies(net);
 *
 * Events are handed out when the image looks for them (between tasks, and before it blocks), never
 * in the middle of a task. For drivers of Xen images; others see devices.
 */
#ifndef MCFG_XEN_EVENT_H
#define MCFG_XEN_EVENT_H

#include <mcfg/task.h>

/* A domain's number. */
#define XEN_DOMAIN_SELF 0x7ff0

/*
 * An event channel. Zeroed it is closed. It stays where it is while it is open.
 *
 * happened   set by its owner before it is opened, or null. Called each time, between tasks: it
 *            wakes and marks, and does not block. With null the event is for xen_event_wait.
 * port       this side's number of it, which the other side is told through the store; 0: closed.
 */
struct xen_event {
	void (*happened)(struct xen_event *event);
	uint32_t port;
	bool pending; /* since the last wait */
	struct mcfg_waker *waiter;
};

/*
 * xen_event_alloc - open a port to which `domain` may connect.
 * xen_event_connect - open a port connected to one that `domain` has opened to us.
 * xen_event_bind_virq - open a port on which Xen itself reports: VIRQ_TIMER and the like.
 * xen_event_adopt - open one that the toolstack has made: the console's, the store's.
 *
 * Return 0         open; what happened before it was may count as having happened
 *        -ENOSPC   Xen has no more ports for this domain
 *        -EINVAL   no such domain or port, or it is not for us
 *        -ENOMEM
 * or another negative errno that Xen gives.
 */
int xen_event_alloc(struct xen_event *event, uint16_t domain);
int xen_event_connect(struct xen_event *event, uint16_t domain, uint32_t port);
int xen_event_bind_virq(struct xen_event *event, uint32_t virq);
int xen_event_adopt(struct xen_event *event, uint32_t port);

/*
 * Closes it; nothing if it is closed. Who waits for it is woken, with -EPIPE. After a restore (see
 * suspend.h) all are closed.
 */
void xen_event_close(struct xen_event *event);

/* Tells the other side. Nothing if it is closed. */
void xen_event_notify(const struct xen_event *event);

/*
 * xen_event_wait - wait until it has happened since the last wait; at once if it has.
 *
 * One task at a time waits for an event; it may well find nothing new.
 *
 * Returns 0        it happened
 *         -EBUSY   another task waits
 *         -EPIPE   it is closed, or was while we waited
 * or as every blocking call. Blocks.
 */
int xen_event_wait(struct xen_event *event);

/*
 * While masked it is not handed out; what happens meanwhile is, once, when it is unmasked. To poll
 * under load: mask, work until there is nothing, unmask, look once more. An open event is unmasked.
 */
void xen_event_mask(struct xen_event *event);
void xen_event_unmask(struct xen_event *event);

#endif
