/* frame_check.h - what every card checks about a frame, for those who implement network. */
#ifndef FRAME_CHECK_H
#define FRAME_CHECK_H

#include "network_frame.h"

/*
 * frame_check - can a card of this kind send that frame?
 *
 * len   gives: of all of its bytes.
 *
 * Returns 0, -EMSGSIZE or -EINVAL, as network_write does.
 */
int frame_check(const struct network_info *info, const struct network_frame *frame, size_t *len);

/*
 * frame_share - another frame of the same bytes.
 *
 * Returns 0, or -ENOBUFS: a pool has no view left; `copy` then has no bufs.
 */
int frame_share(const struct network_frame *frame, struct network_frame *copy);

#endif
