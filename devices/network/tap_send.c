/* Sending to a tap: one call for all bufs of a frame. See tap.h. */
#include "tap.h"

#include "frame_check.h"

#include <errno.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST_BUFS = 64 };

static size_t count_bufs(const struct network_frame *frame)
{
	size_t n = 0;

	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next)
		n++;
	return n;
}

static int as_network(int error)
{
	switch (error) {
	case EIO: return -ENETDOWN; /* the interface is down */
	case EBADFD:
	case ENODEV: return -ENODEV;
	case EMSGSIZE: return -EMSGSIZE;
	default: return -EINVAL;
	}
}

/* Waits for room, one task at a time. */
static int wait_for_room(struct tap *self)
{
	int error = mcfg_mutex_lock(&self->sending);

	self->seen.tx_waits++;
	if (error)
		return error;
	error = mcfg_fd_wait(&self->file, MCFG_FD_WRITE);
	mcfg_mutex_unlock(&self->sending);
	return error;
}

/* One part goes down by the shorter way. */
static ssize_t write_once(const struct tap *self, const struct iovec *parts, int n)
{
	return n == 1 ? write(self->file.fd, parts->iov_base, parts->iov_len)
	              : writev(self->file.fd, parts, n);
}

static int write_parts(struct tap *self, const struct iovec *parts, int n)
{
	for (;;) {
		int error;

		if (write_once(self, parts, n) >= 0)
			return 0;
		if (errno == EINTR)
			continue;
		if (errno != EAGAIN)
			return as_network(errno);
		error = wait_for_room(self);
		if (error)
			return error;
	}
}

/* The header goes where there is room for it: before the first byte, or else to itself. */
static int send(struct tap *self, const struct network_frame *frame)
{
	unsigned char header[TAP_HEADER_BYTES];
	struct iovec parts[1 + MOST_BUFS];
	int n = 0;

	if (count_bufs(frame) > MOST_BUFS)
		return -EMSGSIZE;
	if (mcfg_buf_headroom(frame->bufs) >= TAP_HEADER_BYTES) {
		vnet_header_put_short(mcfg_buf_push(frame->bufs, TAP_HEADER_BYTES), frame);
	} else {
		vnet_header_put_short(header, frame);
		parts[n++] = (struct iovec){ header, sizeof header };
	}
	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next)
		parts[n++] = (struct iovec){ buf->data, buf->len };
	return write_parts(self, parts, n);
}

int tap_write(struct network *self, struct network_frame *frame)
{
	struct tap *tap = container_of(self, struct tap, network);
	size_t len;
	int error = frame_check(&tap->info, frame, &len);

	if (!error)
		error = send(tap, frame);
	network_frame_put(frame);
	if (error) {
		tap->seen.tx_errors++;
		return error;
	}
	tap->seen.tx_frames++;
	tap->seen.tx_bytes += len;
	return 0;
}
