/* The link of a card and its backend: made, kept, ended, and made again. See xen_card.h. */
#include "xen_card_link.h"

#include "xen_card_share.h"

#include <errno.h>
#include <mcfg/log.h>
#include <mcfg/task.h>
#include <stdio.h>

static MCFG_LOG(xen_link_log, "xen.network");

/* From a link that could not be made, for want of memory or grants, to the next try. */
#define PAUSE_NS MSEC(500)

/* ---- making the link ------------------------------------------------------------------------- */

static int make(struct xen_card *card)
{
	bool is_on;
	int error = xen_card_share(card);

	if (!error)
		error = xenbus_publish(&card->bus, XENBUS_CONNECTED, xen_card_tell, card);
	if (!error)
		error = xenbus_wait(&card->bus, XENBUS_IN(XENBUS_CONNECTED), NULL);
	if (!error)
		error = xen_watch_open(&card->watch, card->bus.backend, NULL);
	if (!error)
		error = xen_card_read_carrier(&card->bus, &is_on);
	if (error)
		return error;
	card->link = XEN_CARD_UP;
	mcfg_log_info(&xen_link_log, "vif %u: connected with domain %u", card->number,
	              card->bus.domain);
	xen_card_send_again(card);
	if (card->link == XEN_CARD_UP)
		xen_card_set_on(card, is_on);
	return 0;
}

/* Returns 0: it stands, or there is another reason to go on. */
static int join(struct xen_card *card)
{
	int error;

	card->link = XEN_CARD_JOINS;
	card->agreed = card->accepted;
	error = make(card);
	xen_card_wake(card);
	return error;
}

/* ---- keeping it ------------------------------------------------------------------------------ */

/* Whether it goes on as it is; in `error` why not. */
static bool goes_on(struct xen_card *card, int *error)
{
	enum xenbus_state state;
	bool is_on;

	*error = xenbus_backend_state(&card->bus, &state);
	if (!*error)
		*error = xen_card_read_carrier(&card->bus, &is_on);
	if (*error || card->link != XEN_CARD_UP || card->accepted != card->agreed ||
	    card->is_restored)
		return false;
	if (state != XENBUS_CONNECTED && state != XENBUS_RECONFIGURING &&
	    state != XENBUS_RECONFIGURED)
		return false;
	if (is_on != card->is_on) {
		xen_card_set_on(card, is_on);
		xen_card_wake(card);
	}
	return true;
}

/* Until it ends; -EPIPE from the watch means that somebody wants us to look. */
static int stay(struct xen_card *card)
{
	int error = 0;

	while (goes_on(card, &error)) {
		error = xen_watch_wait(&card->watch);
		if (error && error != -EPIPE)
			return error;
		if (error && (error = xen_watch_open(&card->watch, card->bus.backend, NULL)))
			return error;
	}
	return error;
}

/* ---- ending it ------------------------------------------------------------------------------- */

/* Nobody knows yet whether this is another domain now; it is said soon, and not by us. */
static void wait_for_resume(struct xen_card *card)
{
	struct mcfg_shield shield;

	task_shield_begin(&shield);
	mcfg_mutex_lock(&card->carrier);
	while (card->is_suspended)
		mcfg_condition_wait(&card->changed, &card->carrier);
	mcfg_mutex_unlock(&card->carrier);
	task_shield_end(&shield);
}

/* Where it is to be made again at once those who write wait for that. */
static void leave(struct xen_card *card)
{
	bool again = card->accepted != card->agreed;

	if (card->link != XEN_CARD_LOST)
		card->link = again ? XEN_CARD_JOINS : XEN_CARD_AWAY;
	if (card->link != XEN_CARD_JOINS)
		xen_card_set_on(card, false);
	xen_card_wake(card);
	xen_watch_close(&card->watch);
	wait_for_resume(card);
	mcfg_log_info(&xen_link_log, "vif %u: %s", card->number,
	              card->is_restored ? "restored as another domain's" : "disconnected");
	if (card->is_restored)
		xenbus_forget(&card->bus);
	else if (xenbus_close(&card->bus) == -ETIMEDOUT)
		mcfg_log_warning(&xen_link_log, "vif %u: its backend does not take leave",
		                 card->number);
	xen_card_unshare(card, card->is_restored || again);
	card->is_restored = false;
}

/* ---- coming back ----------------------------------------------------------------------------- */

static bool is_not_there(int error)
{
	return error == -ENODEV || error == -ENOENT || error == -EPROTO || error == -EACCES ||
	       error == -EPROTONOSUPPORT || error == -ETIMEDOUT;
}

/* Waits until there is a backend that waits for us. */
static int come_back(struct xen_card *card)
{
	struct xen_watch watch = { 0 };
	char frontend[32];
	int error;

	snprintf(frontend, sizeof frontend, "device/vif/%u", card->number);
	error = xen_watch_open(&watch, frontend, "backend");
	while (!error && is_not_there(error = xen_card_meet(card))) {
		if (card->link == XEN_CARD_JOINS) { /* not at once, after all */
			card->link = XEN_CARD_AWAY;
			xen_card_set_on(card, false);
			xen_card_wake(card);
		}
		error = xen_watch_wait(&watch);
	}
	xen_watch_close(&watch);
	return error;
}

/* ---- the task -------------------------------------------------------------------------------- */

/* Until the card is used. The backend that waits then is another one than that which waited when it
 * was opened, if this is another domain by now. */
static int wait_for_use(struct xen_card *card)
{
	int error = mcfg_waker_wait(&card->wanted);

	if (error)
		return error;
	card->link = XEN_CARD_JOINS;
	wait_for_resume(card);
	if (!card->is_restored)
		return 0;
	card->is_restored = false;
	xenbus_forget(&card->bus);
	return come_back(card);
}

static int keep_link(struct xen_card *card)
{
	int error = wait_for_use(card);

	while (!error) {
		int joined = join(card);

		if (!joined)
			error = stay(card);
		leave(card);
		if (card->link == XEN_CARD_LOST || task_cancelled())
			return error;
		error = joined ? task_sleep_ns(PAUSE_NS) : 0;
		if (!error)
			error = come_back(card);
	}
	if (card->bus.frontend)
		leave(card);
	return error;
}

/* Frames that wait to be sent again wait for nothing any more. */
int xen_card_keep(void *argument)
{
	struct xen_card *card = argument;
	int error = keep_link(card);

	xen_card_give_up(card);
	xen_card_send_take_back(card, false);
	return error;
}
