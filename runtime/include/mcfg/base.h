/*
 * base.h - what generated headers, devices and applications share: from a member to its owner, and
 * the check of handles in debug builds.
 */
#ifndef MCFG_BASE_H
#define MCFG_BASE_H

#include <mcfg/trace.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * container_of - the struct that a pointer's target is a member of.
 *
 * A device embeds its interface, and recovers itself in its operations:
 *
 *	int ram_write(struct block *self, ...)
 *	{
 *		struct ram *ram = container_of(self, struct ram, block);
 */
#ifndef container_of
#define container_of(pointer, type, member) ((type *)((char *)(pointer)-offsetof(type, member)))
#endif

/*
 * Builds for debugging (make DEBUG=1) and for traces (TRACE=1) name each table of operations; those
 * for debugging check that a handle is one of those that its source can be given. Other builds have
 * neither the name nor the check.
 */
#if defined MCFG_DEBUG || defined MCFG_TRACE
#define MCFG_OPS_NAME        const char *device;
#define MCFG_OPS_NAMED(name) .device = (name),
#else
#define MCFG_OPS_NAME
#define MCFG_OPS_NAMED(name)
#endif

#ifdef MCFG_DEBUG
#define MCFG_EXPECT_HANDLE(condition, interface, ops) \
	((condition) ? (void)0 : mcfg_handle_trap((interface), (ops) ? (ops)->device : NULL))
#else
#define MCFG_EXPECT_HANDLE(condition, interface, ops) ((void)0)
#endif

/* A call of an operation through a handle, in traces. */
#define MCFG_TRACE_OPERATION(operation, handle) \
	MCFG_TRACE_CALL((operation), (handle)->ops ? (handle)->ops->device : NULL, (handle))

/*
 * mcfg_handle_trap - a handle reached a source that was not compiled for it.
 *
 * device   whose handle it is; null where its table does not say.
 *
 * Says so, and ends the image abnormally.
 */
_Noreturn void mcfg_handle_trap(const char *interface, const char *device);

/*
 * Stands in the binding of an operation that no source called when the tables were written, so that
 * its entries are null: a call that was added since is an error of the compiler.
 */
void mcfg_configure_again(void) __attribute__((
    error("no source called this operation when the image was configured: run `mcfg configure`")));

#endif
