/* The client of the store: requests, and the answers that come for them. See stores.h. */
#include "store_ring.h"
#include "stores.h"

#include "../../report.h"
#include "events.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <stdlib.h>
#include <string.h>

struct request {
	struct request *next;
	struct mcfg_waker done; /* woken with 0 or a negative errno */
	bool abandoned;         /* nobody waits: it is freed when its answer has come */
	uint32_t id, type;
	char *answer;
	size_t answer_len;
	size_t len, sent; /* of the message: all of it, and what is in the ring */
	char message[];   /* header and payload */
};

static struct {
	bool present, broken, held;
	struct store_ring ring;
	struct xen_event event;
	uint32_t last_id, generation;
	struct request *first, **end; /* in the order of asking */

	/* The message that comes in: its header, then its payload, and how much of both is here. */
	struct xsd_sockmsg header;
	size_t got;
} store = { .end = &store.first };

static char incoming[XENSTORE_PAYLOAD_MAX + 1];

bool xen_store_present(void)
{
	return store.present;
}

bool store_is_broken(void)
{
	return store.broken;
}

uint32_t store_generation(void)
{
	return store.generation;
}

/* ---- the list of requests -------------------------------------------------------------------- */

static void append(struct request *request)
{
	request->next = NULL;
	*store.end = request;
	store.end = &request->next;
}

static void take_out(struct request **at)
{
	struct request *request = *at;

	*at = request->next;
	if (!*at)
		store.end = at;
}

static struct request **find(uint32_t id)
{
	struct request **at = &store.first;

	while (*at && (*at)->id != id)
		at = &(*at)->next;
	return at;
}

static void release(struct request *request)
{
	free(request->answer);
	free(request);
}

/* A transaction that began after its task had given up is ended. */
static void clear_up(struct request *request)
{
	const struct store_part end = { "F", 2 };

	if (request->type == XS_TRANSACTION_START && request->answer)
		store_tell(store_number_of(request->answer, 10), XS_TRANSACTION_END, &end, 1);
	release(request);
}

static void finish(struct request **at, int result)
{
	struct request *request = *at;

	take_out(at);
	if (request->abandoned)
		clear_up(request);
	else
		mcfg_waker_wake(&request->done, result);
}

/* The store has done what no store does: it is not spoken to any more. */
static void break_down(void)
{
	if (store.broken)
		return;
	store.broken = true;
	mcfg_say("the store misbehaves, and is not used any more");
	while (store.first)
		finish(&store.first, -EIO);
	store_watches_wake(-EIO);
}

/* ---- what comes in --------------------------------------------------------------------------- */

static int errno_of(const char *name)
{
	for (size_t i = 0; i < sizeof xsd_errors / sizeof *xsd_errors; i++)
		if (!strcmp(xsd_errors[i].errstring, name))
			return -xsd_errors[i].errnum;
	return -EPROTO;
}

/* Keeps the answer for its request; a 0 stands behind the payload. */
static int keep_answer(struct request *request)
{
	if (store.header.type == XS_ERROR)
		return errno_of(incoming);
	if (store.header.type != request->type)
		return -EPROTO;
	request->answer = malloc(store.header.len + 1);
	if (!request->answer)
		return -ENOMEM;
	memcpy(request->answer, incoming, store.header.len + 1);
	request->answer_len = store.header.len;
	return 0;
}

static void take_message(void)
{
	struct request **at;

	incoming[store.header.len] = '\0';
	if (store.header.type == XS_WATCH_EVENT) {
		store_watch_event(incoming, store.header.len);
		return;
	}
	at = find(store.header.req_id);
	if (*at && (*at)->sent == (*at)->len) /* else it answers what nobody asked */
		finish(at, keep_answer(*at));
}

/* Takes bytes of the message that comes in. Returns how many, or a negative errno. */
static ssize_t take_bytes(void)
{
	size_t payload_at = store.got - sizeof store.header;

	if (store.got < sizeof store.header)
		return store_ring_take(&store.ring, (char *)&store.header + store.got,
		                       sizeof store.header - store.got);
	if (store.header.len > XENSTORE_PAYLOAD_MAX)
		return -EPROTO;
	return store_ring_take(&store.ring, incoming + payload_at, store.header.len - payload_at);
}

static bool message_is_here(void)
{
	return store.got >= sizeof store.header &&
	       store.got - sizeof store.header == store.header.len;
}

/* Returns how many bytes came, or a negative errno. */
static ssize_t receive(void)
{
	ssize_t n, all = 0;

	do {
		n = take_bytes();
		if (n < 0)
			return n;
		all += n;
		store.got += (size_t)n;
		if (message_is_here()) {
			store.got = 0;
			take_message();
			n = 1; /* there may be more */
		}
	} while (n > 0 && !store.broken);
	return all;
}

/* ---- what goes out --------------------------------------------------------------------------- */

/* Returns how many bytes went, or a negative errno. One that has begun is ended, held or not. */
static ssize_t send(void)
{
	ssize_t n, all = 0;

	for (struct request *request = store.first; request; request = request->next) {
		if (request->sent == request->len)
			continue;
		if (store.held && request->sent == 0)
			break;
		n = store_ring_put(&store.ring, request->message + request->sent,
		                   request->len - request->sent);
		if (n < 0)
			return n;
		all += n;
		request->sent += (size_t)n;
		if (request->sent < request->len)
			break;
	}
	return all;
}

void xen_store_pump(void)
{
	ssize_t in, out;

	while (store.present && !store.broken) {
		in = receive();
		out = in < 0 || store.broken ? in : send();
		if (in < 0 || out < 0)
			break_down();
		else if (in > 0 || out > 0)
			xen_event_notify(&store.event);
		if (in <= 0)
			return;
	}
}

static void happened(struct xen_event *event)
{
	(void)event;
	xen_store_pump();
}

/* ---- asking ---------------------------------------------------------------------------------- */

static uint32_t new_id(void)
{
	do
		store.last_id++;
	while (*find(store.last_id));
	return store.last_id;
}

static struct request *new_request(uint32_t tx, uint32_t type, const struct store_part *parts,
                                   size_t n, size_t len)
{
	struct xsd_sockmsg header = { .type = type, .tx_id = tx, .len = (uint32_t)len };
	struct request *request = calloc(1, sizeof *request + sizeof header + len);
	char *at;

	if (!request)
		return NULL;
	header.req_id = request->id = new_id();
	request->type = type;
	request->len = sizeof header + len;
	at = request->message;
	memcpy(at, &header, sizeof header);
	at += sizeof header;
	for (size_t i = 0; i < n; at += parts[i++].len)
		memcpy(at, parts[i].data, parts[i].len);
	append(request);
	return request;
}

static size_t length_of(const struct store_part *parts, size_t n)
{
	size_t len = 0;

	for (size_t i = 0; i < n; i++)
		len += parts[i].len;
	return len;
}

/* Gives up waiting. What has not begun is not sent. */
static void abandon(struct request *request)
{
	request->abandoned = true;
	if (request->sent == 0)
		finish(find(request->id), 0);
}

static int wait_for(struct request *request, char **answer, size_t *len)
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
	release(request);
	return error;
}

int store_ask(const struct xen_tx *tx, enum xsd_sockmsg_type type, const struct store_part *parts,
              size_t n, char **answer, size_t *len)
{
	size_t payload = length_of(parts, n);
	struct request *request;

	if (!store.present)
		return -ENODEV;
	if (store.broken)
		return -EIO;
	if (tx && tx->generation != store.generation)
		return -EAGAIN;
	if (payload > XENSTORE_PAYLOAD_MAX)
		return -ENAMETOOLONG;
	request = new_request(tx ? tx->id : 0, type, parts, n, payload);
	if (!request)
		return -ENOMEM;
	xen_store_pump();
	return wait_for(request, answer, len);
}

void store_tell(uint32_t tx, enum xsd_sockmsg_type type, const struct store_part *parts, size_t n)
{
	struct request *request;

	if (!store.present || store.broken)
		return;
	request = new_request(tx, type, parts, n, length_of(parts, n));
	if (!request)
		return;
	request->abandoned = true;
	xen_store_pump();
}

/* ---- starts, stops --------------------------------------------------------------------------- */

static void attach(struct xenstore_domain_interface *page, uint32_t port)
{
	store.present = page && port;
	store.got = 0;
	if (!store.present)
		return;
	store_ring_init(&store.ring, page);
	store.event.happened = happened;
	if (xen_event_adopt(&store.event, port))
		break_down();
}

void xen_store_init(struct xenstore_domain_interface *page, uint32_t port)
{
	attach(page, port);
}

static bool awaits_answers(void)
{
	for (const struct request *request = store.first; request; request = request->next)
		if (request->sent > 0)
			return true;
	return false;
}

void xen_store_suspend(void)
{
	uint64_t outer_ns = task_deadline_push(task_now_ns() + SEC(5));

	store.held = true;
	while (store.present && awaits_answers())
		if (task_sleep_ns(MSEC(1)))
			break;
	task_deadline_pop(outer_ns);
}

/* Another store knows nothing of what was asked: it is asked again, but for transactions. */
static void ask_again(void)
{
	struct request **at = &store.first;

	while (*at) {
		const struct xsd_sockmsg *header = (const void *)(*at)->message;

		(*at)->sent = 0;
		if ((*at)->abandoned || header->tx_id)
			finish(at, -EAGAIN);
		else
			at = &(*at)->next;
	}
}

void xen_store_resume(struct xenstore_domain_interface *page, uint32_t port, bool restored)
{
	store.held = false;
	if (restored) {
		store.generation++;
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
	struct request *request;

	if (!store.present || store.broken)
		return;
	request = new_request(0, XS_WRITE, parts, 2, length_of(parts, 2));
	if (!request)
		return;
	for (store.held = false; !request->done.woken; xen_store_pump()) {
		if (mcfg_platform_monotonic_ns() > end_ns)
			return;
		xen_sched_op(SCHEDOP_yield, NULL);
	}
	release(request);
}
