/* capture.h - frames as a capture: at once, or the last ones by way of a ring, to where it is kept. */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "capture_ring.h"
#include "network_frame.h"
#include "pcapng_wire.h"

/* Where a capture is kept. */
struct capture_sink {
	/* Room for n bytes, a block of the capture, which will be kept; null: there is none now. */
	unsigned char *(*append)(struct capture_sink *sink, size_t n);
	/* What was appended is complete, and may be kept. */
	void (*push)(struct capture_sink *sink);
	/* Waits until that has been. Returns 0, or why no more is kept. Blocks. */
	int (*wait)(struct capture_sink *sink);
	/* What comes now is the end, for which room may be kept; null: there is none. */
	void (*end)(struct capture_sink *sink);
};

struct capture {
	struct capture_sink *sink;
	struct capture_ring ring; /* without room where there is none */
	uint64_t n_seen, n_dropped;
};

/* Begins a capture, of which a ring of so many bytes keeps the last packets, unless it is of 0:
 * then all go to the sink, keeps. Returns 0 or -ENOMEM. */
int capture_open(struct capture *capture, struct capture_sink *sink, size_t ring_bytes);

/* Borrows the frame; one without bufs is none. What there is no room for is counted as dropped. */
void capture_frame(struct capture *capture, const struct network_frame *frame,
                   enum pcapng_direction direction);

/* Ends it: what lies in the ring, and the counts. Blocks. */
void capture_close(struct capture *capture);

#endif
