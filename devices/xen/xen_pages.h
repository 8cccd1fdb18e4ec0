/*
 * xen_pages.h - pages of our own that a backend may use as long as a connection lasts: for data
 * that is copied, and for lists that requests refer to. They are made as they are needed, and
 * granted once.
 */
#ifndef XEN_PAGES_H
#define XEN_PAGES_H

#include <mcfg/platform.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct xen_page {
	struct xen_page *next;  /* among the free ones */
	struct xen_page *older; /* among all */
	unsigned char *memory;
	uint32_t ref;
};

struct xen_pages {
	uint16_t domain;
	size_t most, n;
	struct xen_page *free, *newest;
};

/* No pages yet, of at most so many for that domain. */
void xen_pages_open(struct xen_pages *pages, uint16_t domain, size_t most);

/* One that the backend may read and write; the one that was used last. Null: there is none now. */
struct xen_page *xen_pages_get(struct xen_pages *pages);

/* Ends its use. It may hold what it held. */
void xen_pages_put(struct xen_pages *pages, struct xen_page *page);

/*
 * xen_pages_close - end all grants, and give the memory back, but for pages that the backend holds
 * on to. Waits for it until the task's deadline.
 *
 * Returns how many pages are lost to it. Blocks.
 */
size_t xen_pages_close(struct xen_pages *pages);

#endif
