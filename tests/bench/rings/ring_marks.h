/* ring_marks.h - where the counting of instructions begins and ends: tests/bench/rings/count.c. */
#ifndef RING_MARKS_H
#define RING_MARKS_H

#define RING_MARK(name)                                                 \
	static __attribute__((noinline, noclone, used)) void name(void) \
	{                                                               \
		__asm__ volatile("");                                   \
	}

RING_MARK(ring_begin)
RING_MARK(ring_end)

#undef RING_MARK

#endif
