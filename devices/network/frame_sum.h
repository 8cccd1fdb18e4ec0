/* frame_sum.h - fills in the checksum that a frame lacks, where a card cannot. */
#ifndef FRAME_SUM_H
#define FRAME_SUM_H

#include "network_frame.h"

/*
 * frame_sum - fill in a checksum that is MISSING; its frame then says of it what it says of others.
 *
 * The bufs are written to: none is shared. The place of the checksum lies in the frame, as
 * frame_check makes sure of.
 */
void frame_sum(struct network_frame *frame);

#endif
