/*
 * <mcfg/keys.h> - the keys of the configuration.
 * Written by mcfg.
 */
#ifndef MCFG_GENERATED_KEYS_H
#define MCFG_GENERATED_KEYS_H

#include <mcfg/value.h>

#endif
