/* A task that does what the key says. The numbers that it prints first go through the C library. */
#include <mcfg/assert.h>
#include <mcfg/keys.h>
#include <mcfg/task.h>
#include <mcfg/time.h>

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

static const int constant = 7;
static unsigned char code[64];
static int (*volatile null_function)(void);
static int *volatile null_pointer;
static volatile int zero;

static __attribute__((noinline)) int go_deep(int n)
{
	volatile char block[512];

	block[0] = (char)n;
	return n > 0 ? go_deep(n - 1) + block[0] : 0;
}

static __attribute__((noinline)) void smash(volatile size_t n)
{
	char block[16];

	memset(block, 'x', n);
	__asm__ volatile("" ::"r"(block) : "memory");
}

static __attribute__((noinline)) void free_twice(void)
{
	void *volatile block = malloc(40);

	free(block);
	free(block);
}

/* All memory, in pieces; a stack that grows meanwhile would find none, so some is given back. */
static int exhaust(void)
{
	void *first = malloc(1 << 20);
	size_t n = 0;

	for (size_t bytes = 1 << 20; bytes >= 16; bytes /= 2)
		for (char *block; (block = malloc(bytes)); n += bytes)
			memset(block, 1, bytes);
	free(first);
	printf("no memory after %s MiB\n", n >> 20 >= 16 ? "16 or more" : "less than 16");
	return 0;
}

/* Every page, so that not even the next one of a stack is there. */
static void leave_no_page(void)
{
	while (mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
	       MAP_FAILED)
		;
	go_deep(1 << 20);
}

/* A call that is not there: it says so each time, and is named once. */
static int ask_for_sockets(void)
{
	int n = 0;

	for (int i = 0; i < 3; i++)
		n += socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == ENOSYS;
	printf("%d times\n", n);
	return 0;
}

static int victim(void *argument)
{
	void (*data)(void) = (void (*)(void))(uintptr_t)code;

	(void)argument;
	switch (key_fault()) {
	case FAULT_TEXT: *(volatile char *)(uintptr_t)victim = 1; break;
	case FAULT_CONSTANT: *(volatile int *)(uintptr_t)&constant = 1; break;
	case FAULT_DATA: data(); break;
	case FAULT_NULL_CALL: null_function(); break;
	case FAULT_NULL: *null_pointer = 1; break;
	case FAULT_OVERFLOW: return go_deep(1 << 20);
	case FAULT_DOUBLE_FREE: free_twice(); break;
	case FAULT_SMASH: smash(64); break;
	case FAULT_EXHAUST: return exhaust();
	case FAULT_ASSERTION: mcfg_assert(zero == 1); break;
	case FAULT_ASSERT: assert(zero == 1); break;
	case FAULT_NO_STACK: leave_no_page(); break;
	case FAULT_MISSING: return ask_for_sockets();
	case FAULT_ABORTED: abort();
	case FAULT_ILLEGAL: __builtin_trap();
	case FAULT_NONE: break;
	}
	return 0;
}

int faults_main_start(struct time *time)
{
	struct mcfg_task_options options = { .name = "victim" };
	struct mcfg_task *task;

	(void)time;
	printf("%g\n", strtod("1.5", NULL));
	if (task_spawn(&task, &options, victim, NULL))
		return 1;
	return task_join(&task, 1);
}
