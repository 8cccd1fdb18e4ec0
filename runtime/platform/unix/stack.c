/*
 * Stacks of a Unix process: address space, of which only what is touched takes memory, with a guard
 * below each. See <mcfg/platform.h>.
 */
#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102 /* Linux 6.13 */
#endif

enum {
	GUARD_BYTES = 16384, /* and at least a page */
	N_SLOTS = 256        /* of the usual size, from one mapping */
};

/* A mapping of slots, which are handed out from its low end. */
static struct {
	char *next;
	size_t n_left;
} slots;

static size_t round_to_page(size_t bytes)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (bytes + page - 1) / page * page;
}

static char *map(size_t bytes)
{
	char *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
	                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);

	if (at == MAP_FAILED)
		return NULL;
	madvise(at, bytes, MADV_NOHUGEPAGE); /* else a small stack takes 2 MiB */
	return at;
}

/* Does reading there fail? Asked of the kernel: an emulator may have ignored the advice. */
static bool is_guarded(const char *at)
{
	int ends[2];
	bool guarded;

	if (pipe(ends))
		return false;
	guarded = write(ends[1], at, 1) < 0 && errno == EFAULT;
	close(ends[0]);
	close(ends[1]);
	return guarded;
}

/*
 * A guard that does not split the mapping where the kernel has one, else a protected page range, of
 * which there can be as many as vm.max_map_count allows. Returns its size, 0 if there is none.
 */
static size_t guard(char *at)
{
	static enum { UNKNOWN, NO, YES } has_guards;
	size_t bytes = round_to_page(GUARD_BYTES);

	if (has_guards != NO && madvise(at, bytes, MADV_GUARD_INSTALL) == 0) {
		if (has_guards == UNKNOWN)
			has_guards = is_guarded(at) ? YES : NO;
		if (has_guards == YES)
			return bytes;
	}
	has_guards = has_guards == YES ? YES : NO;
	return mprotect(at, bytes, PROT_NONE) ? 0 : bytes;
}

/* A slot of the usual size, its guard included. */
static char *next_slot(size_t bytes)
{
	char *slot;

	if (slots.n_left == 0) {
		slots.next = map(N_SLOTS * bytes);
		if (!slots.next)
			return NULL;
		slots.n_left = N_SLOTS;
	}
	slot = slots.next;
	slots.next += bytes;
	slots.n_left--;
	return slot;
}

int mcfg_platform_stack_open(size_t bytes, struct mcfg_stack *stack)
{
	size_t guard_bytes = round_to_page(GUARD_BYTES);
	size_t whole;
	char *at;

	if (bytes > SIZE_MAX / 2)
		return -ENOMEM;
	bytes = round_to_page(bytes);
	whole = bytes + guard_bytes;
	at = bytes == MCFG_STACK_BYTES ? next_slot(whole) : map(whole);
	if (!at)
		return -ENOMEM;
	stack->low = at + guard_bytes;
	stack->high = at + whole;
	stack->guard_bytes = guard(at);
	return 0;
}

void mcfg_platform_stack_close(const struct mcfg_stack *stack)
{
	char *at = stack->low - round_to_page(GUARD_BYTES);

	munmap(at, (size_t)(stack->high - at));
}
