/*
 * pcap_disk.h - a capture on a disk. All of the disk is one at any time: what has no packets yet
 * are blocks of a kind that readers pass over, one in each page, and one from the last packet to
 * the end of its page. So a disk is read as it lies there, whatever has become of the image.
 */
#ifndef PCAP_DISK_H
#define PCAP_DISK_H

#include "capture.h"

#include <mcfg/block.h>
#include <mcfg/task.h>

enum { PCAP_DISK_BYTES = 128 * 1024 };

/*
 * Packets are put into memory while a task writes those before: a capture holds nothing up, and
 * what does not fit is counted as dropped.
 */
struct pcap_disk {
	struct capture_sink sink;
	struct block *disk;
	uint32_t sector_bytes;
	size_t page_bytes;   /* of whole sectors */
	uint64_t room_bytes; /* for packets; behind it are those for the end */
	uint64_t at_bytes;   /* the end of what was written; the rest of its page is in `page` */
	unsigned char *filling, *page;
	size_t n_filling, n_writing;
	int error; /* of the first write that failed, or -ENOSPC: no more is written after it */
	bool full;
	struct mcfg_buf_pool pool; /* of one buf, which is written */
	struct mcfg_task *writer;
	struct mcfg_waker *more, *idle;
};

/*
 * pcap_disk_open - make the disk an empty capture, all of it: this takes as long as writing it.
 *
 * Returns 0, -EROFS, -ENOSPC: it has less than three pages; -ENOMEM, or as block_write. Blocks.
 */
int pcap_disk_open(struct pcap_disk *self, struct block *disk);

/* Waits until all is written, and closes it; says where not all could be. Blocks. */
void pcap_disk_close(struct pcap_disk *self);

#endif
