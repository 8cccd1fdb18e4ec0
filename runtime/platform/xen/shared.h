/* shared.h - the page that Xen shares with its domain: event channels and clocks. */
#ifndef MCFG_XEN_SHARED_H
#define MCFG_XEN_SHARED_H

#include "hypercall.h"

/* Null until xen_shared_map. */
extern struct shared_info *xen_shared;

/* Puts the page into our memory, again after a restore. Returns 0, or a negative errno. */
int xen_shared_map(void);

/* Puts one of Xen's pages for this domain (XENMAPSPACE_...) in the place of a page of RAM. */
int xen_map_page(unsigned space, unsigned long index, void *page);

/* A parameter that the toolstack has set; 0 where it has not. */
uint64_t xen_parameter(uint32_t index);

#endif
