/* capture INTERFACE FILE: write what passes an interface of dom0 into a pcap file, until it is
 * killed. Frames whose checksums are still to be filled in, or that are still to be cut, are
 * written as such. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>

static int open_interface(const char *name)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET,
		                  .sll_protocol = htons(ETH_P_ALL),
		                  .sll_ifindex = (int)if_nametoindex(name) };
	int fd = socket(AF_PACKET, SOCK_RAW, 0), bytes = 8 << 20;

	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
	if (fd < 0 || !at.sll_ifindex || bind(fd, (struct sockaddr *)&at, sizeof at))
		return -1;
	return fd;
}

/* The numbers of pcap's headers; LINKTYPE_ETHERNET is 1. */
static void put_head(FILE *file)
{
	const uint32_t head[] = { 0xa1b2c3d4, 4 << 16 | 2, 0, 0, 262144, 1 };

	fwrite(head, sizeof head, 1, file);
	fflush(file);
}

static void put_frame(FILE *file, const void *frame, uint32_t len)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	const uint32_t head[] = { (uint32_t)now.tv_sec, (uint32_t)now.tv_nsec / 1000, len, len };

	fwrite(head, sizeof head, 1, file);
	fwrite(frame, len, 1, file);
	fflush(file);
}

int main(int argc, char **argv)
{
	static unsigned char frame[1 << 18];
	int fd = argc == 3 ? open_interface(argv[1]) : -1;
	FILE *file = fd >= 0 ? fopen(argv[2], "w") : NULL;
	ssize_t len;

	if (!file) {
		fprintf(stderr, "capture: cannot listen at %s\n", argc > 1 ? argv[1] : "nothing");
		return 1;
	}
	put_head(file);
	puts("capturing");
	fflush(stdout);
	while ((len = recv(fd, frame, sizeof frame, 0)) >= 0)
		put_frame(file, frame, (uint32_t)len);
	return 1;
}
