/*
 * fake_store.h - a store at the other end of the ring, as a task of the test. It keeps a few nodes,
 * and can be told to do what a store must not.
 */
#ifndef FAKE_STORE_H
#define FAKE_STORE_H

#include <mcfg/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FAKE_NODES = 64, FAKE_WATCHES = 16, FAKE_REQUESTS = 64 };

struct fake_message {
	struct xsd_sockmsg header;
	char payload[XENSTORE_PAYLOAD_MAX + 1];
};

static struct {
	struct xenstore_domain_interface page;
	struct mcfg_semaphore work;
	uint32_t port;
	void (*event)(void); /* tells the client */

	struct {
		char path[256], value[256];
	} nodes[FAKE_NODES];
	size_t n_nodes;
	struct {
		char path[256], token[32];
	} watches[FAKE_WATCHES];
	size_t n_watches;

	struct fake_message *asked[FAKE_REQUESTS]; /* not answered yet */
	size_t n_asked;
	unsigned n_open, next_tx, conflicts; /* transactions; how many will still fail */

	/* How it behaves. */
	bool silent;     /* it answers nothing */
	bool backwards;  /* it answers the last one first, when it has `batch` */
	size_t batch;    /* it waits for so many */
	size_t piece;    /* it moves at most so many bytes at a time */
	bool wrong_type; /* of each answer */
	bool strays;     /* before each answer come some that nobody asked for */
} fake;

static void fake_init(void (*event)(void))
{
	memset(&fake, 0, sizeof fake);
	fake.event = event;
	fake.batch = 1;
	fake.piece = SIZE_MAX;
}

/* ---- bytes ----------------------------------------------------------------------------------- */

static size_t fake_least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Both wait for the client as long as need be. */
static void fake_read(void *data, size_t len)
{
	struct xenstore_domain_interface *page = &fake.page;
	char *at = data;

	while (len > 0) {
		size_t n = fake_least(fake_least(len, fake.piece), page->req_prod - page->req_cons);

		for (size_t i = 0; i < n; i++)
			*at++ = page->req[MASK_XENSTORE_IDX(page->req_cons++)];
		len -= n;
		fake.event();
		if (n == 0)
			mcfg_semaphore_wait(&fake.work);
	}
}

static void fake_write(const void *data, size_t len)
{
	struct xenstore_domain_interface *page = &fake.page;
	const char *at = data;

	while (len > 0) {
		size_t room = XENSTORE_RING_SIZE - (page->rsp_prod - page->rsp_cons);
		size_t n = fake_least(fake_least(len, fake.piece), room);

		for (size_t i = 0; i < n; i++)
			page->rsp[MASK_XENSTORE_IDX(page->rsp_prod++)] = *at++;
		len -= n;
		fake.event();
		if (n == 0)
			mcfg_semaphore_wait(&fake.work);
	}
}

static void fake_send(uint32_t type, uint32_t id, const void *payload, size_t len)
{
	struct xsd_sockmsg header = { .type = type, .req_id = id, .len = (uint32_t)len };

	fake_write(&header, sizeof header);
	fake_write(payload, len);
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static size_t fake_find(const char *path)
{
	size_t i = 0;

	while (i < fake.n_nodes && strcmp(fake.nodes[i].path, path))
		i++;
	return i;
}

static void fake_set(const char *path, const char *value)
{
	size_t i = fake_find(path);

	if (i == fake.n_nodes)
		fake.n_nodes++;
	strcpy(fake.nodes[i].path, path);
	strcpy(fake.nodes[i].value, value);
	for (size_t w = 0; w < fake.n_watches; w++) {
		char text[512];
		size_t len = strlen(fake.watches[w].path);

		if (strncmp(path, fake.watches[w].path, len))
			continue;
		strcpy(text, path);
		strcpy(text + strlen(path) + 1, fake.watches[w].token);
		fake_send(XS_WATCH_EVENT, 0, text,
		          strlen(path) + strlen(fake.watches[w].token) + 2);
	}
}

static size_t fake_list(const char *dir, char *names)
{
	size_t len = 0, dir_len = strlen(dir);

	for (size_t i = 0; i < fake.n_nodes; i++) {
		const char *path = fake.nodes[i].path;

		if (strncmp(path, dir, dir_len) || path[dir_len] != '/' ||
		    strchr(path + dir_len + 1, '/'))
			continue;
		strcpy(names + len, path + dir_len + 1);
		len += strlen(names + len) + 1;
	}
	return len;
}

/* ---- answering ------------------------------------------------------------------------------- */

static void fake_reply(const struct fake_message *asked, const void *payload, size_t len)
{
	fake_send(asked->header.type + (fake.wrong_type ? 1 : 0), asked->header.req_id, payload,
	          len);
}

static void fake_refuse(const struct fake_message *asked, const char *error)
{
	fake_send(XS_ERROR, asked->header.req_id, error, strlen(error) + 1);
}

static void fake_answer_tx(const struct fake_message *asked)
{
	char id[16];

	if (asked->header.type == XS_TRANSACTION_START) {
		fake.n_open++;
		snprintf(id, sizeof id, "%u", ++fake.next_tx);
		fake_reply(asked, id, strlen(id) + 1);
		return;
	}
	fake.n_open--;
	if (asked->payload[0] == 'T' && fake.conflicts > 0) {
		fake.conflicts--;
		fake_refuse(asked, "EAGAIN");
	} else {
		fake_reply(asked, "OK", 3);
	}
}

static void fake_watch(const struct fake_message *asked)
{
	const char *token = asked->payload + strlen(asked->payload) + 1;
	char text[512];

	strcpy(fake.watches[fake.n_watches].path, asked->payload);
	strcpy(fake.watches[fake.n_watches++].token, token);
	fake_reply(asked, "OK", 3);
	memcpy(text, asked->payload, asked->header.len);
	fake_send(XS_WATCH_EVENT, 0, text, asked->header.len);
}

static void fake_unwatch(const struct fake_message *asked)
{
	const char *token = asked->payload + strlen(asked->payload) + 1;

	for (size_t i = 0; i < fake.n_watches; i++)
		if (!strcmp(fake.watches[i].token, token))
			fake.watches[i] = fake.watches[--fake.n_watches];
	fake_reply(asked, "OK", 3);
}

static void fake_answer_strays(const struct fake_message *asked)
{
	fake_send(XS_READ, asked->header.req_id + 1000, "stray", 5);
	fake_send(XS_WATCH_EVENT, 0, "no token", 8);
	fake_send(XS_WATCH_EVENT, 0, "x\0ffffffff", 11);
	fake_send(XS_WATCH_EVENT, 0, "", 0);
	fake_send(XS_ERROR, 0, "", 0);
}

static void fake_answer(const struct fake_message *asked)
{
	const char *path = asked->payload, *value = path + strlen(path) + 1;
	char text[XENSTORE_PAYLOAD_MAX] = "";
	size_t i = fake_find(path);

	if (fake.strays)
		fake_answer_strays(asked);
	switch (asked->header.type) {
	case XS_TRANSACTION_START:
	case XS_TRANSACTION_END: fake_answer_tx(asked); return;
	case XS_WATCH: fake_watch(asked); return;
	case XS_UNWATCH: fake_unwatch(asked); return;
	case XS_DIRECTORY: fake_reply(asked, text, fake_list(path, text)); return;
	case XS_WRITE:
		fake_reply(asked, "OK", 3);
		fake_set(path, value);
		return;
	case XS_RM:
		if (i < fake.n_nodes)
			fake.nodes[i] = fake.nodes[--fake.n_nodes];
		fake_reply(asked, "OK", 3);
		return;
	case XS_READ:
		if (i == fake.n_nodes)
			fake_refuse(asked, "ENOENT");
		else
			fake_reply(asked, fake.nodes[i].value, strlen(fake.nodes[i].value));
		return;
	default: fake_refuse(asked, "EINVAL");
	}
}

static void fake_answer_all(void)
{
	while (fake.n_asked > 0) {
		size_t i = fake.backwards ? fake.n_asked - 1 : 0;
		struct fake_message *asked = fake.asked[i];

		fake.n_asked--;
		memmove(fake.asked + i, fake.asked + i + 1,
		        (fake.n_asked - i) * sizeof fake.asked[0]);
		if (!fake.silent)
			fake_answer(asked);
		free(asked);
	}
}

/* The task of the store. */
static int fake_serve(void *argument)
{
	(void)argument;
	for (;;) {
		struct fake_message *message = calloc(1, sizeof *message);

		fake_read(&message->header, sizeof message->header);
		assert_in_range(message->header.len, 0, XENSTORE_PAYLOAD_MAX);
		fake_read(message->payload, message->header.len);
		fake.asked[fake.n_asked++] = message;
		if (fake.n_asked >= fake.batch)
			fake_answer_all();
	}
	return 0;
}

#endif
