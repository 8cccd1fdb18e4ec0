/* pcap.h - a card whose frames are captured. */
#ifndef PCAP_H
#define PCAP_H

#include "network_filter.h"
#include "pcapng_wire.h"

#include <mcfg/unix/work.h>

enum { PCAP_BUFFER_BYTES = 256 * 1024 };

/*
 * The file. Packets are put into one buffer while a thread writes the other: a capture holds
 * nothing up, and what does not fit is counted as dropped.
 */
struct pcap_file {
	int fd;
	int error; /* of the first write that failed; nothing is written after it */
	unsigned char *filling, *writing;
	size_t n_filling, n_writing; /* bytes */
	bool busy;                   /* the thread is at work */
	struct mcfg_work work;
	struct mcfg_waker *idle;
};

/* The last packets, each as its block, one behind the other. */
struct pcap_ring {
	unsigned char *bytes;
	size_t room, first, n; /* of bytes */
};

struct pcap {
	struct network network;
	struct network *below;
	struct pcap_file file;
	struct pcap_ring ring; /* without room where there is none */
	uint64_t n_seen, n_dropped;
};

/* Opens the file, which is emptied. Returns 0 or a negative errno. */
int pcap_file_open(struct pcap_file *file, const char *path);

/* Waits until all is written, and closes it. Returns 0, or the error of a write. */
int pcap_file_close(struct pcap_file *file);

/* Room for n bytes, which will be written; null: there is none now. */
unsigned char *pcap_file_append(struct pcap_file *file, size_t n);

/* What was appended is complete, and may be written. */
void pcap_file_push(struct pcap_file *file);

int pcap_ring_open(struct pcap_ring *ring, size_t bytes);
void pcap_ring_close(struct pcap_ring *ring);

/*
 * Makes room for a block of n bytes, forgetting the oldest ones, and puts it there. Was it put? It
 * is not where it is larger than the ring.
 */
bool pcap_ring_put(struct pcap_ring *ring, const unsigned char *block, size_t n);

/* The oldest block's length, 0 if there is none; and taking it out, into `block`. */
size_t pcap_ring_next(const struct pcap_ring *ring);
void pcap_ring_take(struct pcap_ring *ring, unsigned char *block);

#endif
