/* Opening and closing a card. See xen_card.h. */
#include "xen_card.h"

#include "xen_card_link.h"
#include "xen_card_send.h"

#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/log.h>
#include <mcfg/task.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static MCFG_LOG(xen_card_log, "xen.network");

/* ---- suspension ------------------------------------------------------------------------------ */

static void suspend(struct xen_suspender *suspender)
{
	container_of(suspender, struct xen_card, suspender)->is_suspended = true;
}

/* The keeper sees by its watch that the backend is another one, and takes it from there. */
static void resume(struct xen_suspender *suspender, bool restored)
{
	struct xen_card *card = container_of(suspender, struct xen_card, suspender);

	card->is_suspended = false;
	card->is_restored = card->is_restored || restored;
	mcfg_condition_broadcast(&card->changed);
	if (restored)
		xen_watch_close(&card->watch);
}

/* ---- memory ---------------------------------------------------------------------------------- */

static int open_pools(struct xen_card *card)
{
	const struct mcfg_buf_pool_options pages = { .name = "xen_network",
		                                     .n = XEN_CARD_BUFS,
		                                     .block_bytes = XEN_CARD_PAGE_BYTES };
	const struct mcfg_buf_pool_options copies = { .name = "xen_network, copies",
		                                      .n = XEN_CARD_COPIES,
		                                      .block_bytes = XEN_CARD_PAGE_BYTES };
	int error = mcfg_buf_pool_open(&card->pool, &pages);

	if (error)
		return error;
	error = mcfg_buf_pool_open(&card->copies, &copies);
	if (error)
		mcfg_buf_pool_close(&card->pool);
	return error;
}

/* Pages that the backend holds on to are never used again: so their pools stay. */
static void close_pools(struct xen_card *card)
{
	if (card->n_kept > 0)
		return;
	mcfg_buf_pool_leave(&card->copies);
	mcfg_buf_pool_leave(&card->pool);
}

/* ---- opening and closing --------------------------------------------------------------------- */

static int measure(struct xen_card *card)
{
	int error = xen_card_read_info(&card->bus, &card->offers, &card->info);

	if (card->may_offload)
		card->info.offloads = xen_card_offloads(&card->offers);
	return error ? error : xen_card_read_carrier(&card->bus, &card->is_on);
}

static int spawn(struct xen_card *card)
{
	struct mcfg_task_options keeper = { .name = "xen_network link" };
	struct mcfg_task_options receiver = { .name = "xen_network" };
	int error = task_spawn(&card->keeper, &keeper, xen_card_keep, card);

	if (error)
		return error;
	error = task_spawn(&card->receiver, &receiver, xen_card_receive, card);
	if (error) {
		task_cancel(card->keeper);
		task_join(&card->keeper, 1);
	}
	return error;
}

static int start(struct xen_card *card)
{
	int error = open_pools(card);

	if (error)
		return error;
	error = spawn(card);
	if (error)
		close_pools(card);
	else
		xen_suspender_add(&card->suspender);
	return error;
}

/* The numbers of those that are there, as a text. */
static void list_others(char *text, size_t room)
{
	struct xenbus_ids ids;
	size_t len = 0;

	snprintf(text, room, " none");
	if (xenbus_list("vif", &ids))
		return;
	for (size_t i = 0; i < ids.n && len + sizeof " 4294967295" < room; i++)
		len += (size_t)snprintf(text + len, room - len, " %u", ids.ids[i]);
	free(ids.ids);
}

/* Says why, where an errno does not. */
static int explain(const struct xen_card *card, int error)
{
	char others[100];

	switch (error) {
	case 0: break;
	case -ENOENT:
	case -ENODEV:
		list_others(others, sizeof others);
		mcfg_log_error(&xen_card_log, "the domain has no vif %u; it has%s", card->number,
		               others);
		return -ENODEV;
	case -EPROTONOSUPPORT:
		mcfg_log_error(&xen_card_log, "vif %u: its backend cannot copy frames to us",
		               card->number);
		break;
	case -EPROTO:
		mcfg_log_error(&xen_card_log, "vif %u: what the store says of it makes no sense",
		               card->number);
		break;
	case -ETIMEDOUT:
		mcfg_log_error(&xen_card_log, "vif %u: its backend is not ready", card->number);
		break;
	}
	return error;
}

int xen_card_open(struct xen_card *card, uint32_t number, bool offloads)
{
	void (*came)(struct xen_card *, struct network_frame *) = card->came;
	int error;

	memset(card, 0, sizeof *card);
	card->came = came;
	card->number = number;
	card->may_offload = offloads;
	card->suspender = (struct xen_suspender){ .suspend = suspend, .resume = resume };
	xen_card_send_init(card);
	error = xen_card_meet(card);
	if (error)
		return explain(card, error);
	error = measure(card);
	if (!error)
		error = start(card);
	if (error)
		xenbus_forget(&card->bus);
	return explain(card, error);
}

void xen_card_close(struct xen_card *card)
{
	xen_suspender_remove(&card->suspender);
	card->is_suspended = false; /* nobody says it any more */
	mcfg_condition_broadcast(&card->changed);
	task_cancel(card->receiver);
	task_join(&card->receiver, 1);
	task_cancel(card->keeper);
	task_join(&card->keeper, 1);
	close_pools(card);
}
