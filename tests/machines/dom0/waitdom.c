/* waitdom DOMID: wait until a domain has shut down, let xenconsoled drain its console
 * ring, then print "shutdown CODE" (or "gone" when it was destroyed). */
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <xenctrl.h>
#include <xenforeignmemory.h>
#include <xenstore.h>

#include <xen/hvm/params.h>
#include <xen/io/console.h>

static void drain(xc_interface *xc, uint32_t domid)
{
	xenforeignmemory_handle *fm = xenforeignmemory_open(NULL, 0);
	uint64_t param = 0;
	xen_pfn_t pfn;
	volatile struct xencons_interface *ring;

	if (!fm || xc_hvm_param_get(xc, domid, HVM_PARAM_CONSOLE_PFN, &param) || !param)
		return;
	pfn = param;
	ring = xenforeignmemory_map(fm, domid, PROT_READ, 1, &pfn, NULL);
	if (!ring)
		return;
	for (int i = 0; i < 400 && ring->out_cons != ring->out_prod; i++)
		usleep(5000);
	usleep(5000); /* from the ring to the log */
}

int main(int argc, char **argv)
{
	uint32_t domid = argc > 1 ? (uint32_t)atoi(argv[1]) : 0;
	xc_interface *xc = xc_interface_open(NULL, NULL, 0);
	struct xs_handle *xs = xs_open(0);
	unsigned n;

	if (!domid || !xc || !xs || !xs_watch(xs, "@releaseDomain", "r"))
		return 2;
	for (;;) {
		xc_dominfo_t info;
		struct pollfd p = { .fd = xs_fileno(xs), .events = POLLIN };

		if (xc_domain_getinfo(xc, domid, 1, &info) != 1 || info.domid != domid ||
		    info.dying) {
			puts("gone");
			return 0;
		}
		if (info.shutdown || info.crashed) { /* libxenctrl turns reason 3 into "crashed" */
			drain(xc, domid);
			printf("shutdown %u\n", info.shutdown_reason);
			return 0;
		}
		if (poll(&p, 1, 1000) > 0)
			free(xs_read_watch(xs, &n));
	}
}
