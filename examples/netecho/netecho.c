/*
 * Answers ARP requests for its address, and pings, by turning each frame into its answer where it
 * lies. Source: RFC 826; RFC 791; RFC 792.
 */
#include <mcfg/checksum.h>
#include <mcfg/endian.h>
#include <mcfg/keys.h>
#include <mcfg/network.h>
#include <mcfg/task.h>

#include <stdio.h>
#include <string.h>

enum {
	ETHERTYPE_IPV4 = 0x0800,
	ETHERTYPE_ARP = 0x0806,
	ARP_BYTES = 28,
	ARP_REQUEST = 1,
	ARP_REPLY = 2,
	IPV4_BYTES = 20,
	PROTOCOL_ICMP = 1,
	ICMP_BYTES = 8,
	ICMP_ECHO_REPLY = 0,
	ICMP_ECHO = 8
};

static struct {
	struct network *network;
	uint8_t mac[NETWORK_MAC_BYTES];
	uint8_t address[4];
} host;

static void swap(unsigned char *a, unsigned char *b, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char was = a[i];

		a[i] = b[i];
		b[i] = was;
	}
}

/* An ARP request for our address becomes the reply. */
static bool answer_arp(unsigned char *arp, size_t len)
{
	static const unsigned char ethernet_ipv4[] = { 0, 1, 8, 0, 6, 4 };

	if (len < ARP_BYTES || memcmp(arp, ethernet_ipv4, sizeof ethernet_ipv4) != 0 ||
	    mcfg_get_be16(arp + 6) != ARP_REQUEST || memcmp(arp + 24, host.address, 4) != 0)
		return false;
	mcfg_put_be16(arp + 6, ARP_REPLY);
	swap(arp + 8, arp + 18, 10);
	memcpy(arp + 8, host.mac, NETWORK_MAC_BYTES);
	return true;
}

/* An echo request to our address becomes the reply. Fragments and options are not for us. */
static bool answer_ping(unsigned char *ip, size_t len)
{
	unsigned char *icmp = ip + IPV4_BYTES;

	if (len < IPV4_BYTES + ICMP_BYTES || ip[0] != 0x45 || ip[9] != PROTOCOL_ICMP ||
	    (mcfg_get_be16(ip + 6) & 0x3fff) != 0 || memcmp(ip + 16, host.address, 4) != 0 ||
	    icmp[0] != ICMP_ECHO)
		return false;
	swap(ip + 12, ip + 16, 4);
	icmp[0] = ICMP_ECHO_REPLY;
	mcfg_put_be16(icmp + 2, mcfg_sum_change(mcfg_get_be16(icmp + 2), ICMP_ECHO << 8,
	                                        ICMP_ECHO_REPLY << 8));
	return true;
}

static bool answer(unsigned char *frame, size_t len)
{
	unsigned char *payload = frame + NETWORK_HEADER_BYTES;
	size_t payload_len = len - NETWORK_HEADER_BYTES;

	switch (mcfg_get_be16(frame + 12)) {
	case ETHERTYPE_ARP: return answer_arp(payload, payload_len);
	case ETHERTYPE_IPV4: return answer_ping(payload, payload_len);
	default: return false;
	}
}

/* What is not for us is left to whoever comes behind. */
void netecho_main_network_frame(unsigned port, struct network_frame *frame)
{
	unsigned char *bytes = frame->bufs ? mcfg_buf_writable(frame->bufs) : NULL;

	(void)port;
	if (!bytes || frame->bufs->next || !answer(bytes, frame->bufs->len))
		return;
	memcpy(bytes, bytes + NETWORK_MAC_BYTES, NETWORK_MAC_BYTES);
	memcpy(bytes + NETWORK_MAC_BYTES, host.mac, NETWORK_MAC_BYTES);
	network_write(host.network, frame);
}

int netecho_main_start(struct network *network)
{
	const struct mcfg_cidr ipv4 = key_ipv4();
	struct network_info info;
	int error;

	network_info(network, &info);
	host.network = network;
	memcpy(host.mac, info.mac, NETWORK_MAC_BYTES);
	memcpy(host.address, ipv4.addr.byte, sizeof host.address);
	error = network_start(network);
	if (error)
		return error;
	printf("%u.%u.%u.%u answers\n", host.address[0], host.address[1], host.address[2],
	       host.address[3]);
	fflush(stdout);
	return task_sleep_until_ns(MCFG_NEVER_NS);
}
