/* The carrier of a card, and what changes it but for the backend. See xen_card.h. */
#include "xen_card_link.h"

#include <errno.h>
#include <mcfg/log.h>

static MCFG_LOG(xen_carrier_log, "xen.network");

void xen_card_set_on(struct xen_card *card, bool is_on)
{
	card->is_on = is_on;
	mcfg_condition_broadcast(&card->changed);
}

void xen_card_wake(struct xen_card *card)
{
	if (card->room)
		mcfg_waker_wake(card->room, 0);
	if (card->more)
		mcfg_waker_wake(card->more, 0);
}

bool xen_card_carrier(const struct xen_card *card)
{
	return card->is_on;
}

int xen_card_wait_carrier(struct xen_card *card, bool on)
{
	int error = mcfg_mutex_lock(&card->carrier);

	xen_card_want(card);
	if (error)
		return error;
	while (!error && card->is_on != on)
		error = mcfg_condition_wait(&card->changed, &card->carrier);
	mcfg_mutex_unlock(&card->carrier);
	return error;
}

void xen_card_want(struct xen_card *card)
{
	if (!card->is_wanted)
		mcfg_waker_wake(&card->wanted, 0);
	card->is_wanted = true;
}

/* Closing the watch wakes the keeper. */
int xen_card_accept(struct xen_card *card, unsigned offloads)
{
	if (offloads & ~card->info.offloads)
		return -EINVAL;
	card->accepted = offloads;
	if (card->link == XEN_CARD_UP)
		xen_watch_close(&card->watch);
	return 0;
}

void xen_card_give_up(struct xen_card *card)
{
	if (card->link == XEN_CARD_LOST)
		return;
	if (card->link == XEN_CARD_UP)
		mcfg_log_error(&xen_carrier_log,
		               "vif %u: its backend breaks the rules: it is not used any more",
		               card->number);
	card->link = XEN_CARD_LOST;
	xen_card_set_on(card, false);
	xen_watch_close(&card->watch);
	xen_card_wake(card);
}
