#include "keep.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/xen/event.h>
#include <mcfg/xen/grant.h>
#include <mcfg/xen/store.h>
#include <mcfg/xen/suspend.h>

static struct {
	struct xen_suspender suspender;
	int (*say)(const char *text);
	struct xen_event event;
	struct xen_watch watch;
	struct xen_tx tx;
	void *page;
	uint32_t ref;
} kept;

static void expect(bool holds, const char *what)
{
	if (!holds)
		kept.say(what);
}

static void suspend(struct xen_suspender *suspender)
{
	(void)suspender;
	kept.say("suspending");
	expect(xen_store_write(NULL, "data", "kept", "old") == 0, "no store before");
	expect(xen_watch_wait(&kept.watch) == 0, "no watch before");
}

static void called_off(void)
{
	expect(kept.event.port != 0, "the port was closed");
	expect(xen_tx_end(&kept.tx, true) == 0, "the transaction is void");
	expect(xen_tx_begin(&kept.tx) == 0, "no transaction after");
	kept.say("called off");
}

/* All of this is another domain's: what is old is void, and what is new works. */
static void restored(void)
{
	uint32_t ref;

	expect(kept.event.port == 0, "the port is still open");
	expect(xen_event_wait(&kept.event) == -EPIPE, "the port waits");
	expect(xen_event_alloc(&kept.event, 0) == 0, "no port after");
	expect(xen_grant_access(&ref, 0, kept.page, XEN_GRANT_READ) == 0, "no grant after");
	expect(ref != kept.ref, "a grant was given out twice");
	expect(xen_grant_end(kept.ref) == 0, "the old grant does not end");
	kept.ref = ref;
	expect(xen_store_write(&kept.tx, "data", "kept", "in") == -EAGAIN, "an old transaction");
	expect(xen_tx_begin(&kept.tx) == 0, "no transaction after");
	expect(xen_watch_wait(&kept.watch) == 0, "the watch has not changed");
	expect(xen_store_write(NULL, "data", "kept", "new") == 0, "no store after");
	expect(xen_watch_wait(&kept.watch) == 0, "no watch after");
	kept.say("restored");
}

static void resume(struct xen_suspender *suspender, bool was_restored)
{
	(void)suspender;
	if (was_restored)
		restored();
	else
		called_off();
}

int keep(int (*say)(const char *text))
{
	int error;

	kept.say = say;
	kept.suspender = (struct xen_suspender){ .suspend = suspend, .resume = resume };
	kept.page = mcfg_platform_dma_open(MCFG_DMA_PAGE_BYTES);
	if (!kept.page)
		return -ENOMEM;
	if ((error = xen_event_alloc(&kept.event, 0)) ||
	    (error = xen_grant_access(&kept.ref, 0, kept.page, XEN_GRANT_WRITE)) ||
	    (error = xen_watch_open(&kept.watch, "data", "kept")) ||
	    (error = xen_watch_wait(&kept.watch)) || (error = xen_tx_begin(&kept.tx)))
		return error;
	xen_suspender_add(&kept.suspender);
	return 0;
}
