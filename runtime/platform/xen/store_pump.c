/* Bytes of requests out, and of answers in. See stores.h. */
#include "store_client.h"

#include <stdlib.h>
#include <string.h>

static char incoming[XENSTORE_PAYLOAD_MAX + 1];

/* ---- what comes in --------------------------------------------------------------------------- */

static int errno_of(const char *name)
{
	for (size_t i = 0; i < sizeof xsd_errors / sizeof *xsd_errors; i++)
		if (!strcmp(xsd_errors[i].errstring, name))
			return -xsd_errors[i].errnum;
	return -EPROTO;
}

/* Keeps the answer for its request; a 0 stands behind the payload. */
static int keep_answer(struct store_request *request)
{
	if (store_client.header.type == XS_ERROR)
		return errno_of(incoming);
	if (store_client.header.type != request->type)
		return -EPROTO;
	request->answer = malloc(store_client.header.len + 1);
	if (!request->answer)
		return -ENOMEM;
	memcpy(request->answer, incoming, store_client.header.len + 1);
	request->answer_len = store_client.header.len;
	return 0;
}

static void take_message(void)
{
	struct store_request **at;

	incoming[store_client.header.len] = '\0';
	if (store_client.header.type == XS_WATCH_EVENT) {
		store_watch_event(incoming, store_client.header.len);
		return;
	}
	at = store_find(store_client.header.req_id);
	if (*at && (*at)->sent == (*at)->len) /* else it answers what nobody asked */
		store_finish(at, keep_answer(*at));
}

/* Takes bytes of the message that comes in. Returns how many, or a negative errno. */
static ssize_t take_bytes(void)
{
	size_t payload_at = store_client.got - sizeof store_client.header;

	if (store_client.got < sizeof store_client.header)
		return store_ring_take(&store_client.ring,
		                       (char *)&store_client.header + store_client.got,
		                       sizeof store_client.header - store_client.got);
	if (store_client.header.len > XENSTORE_PAYLOAD_MAX)
		return -EPROTO;
	return store_ring_take(&store_client.ring, incoming + payload_at,
	                       store_client.header.len - payload_at);
}

static bool message_is_here(void)
{
	return store_client.got >= sizeof store_client.header &&
	       store_client.got - sizeof store_client.header == store_client.header.len;
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
		store_client.got += (size_t)n;
		if (message_is_here()) {
			store_client.got = 0;
			take_message();
			n = 1; /* there may be more */
		}
	} while (n > 0 && !store_client.broken);
	return all;
}

/* ---- what goes out --------------------------------------------------------------------------- */

/* Returns how many bytes went, or a negative errno. One that has begun is ended, held or not. */
static ssize_t send(void)
{
	ssize_t n, all = 0;

	for (struct store_request *request = store_client.first; request; request = request->next) {
		if (request->sent == request->len)
			continue;
		if (store_client.held && request->sent == 0)
			break;
		n = store_ring_put(&store_client.ring, request->message + request->sent,
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

	while (store_client.present && !store_client.broken) {
		in = receive();
		out = in < 0 || store_client.broken ? in : send();
		if (in < 0 || out < 0)
			store_break_down();
		else if (in > 0 || out > 0)
			xen_event_notify(&store_client.event);
		if (in <= 0)
			return;
	}
}
