/* Says what frames of TCP are, looks at their checksums, and sends each back as it is. */
#include <mcfg/checksum.h>
#include <mcfg/endian.h>
#include <mcfg/keys.h>
#include <mcfg/network.h>
#include <mcfg/task.h>

#include <stdio.h>
#include <string.h>

enum { MOST_BYTES = 70000, PORT = 5000 };

static struct network *card;

/* All bytes of a frame, one behind the other. */
static const unsigned char *flat(const struct network_frame *frame)
{
	static unsigned char bytes[MOST_BYTES];
	size_t at = 0;

	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		memcpy(bytes + at, buf->data, buf->len);
		at += buf->len;
	}
	return bytes;
}

/* Where TCP begins; 0: it is not ours. */
static size_t tcp_of(const unsigned char *bytes, size_t len)
{
	size_t at = bytes[12] == 0x08 && bytes[14] == 0x45 ? 34 : bytes[12] == 0x86 ? 54 : 0;

	return at > 0 && len >= at + 20 && mcfg_get_be16(bytes + at + 2) == PORT ? at : 0;
}

/* In its place, or what the pseudo header alone gives. */
static const char *checksum(const struct network_frame *frame, const unsigned char *bytes,
                            size_t len, size_t tcp)
{
	uint64_t sum = tcp == 34 ? mcfg_sum(0, bytes + 26, 8) : mcfg_sum(0, bytes + 22, 32);
	unsigned char rest[4];

	mcfg_put_be16(rest, 6);
	mcfg_put_be16(rest + 2, (uint16_t)(len - tcp));
	sum = mcfg_sum(sum, rest, sizeof rest);
	if (frame->checksum == NETWORK_CHECKSUM_MISSING)
		return (uint16_t)~mcfg_sum_end(sum) == mcfg_get_be16(bytes + tcp + 16)
		           ? "missing"
		           : "missing, with another one in its place";
	return mcfg_sum_end(mcfg_sum(sum, bytes + tcp, len - tcp)) == 0 ? "right" : "wrong";
}

static bool is_payload(const unsigned char *payload, size_t len, unsigned first)
{
	for (size_t i = 0; i < len; i++)
		if (payload[i] != (unsigned char)((i + first) * 7 + ((i + first) >> 8)))
			return false;
	return true;
}

void offload_main_network_frame(unsigned port, struct network_frame *frame)
{
	size_t len = network_frame_len(frame), tcp;
	const unsigned char *bytes = flat(frame);
	int error;

	(void)port;
	tcp = tcp_of(bytes, len);
	if (!tcp)
		return;
	printf("%zu bytes, checksum %s", len, checksum(frame, bytes, len, tcp));
	if (frame->segment_bytes)
		printf(", segments of %u, kind %u, headers %u", (unsigned)frame->segment_bytes,
		       (unsigned)frame->segments, (unsigned)frame->header_bytes);
	if (!is_payload(bytes + tcp + 20, len - tcp - 20, mcfg_get_be32(bytes + tcp + 4)))
		printf(", not what was sent");
	putchar('\n');
	error = network_write(card, frame);
	if (error)
		printf("cannot be sent back: %d\n", error);
	fflush(stdout);
}

int offload_main_start(struct network *network)
{
	struct network_info info;
	int error;

	card = network;
	network_info(network, &info);
	error = network_accept(network, (unsigned)key_accept());
	printf("offers %u, accepts: %d\n", info.offloads, error);
	if (!error)
		error = network_start(network);
	puts("ready");
	fflush(stdout);
	return error ? error : task_sleep_until_ns(MCFG_NEVER_NS);
}
