/* xen_block.h - a disk of a domain of Xen. */
#ifndef XEN_BLOCK_H
#define XEN_BLOCK_H

#include "xen_disk.h"

#include <mcfg/block.h>

struct xen_block {
	struct block block;
	struct xen_disk disk;
};

#endif
