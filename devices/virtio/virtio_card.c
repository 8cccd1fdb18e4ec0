/* Opening and closing a card of a virtio machine, and its carrier. See virtio_card.h. */
#include "virtio_card.h"

#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/endian.h>
#include <mcfg/task.h>
#include <string.h>

enum { MOST_ENTRIES = 256, USUAL_MTU = 1500 };

enum feature {
	USUAL = VIRTIO_CARD_HAS_MTU | VIRTIO_CARD_HAS_MAC | VIRTIO_CARD_CAN_MERGE |
	        VIRTIO_CARD_HAS_STATUS,
	OFFLOADS = VIRTIO_CARD_CAN_CHECKSUM | VIRTIO_CARD_CAN_TCPV4 | VIRTIO_CARD_CAN_TCPV6
};

/* Where in the configuration. */
enum { MAC = 0, STATUS = 6, MTU = 10, STATUS_ON = 1 };

/* ---- what it is ------------------------------------------------------------------------------ */

static int read_mac(struct virtio_card *card)
{
	int error;

	if (card->device.features & VIRTIO_CARD_HAS_MAC)
		return virtio_read_config(&card->device, MAC, card->info.mac, NETWORK_MAC_BYTES);
	error = mcfg_platform_entropy(card->info.mac, NETWORK_MAC_BYTES);
	/* one station's, and given by nobody: IEEE 802, 8.2 */
	card->info.mac[0] = (uint8_t)((card->info.mac[0] & 0xfc) | 2);
	return error;
}

/* Frames of more are no use: what a buf has room for is what comes. */
static int read_mtu(struct virtio_card *card)
{
	const uint16_t most =
	    VIRTIO_CARD_BUF_BYTES - VIRTIO_CARD_HEADROOM_BYTES - NETWORK_HEADER_BYTES;
	unsigned char bytes[2];
	uint16_t mtu;
	int error;

	card->info.mtu = USUAL_MTU;
	if (!(card->device.features & VIRTIO_CARD_HAS_MTU))
		return 0;
	error = virtio_read_config(&card->device, MTU, bytes, sizeof bytes);
	if (error)
		return error;
	mtu = mcfg_get_le16(bytes);
	if (mtu < 68)
		return -EPROTONOSUPPORT;
	card->info.mtu =
	    mtu > most && !(card->device.features & VIRTIO_CARD_CAN_MERGE) ? most : mtu;
	if (card->info.mtu > UINT16_MAX - NETWORK_HEADER_BYTES)
		card->info.mtu = UINT16_MAX - NETWORK_HEADER_BYTES;
	return 0;
}

int virtio_card_read_status(struct virtio_card *card)
{
	unsigned char bytes[2];
	int error;

	card->is_on = true;
	if (!card->has_status)
		return 0;
	error = virtio_read_config(&card->device, STATUS, bytes, sizeof bytes);
	if (!error)
		card->is_on = mcfg_get_le16(bytes) & STATUS_ON;
	return error;
}

bool virtio_card_is_the_same(struct virtio_card *card)
{
	const struct network_info info = card->info;
	bool same = (!(card->device.features & VIRTIO_CARD_HAS_MAC) || read_mac(card) == 0) &&
	            read_mtu(card) == 0 && info.mtu == card->info.mtu &&
	            memcmp(info.mac, card->info.mac, NETWORK_MAC_BYTES) == 0;

	card->info = info;
	return same;
}

static unsigned offloads_of(uint64_t features)
{
	if (!(features & VIRTIO_CARD_CAN_CHECKSUM))
		return 0;
	return NETWORK_OFFLOAD_CHECKSUM |
	       (features & VIRTIO_CARD_CAN_TCPV4 ? NETWORK_OFFLOAD_TCPV4 : 0u) |
	       (features & VIRTIO_CARD_CAN_TCPV6 ? NETWORK_OFFLOAD_TCPV6 : 0u);
}

static int measure(struct virtio_card *card)
{
	int error = read_mac(card);

	card->has_status = (card->device.features & VIRTIO_CARD_HAS_STATUS) != 0;
	card->info.offloads = offloads_of(card->device.features);
	if (!error)
		error = read_mtu(card);
	return error ? error : virtio_card_read_status(card);
}

/* ---- opening and closing --------------------------------------------------------------------- */

static int open_sends(struct virtio_card *card)
{
	card->headers = mcfg_platform_dma_open(MCFG_DMA_PAGE_BYTES);
	if (!card->headers)
		return -ENOMEM;
	for (size_t i = 0; i < VIRTIO_CARD_SENDS; i++) {
		card->sends[i].header = card->headers + i * VIRTIO_CARD_HEADER_STEP;
		card->sends[i].next = card->free;
		card->free = &card->sends[i];
	}
	return 0;
}

static int open_pool(struct virtio_card *card)
{
	const struct mcfg_buf_pool_options options = {
		.name = "virtio_network",
		.n = VIRTIO_CARD_BUFS,
		.block_bytes = VIRTIO_CARD_BUF_BYTES,
		.headroom_bytes = VIRTIO_CARD_HEADROOM_BYTES - VNET_HEADER_BYTES,
	};

	return mcfg_buf_pool_open(&card->pool, &options);
}

/* Each failure gives back what was opened before it. */
static int open_memory(struct virtio_card *card)
{
	int error = open_pool(card);

	if (error)
		return error;
	error = open_sends(card);
	if (error)
		mcfg_buf_pool_close(&card->pool);
	return error;
}

static void close_memory(struct virtio_card *card)
{
	mcfg_platform_dma_close(card->headers, MCFG_DMA_PAGE_BYTES);
	mcfg_buf_pool_leave(&card->pool);
}

static int open_queues(struct virtio_card *card)
{
	int error = virtio_open_queue(&card->device, VIRTIO_CARD_RECEIVE, VIRTIO_CARD_BUFS / 2,
	                              &card->receive);

	if (error)
		return error;
	error = virtio_open_queue(&card->device, VIRTIO_CARD_SEND, MOST_ENTRIES, &card->send);
	if (error) {
		virtqueue_close(&card->receive);
		return error;
	}
	error = open_memory(card);
	if (error) {
		virtqueue_close(&card->receive);
		virtqueue_close(&card->send);
	}
	return error;
}

static int negotiate(struct virtio_card *card, bool offloads)
{
	int error =
	    virtio_negotiate(&card->device, USUAL | (offloads ? OFFLOADS : 0) | VIRTIO_EVENT_INDEX);

	if (!error)
		error = measure(card);
	return error ? error : open_queues(card);
}

/* Resets it, and gives back what it had. */
static void stop(struct virtio_card *card)
{
	int error = virtio_stop(&card->device);

	virtio_close(&card->device);
	if (error) {
		virtio_refuse("virtio: a card does not stop; its memory is kept from others\n");
		return;
	}
	virtio_card_abandon(card);
	virtqueue_close(&card->receive);
	virtqueue_close(&card->send);
	close_memory(card);
}

static int start(struct virtio_card *card)
{
	struct mcfg_task_options options = { .name = "virtio_network" };
	int error = virtio_start(&card->device);

	if (!error)
		error = task_spawn(&card->receiver, &options, virtio_card_receive, card);
	if (error)
		stop(card);
	return error;
}

void virtio_card_close(struct virtio_card *card)
{
	task_cancel(card->receiver);
	task_join(&card->receiver, 1);
	stop(card);
}

/* ---- what happens ---------------------------------------------------------------------------- */

static void used(struct virtio_device *device)
{
	struct virtio_card *card = container_of(device, struct virtio_card, device);

	if (card->send.broken)
		return;
	virtio_card_sent(card);
	if (card->more)
		mcfg_waker_wake(card->more, 0);
}

static void changed(struct virtio_device *device)
{
	struct virtio_card *card = container_of(device, struct virtio_card, device);

	if (card->send.broken)
		return;
	if (virtio_is_lost(device))
		virtio_card_restart(card);
	else if (virtio_card_read_status(card))
		virtio_card_give_up(card);
	mcfg_condition_broadcast(&card->carrier_changed);
}

bool virtio_card_carrier(const struct virtio_card *card)
{
	return card->is_on;
}

int virtio_card_wait_carrier(struct virtio_card *card, bool on)
{
	int error = mcfg_mutex_lock(&card->carrier);

	if (error)
		return error;
	while (!error && card->is_on != on)
		error = mcfg_condition_wait(&card->carrier_changed, &card->carrier);
	mcfg_mutex_unlock(&card->carrier);
	return error;
}

/* ---- by number ------------------------------------------------------------------------------- */

static bool read_card_number(const char *name, unsigned *number)
{
	size_t len = strlen(name);

	*number = 0;
	if (len == 0 || len > 3 || strspn(name, "0123456789") != len)
		return false;
	for (; *name; name++)
		*number = *number * 10 + (unsigned)(*name - '0');
	return true;
}

int virtio_card_open(struct virtio_card *card, const char *name, bool offloads)
{
	void (*came)(struct virtio_card *, struct network_frame *) = card->came;
	unsigned number;
	int error;

	memset(card, 0, sizeof *card);
	card->came = came;
	card->receive.broken = card->send.broken = true;
	card->device.used = used;
	card->device.changed = changed;
	if (!read_card_number(name, &number))
		return -ENODEV;
	error = virtio_open(&card->device, VIRTIO_KIND_NETWORK, number);
	if (error)
		return error;
	error = negotiate(card, offloads);
	if (error) {
		virtio_stop(&card->device);
		virtio_close(&card->device);
		return error;
	}
	return start(card);
}
