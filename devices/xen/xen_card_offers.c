/* What the store says of a card. See xen_card_offers.h. */
#include "xen_card_offers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL_MTU = 1500, LEAST_MTU = 68, MOST_MTU = UINT16_MAX - NETWORK_HEADER_BYTES };

/* A number of 0 or 1; `*is` is left alone where there is none. */
static int read_flag(const char *dir, const char *name, bool *is)
{
	uint64_t number;
	int error = xen_store_read_number(NULL, dir, name, 1, &number);

	if (error == -ENOENT || error == -EINVAL)
		return 0;
	if (!error)
		*is = number != 0;
	return error;
}

struct flag {
	const char *name;
	bool *is;
};

static int read_flags(const char *dir, const struct flag *flags, size_t n)
{
	int error = 0;

	for (size_t i = 0; !error && i < n; i++)
		error = read_flag(dir, flags[i].name, flags[i].is);
	return error;
}

int xen_card_read_offers(const struct xenbus *bus, struct xen_card_offers *offers)
{
	bool copies = false, no_sums4 = false;
	const struct flag flags[] = {
		{ "feature-rx-copy", &copies },
		{ "feature-sg", &offers->pieces },
		{ "feature-no-csum-offload", &no_sums4 },
		{ "feature-ipv6-csum-offload", &offers->sums6 },
		{ "feature-gso-tcpv4", &offers->tcpv4 },
		{ "feature-gso-tcpv6", &offers->tcpv6 },
		{ "feature-split-event-channels", &offers->two_events },
	};
	int error;

	*offers = (struct xen_card_offers){ .may_read = true };
	error = read_flags(bus->backend, flags, sizeof flags / sizeof *flags);
	if (!error)
		error = read_flag(bus->frontend, "trusted", &offers->may_read);
	if (error)
		return error;
	if (!copies)
		return -EPROTONOSUPPORT;
	offers->sums4 = !no_sums4;
	offers->tcpv4 = offers->tcpv4 && offers->sums4 && offers->pieces;
	offers->tcpv6 = offers->tcpv6 && offers->sums6 && offers->pieces;
	return 0;
}

unsigned xen_card_offloads(const struct xen_card_offers *offers)
{
	if (!offers->sums4)
		return 0;
	return NETWORK_OFFLOAD_CHECKSUM | (offers->tcpv4 ? NETWORK_OFFLOAD_TCPV4 : 0u) |
	       (offers->tcpv6 ? NETWORK_OFFLOAD_TCPV6 : 0u);
}

int xen_card_read_carrier(const struct xenbus *bus, bool *is_on)
{
	*is_on = true;
	return read_flag(bus->backend, "carrier", is_on);
}

/* ---- the card itself ------------------------------------------------------------------------- */

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool xen_card_parse_mac(const char *text, uint8_t mac[NETWORK_MAC_BYTES])
{
	unsigned all = 0;

	for (size_t i = 0; i < NETWORK_MAC_BYTES; i++) {
		int high = digit_of(*text), low = high < 0 ? -1 : digit_of(text[1]);

		if (low < 0 || text[2] != (i + 1 < NETWORK_MAC_BYTES ? ':' : '\0'))
			return false;
		mac[i] = (uint8_t)(high << 4 | low);
		all |= mac[i];
		text += 3;
	}
	return all != 0 && !(mac[0] & 1); /* else it is a group's: IEEE 802, 8.2 */
}

static int read_mac(const struct xenbus *bus, uint8_t mac[NETWORK_MAC_BYTES])
{
	char *text;
	size_t len;
	int error = xen_store_read(NULL, bus->frontend, "mac", &text, &len);

	if (error)
		return error == -ENOENT ? -EPROTO : error;
	if (strlen(text) != len || !xen_card_parse_mac(text, mac))
		error = -EPROTO;
	free(text);
	return error;
}

/* Without pieces a frame is one page. */
static int read_mtu(const struct xenbus *bus, const struct xen_card_offers *offers, uint16_t *mtu)
{
	uint64_t number;
	int error = xen_store_read_number(NULL, bus->frontend, "mtu", MOST_MTU, &number);

	if (error && error != -ENOENT && error != -EINVAL)
		return error;
	if (error || number < LEAST_MTU || (!offers->pieces && number > USUAL_MTU))
		number = USUAL_MTU;
	*mtu = (uint16_t)number;
	return 0;
}

int xen_card_read_info(const struct xenbus *bus, const struct xen_card_offers *offers,
                       struct network_info *info)
{
	int error = read_mac(bus, info->mac);

	return error ? error : read_mtu(bus, offers, &info->mtu);
}
