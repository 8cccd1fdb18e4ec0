/* The names of virtual disks. Source: Xen's document vbd-interface. See xen_disk.h. */
#include "xen_disk.h"

#include <string.h>

enum {
	XVD_MAJOR = 202,
	XVD_SHORT = 16,     /* disks that have a number of the short form */
	LEAST_NUMBER = 768, /* hda */
	MOST_DIGITS = 9
};

#define XVD_LONG (UINT32_C(1) << 28)

uint32_t xen_disk_number_of_place(unsigned place)
{
	if (place < XVD_SHORT)
		return XVD_MAJOR << 8 | place << 4;
	return place < 1 << 20 ? XVD_LONG | place << 8 : 0;
}

/* Of the letters behind xvd: a, b .. z, aa .. */
static uint32_t number_of_letters(const char *letters)
{
	unsigned place = 0;
	size_t len = strlen(letters);

	if (len == 0 || len > 4)
		return 0;
	for (; *letters; letters++) {
		if (*letters < 'a' || *letters > 'z')
			return 0;
		place = place * 26 + (unsigned)(*letters - 'a') + 1;
	}
	return xen_disk_number_of_place(place - 1);
}

uint32_t xen_disk_number(const char *name)
{
	size_t len = strlen(name);
	uint32_t number = 0;

	if (!strncmp(name, "xvd", 3))
		return number_of_letters(name + 3);
	if (len > MOST_DIGITS || strspn(name, "0123456789") != len)
		return 0;
	for (; *name; name++)
		number = number * 10 + (uint32_t)(*name - '0');
	return number >= LEAST_NUMBER ? number : 0;
}
