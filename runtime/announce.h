/*
 * announce.h - tells AddressSanitizer and valgrind which stack is the running one, and which memory
 * is not to be touched. In a build without them nothing is left of it.
 */
#ifndef MCFG_ANNOUNCE_H
#define MCFG_ANNOUNCE_H

#include <mcfg/platform.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MCFG_ASAN
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define MCFG_ASAN
#endif

/* What is to be remembered for each stack. */
struct announce {
#ifdef MCFG_ASAN
	void *fake_stack;
	const void *low; /* of the machine's own stack: learnt when it is first left */
	size_t bytes;
#endif
#ifdef MCFG_VALGRIND
	unsigned valgrind_id;
#endif
	char none; /* a struct has a member */
};

#ifdef MCFG_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>

/* Before a switch: `from` is left (null: for good), `to` is entered. */
static inline void announce_leave(struct announce *from, const struct announce *to)
{
	__sanitizer_start_switch_fiber(from ? &from->fake_stack : NULL, to->low, to->bytes);
}

/* After it: the running stack is `self`, the one that was left is `from`. */
static inline void announce_enter(struct announce *self, struct announce *from)
{
	__sanitizer_finish_switch_fiber(self->fake_stack, &from->low, &from->bytes);
}
#else
static inline void announce_leave(struct announce *from, const struct announce *to)
{
	(void)from, (void)to;
}

static inline void announce_enter(struct announce *self, struct announce *from)
{
	(void)self, (void)from;
}
#endif

#ifdef MCFG_VALGRIND
#include <valgrind/memcheck.h>
#endif

/* Memory that nobody may touch for now, and may again. */
static inline void announce_hide(const void *at, size_t bytes)
{
	(void)at, (void)bytes;
#ifdef MCFG_ASAN
	ASAN_POISON_MEMORY_REGION(at, bytes);
#endif
#ifdef MCFG_VALGRIND
	VALGRIND_MAKE_MEM_NOACCESS(at, bytes);
#endif
}

static inline void announce_show(const void *at, size_t bytes)
{
	(void)at, (void)bytes;
#ifdef MCFG_ASAN
	ASAN_UNPOISON_MEMORY_REGION(at, bytes);
#endif
#ifdef MCFG_VALGRIND
	VALGRIND_MAKE_MEM_UNDEFINED(at, bytes);
#endif
}

/* A stack for a new task. What an earlier task left poisoned on it is forgotten. */
static inline void announce_open(struct announce *self, const struct mcfg_stack *stack)
{
	size_t bytes = (size_t)(stack->high - stack->low);

	(void)self, (void)bytes;
#ifdef MCFG_ASAN
	self->low = stack->low;
	self->bytes = bytes;
	self->fake_stack = NULL;
	ASAN_UNPOISON_MEMORY_REGION(stack->low, bytes);
	__lsan_register_root_region(stack->low, bytes);
#endif
#ifdef MCFG_VALGRIND
	self->valgrind_id = VALGRIND_STACK_REGISTER(stack->low, stack->high);
#endif
}

static inline void announce_close(const struct announce *self, const struct mcfg_stack *stack)
{
	(void)self, (void)stack;
#ifdef MCFG_ASAN
	__lsan_unregister_root_region(stack->low, (size_t)(stack->high - stack->low));
#endif
#ifdef MCFG_VALGRIND
	VALGRIND_STACK_DEREGISTER(self->valgrind_id);
#endif
}

#endif
