/*
 * Says how packets of UDP and TCP come: whether their checksums are there, and whether they are
 * joined. A connection is accepted, so that there is something to join, and its end is that of the
 * image.
 */
#include <mcfg/checksum.h>
#include <mcfg/endian.h>
#include <mcfg/keys.h>
#include <mcfg/network.h>
#include <mcfg/task.h>

#include <stdio.h>
#include <string.h>

enum {
	IP = 14,
	TCP = IP + 20,
	ANSWER_BYTES = TCP + 24, /* with an option: */
	MSS_OPTION = 0x02040000 + 1460,
	PROTOCOL_TCP = 6,
	PROTOCOL_UDP = 17,
	SYN = 2,
	ACK = 16,
	ENOUGH_BYTES = 10000 /* the peer sends as much without an answer */
};

static struct network *card;
static struct mcfg_waker data_came;

static void swap(unsigned char *a, unsigned char *b, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char was = a[i];

		a[i] = b[i];
		b[i] = was;
	}
}

static void say(const char *protocol, const struct network_frame *frame, size_t len)
{
	static const char *const checksums[] = { "there", "right", "missing" };

	printf("%s: %s, checksum %s\n", protocol,
	       frame->segment_bytes ? "joined"
	       : len > 1514         ? "too long"
	                            : "one packet",
	       checksums[frame->checksum]);
	fflush(stdout);
}

/* The card fills in the checksum of TCP: that of the pseudo header is there. */
static void answer(struct network_frame *frame, unsigned char *bytes)
{
	unsigned char pseudo[12] = { 0 };
	struct network_frame reply = { .bufs = frame->bufs,
		                       .checksum = NETWORK_CHECKSUM_MISSING,
		                       .checksum_start = TCP,
		                       .checksum_offset = 16 };

	swap(bytes, bytes + 6, 6);
	swap(bytes + IP + 12, bytes + IP + 16, 4);
	swap(bytes + TCP, bytes + TCP + 2, 2);
	mcfg_put_be16(bytes + IP + 2, ANSWER_BYTES - IP);
	mcfg_put_be16(bytes + IP + 10, 0);
	mcfg_put_be16(bytes + IP + 10, mcfg_sum_end(mcfg_sum(0, bytes + IP, TCP - IP)));
	mcfg_put_be32(bytes + TCP + 8, mcfg_get_be32(bytes + TCP + 4) + 1);
	mcfg_put_be32(bytes + TCP + 4, 1000);
	bytes[TCP + 12] = (ANSWER_BYTES - TCP) / 4 << 4;
	bytes[TCP + 13] = SYN | ACK;
	mcfg_put_be16(bytes + TCP + 14, UINT16_MAX);
	mcfg_put_be32(bytes + TCP + 20, MSS_OPTION);
	memcpy(pseudo, bytes + IP + 12, 8);
	pseudo[9] = PROTOCOL_TCP;
	pseudo[11] = ANSWER_BYTES - TCP;
	mcfg_put_be16(bytes + TCP + 16,
	              (uint16_t)~mcfg_sum_end(mcfg_sum(0, pseudo, sizeof pseudo)));
	mcfg_buf_trim(reply.bufs, ANSWER_BYTES);
	frame->bufs = NULL;
	network_write(card, &reply);
}

/* The peer joins what it has when it sends, which may be a single packet: several are looked at,
   and a joined one, where there is one, is what is told of. */
static void data_comes(const struct network_frame *frame, size_t len)
{
	static struct network_frame telling;
	static size_t telling_len, bytes_came;

	if (!bytes_came || (frame->segment_bytes && !telling.segment_bytes)) {
		telling = *frame;
		telling_len = len;
	}
	bytes_came += len;
	if (bytes_came < ENOUGH_BYTES || data_came.woken)
		return;
	say("tcp", &telling, telling_len);
	mcfg_waker_wake(&data_came, 0);
}

static void tcp_came(struct network_frame *frame, unsigned char *bytes, size_t len)
{
	size_t header = TCP + (size_t)(bytes[TCP + 12] >> 4) * 4;
	size_t end = IP + (size_t)mcfg_get_be16(bytes + IP + 2);

	if ((bytes[TCP + 13] & (SYN | ACK)) == SYN)
		answer(frame, bytes);
	else if (end > header)
		data_comes(frame, len);
}

void offloads_main_network_frame(unsigned port, struct network_frame *frame)
{
	unsigned char *bytes = mcfg_buf_writable(frame->bufs);
	size_t len = network_frame_len(frame);

	(void)port;
	if (!bytes || frame->bufs->len < ANSWER_BYTES - 16 || mcfg_get_be16(bytes + 12) != 0x0800 ||
	    bytes[IP] != 0x45)
		return;
	if (bytes[IP + 9] == PROTOCOL_UDP)
		say("udp", frame, len);
	else if (bytes[IP + 9] == PROTOCOL_TCP && frame->bufs->len >= ANSWER_BYTES)
		tcp_came(frame, bytes, len);
}

int offloads_main_start(struct network *network)
{
	struct network_info info;
	int error;

	card = network;
	network_info(card, &info);
	error = network_start(card);
	if (!error && !key_quiet())
		error = network_accept(card, info.offloads);
	printf("ready\n");
	fflush(stdout);
	return error ? error : mcfg_waker_wait(&data_came);
}
