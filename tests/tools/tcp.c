/*
 * tcp - sends bytes over a connection, or receives them and compares.
 *
 *	tcp listen ADDRESS PORT BYTES   says "listening"; ends with 0 if all came, as they are to be
 *	tcp send ADDRESS PORT BYTES
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static unsigned char bytes[65536];

static unsigned char byte_at(size_t i)
{
	return (unsigned char)(i * 7 + i / 256 * 3 + i / 65536 * 5);
}

static int failed(const char *what)
{
	perror(what);
	return 1;
}

static int send_all(int fd, size_t n)
{
	for (size_t at = 0; at < n;) {
		size_t part = n - at < sizeof bytes ? n - at : sizeof bytes;
		ssize_t sent;

		for (size_t i = 0; i < part; i++)
			bytes[i] = byte_at(at + i);
		sent = write(fd, bytes, part);
		if (sent <= 0)
			return failed("write");
		at += (size_t)sent;
	}
	shutdown(fd, SHUT_WR);
	return read(fd, bytes, 1) != 0; /* until the other side has all */
}

static int receive_all(int fd, size_t n)
{
	size_t at = 0;
	ssize_t got;

	while ((got = read(fd, bytes, sizeof bytes)) > 0)
		for (ssize_t i = 0; i < got; i++)
			if (bytes[i] != byte_at(at++)) {
				fprintf(stderr, "byte %zu is another one\n", at - 1);
				return 1;
			}
	if (at != n)
		fprintf(stderr, "%zu bytes, not %zu\n", at, n);
	return at != n;
}

int main(int argc, char **argv)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1, connection;
	size_t n;

	if (argc != 5 || inet_pton(AF_INET, argv[2], &address.sin_addr) != 1)
		return 2;
	address.sin_port = htons((uint16_t)atoi(argv[3]));
	n = strtoul(argv[4], NULL, 10);
	if (strcmp(argv[1], "send") == 0) {
		if (connect(fd, (struct sockaddr *)&address, sizeof address))
			return failed("connect");
		return send_all(fd, n);
	}
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 1))
		return failed("listen");
	puts("listening");
	fflush(stdout);
	connection = accept(fd, NULL, NULL);
	return connection < 0 ? failed("accept") : receive_all(connection, n);
}
