/* <mcfg/block.h> - as far as unit tests of disks need what mcfg writes of the interface. */
#ifndef TESTS_MCFG_BLOCK_H
#define TESTS_MCFG_BLOCK_H

#include "../../devices/block/block_info.h"

#include <mcfg/base.h>

struct block {
	const void *ops;
};

#endif
