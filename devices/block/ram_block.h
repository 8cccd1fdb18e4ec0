/* ram_block.h - a disk in memory. */
#ifndef RAM_BLOCK_H
#define RAM_BLOCK_H

#include <mcfg/block.h>

struct ram_block {
	struct block block;
	unsigned char *bytes;
	struct block_info info;
};

#endif
