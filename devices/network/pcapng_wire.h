/*
 * pcapng_wire.h - the blocks of a capture, as bytes. Little-endian, times in nanoseconds.
 *
 * Source: PCAP Next Generation Capture File Format, draft-ietf-opsawg-pcapng.
 */
#ifndef PCAPNG_WIRE_H
#define PCAPNG_WIRE_H

#include <stddef.h>
#include <stdint.h>

/* What is written at most for the head and the counts; what a block has beside its (padded) packet.
 */
enum {
	PCAPNG_HEAD_BYTES = 128,
	PCAPNG_COUNT_BYTES = 64,
	PCAPNG_PACKET_BYTES = 44,
	PCAPNG_PADDING_BYTES = 12
};

enum pcapng_direction { PCAPNG_IN = 1, PCAPNG_OUT = 2 };

/* The section's header and its one interface, of Ethernet; of the name 31 bytes are kept. Returns
 * the end. */
unsigned char *pcapng_put_head(unsigned char *to, const char *name);

/* What stands before and behind the len bytes of a packet, which the caller puts between them.
 * Return the end. */
unsigned char *pcapng_put_before(unsigned char *to, size_t len, uint64_t at_ns);
unsigned char *pcapng_put_behind(unsigned char *to, size_t len, enum pcapng_direction direction);

/* How many frames were seen, and how many of them are not in the file. Returns the end. */
unsigned char *pcapng_put_counts(unsigned char *to, uint64_t at_ns, uint64_t n_seen,
                                 uint64_t n_dropped);

/* n bytes without meaning, a multiple of 4 and PCAPNG_PADDING_BYTES at least; readers pass over
 * them. */
void pcapng_put_padding(unsigned char *to, size_t n);

#endif
