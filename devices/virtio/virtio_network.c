/* A card of a virtio machine: its operations. What is asked of it is in virtio_card.h. */
#include "virtio_network.h"

#include "virtio_place.h"

#include <errno.h>
#include <mcfg/base.h>
#include <mcfg/log.h>
#include <string.h>

static MCFG_LOG(network_log, "network.virtio");

static struct virtio_card *card_of(struct network *self)
{
	return &container_of(self, struct virtio_network, network)->card;
}

static void came(struct virtio_card *card, struct network_frame *frame)
{
	network_up_frame(&container_of(card, struct virtio_network, card)->network, frame);
}

int virtio_network_connect(struct virtio_network *self, const struct virtio_network_config *config)
{
	const char *name = virtio_network_config_name(config), *place;
	char text[VIRTIO_PLACE_BYTES];
	int error;

	place = virtio_place("network", name, text);
	self->card.came = came;
	error = virtio_card_open(&self->card, place ? place : name,
	                         virtio_network_config_network_offloads(config));
	if (error == -ENODEV)
		mcfg_log_error(&network_log, "the machine has no card %s", place ? place : name);
	else if (error)
		mcfg_log_error(&network_log, "card %s: %s", place ? place : name, strerror(-error));
	return error;
}

void virtio_network_disconnect(struct virtio_network *self)
{
	virtio_card_close(&self->card);
}

void virtio_network_info(struct network *self, struct network_info *info)
{
	*info = card_of(self)->info;
}

int virtio_network_write(struct network *self, struct network_frame *frame)
{
	return virtio_card_write(card_of(self), frame);
}

int virtio_network_start(struct network *self)
{
	virtio_card_start(card_of(self));
	return 0;
}

int virtio_network_accept(struct network *self, unsigned offloads)
{
	return virtio_card_accept(card_of(self), offloads);
}

bool virtio_network_carrier(struct network *self)
{
	return virtio_card_carrier(card_of(self));
}

int virtio_network_wait_carrier(struct network *self, bool on)
{
	return virtio_card_wait_carrier(card_of(self), on);
}

void virtio_network_statistics(struct network *self, struct network_statistics *statistics)
{
	*statistics = card_of(self)->seen;
}
