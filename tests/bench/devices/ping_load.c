/*
 * ping_load - pings a host as fast as it answers, and prints how fast that is.
 *
 *	ping_load ADDRESS WINDOW SECONDS     WINDOW requests are on their way at any time
 *
 * Prints replies a second. A reply that does not come within 100 ms is sent for again.
 */
#include <arpa/inet.h>
#include <netinet/ip_icmp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static struct sockaddr_in host = { .sin_family = AF_INET };
static int fd;

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static uint16_t checksum(const unsigned char *bytes, size_t len)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < len; i += 2)
		sum += (uint32_t)(bytes[i] << 8 | bytes[i + 1]);
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return htons((uint16_t)~sum);
}

static void send_request(void)
{
	static uint16_t sequence;
	unsigned char bytes[64] = { 0 };
	struct icmphdr header = { .type = ICMP_ECHO, .un.echo.sequence = htons(++sequence) };

	memcpy(bytes, &header, sizeof header);
	header.checksum = checksum(bytes, sizeof bytes);
	memcpy(bytes, &header, sizeof header);
	sendto(fd, bytes, sizeof bytes, 0, (struct sockaddr *)&host, sizeof host);
}

/* Waits for a reply: 1, or 0 if none comes. */
static int receive_reply(void)
{
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	unsigned char bytes[256];

	while (poll(&ready, 1, 100) > 0)
		if (recv(fd, bytes, sizeof bytes, 0) > 20 && bytes[20] == ICMP_ECHOREPLY)
			return 1;
	return 0;
}

int main(int argc, char **argv)
{
	int window = argc == 4 ? atoi(argv[2]) : 0;
	double seconds = argc == 4 ? atof(argv[3]) : 0, begin;
	long n = 0;

	fd = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
	if (window < 1 || fd < 0 || inet_pton(AF_INET, argv[1], &host.sin_addr) != 1)
		return 2;
	begin = now();
	for (int i = 0; i < window; i++)
		send_request();
	while (now() - begin < seconds) {
		n += receive_reply();
		send_request();
	}
	printf("%.0f\n", (double)n / (now() - begin));
	return n == 0;
}
