/* What a card and its backend share. See xen_card_share.h. */
#include "xen_card_share.h"

#include "netif.h"
#include "xen_finish.h"

#include <mcfg/base.h>
#include <mcfg/log.h>
#include <mcfg/xen/grant.h>

static MCFG_LOG(xen_share_log, "xen.network");

/* How long a backend may go on using pages after it has left. */
#define LET_GO_NS SEC(2)

/* ---- events ---------------------------------------------------------------------------------- */

static void wake_receiver(struct xen_card *card)
{
	if (card->more)
		mcfg_waker_wake(card->more, 0);
}

static void received(struct xen_event *event)
{
	wake_receiver(container_of(event, struct xen_card, receive_event));
}

static void happened(struct xen_event *event)
{
	struct xen_card *card = container_of(event, struct xen_card, event);

	xen_card_sent(card);
	if (!card->receive_event.port)
		wake_receiver(card);
}

static int open_events(struct xen_card *card)
{
	int error;

	card->event = (struct xen_event){ .happened = happened };
	card->receive_event = (struct xen_event){ .happened = received };
	error = xen_event_alloc(&card->event, card->bus.domain);
	if (!error && card->offers.two_events)
		error = xen_event_alloc(&card->receive_event, card->bus.domain);
	return error;
}

/* ---- rings ----------------------------------------------------------------------------------- */

static int open_ring(struct xen_card *card, struct xen_ring *ring, struct xen_ring_refs *refs,
                     size_t slot_bytes)
{
	int error = xen_ring_open(ring, 1, slot_bytes);

	mcfg_assert(error || ring->n == XEN_CARD_SLOTS);
	return error ? error : xen_ring_grant(ring, card->bus.domain, refs);
}

int xen_card_share(struct xen_card *card)
{
	int error =
	    open_ring(card, &card->send, &card->send_refs, sizeof(union netif_tx_sring_entry));

	card->expected = 1;
	if (!error)
		error = open_ring(card, &card->receive, &card->receive_refs,
		                  sizeof(union netif_rx_sring_entry));
	return error ? error : open_events(card);
}

/* ---- the store ------------------------------------------------------------------------------- */

struct entry {
	const char *name;
	uint32_t value;
};

static int write_entries(const struct xen_tx *tx, const struct xenbus *bus,
                         const struct entry *entries, size_t n)
{
	int error = 0;

	for (size_t i = 0; !error && i < n; i++)
		error = xen_store_print(tx, bus->frontend, entries[i].name, "%u", entries[i].value);
	return error;
}

static int tell_events(const struct xen_tx *tx, const struct xenbus *bus, struct xen_card *card)
{
	const struct entry one[] = { { "event-channel", card->event.port } };
	const struct entry two[] = { { "event-channel-tx", card->event.port },
		                     { "event-channel-rx", card->receive_event.port } };

	return card->receive_event.port ? write_entries(tx, bus, two, 2)
	                                : write_entries(tx, bus, one, 1);
}

int xen_card_tell(const struct xen_tx *tx, const struct xenbus *bus, void *argument)
{
	struct xen_card *card = argument;
	bool sums = card->agreed & NETWORK_OFFLOAD_CHECKSUM;
	const struct entry entries[] = {
		{ "tx-ring-ref", card->send_refs.refs[0] },
		{ "rx-ring-ref", card->receive_refs.refs[0] },
		{ "request-rx-copy", 1 },
		{ "feature-rx-notify", 1 },
		{ "feature-sg", 1 },
		{ "feature-no-csum-offload", !sums },
		{ "feature-ipv6-csum-offload", sums },
		{ "feature-gso-tcpv4", sums && (card->agreed & NETWORK_OFFLOAD_TCPV4) },
		{ "feature-gso-tcpv6", sums && (card->agreed & NETWORK_OFFLOAD_TCPV6) },
	};
	int error = write_entries(tx, bus, entries, sizeof entries / sizeof *entries);

	return error ? error : tell_events(tx, bus, card);
}

/* ---- taking it back -------------------------------------------------------------------------- */

bool xen_card_end(struct xen_card *card, uint32_t ref)
{
	if (xen_grant_end_wait(ref) == 0)
		return true;
	card->n_kept++;
	return false;
}

struct taking_back {
	struct xen_card *card;
	bool again;
};

static int take_back(void *argument)
{
	struct taking_back *what = argument;

	xen_card_receive_take_back(what->card);
	xen_card_send_take_back(what->card, what->again);
	return 0;
}

void xen_card_unshare(struct xen_card *card, bool again)
{
	struct taking_back what = { card, again };
	size_t n_lost = card->n_kept;

	xen_event_close(&card->event);
	xen_event_close(&card->receive_event);
	xen_finish(take_back, &what, LET_GO_NS);
	n_lost = card->n_kept - n_lost;
	n_lost += xen_ring_ungrant(&card->send, &card->send_refs) != 0;
	n_lost += xen_ring_ungrant(&card->receive, &card->receive_refs) != 0;
	if (n_lost > 0)
		mcfg_log_error(&xen_share_log,
		               "vif %u: its backend does not let go of %zu pages, which are lost",
		               card->number, n_lost);
}
