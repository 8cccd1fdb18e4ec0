/* The client of the store: asking, and the store's coming and going. See stores.h. */
#include "store_client.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <stdlib.h>
#include <string.h>

bool xen_store_present(void)
{
	return store_client.present;
}

bool store_is_broken(void)
{
	return store_client.broken;
}

uint32_t store_generation(void)
{
	return store_client.generation;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static size_t length_of(const struct store_part *parts, size_t n)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++)
		len += parts[i].len;
	return len;
}

/* Gives up waiting. What has not begun is not sent. */
static void abandon(struct store_request *request)
{
	request->abandoned = true;
	if (request->sent == 0)
		store_finish(store_find(request->id), 0);
}

static int wait_for(struct store_request *request, char **answer, size_t *len)
{
	int error = mcfg_waker_wait(&request->done);

	if (!request->done.woken) {
		abandon(request);
		return error;
	}
	if (!error && len)
		*len = request->answer_len;
	if (!error && answer) {
		*answer = request->answer;
		request->answer = NULL;
	}
	store_release(request);
	return error;
}

int store_ask(const struct xen_tx *tx, enum xsd_sockmsg_type type, const struct store_part *parts,
              size_t n, char **answer, size_t *len)
{
	size_t payload = length_of(parts, n);
	struct store_request *request;

	if (!store_client.present)
		return -ENODEV;
	if (store_client.broken)
		return -EIO;
	if (tx && tx->generation != store_client.generation)
		return -EAGAIN;
	if (payload > XENSTORE_PAYLOAD_MAX)
		return -ENAMETOOLONG;
	request = store_request(tx ? tx->id : 0, type, parts, n, payload);
	if (!request)
		return -ENOMEM;
	xen_store_pump();
	return wait_for(request, answer, len);
}

void store_tell(uint32_t tx, enum xsd_sockmsg_type type, const struct store_part *parts, size_t n)
{
	struct store_request *request;

	if (!store_client.present || store_client.broken)
		return;
	request = store_request(tx, type, parts, n, length_of(parts, n));
	if (!request)
		return;
	request->abandoned = true;
	xen_store_pump();
}

/* ---- starts, stops --------------------------------------------------------------------------- */

static void happened(struct xen_event *event)
{
	(void)event;
	xen_store_pump();
}

static void attach(struct xenstore_domain_interface *page, uint32_t port)
{
	store_client.present = page && port;
	store_client.got = 0;
	if (!store_client.present)
		return;
	store_ring_init(&store_client.ring, page);
	store_client.event.happened = happened;
	if (xen_event_adopt(&store_client.event, port))
		store_break_down();
}

void xen_store_init(struct xenstore_domain_interface *page, uint32_t port)
{
	attach(page, port);
}

static bool awaits_answers(void)
{
	for (const struct store_request *request = store_client.first; request;
	     request = request->next)
		if (request->sent > 0)
			return true;
	return false;
}

void xen_store_suspend(void)
{
	uint64_t outer_ns = task_deadline_push(task_now_ns() + SEC(5));

	store_client.held = true;
	while (store_client.present && awaits_answers())
		if (task_sleep_ns(MSEC(1)))
			break;
	task_deadline_pop(outer_ns);
}

/* Another store knows nothing of what was asked: it is asked again, but for transactions. */
static void ask_again(void)
{
	struct store_request **at = &store_client.first;

	while (*at) {
		const struct xsd_sockmsg *header = (const void *)(*at)->message;

		(*at)->sent = 0;
		if ((*at)->abandoned || header->tx_id)
			store_finish(at, -EAGAIN);
		else
			at = &(*at)->next;
	}
}

void xen_store_resume(struct xenstore_domain_interface *page, uint32_t port, bool restored)
{
	store_client.held = false;
	if (restored) {
		store_client.generation++;
		attach(page, port);
		ask_again();
		store_watches_again();
	}
	xen_store_pump();
}

void xen_store_write_last(const char *path, const char *text)
{
	const struct store_part parts[] = { { path, strlen(path) + 1 }, { text, strlen(text) } };
	uint64_t end_ns = mcfg_platform_monotonic_ns() + SEC(1);
	struct store_request *request;

	if (!store_client.present || store_client.broken)
		return;
	request = store_request(0, XS_WRITE, parts, 2, length_of(parts, 2));
	if (!request)
		return;
	for (store_client.held = false; !request->done.woken; xen_store_pump()) {
		if (mcfg_platform_monotonic_ns() > end_ns)
			return;
		xen_sched_op(SCHEDOP_yield, NULL);
	}
	store_release(request);
}
