/* Receiving from a tap: a frame a call, as long as there are any. See tap.h. */
#include "tap.h"

#include <errno.h>
#include <sys/uio.h>
#include <unistd.h>

/* Frames in a row, before other tasks have their turn; and how often a lone one is followed up. */
enum { BURST = 64, TRY_EVERY = 16, N_PARTS = 1 + TAP_LARGE_BUFS };

/*
 * The bufs that the next frame is read into; kept where there was none. While frames come one by
 * one, waiting for the next at once saves a read that finds nothing; while several are there each
 * time, reading on saves a wait for each.
 */
struct reading {
	bool read_on;        /* several were there the last time */
	unsigned n_in_a_row; /* frames since the last wait */
	unsigned n_lone;
	struct mcfg_buf *first; /* of as many bytes as its header has */
	struct mcfg_buf *more[TAP_LARGE_BUFS];
	size_t room;
};

/* Joined frames come only where they are accepted. */
static size_t n_more(const struct tap *self)
{
	return self->accepted & ~(unsigned)NETWORK_OFFLOAD_CHECKSUM ? TAP_LARGE_BUFS : 0;
}

static int get_first(struct tap *self, struct reading *reading)
{
	int error = mcfg_buf_wait(&self->pool, &reading->first);

	if (!error)
		mcfg_buf_push(reading->first, TAP_HEADER_BYTES);
	return error;
}

/* Waits for bufs: who holds many of them holds back the card. */
static int get_bufs(struct tap *self, struct reading *reading)
{
	int error = reading->first ? 0 : get_first(self, reading);

	for (size_t i = 0; i < n_more(self) && !error; i++)
		if (!reading->more[i])
			error = mcfg_buf_wait(&self->large, &reading->more[i]);
	return error;
}

static void put_bufs(struct reading *reading)
{
	if (reading->first)
		mcfg_buf_put(reading->first);
	for (size_t i = 0; i < TAP_LARGE_BUFS; i++)
		if (reading->more[i])
			mcfg_buf_put(reading->more[i]);
}

static ssize_t read_parts(const struct tap *self, const struct reading *reading)
{
	struct iovec parts[N_PARTS];
	int n = 0;

	parts[n++] = (struct iovec){ reading->first->data,
		                     TAP_HEADER_BYTES + mcfg_buf_tailroom(reading->first) };
	for (size_t i = 0; i < n_more(self); i++)
		parts[n++] =
		    (struct iovec){ reading->more[i]->data, mcfg_buf_tailroom(reading->more[i]) };
	return readv(self->file.fd, parts, n);
}

/* One part comes up by the shorter way. Returns the number of bytes, or a negative errno. */
static ssize_t read_frame(const struct tap *self, const struct reading *reading)
{
	ssize_t bytes;

	do {
		bytes = n_more(self) > 0
		            ? read_parts(self, reading)
		            : read(self->file.fd, reading->first->data,
		                   TAP_HEADER_BYTES + mcfg_buf_tailroom(reading->first));
	} while (bytes < 0 && errno == EINTR);
	return bytes < 0 ? -errno : bytes;
}

/* Takes the bufs that `len` bytes fill. Returns what did not fit: the kernel cut the frame. */
static size_t take(struct reading *reading, struct network_frame *frame, size_t len)
{
	struct mcfg_buf **from = &reading->first, **to = &frame->bufs;

	for (size_t i = 0; len > 0 && i <= TAP_LARGE_BUFS && *from; i++) {
		size_t room = mcfg_buf_tailroom(*from);
		size_t part = len < room ? len : room;

		mcfg_buf_append(*from, part);
		*to = *from;
		to = &(*to)->next;
		*from = NULL;
		from = &reading->more[i];
		len -= part;
	}
	*to = NULL;
	return len;
}

static void deliver(struct tap *self, struct reading *reading, size_t len)
{
	const unsigned char *header = mcfg_buf_pull(reading->first, TAP_HEADER_BYTES);
	struct network_frame frame = { 0 };
	size_t lost = take(reading, &frame, len);

	if (lost || vnet_header_get(header, len, &frame)) {
		self->seen.rx_errors++;
	} else {
		self->seen.rx_frames++;
		self->seen.rx_bytes += len;
		network_up_frame(&self->network, &frame);
		self->seen.rx_dropped += frame.bufs != NULL;
	}
	network_frame_put(&frame);
}

static int wait_for_next(struct tap *self, struct reading *reading)
{
	reading->read_on = reading->n_in_a_row > 1;
	reading->n_in_a_row = 0;
	return mcfg_fd_wait(&self->file, MCFG_FD_READ);
}

/* Was it a lone frame? Now and then it is seen whether another one is behind it. */
static bool is_lone(struct reading *reading)
{
	reading->n_in_a_row++;
	return !reading->read_on && reading->n_in_a_row == 1 && ++reading->n_lone % TRY_EVERY != 0;
}

/* An interface that was taken away says -EBADFD; one that is down has nothing for us. */
static int receive_next(struct tap *self, struct reading *reading)
{
	int error = get_bufs(self, reading);
	ssize_t bytes;

	if (error)
		return error;
	bytes = read_frame(self, reading);
	if (bytes == -EAGAIN)
		return wait_for_next(self, reading);
	if (bytes < 0)
		return bytes == -EBADFD ? -ENODEV : (int)bytes;
	if (bytes < TAP_HEADER_BYTES + NETWORK_HEADER_BYTES)
		self->seen.rx_errors++;
	else
		deliver(self, reading, (size_t)bytes - TAP_HEADER_BYTES);
	return is_lone(reading) ? wait_for_next(self, reading) : 0;
}

int tap_receive(void *tap)
{
	struct tap *self = tap;
	struct reading reading = { 0 };
	int error = mcfg_waker_wait(&self->started);

	for (unsigned n = 1; !error; n++) {
		error = receive_next(self, &reading);
		if (!error && n % BURST == 0)
			error = task_yield();
	}
	put_bufs(&reading);
	return error;
}
