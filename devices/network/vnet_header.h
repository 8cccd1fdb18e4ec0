/*
 * vnet_header.h - the header that virtio and Linux's tap have before each frame: which of its
 * checksums are missing, and how it is to be cut.
 *
 * Source: Virtual I/O Device 1.1, 5.1.6. Little-endian; the layout of virtio 1, which ends with a
 * number of buffers. Without that it is a tap's.
 */
#ifndef VNET_HEADER_H
#define VNET_HEADER_H

#include "network_frame.h"

enum { VNET_HEADER_BYTES = 12, VNET_HEADER_SHORT_BYTES = 10 };

/* Write the header of a frame that network_write takes; its number of buffers, where it has one, is
 * 0. */
void vnet_header_put(unsigned char header[VNET_HEADER_BYTES], const struct network_frame *frame);
void vnet_header_put_short(unsigned char header[VNET_HEADER_SHORT_BYTES],
                           const struct network_frame *frame);

/*
 * vnet_header_get - what the header, of either length, says of a frame of `len` bytes; it is not
 * trusted.
 *
 * frame   written, but for its bufs.
 *
 * Returns 0, or -EPROTO: it says what cannot be.
 */
int vnet_header_get(const unsigned char header[VNET_HEADER_SHORT_BYTES], size_t len,
                    struct network_frame *frame);

#endif
