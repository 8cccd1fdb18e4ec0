/* show.h - how the devices of an image are wired, as the C of the image finds it. */
#ifndef SHOW_H
#define SHOW_H

#include <stdbool.h>

/*
 * Writes a line, `depth` levels in: a device's name, and its number in the order in which devices
 * were first shown. Is it the first time, so that what it stands on is to be shown as well?
 */
bool show(const void *device, unsigned depth, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
