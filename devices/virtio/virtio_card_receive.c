/* Receiving from a card of a virtio machine. See virtio_card.h. */
#include "virtio_card.h"

#include <errno.h>
#include <mcfg/endian.h>
#include <mcfg/task.h>
#include <string.h>

/* Frames in a row, before other tasks have their turn; and where a header has their number of bufs.
 */
enum { BURST = 64, N_BUFS_AT = 10 };

/* Of a joined frame: what IP can say of its length, and the header of Ethernet with a tag. */
enum { MOST_BYTES = UINT16_MAX + NETWORK_HEADER_BYTES + 4 };

/* ---- bufs for the card ----------------------------------------------------------------------- */

static bool add_buf(struct virtio_card *card, struct mcfg_buf *buf)
{
	const struct virtqueue_part part = { mcfg_buf_device_address(buf),
		                             (uint32_t)mcfg_buf_tailroom(buf) };

	if (virtqueue_add(&card->receive, &part, 0, 1, buf) == 0)
		return true;
	mcfg_buf_put(buf);
	return false;
}

/* As many as there are. Where the card has none at all, it waits for one. */
static int refill(struct virtio_card *card)
{
	int error = 0;

	while (!card->receive.broken && card->receive.n_free > 0) {
		struct mcfg_buf *buf = mcfg_buf_get(&card->pool);

		if (!buf && card->receive.n_chains > 0)
			break;
		if (!buf)
			error = mcfg_buf_wait(&card->pool, &buf);
		if (error)
			return error;
		if (!add_buf(card, buf))
			break;
	}
	virtio_offer(&card->device, VIRTIO_CARD_RECEIVE, &card->receive);
	return card->receive.broken ? -ENODEV : 0;
}

/* ---- frames ---------------------------------------------------------------------------------- */

/* The next buf with what was written to it. Returns 1, 0: there is none yet; or -EIO. */
static int take_buf(struct virtio_card *card, struct mcfg_buf **buf)
{
	void *token;
	uint32_t len;
	int taken = virtqueue_take(&card->receive, &token, &len);

	if (taken > 0) {
		card->device.restarts_in_vain = 0;
		*buf = token;
		mcfg_buf_append(*buf, len);
		(*buf)->next = NULL;
	}
	return taken;
}

/* The others of a frame that lies in several bufs: all are there when the first one is. */
static int take_others(struct virtio_card *card, struct mcfg_buf *first, uint16_t n)
{
	struct mcfg_buf **at = &first->next;

	for (; n > 1; n--) {
		if (take_buf(card, at) != 1)
			return -EIO;
		at = &(*at)->next;
	}
	return 0;
}

/* Is that what was accepted? That the checksum is right is nothing to be relied on, else. */
static bool is_accepted(const struct virtio_card *card, struct network_frame *frame)
{
	if (frame->checksum == NETWORK_CHECKSUM_RIGHT &&
	    !(card->accepted & NETWORK_OFFLOAD_CHECKSUM))
		frame->checksum = NETWORK_CHECKSUM_UNKNOWN;
	return (frame->checksum != NETWORK_CHECKSUM_MISSING ||
	        (card->accepted & NETWORK_OFFLOAD_CHECKSUM)) &&
	       (frame->segment_bytes == 0 || (card->accepted & frame->segments));
}

static void deliver(struct virtio_card *card, const unsigned char *header,
                    struct network_frame *frame)
{
	size_t len = network_frame_len(frame);

	if (len < NETWORK_HEADER_BYTES || len > MOST_BYTES || vnet_header_get(header, len, frame) ||
	    !is_accepted(card, frame)) {
		card->seen.rx_errors++;
	} else {
		card->seen.rx_frames++;
		card->seen.rx_bytes += len;
		card->came(card, frame);
		card->seen.rx_dropped += frame->bufs != NULL;
	}
	network_frame_put(frame);
}

/* Hands a frame up, of which the first buf is taken. Returns 0, or -EIO: the card broke a rule. */
static int receive_frame(struct virtio_card *card, struct mcfg_buf *first)
{
	struct network_frame frame = { .bufs = first };
	unsigned char header[VNET_HEADER_BYTES]; /* the card may still write to its own */
	uint16_t n;

	if (first->len < VNET_HEADER_BYTES) {
		network_frame_put(&frame);
		return -EIO;
	}
	memcpy(header, mcfg_buf_pull(first, VNET_HEADER_BYTES), sizeof header);
	n = mcfg_get_le16(header + N_BUFS_AT);
	if (n > 1 && take_others(card, first, n)) {
		network_frame_put(&frame);
		return -EIO;
	}
	deliver(card, header, &frame);
	return 0;
}

/* Waits until the card has something. */
static int wait_for_more(struct virtio_card *card)
{
	struct mcfg_waker more = { 0 };
	int error;

	card->more = &more;
	error = virtqueue_expect(&card->receive, 1) ? 0 : mcfg_waker_wait(&more);
	card->more = NULL;
	return error;
}

static int receive_next(struct virtio_card *card)
{
	struct mcfg_buf *buf;
	int taken, error = refill(card);

	if (error)
		return error;
	taken = take_buf(card, &buf);
	if (taken == 0)
		return wait_for_more(card);
	if (taken > 0 && receive_frame(card, buf) == 0)
		return 0;
	virtio_card_give_up(card);
	return -ENODEV;
}

int virtio_card_receive(void *argument)
{
	struct virtio_card *card = argument;
	int error = mcfg_waker_wait(&card->started);

	for (unsigned n = 1; !error; n++) {
		error = receive_next(card);
		if (!error && n % BURST == 0)
			error = task_yield();
	}
	return error;
}

void virtio_card_start(struct virtio_card *card)
{
	if (!card->is_started)
		mcfg_waker_wake(&card->started, 0);
	card->is_started = true;
}
