/* virtio_block.h - a disk of a virtio machine. */
#ifndef VIRTIO_BLOCK_H
#define VIRTIO_BLOCK_H

#include "virtio_disk.h"

#include <mcfg/block.h>

struct virtio_block {
	struct block block;
	struct virtio_disk disk;
};

#endif
