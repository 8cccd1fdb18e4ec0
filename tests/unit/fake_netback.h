/*
 * fake_netback.h - the backend of a card of Xen, by the rules or not, and a card that is opened
 * over it. To be included after fake_xen.h and the driver's own files.
 */
#ifndef FAKE_NETBACK_H
#define FAKE_NETBACK_H

#define FRONT "device/vif/0"
#define BACK  "/local/domain/0/backend/vif/7/0"

/* Where a ring has what, in words; and its slots. */
enum { AT_REQUESTS, AT_REQUESTS_EVENT, AT_ANSWERS, AT_ANSWERS_EVENT };
enum { AT_SLOTS = 64, N_SLOTS = 256, SEND_BYTES = 12, RECEIVE_BYTES = 8 };

struct back_ring {
	unsigned char *page; /* null: it is not connected */
	uint32_t ref, seen, answered;
	size_t slot_bytes;
};

static struct {
	struct back_ring send, receive;
	struct mcfg_task *task;
	struct xen_watch watch;
	bool is_dead;   /* it does not answer what the store says */
	bool holds_on;  /* to pages that it was granted */
	unsigned n_met; /* how often it was connected */
} back;

static struct xen_card card;
static struct mcfg_buf_pool bufs;

/* ---- the handshake --------------------------------------------------------------------------- */

static uint32_t number_at(const char *name)
{
	char path[FAKE_PATH];

	fake_join(path, FRONT, name);
	return (uint32_t)strtoul(fake_value(path), NULL, 10);
}

/* What it was told of may be gone by now. */
static bool map_ring(struct back_ring *ring, const char *name, size_t slot_bytes)
{
	*ring = (struct back_ring){ .ref = number_at(name), .slot_bytes = slot_bytes };
	if (ring->ref >= FAKE_GRANTS || !fake.grants[ring->ref].page ||
	    !fake.grants[ring->ref].is_written)
		return false;
	ring->page = fake.grants[ring->ref].page;
	fake.grants[ring->ref].n_used++;
	return true;
}

static void unmap_ring(struct back_ring *ring)
{
	if (ring->page && fake.grants[ring->ref].n_used > 0)
		fake.grants[ring->ref].n_used--;
	ring->page = NULL;
}

static void back_meet(void)
{
	if (!map_ring(&back.send, "tx-ring-ref", SEND_BYTES))
		return;
	if (!map_ring(&back.receive, "rx-ring-ref", RECEIVE_BYTES)) {
		unmap_ring(&back.send);
		return;
	}
	back.n_met++;
	fake_set(BACK "/state", "4");
}

static void back_leave(void)
{
	if (!back.holds_on) {
		unmap_ring(&back.send);
		unmap_ring(&back.receive);
	}
}

static void back_obey(const char *state)
{
	if (!strcmp(state, "4") && !back.send.page) {
		back_meet();
	} else if (!strcmp(state, "5")) {
		back_leave();
		fake_set(BACK "/state", "5");
	} else if (!strcmp(state, "6")) {
		fake_set(BACK "/state", "6");
	} else if (!strcmp(state, "1") && !strcmp(fake_value(BACK "/state"), "6")) {
		fake_set(BACK "/state", "2");
	}
}

static int back_run(void *argument)
{
	int error = xen_watch_open(&back.watch, FRONT, "state");

	(void)argument;
	while (!error) {
		error = xen_watch_wait(&back.watch);
		if (!error && !back.is_dead)
			back_obey(fake_value(FRONT "/state"));
	}
	xen_watch_close(&back.watch);
	return 0;
}

/* The toolstack makes a vif. */
static void back_attach(void)
{
	static const char *const flags[] = { "rx-copy",
		                             "sg",
		                             "gso-tcpv4",
		                             "gso-tcpv6",
		                             "rx-notify",
		                             "ipv6-csum-offload",
		                             "split-event-channels" };

	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		char path[FAKE_PATH];

		snprintf(path, sizeof path, BACK "/feature-%s", flags[i]);
		fake_set(path, "1");
	}
	fake_set(BACK "/online", "1");
	fake_set(BACK "/state", "2");
	fake_set(FRONT "/backend-id", "0");
	fake_set(FRONT "/mac", "00:16:3e:01:02:a5");
	fake_set(FRONT "/state", "1");
	fake_set(FRONT "/backend", BACK);
}

/* And takes it away. */
__attribute__((unused)) static void back_detach(void)
{
	fake_set(BACK "/online", "0");
	fake_set(BACK "/state", "5");
	for (int i = 0; i < 100 && strcmp(fake_value(BACK "/state"), "6"); i++)
		task_yield();
	fake_remove(FRONT);
	fake_remove(BACK);
}

/* ---- rings ----------------------------------------------------------------------------------- */

static uint32_t *back_word(const struct back_ring *ring, size_t i)
{
	return (uint32_t *)(void *)ring->page + i;
}

static unsigned char *back_slot(const struct back_ring *ring, uint32_t index)
{
	return ring->page + AT_SLOTS + (index % N_SLOTS) * ring->slot_bytes;
}

/* The next request that was made, copied. Is there one? */
static bool back_next(struct back_ring *ring, void *request)
{
	if (!ring->page || ring->seen == *back_word(ring, AT_REQUESTS))
		return false;
	memcpy(request, back_slot(ring, ring->seen++), ring->slot_bytes);
	*back_word(ring, AT_REQUESTS_EVENT) = ring->seen + 1;
	return true;
}

/* Tells the card, where it wants to hear of it. */
static void back_push(struct back_ring *ring, bool is_receive)
{
	uint32_t before = *back_word(ring, AT_ANSWERS);

	*back_word(ring, AT_ANSWERS) = ring->answered;
	if (ring->answered - *back_word(ring, AT_ANSWERS_EVENT) < ring->answered - before)
		fake_event(is_receive && number_at("event-channel-rx")
		               ? number_at("event-channel-rx")
		               : number_at("event-channel-tx") + number_at("event-channel"));
}

static void back_answer(struct back_ring *ring, const void *answer, size_t bytes)
{
	memcpy(back_slot(ring, ring->answered++), answer, bytes);
}

/* ---- sending: what the card gives to the backend --------------------------------------------- */

/* A frame that the backend has. */
struct back_frame {
	uint16_t ids[20];
	size_t n, len;
	uint16_t flags;
	bool has_extra;
	struct netif_extra_info extra;
	unsigned char bytes[65536];
};

static void back_copy(struct back_frame *frame, const struct netif_tx_request *request,
                      uint16_t len)
{
	const struct fake_grant *grant = &fake.grants[request->gref];

	mcfg_assert(request->gref < FAKE_GRANTS && grant->page && !grant->is_written);
	mcfg_assert(request->offset + len <= 4096 && frame->len + len <= sizeof frame->bytes);
	memcpy(frame->bytes + frame->len, grant->page + request->offset, len);
	frame->len += len;
	frame->ids[frame->n++] = request->id;
}

/* The first request has the length of all of them: its own is what the others leave. */
static bool back_take(struct back_frame *frame)
{
	struct netif_tx_request requests[20];
	size_t n = 0, others = 0;

	*frame = (struct back_frame){ 0 };
	if (!back_next(&back.send, &requests[n]))
		return false;
	frame->flags = requests[0].flags;
	frame->has_extra = frame->flags & NETTXF_extra_info;
	if (frame->has_extra) {
		struct netif_tx_request extra;

		mcfg_assert(back_next(&back.send, &extra));
		memcpy(&frame->extra, &extra, sizeof frame->extra);
	}
	while (requests[n++].flags & NETTXF_more_data) {
		mcfg_assert(n < 18 && back_next(&back.send, &requests[n]));
		others += requests[n].size;
	}
	back_copy(frame, &requests[0], (uint16_t)(requests[0].size - others));
	for (size_t i = 1; i < n; i++)
		back_copy(frame, &requests[i], requests[i].size);
	return true;
}

static void back_answer_id(uint16_t id, int16_t status)
{
	const struct netif_tx_response answer = { id, status };

	back_answer(&back.send, &answer, sizeof answer);
}

static void back_sent(const struct back_frame *frame, int16_t status)
{
	for (size_t i = 0; i < frame->n; i++)
		back_answer_id(frame->ids[i], status);
	if (frame->has_extra)
		back_answer_id(999, NETIF_RSP_NULL);
}

/* All that it has is sent. Returns how many frames. */
__attribute__((unused)) static unsigned back_send_all(void)
{
	struct back_frame frame;
	unsigned n = 0;

	for (; back_take(&frame); n++)
		back_sent(&frame, NETIF_RSP_OKAY);
	back_push(&back.send, false);
	return n;
}

/* ---- receiving: what the backend gives to the card ------------------------------------------- */

/* Takes a page of the card's. */
__attribute__((unused)) static struct netif_rx_request back_page(void)
{
	struct netif_rx_request request;

	mcfg_assert(back_next(&back.receive, &request));
	mcfg_assert(fake.grants[request.gref].page && fake.grants[request.gref].is_written);
	return request;
}

static void back_piece(const struct netif_rx_request *request, uint16_t offset, uint16_t flags,
                       int16_t status)
{
	const struct netif_rx_response answer = { request->id, offset, flags, status };

	back_answer(&back.receive, &answer, sizeof answer);
}

/* Writes bytes of a frame to pages, at most `most` to each, from `offset` on. */
__attribute__((unused)) static void back_give(const unsigned char *bytes, size_t len, size_t most,
                                              uint16_t offset, uint16_t flags,
                                              const struct netif_extra_info *extra)
{
	for (size_t at = 0; at < len; at += most) {
		size_t n = len - at < most ? len - at : most;
		struct netif_rx_request request = back_page();
		uint16_t more = at + n < len ? NETRXF_more_data : 0;

		memcpy(fake.grants[request.gref].page + offset, bytes + at, n);
		back_piece(&request, offset, (uint16_t)(more | (at == 0 ? flags : 0)), (int16_t)n);
		if (at == 0 && extra) {
			back_page();
			back_answer(&back.receive, extra, sizeof *extra);
		}
	}
	back_push(&back.receive, true);
}

/* ---- a card over it -------------------------------------------------------------------------- */

/* What came up last. */
static struct {
	unsigned n;
	size_t len, n_bufs;
	unsigned char bytes[65536];
	struct network_frame frame;
} up;

__attribute__((unused)) static void note(struct xen_card *from, struct network_frame *frame)
{
	(void)from;
	up.n++;
	up.len = up.n_bufs = 0;
	up.frame = *frame;
	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		memcpy(up.bytes + up.len, buf->data, buf->len);
		up.len += buf->len;
		up.n_bufs++;
	}
}

__attribute__((unused)) static void others_run(void)
{
	for (int i = 0; i < 200; i++)
		task_yield();
}

static void back_begin(void)
{
	const struct mcfg_buf_pool_options options = { .name = "test",
		                                       .n = 64,
		                                       .block_bytes = 2048 };

	fake_init();
	memset(&back, 0, sizeof back);
	memset(&up, 0, sizeof up);
	mcfg_assert(dma_bytes == 0 && mcfg_buf_pool_open(&bufs, &options) == 0);
	back_attach();
	mcfg_assert(task_spawn(&back.task, NULL, back_run, NULL) == 0);
	card.came = note;
}

__attribute__((unused)) static void back_end(void)
{
	task_cancel(back.task);
	task_join(&back.task, 1);
	mcfg_buf_pool_close(&bufs);
}

/* A frame of `len` bytes of 7, in bufs of `piece` bytes. */
__attribute__((unused)) static struct network_frame frame_of(size_t len, size_t piece)
{
	struct network_frame frame = { 0 };
	struct mcfg_buf **end = &frame.bufs;

	for (size_t at = 0; at < len; at += piece) {
		size_t n = len - at < piece ? len - at : piece;

		*end = mcfg_buf_get(&bufs);
		memset(mcfg_buf_append(*end, n), 7, n);
		(*end)->next = NULL;
		end = &(*end)->next;
	}
	return frame;
}

/* For task_spawn. */
__attribute__((unused)) static int send_one(void *unused)
{
	struct network_frame frame = frame_of(100, 2048);

	(void)unused;
	return xen_card_write(&card, &frame);
}

#endif
