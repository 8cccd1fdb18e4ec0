/* What every card checks about a frame. See frame_check.h. */
#include "frame_check.h"

#include <errno.h>

/* The checksum goes into two bytes of the frame that lie behind its start. */
static bool checksum_is_inside(const struct network_frame *frame, size_t len)
{
	size_t at = (size_t)frame->checksum_start + frame->checksum_offset;

	return frame->checksum_start >= NETWORK_HEADER_BYTES && at + 2 <= len;
}

static int check_offloads(const struct network_info *info, const struct network_frame *frame,
                          size_t len)
{
	unsigned wanted = frame->segment_bytes ? frame->segments : 0;

	if (frame->checksum == NETWORK_CHECKSUM_MISSING)
		wanted |= NETWORK_OFFLOAD_CHECKSUM;
	else if (wanted)
		return -EINVAL;
	if (wanted & ~info->offloads)
		return -EINVAL;
	if (wanted && !checksum_is_inside(frame, len))
		return -EINVAL;
	return frame->segment_bytes && frame->header_bytes >= len ? -EINVAL : 0;
}

int frame_check(const struct network_info *info, const struct network_frame *frame, size_t *len)
{
	const size_t most_whole = (size_t)info->mtu + NETWORK_HEADER_BYTES;
	const size_t most = frame->segment_bytes ? UINT16_MAX : most_whole;

	*len = network_frame_len(frame);
	if (*len < NETWORK_HEADER_BYTES || *len > most)
		return -EMSGSIZE;
	return check_offloads(info, frame, *len);
}

int frame_share(const struct network_frame *frame, struct network_frame *copy)
{
	struct mcfg_buf **end = &copy->bufs;

	*copy = *frame;
	copy->bufs = NULL;
	for (const struct mcfg_buf *buf = frame->bufs; buf; buf = buf->next) {
		*end = mcfg_buf_share(buf);
		if (!*end) {
			network_frame_put(copy);
			return -ENOBUFS;
		}
		end = &(*end)->next;
	}
	return 0;
}
