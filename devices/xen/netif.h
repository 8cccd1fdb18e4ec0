/* netif.h - Xen's public header of the protocol for cards, with what it stands on. */
#ifndef XEN_NETIF_H
#define XEN_NETIF_H

/* The names of Xen's headers are reserved ones; this is how they are asked for a version. */
#ifndef __XEN_INTERFACE_VERSION__
#define __XEN_INTERFACE_VERSION__ 0x00040d00
#endif

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <xen/xen.h>

#include <xen/io/netif.h>

#endif
