/*
 * vnet - sends a frame of TCP without its checksum, that is to be cut into segments, out by an
 * interface, and prints what comes back from there, as the host has it.
 *
 *	vnet INTERFACE 4|6 BYTES SEGMENT N
 *
 * BYTES of payload; 0 for SEGMENT: it is not to be cut. N frames are waited for.
 */
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <linux/virtio_net.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ETHERNET = 14, TCP = 20 };

struct frame {
	struct virtio_net_hdr header;
	unsigned char bytes[65536];
};

static void put16(unsigned char *at, unsigned number)
{
	at[0] = (unsigned char)(number >> 8);
	at[1] = (unsigned char)number;
}

static unsigned sum(const unsigned char *at, size_t len, unsigned total)
{
	for (size_t i = 0; i < len; i += 2)
		total += (unsigned)(at[i] << 8 | at[i + 1]);
	while (total >> 16)
		total = (total & 0xffff) + (total >> 16);
	return total;
}

/* The header of IP, with the sum of the pseudo header in that of TCP. Returns its length. */
static size_t put_ip(unsigned char *ip, unsigned family, unsigned tcp_len)
{
	size_t len = family == 4 ? 20 : 40;

	if (family == 4) {
		const unsigned char head[20] = { 0x45, 0, 0,  0, 0, 0, 0x40, 0, 64, 6,
			                         0,    0, 10, 0, 0, 1, 10,   0, 0,  2 };

		memcpy(ip, head, sizeof head);
		put16(ip + 2, 20 + tcp_len);
		put16(ip + 10, ~sum(ip, 20, 0));
		put16(ip + len + 16, sum(ip + 12, 8, 6 + tcp_len));
	} else {
		ip[0] = 0x60;
		put16(ip + 4, tcp_len);
		ip[6] = 6;
		ip[7] = 64;
		ip[8] = ip[24] = 0xfd;
		ip[23] = 1;
		ip[39] = 2;
		put16(ip + len + 16, sum(ip + 8, 32, 6 + tcp_len));
	}
	return len;
}

/* Returns the frame's length. */
static size_t fill(struct frame *frame, unsigned family, size_t payload, unsigned segment)
{
	unsigned char *ip = frame->bytes + ETHERNET;
	unsigned tcp_len = TCP + (unsigned)payload;
	size_t ip_len = put_ip(ip, family, tcp_len);
	unsigned char *tcp = ip + ip_len;

	memset(frame->bytes, 2, 12);
	put16(frame->bytes + 12, family == 4 ? 0x0800 : 0x86dd);
	put16(tcp, 4000);
	put16(tcp + 2, 5000);
	tcp[12] = 0x50;
	tcp[13] = 0x10;
	for (size_t i = 0; i < payload; i++)
		tcp[TCP + i] = (unsigned char)(i * 7 + (i >> 8));
	frame->header = (struct virtio_net_hdr){
		.flags = VIRTIO_NET_HDR_F_NEEDS_CSUM,
		.csum_start = (uint16_t)(ETHERNET + ip_len),
		.csum_offset = 16,
	};
	if (segment) {
		frame->header.gso_type =
		    family == 4 ? VIRTIO_NET_HDR_GSO_TCPV4 : VIRTIO_NET_HDR_GSO_TCPV6;
		frame->header.gso_size = (uint16_t)segment;
		frame->header.hdr_len = (uint16_t)(ETHERNET + ip_len + TCP);
	}
	return ETHERNET + ip_len + tcp_len;
}

static void print(const struct frame *frame, size_t len)
{
	const struct virtio_net_hdr *header = &frame->header;

	printf("host: %zu bytes", len);
	if (header->flags & VIRTIO_NET_HDR_F_NEEDS_CSUM)
		printf(", without checksum at %u + %u", header->csum_start, header->csum_offset);
	if (header->gso_type)
		printf(", segments of %u, kind %u", header->gso_size, header->gso_type);
	putchar('\n');
}

static int open_interface(const char *name)
{
	struct sockaddr_ll address = { .sll_family = AF_PACKET, .sll_protocol = htons(3) };
	int fd = socket(AF_PACKET, SOCK_RAW, htons(3)), on = 1; /* 3: of all protocols */

	address.sll_ifindex = (int)if_nametoindex(name);
	if (fd < 0 || setsockopt(fd, SOL_PACKET, PACKET_VNET_HDR, &on, sizeof on) ||
	    bind(fd, (struct sockaddr *)&address, sizeof address)) {
		perror(name);
		exit(2);
	}
	return fd;
}

static int receive(int fd, struct frame *frame)
{
	struct sockaddr_ll from;
	socklen_t from_len = sizeof from;
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	ssize_t len;

	if (poll(&ready, 1, 3000) <= 0)
		return -1;
	len = recvfrom(fd, frame, sizeof *frame, 0, (struct sockaddr *)&from, &from_len);
	if (len < (ssize_t)sizeof frame->header)
		return -1;
	if (from.sll_pkttype == PACKET_OUTGOING)
		return 0;
	print(frame, (size_t)len - sizeof frame->header);
	return 1;
}

int main(int argc, char **argv)
{
	static struct frame frame;
	size_t len;
	int fd, got = 0, n;

	if (argc != 6)
		return 2;
	fd = open_interface(argv[1]);
	n = atoi(argv[5]);
	len = sizeof frame.header + fill(&frame, (unsigned)atoi(argv[2]),
	                                 strtoul(argv[3], NULL, 10), (unsigned)atoi(argv[4]));
	if (write(fd, &frame, len) != (ssize_t)len) {
		perror("write");
		return 1;
	}
	while (n > 0 && (got = receive(fd, &frame)) >= 0)
		n -= got;
	return n > 0;
}
