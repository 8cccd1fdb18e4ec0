/*
 * trace.h - what tasks did, and when: for those who look for lost time.
 *
 * An image that is built with -DMCFG_TRACE (make TRACE=1, or mcfg run --trace=FOLDER) remembers its
 * last MCFG_TRACE_EVENTS events, and takes the option --trace=FOLDER, which makes it write them
 * there when it ends, as a CTF 1.8 trace: `babeltrace2 FOLDER` prints it, `mcfg trace FOLDER -o
 * svg` draws it. In other builds nothing is left of it, not an instruction.
 *
 *	event    what happened                    its fields
 *	spawn    task started another             child, name
 *	switch   task was left for another one    next; the task itself: it goes on after a wait
 *	block    task waits                       until_ns: of the monotonic clock, or 2^64 - 1
 *	wake     another one can run again        woken, value: what its call returns
 *	end      task ended                       status
 *	timer    a callback was due               due_ns
 *	call     of a device's operation          operation, device, handle
 *	return   from it                          operation
 *	note     mcfg_trace_note                  text, value
 *
 * Each event has the time, and the number of the running task; main is 0.
 */
#ifndef MCFG_TRACE_H
#define MCFG_TRACE_H

#include <stdint.h>

#ifdef MCFG_TRACE

/* An event of a device or an application. Of the text 23 bytes are kept. */
void mcfg_trace_note(const char *text, uint64_t value);

/* A call, from MCFG_TRACE_CALL to the end of its block. */
struct mcfg_trace_call {
	const char *operation;
};

struct mcfg_trace_call mcfg_trace_call(const char *operation, const char *device,
                                       const void *handle);
void mcfg_trace_return(const struct mcfg_trace_call *call);

/*
 * Stands first in what mcfg writes for an operation.
 *
 * operation, device   keep
 */
#define MCFG_TRACE_CALL(operation, device, handle)                                                \
	const struct mcfg_trace_call traced __attribute__((cleanup(mcfg_trace_return), unused)) = \
	    mcfg_trace_call((operation), (device), (handle))

#else

#define MCFG_TRACE_CALL(operation, device, handle) ((void)0)

/* Its arguments are not evaluated. */
#define mcfg_trace_note(text, value)               ((void)sizeof(text), (void)sizeof(value))

#endif

#endif
