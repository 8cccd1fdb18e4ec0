/* Pages and parameters that come from Xen. See shared.h. */
#include "shared.h"

#include <mcfg/platform.h>

struct shared_info *xen_shared;

/* The RAM that the page stood for is Xen's again: it is never given back. */
static _Alignas(XEN_PAGE_BYTES) char page[XEN_PAGE_BYTES];

int xen_map_page(unsigned space, unsigned long index, void *at)
{
	struct xen_add_to_physmap map = {
		.domid = DOMID_SELF,
		.space = space,
		.idx = index,
		.gpfn = mcfg_platform_dma_address(at) / XEN_PAGE_BYTES,
	};

	return (int)xen_memory_op(XENMEM_add_to_physmap, &map);
}

int xen_shared_map(void)
{
	int error = xen_map_page(XENMAPSPACE_shared_info, 0, page);

	if (!error)
		xen_shared = (struct shared_info *)(void *)page;
	return error;
}

uint64_t xen_parameter(uint32_t index)
{
	struct xen_hvm_param parameter = { .domid = DOMID_SELF, .index = index };

	return xen_hvm_op(HVMOP_get_param, &parameter) ? 0 : parameter.value;
}
