/* Pages that are granted once. See xen_pages.h. */
#include "xen_pages.h"

#include <mcfg/xen/grant.h>
#include <stdlib.h>

void xen_pages_open(struct xen_pages *pages, uint16_t domain, size_t most)
{
	*pages = (struct xen_pages){ .domain = domain, .most = most };
}

static struct xen_page *make_page(uint16_t domain)
{
	struct xen_page *page = malloc(sizeof *page);

	if (!page)
		return NULL;
	page->memory = mcfg_platform_dma_open(MCFG_DMA_PAGE_BYTES);
	if (page->memory && !xen_grant_access(&page->ref, domain, page->memory, XEN_GRANT_WRITE))
		return page;
	if (page->memory)
		mcfg_platform_dma_close(page->memory, MCFG_DMA_PAGE_BYTES);
	free(page);
	return NULL;
}

struct xen_page *xen_pages_get(struct xen_pages *pages)
{
	struct xen_page *page = pages->free;

	if (page) {
		pages->free = page->next;
		return page;
	}
	page = pages->n < pages->most ? make_page(pages->domain) : NULL;
	if (page) {
		pages->n++;
		page->older = pages->newest;
		pages->newest = page;
	}
	return page;
}

void xen_pages_put(struct xen_pages *pages, struct xen_page *page)
{
	page->next = pages->free;
	pages->free = page;
}

size_t xen_pages_close(struct xen_pages *pages)
{
	size_t n_lost = 0;

	while (pages->newest) {
		struct xen_page *page = pages->newest;

		pages->newest = page->older;
		if (xen_grant_end_wait(page->ref) == 0)
			mcfg_platform_dma_close(page->memory, MCFG_DMA_PAGE_BYTES);
		else
			n_lost++;
		free(page);
	}
	*pages = (struct xen_pages){ 0 };
	return n_lost;
}
