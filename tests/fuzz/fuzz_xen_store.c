/*
 * The input is what a store does to its ring, and what is asked of it meanwhile. Whatever it does,
 * no byte outside the ring and the client's own buffers is touched, requests are answered at most
 * once, and none is lost.
 */
#include "../../runtime/platform/xen/store_client.h"

#include <assert.h>
#include <mcfg/image.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const struct mcfg_image mcfg_image = { .name = "fuzz" };

static struct shared_info shared;
static struct xenstore_domain_interface *page;

long xen_hypercall(unsigned long number, unsigned long a, unsigned long b, unsigned long c)
{
	(void)number, (void)a, (void)b, (void)c;
	return 0;
}

/* The page is a block of its own, so that the sanitizer sees what goes past it. */
static void open_store(void)
{
	memset(&shared, 0, sizeof shared);
	xen_events_init(&shared);
	memset(&store_client, 0, sizeof store_client);
	store_client.end = &store_client.first;
	page = calloc(1, sizeof *page);
	assert(page);
	xen_store_init(page, 3);
}

/* Every request is one that nobody waits for any more, so that its answer frees it. */
static void ask(uint8_t type, size_t len)
{
	static const char text[255];
	const struct store_part part = { text, len };

	store_tell(0, type % XS_TYPE_COUNT, &part, 1);
}

static void put(const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		page->rsp[MASK_XENSTORE_IDX(page->rsp_prod + i)] = (char)data[i];
	page->rsp_prod += (uint32_t)len;
}

/* One step: what it is, a byte for it, and perhaps that many more. Returns what it took. */
static size_t step(const uint8_t *data, size_t size)
{
	size_t more = data[1] < size - 2 ? data[1] : size - 2;

	switch (data[0] % 6) {
	case 0: ask(data[1], data[0]); return 2;
	case 1: put(data + 2, more); return 2 + more;
	case 2: page->rsp_prod += (uint32_t)data[1] << data[0] % 25; return 2;
	case 3: page->req_cons += (uint32_t)data[1] << data[0] % 25; return 2;
	case 4: page->req_cons = page->req_prod; return 2;
	default: xen_store_pump(); return 2;
	}
}

static void close_store(void)
{
	while (store_client.first)
		store_finish(&store_client.first, -EIO);
	assert(store_client.end == &store_client.first);
	free(page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	open_store();
	while (size >= 2 && !store_client.broken) {
		size_t n = step(data, size);

		data += n;
		size -= n;
		assert(store_client.got <= sizeof store_client.header + XENSTORE_PAYLOAD_MAX);
	}
	xen_store_pump();
	assert(!store_client.broken || !store_client.first);
	close_store();
	return 0;
}
