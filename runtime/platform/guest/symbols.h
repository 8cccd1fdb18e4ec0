/* symbols.h - the names of the functions of an image. A leaf. */
#ifndef MCFG_SYMBOLS_H
#define MCFG_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

/* The function that an address lies in, and how far; null: the image does not have its name. */
const char *mcfg_symbol(uintptr_t at, uintptr_t *offset);

/* The size of the table of names, which lies from __symbols_start on. */
size_t mcfg_symbols_bytes(void);

#endif
