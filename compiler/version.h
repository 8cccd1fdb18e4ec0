/* version.h - which mcfg this is. */
#ifndef MCFG_VERSION_H
#define MCFG_VERSION_H

#define MCFG_VERSION "0.1.0"

#endif
