/* block_info.h - what a disk is, for those who use the interface block. */
#ifndef BLOCK_INFO_H
#define BLOCK_INFO_H

#include <mcfg/buf.h>

struct block_info {
	uint64_t n_sectors;
	uint32_t sector_bytes; /* a power of two, 512 or more */
	bool read_only;
	bool can_discard;
};

#endif
