/* hypercall.h - the calls of Xen, and its public headers. A negative result is minus Xen's errno.
 */
#ifndef MCFG_XEN_HYPERCALL_H
#define MCFG_XEN_HYPERCALL_H

/* The names of Xen's headers are reserved ones; this is how they are asked for a version. */
#define __XEN_INTERFACE_VERSION__ 0x00040d00

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xen/xen.h>

#include <xen/event_channel.h>
#include <xen/grant_table.h>
#include <xen/hvm/hvm_op.h>
#include <xen/hvm/params.h>
#include <xen/memory.h>
#include <xen/sched.h>
#include <xen/vcpu.h>

/* A frame of Xen's, and the size of the pages it shares. */
#define XEN_PAGE_BYTES 4096

/* In ARCH/hypercall.S. A leaf (guest/leaf.h), as is all of this header. */
long xen_hypercall(unsigned long number, unsigned long a, unsigned long b, unsigned long c);

static inline long xen_sched_op(unsigned command, void *argument)
{
	return xen_hypercall(__HYPERVISOR_sched_op, command, (unsigned long)argument, 0);
}

static inline long xen_event_channel_op(unsigned command, void *argument)
{
	return xen_hypercall(__HYPERVISOR_event_channel_op, command, (unsigned long)argument, 0);
}

static inline long xen_memory_op(unsigned command, void *argument)
{
	return xen_hypercall(__HYPERVISOR_memory_op, command, (unsigned long)argument, 0);
}

static inline long xen_grant_table_op(unsigned command, void *argument, unsigned n)
{
	return xen_hypercall(__HYPERVISOR_grant_table_op, command, (unsigned long)argument, n);
}

static inline long xen_hvm_op(unsigned command, void *argument)
{
	return xen_hypercall(__HYPERVISOR_hvm_op, command, (unsigned long)argument, 0);
}

/* Of the first and only processor. */
static inline long xen_vcpu_op(unsigned command, void *argument)
{
	return xen_hypercall(__HYPERVISOR_vcpu_op, command, 0, (unsigned long)argument);
}

/* ---- memory that is shared: whatever lies there is read once, and checked -------------------- */

#define xen_load(at)         __atomic_load_n((at), __ATOMIC_ACQUIRE)
#define xen_store(at, value) __atomic_store_n((at), (value), __ATOMIC_RELEASE)

/* What was stored before is seen before what is loaded after. */
#define xen_fence() __atomic_thread_fence(__ATOMIC_SEQ_CST)

#endif
