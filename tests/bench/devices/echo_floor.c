/*
 * echo_floor - the floor of what answers pings on a tap: one read and one write a frame, in place,
 * and nothing else.
 *
 *	echo_floor TAP     answers any ARP request, and any ping
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const unsigned char mac[6] = { 2, 0, 0, 0, 0, 2 };
static unsigned char frame[65536];

static void swap(unsigned char *a, unsigned char *b, size_t len)
{
	unsigned char was[16];

	memcpy(was, a, len);
	memcpy(a, b, len);
	memcpy(b, was, len);
}

static int answer_arp(void)
{
	if (frame[21] != 1)
		return 0;
	frame[21] = 2;
	swap(frame + 22, frame + 32, 10);
	memcpy(frame + 22, mac, sizeof mac);
	return 1;
}

/* The checksum without the 8 that becomes a 0. */
static int answer_ping(void)
{
	uint32_t sum;

	if (frame[23] != 1 || frame[34] != 8)
		return 0;
	swap(frame + 26, frame + 30, 4);
	frame[34] = 0;
	sum = (uint32_t)(frame[36] << 8 | frame[37]) + 0x800;
	sum = (sum & 0xffff) + (sum >> 16);
	frame[36] = (unsigned char)(sum >> 8);
	frame[37] = (unsigned char)sum;
	return 1;
}

static int answer(ssize_t len)
{
	int type = frame[12] << 8 | frame[13];
	int answered = len < 42         ? 0
	               : type == 0x0806 ? answer_arp()
	               : type == 0x0800 ? answer_ping()
	                                : 0;

	if (answered) {
		memcpy(frame, frame + 6, 6);
		memcpy(frame + 6, mac, 6);
	}
	return answered;
}

int main(int argc, char **argv)
{
	struct ifreq request = { .ifr_flags = IFF_TAP | IFF_NO_PI };
	int tap = open("/dev/net/tun", O_RDWR);
	ssize_t len;

	if (argc != 2 || tap < 0)
		return 2;
	strncpy(request.ifr_name, argv[1], IFNAMSIZ - 1);
	if (ioctl(tap, TUNSETIFF, &request)) {
		perror(argv[1]);
		return 1;
	}
	while ((len = read(tap, frame, sizeof frame)) >= 0)
		if (answer(len) && write(tap, frame, (size_t)len) != len)
			return 1;
	return 1;
}
