/* virtio_place.h - which one of its kind a disk or card is, where the machine does not say names.
 */
#ifndef VIRTIO_PLACE_H
#define VIRTIO_PLACE_H

enum { VIRTIO_PLACE_BYTES = 4 };

/*
 * The place of what the configuration attaches under that name, as a number in `text`: "0" for the
 * first one of its kind. Null where nothing is attached under that name, or too much.
 */
const char *virtio_place(const char *kind, const char *name, char text[VIRTIO_PLACE_BYTES]);

#endif
