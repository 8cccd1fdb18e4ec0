/*
 * The input is what a hostile backend of a card of Xen does, to the rings, to pages that it was
 * granted and to the store, what the toolstack does, and what is asked of the card meanwhile.
 * Whatever they do, each write ends, with what is documented; what comes up is a frame; no page is
 * given back while the backend uses it; and all grants, memory and bufs are back once the card is
 * closed, but for what the backend held on to.
 */
#include "../../runtime/platform/virtual/time.c"

#include "fuzz_input.h"

#include "../unit/xen_card_sources.h"

#include "../unit/fake_xen.h"

#include "../unit/fake_netback.h"

#include <assert.h>
#include <mcfg/image.h>

#include "../../runtime/sched.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const struct mcfg_image mcfg_image = { .name = "fuzz" };

enum { TASKS = 8, LARGE = 2, LARGE_BYTES = 70000, SMALL = 64 };

static struct mcfg_buf_pool large;
static struct mcfg_buf *taken; /* of a frame that came up, and was kept */
static bool is_open;

/* ---- what comes up --------------------------------------------------------------------------- */

static void check_up(const struct network_frame *frame)
{
	size_t len = network_frame_len(frame);

	assert(len >= NETWORK_HEADER_BYTES && len <= UINT16_MAX);
	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next)
		assert(buf->len > 0 && buf->len <= XEN_CARD_PAGE_BYTES && !mcfg_buf_shared(buf));
	if (frame->checksum == NETWORK_CHECKSUM_MISSING) {
		assert(card.accepted & NETWORK_OFFLOAD_CHECKSUM);
		assert(frame->checksum_start >= NETWORK_HEADER_BYTES);
		assert((size_t)frame->checksum_start + frame->checksum_offset + 2 <= len);
	}
	assert(!frame->segment_bytes ||
	       (frame->checksum == NETWORK_CHECKSUM_MISSING && frame->header_bytes < len &&
	        (card.accepted & frame->segments)));
}

/* It is sent back, kept, or left. */
static void came_up(struct xen_card *from, struct network_frame *frame)
{
	check_up(frame);
	switch (fuzz_draw() % 4) {
	case 0: xen_card_write(from, frame); break;
	case 1:
		if (taken)
			break;
		taken = frame->bufs;
		frame->bufs = NULL;
		break;
	default: break;
	}
}

static void put_taken(void)
{
	struct network_frame frame = { .bufs = taken };

	network_frame_put(&frame);
	taken = NULL;
}

/* ---- what is asked --------------------------------------------------------------------------- */

static struct asked {
	struct mcfg_task *task;
	bool ended;
	uint8_t what, n, flags;
	uint16_t len, timeout_ms;
} asked[TASKS];

static bool is_documented(int error)
{
	return error == 0 || error == -EMSGSIZE || error == -EINVAL || error == -ENETDOWN ||
	       error == -ENODEV || error == -ENOSPC || error == -ECANCELED || error == -ETIMEDOUT;
}

/* Headers of TCP over IPv4 or IPv6, or of UDP; perhaps with one byte changed. */
static void put_headers(const struct asked *one, struct network_frame *frame)
{
	unsigned char *bytes = mcfg_buf_writable(frame->bufs);
	bool is_6 = one->flags & 1;

	if (frame->bufs->len < 100)
		return;
	memset(bytes, 0, 100);
	bytes[12] = is_6 ? 0x86 : 0x08;
	bytes[13] = is_6 ? 0xdd : 0;
	bytes[14] = is_6 ? 0x60 : 0x45;
	bytes[is_6 ? 20 : 23] = one->flags & 2 ? 17 : 6;
	bytes[is_6 ? 66 : 46] = 0x50;
	if (one->flags & 4)
		bytes[one->n % 100] ^= one->flags;
	frame->checksum_start = is_6 ? 54 : 34;
	frame->checksum_offset = one->flags & 2 ? 6 : 16;
}

static void ask_for_offloads(const struct asked *one, struct network_frame *frame)
{
	put_headers(one, frame);
	if (one->flags & 8)
		frame->checksum = NETWORK_CHECKSUM_MISSING;
	if (one->flags & 16)
		frame->segment_bytes = 1000;
	frame->segments = one->flags & 1 ? NETWORK_OFFLOAD_TCPV6 : NETWORK_OFFLOAD_TCPV4;
	frame->header_bytes = one->flags & 1 ? 74 : 54;
	if (one->flags & 32)
		frame->checksum_start = one->n;
}

/* Of many small bufs, or of a large one that begins anywhere. */
static struct network_frame make_frame(const struct asked *one)
{
	struct network_frame frame = { 0 };
	struct mcfg_buf **end = &frame.bufs;
	size_t skip = one->len % 5000, piece = one->n % 128 * 16u + 1;

	if (one->what % 4 == 0 && (frame.bufs = mcfg_buf_get(&large))) {
		mcfg_buf_append(frame.bufs, skip + one->len);
		mcfg_buf_pull(frame.bufs, skip);
		frame.bufs->next = NULL;
		return frame;
	}
	for (size_t at = 0; at < one->len % 3000u && (*end = mcfg_buf_get(&bufs)); at += piece) {
		mcfg_buf_append(*end, piece);
		(*end)->next = NULL;
		end = &(*end)->next;
	}
	*end = NULL;
	return frame;
}

static int ask_one(const struct asked *one)
{
	struct network_frame frame;
	int error;

	switch (one->what >> 5) {
	case 0: return xen_card_accept(&card, one->n % 16u);
	case 1: return xen_card_wait_carrier(&card, one->n & 1);
	default:
		frame = make_frame(one);
		if (frame.bufs)
			ask_for_offloads(one, &frame);
		error = xen_card_write(&card, &frame);
		assert(!frame.bufs);
		return error;
	}
}

static int run_asked(void *argument)
{
	struct asked *one = argument;
	uint64_t outer = task_deadline_push(one->timeout_ms ? task_now_ns() + MSEC(one->timeout_ms)
	                                                    : MCFG_NEVER_NS);
	int error = ask_one(one);

	task_deadline_pop(outer);
	assert(is_documented(error));
	one->ended = true;
	return 0;
}

static void join_asked(struct asked *one)
{
	int error = task_join(&one->task, 1);

	assert(error == 0 && one->ended);
	one->task = NULL;
}

static void ask_something(void)
{
	struct asked *one = &asked[fuzz_byte() % TASKS];

	if (!is_open || (one->task && !one->ended))
		return;
	if (one->task)
		join_asked(one);
	*one = (struct asked){ .what = fuzz_byte(), .n = fuzz_byte(), .flags = fuzz_byte() };
	one->len = fuzz_16();
	one->timeout_ms = one->n & 64 ? one->len % 16 : 0;
	if (task_spawn(&one->task, NULL, run_asked, one))
		one->task = NULL;
}

/* ---- what the backend does ------------------------------------------------------------------- */

static struct fake_grant *some_grant(void)
{
	size_t first = fuzz_16();

	for (size_t i = 0; i < FAKE_GRANTS; i++)
		if (fake.grants[(first + i) % FAKE_GRANTS].page)
			return &fake.grants[(first + i) % FAKE_GRANTS];
	return NULL;
}

/* Rings whose grants have ended are not looked at any more. */
static void forget_rings(void)
{
	if (back.send.page && fake.grants[back.send.ref].page != back.send.page)
		back.send.page = NULL;
	if (back.receive.page && fake.grants[back.receive.ref].page != back.receive.page)
		back.receive.page = NULL;
}

static void use_some_page(void)
{
	struct fake_grant *grant = some_grant();

	if (grant && grant->is_written)
		fuzz_write(grant->page, MCFG_DMA_PAGE_BYTES);
}

static void hold_some_page(void)
{
	struct fake_grant *grant = some_grant();

	if (grant && grant != &fake.grants[back.send.ref] &&
	    grant != &fake.grants[back.receive.ref])
		grant->n_used = fuzz_byte() % 4 == 0;
}

static void scribble(struct back_ring *ring)
{
	uint8_t how = fuzz_byte();

	if (!ring->page)
		return;
	switch (how % 4) {
	case 0: fuzz_write(ring->page, MCFG_DMA_PAGE_BYTES); break;
	case 1: *back_word(ring, AT_ANSWERS) = ring->answered += how / 16; break;
	case 2: *back_word(ring, AT_ANSWERS) = fuzz_16(); break;
	default: *back_word(ring, how / 8 % 4) ^= fuzz_byte();
	}
}

/* Answers requests of the ring for sending, one by one, nearly by the rules. */
static void answer_sent(void)
{
	uint8_t how = fuzz_byte();
	struct netif_tx_request request;
	bool is_extra = false, had_extra;

	for (uint8_t n = how % 32; n > 0 && back_next(&back.send, &request); n--) {
		had_extra = is_extra;
		is_extra = !had_extra && (request.flags & NETTXF_extra_info);
		if (had_extra)
			back_answer_id(0, NETIF_RSP_NULL);
		else
			back_answer_id((how & 192) == 192 ? (uint16_t)(request.id ^ fuzz_byte())
			                                  : request.id,
			               how & 32 ? (int16_t)(fuzz_byte() % 4 - 2) : 0);
	}
	if (back.send.page)
		back_push(&back.send, false);
}

/* Gives pages with frames, or pieces of them, nearly by the rules. */
static void give(void)
{
	uint8_t how = fuzz_byte();
	struct netif_rx_request request;

	for (uint8_t n = how % 16; n > 0 && back_next(&back.receive, &request); n--) {
		uint16_t flags = fuzz_byte() % 32, offset = how & 16 ? fuzz_byte() : 0;
		const struct fake_grant *grant = &fake.grants[request.gref % FAKE_GRANTS];
		uint8_t extra[8] = { 1, how & 32 ? fuzz_byte() : 0, 100, 0, fuzz_byte() % 4 };

		if (grant->page && grant->is_written)
			for (size_t i = 0; i < 90; i++)
				grant->page[offset + i] = fuzz_byte();
		if ((how & 192) == 192 && fuzz_byte() % 4 == 0)
			request.id ^= fuzz_byte();
		back_piece(&request, offset, flags,
		           how & 64 ? (int16_t)fuzz_16() : (int16_t)(fuzz_16() % 4000));
		if ((flags & NETRXF_extra_info) && back_next(&back.receive, &request))
			back_answer(&back.receive, extra, sizeof extra);
	}
	if (back.receive.page)
		back_push(&back.receive, true);
}

/* ---- what stands in the store ---------------------------------------------------------------- */

static void write_store(void)
{
	static const char *const paths[] = { BACK "/state",
		                             BACK "/online",
		                             BACK "/carrier",
		                             BACK "/feature-sg",
		                             BACK "/feature-gso-tcpv4",
		                             BACK "/feature-gso-tcpv6",
		                             BACK "/feature-rx-copy",
		                             BACK "/feature-no-csum-offload",
		                             BACK "/feature-ipv6-csum-offload",
		                             BACK "/feature-split-event-channels",
		                             FRONT "/mac",
		                             FRONT "/mtu",
		                             FRONT "/trusted",
		                             FRONT "/backend-id" };
	static const char *const values[] = { "",
		                              "0",
		                              "1",
		                              "2",
		                              "3",
		                              "4",
		                              "5",
		                              "6",
		                              "7",
		                              "-1",
		                              "9000",
		                              "65521",
		                              "00:16:3e:01:02:03",
		                              "00:16:3e:01:02",
		                              "18446744073709551615",
		                              "yes" };

	fake_set(paths[fuzz_byte() % (sizeof paths / sizeof *paths)],
	         values[fuzz_byte() % (sizeof values / sizeof *values)]);
}

static void restore(bool is_restored)
{
	uint64_t outer = task_deadline_push(task_now_ns() + SEC(10));

	fake_suspend();
	if (is_restored) {
		back.send.page = back.receive.page = NULL;
		back_attach();
		fake_restore();
	}
	task_yield();
	fake_resume(is_restored);
	task_deadline_pop(outer);
}

static void toolstack(void)
{
	switch (fuzz_byte() % 6) {
	case 0: back_detach(); break;
	case 1: fake_remove(FRONT); break;
	case 2: back_attach(); break;
	case 3: restore(true); break;
	case 4: restore(false); break;
	default: fake_remove(BACK);
	}
}

static void limit(void)
{
	uint8_t what = fuzz_byte();

	fake.most_grants = what & 1 ? fake.n_grants + what / 16 : FAKE_GRANTS - FAKE_FIRST;
	dma_most = what & 2 ? dma_bytes + what / 16 * MCFG_DMA_PAGE_BYTES : SIZE_MAX;
	fake.store_error = what & 4 && what & 8 ? -EACCES : 0;
	back.is_dead = (what & 48) == 48;
	back.holds_on = (what & 192) == 192;
}

static void move(uint8_t what)
{
	forget_rings();
	switch (what % 16) {
	case 0: use_some_page(); break;
	case 1: hold_some_page(); break;
	case 2: scribble(&back.send); break;
	case 3: scribble(&back.receive); break;
	case 4: fake_event(fuzz_byte() % FAKE_EVENTS); break;
	case 5: write_store(); break;
	case 6: toolstack(); break;
	case 7: limit(); break;
	case 8:
	case 9:
	case 10: answer_sent(); break;
	default: give();
	}
}

/* ---- from its beginning to its end ----------------------------------------------------------- */

/* Each piece is free, or that of a frame which the backend has. */
static void check_pieces(void)
{
	size_t n_used = 0, n_of_frames = 0, n_sends = 0;

	for (size_t i = 0; i < XEN_CARD_SLOTS; i++)
		n_used += card.pieces[i].send != NULL;
	for (const struct xen_card_send *at = card.first; at; at = at->next) {
		assert(at->frame.bufs && ++n_sends <= XEN_CARD_SENDS);
		n_of_frames += at->n;
	}
	for (const struct xen_card_send *at = card.free; at; at = at->next)
		assert(!at->frame.bufs && ++n_sends <= XEN_CARD_SENDS);
	assert(n_sends == XEN_CARD_SENDS && n_used + card.n_free_pieces == XEN_CARD_SLOTS);
	assert(card.link != XEN_CARD_UP || n_of_frames == n_used);
}

static void step(void)
{
	uint8_t what = fuzz_byte();

	switch (what >> 4) {
	case 0:
	case 1:
	case 2:
	case 3: ask_something(); break;
	case 4: put_taken(); break;
	case 5: task_yield(); break;
	case 6: task_sleep_ns(MSEC(what % 16 * 100 + 1)); break;
	case 7:
		if (asked[what % TASKS].task)
			task_cancel(asked[what % TASKS].task);
		break;
	default: move(what);
	}
	task_yield();
	check_pieces();
}

static void open_card(uint8_t how)
{
	memset(&card, 0, sizeof card);
	card.came = came_up;
	is_open = xen_card_open(&card, 0, !(how & 1)) == 0;
	if (!is_open)
		return;
	if (how & 2)
		xen_card_accept(&card, card.info.offloads);
	if (how & 4)
		xen_card_start(&card);
}

/* What is under way ends: the card is closed as devices are, when no job runs any more. */
static void close_card(void)
{
	put_taken();
	for (size_t i = 0; i < TASKS; i++)
		if (asked[i].task) {
			task_cancel(asked[i].task);
			join_asked(&asked[i]);
		}
	if (is_open)
		xen_card_close(&card);
	is_open = false;
}

/* What the backend held on to when the card let go of it is lost, and only that. */
static void collect_lost(void)
{
	for (uint32_t ref = FAKE_FIRST; ref < FAKE_GRANTS; ref++) {
		fake.grants[ref].n_used = 0;
		if (fake.grants[ref].page)
			xen_grant_end(ref);
	}
	if (card.n_kept > 0) {
		free(card.pool.blocks);
		free(card.copies.blocks);
	}
	free(bufs.blocks);
	free(large.blocks);
	for (size_t i = 0; i < FAKE_BLOCKS; i++)
		if (fake_blocks[i].at)
			mcfg_platform_dma_close(fake_blocks[i].at, fake_blocks[i].bytes);
}

static void check_end(void)
{
	for (size_t i = 0; i < FAKE_WATCHES; i++)
		assert(!fake.watches[i]);
	for (size_t i = 0; i < FAKE_EVENTS; i++)
		assert(!fake.events[i]);
	if (fake.n_grants > 0) {
		assert(fake.n_refused > 0);
		collect_lost();
	} else {
		assert(bufs.counters.n_free == SMALL && large.counters.n_free == LARGE);
		mcfg_buf_pool_close(&bufs);
		mcfg_buf_pool_close(&large);
	}
	assert(dma_bytes == 0);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return mcfg_unix_events_init() || mcfg_sched_adopt(task_self()) ||
	       mcfg_log_configure("quiet", NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct mcfg_buf_pool_options options = { .name = "fuzz, large",
		                                       .n = LARGE,
		                                       .block_bytes = LARGE_BYTES };

	dma_most = SIZE_MAX;
	fuzz_open(data, size);
	back_begin();
	if (mcfg_buf_pool_open(&large, &options))
		abort();
	for (uint8_t n = fuzz_byte() % 4; n > 0; n--)
		write_store();
	open_card(fuzz_byte());
	while (is_open && fuzz.at < fuzz.end)
		step();
	fake.store_error = 0;
	dma_most = SIZE_MAX;
	close_card();
	task_cancel(back.task);
	task_join(&back.task, 1);
	check_end();
	return 0;
}
