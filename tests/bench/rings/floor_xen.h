/*
 * floor_xen.h - what the floors of Xen's drivers share: memory in the place of a grant and of the
 * shared page, and calls of Xen that are stores.
 *
 * Source: Xen's public headers grant_table.h and event_channel.h.
 */
#ifndef FLOOR_XEN_H
#define FLOOR_XEN_H

#include <stdint.h>

enum { WRITTEN = 1, READ = 5 }; /* what a grant lets the other side do */

static struct {
	uint16_t flags, domain;
	uint32_t frame;
} grant;

static struct {
	uint8_t pending;
	uint64_t selected, ports, masks;
} shared;

static uint32_t made, taken;

/* A call of Xen, with its arguments in registers. */
static volatile uint64_t call_number, call_command, call_argument;

#define LOAD(at)         __atomic_load_n(&(at), __ATOMIC_ACQUIRE)
#define STORE(at, value) __atomic_store_n(&(at), value, __ATOMIC_RELEASE)

static void lend(uint64_t address, uint16_t how)
{
	grant.frame = (uint32_t)(address >> 12);
	grant.domain = 0;
	STORE(grant.flags, how);
}

static void end(uint16_t how)
{
	__atomic_compare_exchange_n(&grant.flags, &how, 0, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

#endif
