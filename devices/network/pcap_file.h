/* pcap_file.h - a capture in a file of the host. */
#ifndef PCAP_FILE_H
#define PCAP_FILE_H

#include "capture.h"

#include <mcfg/task.h>
#include <mcfg/unix/work.h>

enum { PCAP_BUFFER_BYTES = 256 * 1024 };

/*
 * Packets are put into one buffer while a thread writes the other: a capture holds nothing up, and
 * what does not fit is counted as dropped.
 */
struct pcap_file {
	struct capture_sink sink;
	int fd;
	int error; /* of the first write that failed; nothing is written after it */
	unsigned char *filling, *writing;
	size_t n_filling, n_writing; /* bytes */
	bool busy;                   /* the thread is at work */
	struct mcfg_work work;
	struct mcfg_waker *idle;
};

/* Opens the file, which is emptied. Returns 0 or a negative errno. */
int pcap_file_open(struct pcap_file *file, const char *path);

/* Waits until all is written, and closes it. Returns 0, or the error of a write. Blocks. */
int pcap_file_close(struct pcap_file *file);

#endif
