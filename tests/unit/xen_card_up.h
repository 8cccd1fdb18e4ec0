/*
 * xen_card_up.h - a card of Xen that is linked with fake_netback.h, and accepts what it can: for
 * tests of its frames, with open_card and close_card around each.
 */
#ifndef XEN_CARD_UP_H
#define XEN_CARD_UP_H

#include "platform/virtual/time.c"

#include "xen_card_sources.h"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "fake_xen.h"

#include "fake_netback.h"

#include "sched.h"

const struct mcfg_image mcfg_image = { .name = "test" };

static int open_card(void **state)
{
	(void)state;
	back_begin();
	assert_int_equal(xen_card_open(&card, 0, true), 0);
	xen_card_accept(&card, card.info.offloads);
	xen_card_start(&card);
	others_run();
	assert_int_equal(card.link, XEN_CARD_UP);
	return 0;
}

/* The backend has let go of all by then: all is back. */
static int close_card(void **state)
{
	(void)state;
	xen_card_close(&card);
	assert_int_equal(bufs.counters.n_free, 64);
	back_end();
	assert_int_equal(fake.n_grants, 0);
	assert_int_equal(dma_bytes, 0);
	return 0;
}

#endif
