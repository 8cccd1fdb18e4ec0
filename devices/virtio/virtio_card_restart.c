/* Cards of virtio machines that are lost, broken, or to have other features. See virtio_card.h. */
#include "virtio_card.h"

#include <errno.h>
#include <mcfg/task.h>

enum {
	GUEST_OFFLOADS =
	    VIRTIO_CARD_GUEST_CHECKSUM | VIRTIO_CARD_GUEST_TCPV4 | VIRTIO_CARD_GUEST_TCPV6
};

/* Who waits looks again. */
static void wake_all(struct virtio_card *card)
{
	if (card->room)
		mcfg_waker_wake(card->room, 0);
	if (card->more)
		mcfg_waker_wake(card->more, 0);
}

void virtio_card_give_up(struct virtio_card *card)
{
	card->receive.broken = true;
	card->send.broken = true;
	card->is_on = false;
	if (virtio_reset(&card->device) == 0)
		virtio_card_abandon(card);
	wake_all(card);
}

void virtio_card_abandon(struct virtio_card *card)
{
	void *token;

	card->receive.broken = card->send.broken = true;
	while ((token = virtqueue_abandon(&card->receive)))
		mcfg_buf_put(token);
	while ((token = virtqueue_abandon(&card->send))) {
		virtio_card_take_back(card, token);
		card->seen.tx_errors++;
	}
}

/* ---- once more ------------------------------------------------------------------------------- */

/* What lay in it to be sent, first in, first out. */
static struct virtio_card_send *take_sends(struct virtio_card *card)
{
	struct virtio_card_send *all = NULL, *send;

	while ((send = virtqueue_abandon(&card->send))) {
		struct virtio_card_send **at = &all;

		while (*at && (int32_t)((*at)->order - send->order) < 0)
			at = &(*at)->next;
		send->next = *at;
		*at = send;
	}
	return all;
}

static void send_again(struct virtio_card *card, struct virtio_card_send *all, bool fails)
{
	while (all) {
		struct virtio_card_send *send = all;

		all = send->next;
		if (fails || virtio_card_submit(card, send)) {
			virtio_card_take_back(card, send);
			card->seen.tx_errors++;
		}
	}
}

static int work_again(struct virtio_card *card)
{
	struct virtqueue *queues[] = { &card->receive, &card->send };
	int error = virtio_restart(&card->device, queues, 2);

	if (!error && !virtio_card_is_the_same(card))
		error = -EPROTONOSUPPORT;
	return error ? error : virtio_card_read_status(card);
}

int virtio_card_restart(struct virtio_card *card)
{
	struct virtio_card_send *all;
	void *buf;
	int error = virtio_reset(&card->device);

	if (error) {
		virtio_card_give_up(card);
		return -ENODEV;
	}
	while ((buf = virtqueue_abandon(&card->receive)))
		mcfg_buf_put(buf);
	all = take_sends(card);
	error = work_again(card);
	send_again(card, all, error != 0);
	if (error) {
		virtio_card_give_up(card);
		return -ENODEV;
	}
	virtio_offer(&card->device, VIRTIO_CARD_SEND, &card->send);
	virtio_card_sent(card);
	wake_all(card);
	return 0;
}

/* ---- other features -------------------------------------------------------------------------- */

/* Joined frames are too long for one buf. */
static uint64_t features_for(const struct virtio_card *card, unsigned offloads)
{
	uint64_t features = 0;

	if (!(offloads & NETWORK_OFFLOAD_CHECKSUM))
		return 0;
	features |= VIRTIO_CARD_GUEST_CHECKSUM;
	if (!(card->device.features & VIRTIO_CARD_CAN_MERGE))
		return features;
	if (offloads & NETWORK_OFFLOAD_TCPV4)
		features |= VIRTIO_CARD_GUEST_TCPV4;
	if (offloads & NETWORK_OFFLOAD_TCPV6)
		features |= VIRTIO_CARD_GUEST_TCPV6;
	return features;
}

int virtio_card_accept(struct virtio_card *card, unsigned offloads)
{
	struct virtio_device *device = &card->device;
	uint64_t features;

	if (offloads & ~card->info.offloads)
		return -EINVAL;
	if (card->send.broken)
		return -ENODEV;
	features = features_for(card, offloads) & device->transport->features(device);
	if (!(features & VIRTIO_CARD_GUEST_CHECKSUM))
		features = 0; /* the others stand on it */
	card->accepted = offloads;
	if ((device->features & GUEST_OFFLOADS) == features)
		return 0;
	device->features = (device->features & ~(uint64_t)GUEST_OFFLOADS) | features;
	device->restarts_in_vain = 0;
	return virtio_card_restart(card);
}
