/* Frames as a capture. See capture.h. */
#include "capture.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <string.h>

/* The largest frame is one that is to be segmented. */
enum { MOST_BYTES = UINT16_MAX, BLOCK_BYTES = MOST_BYTES + 1 + PCAPNG_PACKET_BYTES };

static uint64_t now_ns(void)
{
	int64_t seconds;
	uint32_t nanoseconds;

	if (mcfg_platform_wall(&seconds, &nanoseconds))
		return task_now_ns();
	return SEC((uint64_t)seconds) + nanoseconds;
}

/* ---- packets --------------------------------------------------------------------------------- */

static size_t block_bytes(size_t len)
{
	return PCAPNG_PACKET_BYTES + ((len + 3) & ~(size_t)3);
}

static void put_packet(unsigned char *to, const struct network_frame *frame, size_t len,
                       enum pcapng_direction direction)
{
	to = pcapng_put_before(to, len, now_ns());
	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		memcpy(to, buf->data, buf->len);
		to += buf->len;
	}
	pcapng_put_behind(to, len, direction);
}

static bool to_sink(struct capture *capture, const struct network_frame *frame, size_t len,
                    enum pcapng_direction direction)
{
	unsigned char *to = capture->sink->append(capture->sink, block_bytes(len));

	if (!to)
		return false;
	put_packet(to, frame, len, direction);
	capture->sink->push(capture->sink);
	return true;
}

static bool to_ring(struct capture *capture, const struct network_frame *frame, size_t len,
                    enum pcapng_direction direction)
{
	static unsigned char block[BLOCK_BYTES];

	put_packet(block, frame, len, direction);
	return capture_ring_put(&capture->ring, block, block_bytes(len));
}

void capture_frame(struct capture *capture, const struct network_frame *frame,
                   enum pcapng_direction direction)
{
	size_t len = network_frame_len(frame);
	bool kept;

	if (!frame->bufs)
		return;
	capture->n_seen++;
	if (len > MOST_BYTES)
		kept = false;
	else if (capture->ring.room)
		kept = to_ring(capture, frame, len, direction);
	else
		kept = to_sink(capture, frame, len, direction);
	capture->n_dropped += !kept;
}

/* ---- the beginning and the end --------------------------------------------------------------- */

/* Appends, waiting where there is no room. */
static void put(struct capture *capture, const unsigned char *block, size_t len)
{
	struct capture_sink *sink = capture->sink;
	unsigned char *to;

	while (!(to = sink->append(sink, len)))
		if (sink->wait(sink))
			return;
	memcpy(to, block, len);
	sink->push(sink);
}

int capture_open(struct capture *capture, struct capture_sink *sink, size_t ring_bytes)
{
	unsigned char head[PCAPNG_HEAD_BYTES];

	*capture = (struct capture){ .sink = sink };
	if (capture_ring_open(&capture->ring, ring_bytes))
		return -ENOMEM;
	put(capture, head, (size_t)(pcapng_put_head(head, "mcfg") - head));
	return 0;
}

static void put_ring(struct capture *capture)
{
	static unsigned char block[BLOCK_BYTES];
	size_t len;

	while ((len = capture_ring_next(&capture->ring)) > 0) {
		capture_ring_take(&capture->ring, block);
		put(capture, block, len);
	}
}

void capture_close(struct capture *capture)
{
	unsigned char block[PCAPNG_COUNT_BYTES], *end;

	put_ring(capture);
	if (capture->sink->end)
		capture->sink->end(capture->sink);
	end = pcapng_put_counts(block, now_ns(), capture->n_seen, capture->n_dropped);
	put(capture, block, (size_t)(end - block));
	capture_ring_close(&capture->ring);
}
