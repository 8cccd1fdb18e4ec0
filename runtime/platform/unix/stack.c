/*
 * Stacks of a Unix process: address space, of which only what is touched takes memory, with a guard
 * below each. See <mcfg/platform.h>.
 */
#include <errno.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102 /* Linux 6.13 */
#endif

enum {
	GUARD_BYTES = 16384, /* and at least a page */
	FEWEST_SLOTS = 16,   /* of the usual size, from one mapping: the first has so many, */
	MOST_SLOTS = 512,    /* each later one twice as many, up to these */
	N_PROTECTED = 24000  /* each takes two of the 65530 mappings of vm.max_map_count */
};

/* A mapping of slots, which are handed out from its low end. */
static struct {
	char *next;
	size_t n, n_left;
	bool guarded; /* all of them already */
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

/*
 * Does reading there fail? Asked of the kernel, which reads what to watch a file for before it
 * looks at the file: an emulator may have ignored the advice.
 */
static __attribute__((cold)) bool is_guarded(char *at)
{
	return epoll_ctl(-1, EPOLL_CTL_ADD, -1, (struct epoll_event *)(void *)at) &&
	       errno == EFAULT;
}

/* A guard that does not split the mapping: Linux 6.13. */
static bool install_guard(char *at, size_t bytes)
{
	static enum { UNKNOWN, NO, YES } works;

	if (works == NO || madvise(at, bytes, MADV_GUARD_INSTALL))
		return false;
	if (works == UNKNOWN)
		works = is_guarded(at) ? YES : NO;
	return works == YES;
}

/* A guard that does; so there are so many, and the mappings are left that the C library needs. */
static bool protect(char *at, size_t bytes)
{
	static unsigned n;

	return n < N_PROTECTED && mprotect(at, bytes, PROT_NONE) == 0 && ++n;
}

/* Returns the size of the guard, 0 if there is none: the stack's end is then checked at each
 * switch. */
static size_t guard(char *at)
{
	size_t bytes = round_to_page(GUARD_BYTES);

	return install_guard(at, bytes) || protect(at, bytes) ? bytes : 0;
}

/*
 * Guards for all slots of a mapping by one call of the kernel, where it lets processes advise
 * themselves; else each gets its own when it is handed out.
 */
static __attribute__((cold)) bool guard_slots(char *at, size_t slot_bytes)
{
	static struct iovec guards[MOST_SLOTS];
	size_t guard_bytes = round_to_page(GUARD_BYTES);
	int self = (int)syscall(SYS_pidfd_open, syscall(SYS_getpid), 0);
	ssize_t guarded;

	if (self < 0)
		return false;
	for (size_t i = 0; i < slots.n; i++)
		guards[i] = (struct iovec){ at + i * slot_bytes, guard_bytes };
	guarded = syscall(SYS_process_madvise, self, guards, slots.n, MADV_GUARD_INSTALL, 0);
	close(self);
	return guarded == (ssize_t)(slots.n * guard_bytes) && is_guarded(at);
}

static __attribute__((cold)) bool more_slots(size_t slot_bytes)
{
	slots.n = slots.n == 0 ? FEWEST_SLOTS : slots.n < MOST_SLOTS ? 2 * slots.n : MOST_SLOTS;
	slots.next = map(slots.n * slot_bytes);
	if (!slots.next)
		return false;
	slots.n_left = slots.n;
	slots.guarded = guard_slots(slots.next, slot_bytes);
	return true;
}

/* A slot of the usual size, its guard included. */
static char *next_slot(size_t bytes)
{
	char *slot;

	if (slots.n_left == 0 && !more_slots(bytes))
		return NULL;
	slot = slots.next;
	slots.next += bytes;
	slots.n_left--;
	return slot;
}

int mcfg_platform_stack_open(size_t bytes, struct mcfg_stack *stack)
{
	size_t guard_bytes = round_to_page(GUARD_BYTES);
	size_t whole;
	bool in_slot;
	char *at;

	if (bytes > SIZE_MAX / 2)
		return -ENOMEM;
	bytes = round_to_page(bytes);
	whole = bytes + guard_bytes;
	in_slot = bytes == MCFG_STACK_BYTES;
	at = in_slot ? next_slot(whole) : map(whole);
	if (!at)
		return -ENOMEM;
	stack->low = at + guard_bytes;
	stack->high = at + whole;
	stack->guard_bytes = in_slot && slots.guarded ? guard_bytes : guard(at);
	stack->zeroed = true;
	return 0;
}

void mcfg_platform_stack_close(const struct mcfg_stack *stack)
{
	char *at = stack->low - round_to_page(GUARD_BYTES);

	munmap(at, (size_t)(stack->high - at));
}
