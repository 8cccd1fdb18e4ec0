/* A card of a guest of Xen: its operations. What is asked of it is in xen_card.h. */
#include "xen_network.h"

#include <errno.h>
#include <mcfg/attached.h>
#include <mcfg/base.h>

static struct xen_card *card_of(struct network *self)
{
	return &container_of(self, struct xen_network, network)->card;
}

static void came(struct xen_card *card, struct network_frame *frame)
{
	network_up_frame(&container_of(card, struct xen_network, card)->network, frame);
}

/* Its place among those that the configuration attaches; any other number is the vif's own. */
static bool read_number(const char *name, uint32_t *number)
{
	int place = mcfg_attached_place("network", name);
	size_t len = strlen(name);

	*number = place < 0 ? 0 : (uint32_t)place;
	if (place >= 0)
		return true;
	if (len == 0 || len > 9 || strspn(name, "0123456789") != len)
		return false;
	for (; *name; name++)
		*number = *number * 10 + (uint32_t)(*name - '0');
	return true;
}

int xen_network_connect(struct xen_network *self, const struct xen_network_config *config)
{
	uint32_t number;

	if (!read_number(xen_network_config_name(config), &number))
		return -ENODEV;
	self->card.came = came;
	return xen_card_open(&self->card, number, xen_network_config_network_offloads(config));
}

void xen_network_disconnect(struct xen_network *self)
{
	xen_card_close(&self->card);
}

void xen_network_info(struct network *self, struct network_info *info)
{
	*info = card_of(self)->info;
}

int xen_network_write(struct network *self, struct network_frame *frame)
{
	return xen_card_write(card_of(self), frame);
}

int xen_network_start(struct network *self)
{
	xen_card_start(card_of(self));
	return 0;
}

int xen_network_accept(struct network *self, unsigned offloads)
{
	return xen_card_accept(card_of(self), offloads);
}

bool xen_network_carrier(struct network *self)
{
	return xen_card_carrier(card_of(self));
}

int xen_network_wait_carrier(struct network *self, bool on)
{
	return xen_card_wait_carrier(card_of(self), on);
}

void xen_network_statistics(struct network *self, struct network_statistics *statistics)
{
	*statistics = card_of(self)->seen;
}
