/* See show.h. */
#include "show.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_DEVICES = 100 };

static const void *shown[MAX_DEVICES];

bool show(const void *device, unsigned depth, const char *format, ...)
{
	unsigned number = 0;
	bool first;
	va_list args;

	while (number < MAX_DEVICES && shown[number] && shown[number] != device)
		number++;
	if (number == MAX_DEVICES)
		abort();
	first = !shown[number];
	shown[number] = device;
	printf("%*s%u ", (int)depth * 2, "", number + 1);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	puts(first ? "" : " again");
	return first;
}
