/* pl031.h - ARM's real time clock. */
#ifndef MCFG_ARM64_PL031_H
#define MCFG_ARM64_PL031_H

#include "devicetree.h"

/* Reads it, once: from here on the monotonic clock carries the time. */
void mcfg_pl031_open(const struct devicetree *devices);

/* Since 1970-01-01 00:00 UTC. Returns 0, or -ENODEV: there is none. */
int mcfg_pl031_wall(int64_t *seconds, uint32_t *nanoseconds);

#endif
