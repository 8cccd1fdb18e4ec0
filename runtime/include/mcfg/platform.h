/*
 * platform.h - what a target provides; devices that need the machine are written over it, and so
 * serve every target. Applications use devices.
 *
 * Each function here has one definition under runtime/platform/TARGET/, but for those of the last
 * part.
 */
#ifndef MCFG_PLATFORM_H
#define MCFG_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* ---- console --------------------------------------------------------------------------------- */

/* Writes all `len` bytes. Returns 0 or a negative errno. Blocks its task only. */
int mcfg_platform_console_write(const void *data, size_t len);

/*
 * Reads what there is, 1 to `cap` bytes, waiting for the first. Returns the number of bytes, 0 at
 * the end of the input, or a negative errno: -EBUSY while another task reads. Blocks its task only.
 */
ssize_t mcfg_platform_console_read(void *data, size_t cap);

/* Writes a message of the runtime's own, at once; it may do so in the middle of a fault. */
void mcfg_platform_message(const void *text, size_t len);

/* ---- time ------------------------------------------------------------------------------------ */

/* Since some point in the past; never goes back. */
uint64_t mcfg_platform_monotonic_ns(void);

/* The finest step of that clock. */
uint64_t mcfg_platform_monotonic_period_ns(void);

/* Since 1970-01-01 00:00 UTC, without leap seconds. Returns 0, or a negative errno. */
int mcfg_platform_wall(int64_t *seconds, uint32_t *nanoseconds);

/*
 * Blocks the whole image until an event or `deadline_ns` (monotonic; 0: only looks, UINT64_MAX: for
 * ever), and wakes those who wait for what happened. Returns early when it likes.
 */
void mcfg_platform_wait(uint64_t deadline_ns);

/* ---- entropy --------------------------------------------------------------------------------- */

/* Fills `data` with bytes fit for keys. Returns 0, or a negative errno. */
int mcfg_platform_entropy(void *data, size_t len);

/* ---- stacks ---------------------------------------------------------------------------------- */

struct mcfg_stack {
	char *low, *high;   /* [low, high): the stack grows down from high */
	size_t guard_bytes; /* below low: touching it is a fault. 0: there is none */
	bool zeroed;        /* is known to be; else it may be or not */
};

/* A stack of at least `bytes` bytes, into a zeroed struct. Returns 0, or -ENOMEM. */
int mcfg_platform_stack_open(size_t bytes, struct mcfg_stack *stack) __attribute__((cold));
void mcfg_platform_stack_close(const struct mcfg_stack *stack);

/* ---- memory that devices reach (DMA) --------------------------------------------------------- */

/*
 * Devices are given memory by the page of this size: it is what Xen grants, what an IOMMU maps, and
 * never larger than a page of the processor's.
 */
#define MCFG_DMA_PAGE_BYTES 4096

/*
 * mcfg_platform_dma_open - memory that both the program and devices may read and write.
 *
 * bytes   a multiple of MCFG_DMA_PAGE_BYTES, not 0.
 *
 * It begins on a page's border, is zeroed, and is in one piece for devices too: what lies side by
 * side here does so in their addresses. Nothing else lies in its pages, so a device that is given
 * a page sees nothing else. Bufs lie in such memory (<mcfg/buf.h>).
 *
 * Returns null where there is none.
 */
void *mcfg_platform_dma_open(size_t bytes);

/* Gives it back; no device uses it any more. */
void mcfg_platform_dma_close(void *memory, size_t bytes);

/* How many bytes of it were not given back yet: what devices may know. */
size_t mcfg_platform_dma_bytes(void);

/*
 * The address by which devices know a byte of such memory: in a guest its physical address, whose
 * part above the page is what a grant names. Where no device ever asks, the pointer's number.
 */
uint64_t mcfg_platform_dma_address(const void *at);

/* ---- traces ---------------------------------------------------------------------------------- */

/*
 * Writes a file of the trace into a folder of the host's, which is made where it is missing.
 * Returns 0, or a negative errno: -ENOSYS where there is no host. Only images that trace call it.
 */
int mcfg_platform_trace_save(const char *folder, const char *name, const void *data, size_t len);

/* ---- ends ------------------------------------------------------------------------------------ */

_Noreturn void mcfg_platform_exit(int status);

/* Ends abnormally, after the runtime said why. */
_Noreturn void mcfg_platform_crash(void);

/* ---- what the runtime provides to a platform ------------------------------------------------- */

/*
 * The image, from its options to its end: called once, on the stack that the machine gave. `words`
 * are the options, without the program's name; they live as long as the image. Returns the status.
 */
int mcfg_run_image(size_t n_words, char *const *words) __attribute__((cold));

/* Asks the image to end with a status: its devices are disconnected. */
void mcfg_stop_image(int status) __attribute__((cold));

/* Does `address` lie in the guard of the running task's stack? */
bool mcfg_in_guard(const void *address);

/*
 * Says what a fault at `address` was (null: at none), by the running task's name: a stack overflow
 * if the address lies in its guard, else `what`. Only mcfg_platform_message is called, so it may be
 * called in the fault.
 */
void mcfg_describe_fault(const char *what, const void *address) __attribute__((cold));

#endif
