/* The queue of requests. See store_client.h. */
#include "store_client.h"

#include "../../report.h"

#include <stdlib.h>
#include <string.h>

struct store_client store_client = { .end = &store_client.first };

static void append(struct store_request *request)
{
	request->next = NULL;
	*store_client.end = request;
	store_client.end = &request->next;
}

static void take_out(struct store_request **at)
{
	struct store_request *request = *at;

	*at = request->next;
	if (!*at)
		store_client.end = at;
}

struct store_request **store_find(uint32_t id)
{
	struct store_request **at = &store_client.first;

	while (*at && (*at)->id != id)
		at = &(*at)->next;
	return at;
}

void store_release(struct store_request *request)
{
	free(request->answer);
	free(request);
}

/* A transaction that began after its task had given up is ended. */
static void clear_up(struct store_request *request)
{
	const struct store_part end = { "F", 2 };

	if (request->type == XS_TRANSACTION_START && request->answer)
		store_tell(store_number_of(request->answer, 10), XS_TRANSACTION_END, &end, 1);
	store_release(request);
}

void store_finish(struct store_request **at, int result)
{
	struct store_request *request = *at;

	take_out(at);
	if (request->abandoned)
		clear_up(request);
	else
		mcfg_waker_wake(&request->done, result);
}

static uint32_t new_id(void)
{
	do
		store_client.last_id++;
	while (*store_find(store_client.last_id));
	return store_client.last_id;
}

struct store_request *store_request(uint32_t tx, uint32_t type, const struct store_part *parts,
                                    size_t n, size_t len)
{
	struct xsd_sockmsg header = { .type = type, .tx_id = tx, .len = (uint32_t)len };
	struct store_request *request = calloc(1, sizeof *request + sizeof header + len);
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

void store_break_down(void)
{
	if (store_client.broken)
		return;
	store_client.broken = true;
	mcfg_say("the store misbehaves, and is not used any more");
	while (store_client.first)
		store_finish(&store_client.first, -EIO);
	store_watches_wake(-EIO);
}
