/* See virtio_place.h. */
#include "virtio_place.h"

#include <mcfg/attached.h>

const char *virtio_place(const char *kind, const char *name, char text[VIRTIO_PLACE_BYTES])
{
	int place = mcfg_attached_place(kind, name);
	char *at = text + VIRTIO_PLACE_BYTES - 1;

	if (place < 0 || place > 999)
		return NULL;
	*at = '\0';
	do {
		*--at = (char)('0' + place % 10);
		place /= 10;
	} while (place);
	return at;
}
