/*
 * arch.h - what an architecture provides to images that run without an operating system. One
 * folder, runtime/arch/NAME/, for each; targets know none of this but through these names.
 *
 * The way of an image:
 *
 *	boot.S           the loader's entry: a stack, page tables that map the image and the RAM
 *	                 about it one to one, bss cleared, thread pointer set to scratch memory;
 *	                 then, with interrupts masked: mcfg_guest_start(what the loader passed)
 *	guest/start.c    machine_early, arch_init, memory, machine_init, entropy, libc, main()
 *
 * Interrupts are masked, always, but inside mcfg_arch_wait and mcfg_arch_take_interrupts: there the
 * handlers raise events (see guest/events.h), and nothing else. So no code of an image is ever
 * interrupted where it does not expect it; only faults come at any time, and they do not use the
 * interrupted stack. What they reach are leaf files, compiled without vector registers:
 * guest/leaf.h.
 */
#ifndef MCFG_ARCH_H
#define MCFG_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In guest/start.c. `boot`: x86-64 struct hvm_start_info, arm64 the device tree. */
_Noreturn __attribute__((cold)) void mcfg_guest_start(const void *boot);

/* As uname(2) says it: "x86_64", "aarch64". */
extern const char mcfg_arch_name[];

/* ---- the processor --------------------------------------------------------------------------- */

/* Traps, system calls, the stacks they run on. Called once, before the memory is mapped for good.
 */
void mcfg_arch_init(void) __attribute__((cold));

/* What the C library's arch_prctl or set_tls sets: the base of thread-local data. */
void mcfg_arch_set_thread_pointer(void *pointer);

/* A counter that goes up steadily while the processor runs; its unit is nobody's business. */
uint64_t mcfg_arch_cycles(void);

/* A word from the processor's random number generator. False: it has none, or it is dry. */
bool mcfg_arch_random(uint64_t *word);

/* Halts until an interrupt, which is handled before this returns; at once if one is pending. */
void mcfg_arch_wait(void);

/* Handles the interrupts that are pending. */
void mcfg_arch_take_interrupts(void);

/* Halts for good: the last resort of an end. */
_Noreturn void mcfg_arch_stop(void);

/* Where code that is compiled with the stack protector finds its word; where that is a plain
 * variable, this does nothing. A leaf. */
void mcfg_arch_set_canary(uintptr_t word);

/* The stack pointer of who made the running system call, where that runs on another stack; else 0.
 */
uintptr_t mcfg_arch_syscall_stack(void);

/*
 * Touches a page below the running stack, so that what runs next takes no fault there: the pages of
 * a task's stack come when they are touched, and the code that hands them out must not be in the
 * middle of its work then.
 */
void mcfg_arch_touch_stack(void);

/* Leaves the running stack for good, and calls `f`, which does not return, on the one below `top`.
 */
_Noreturn void mcfg_arch_call_on(void *top, void (*f)(void));

/* Fills a page with zeroes. A leaf. */
void mcfg_arch_clear_page(void *page);

/* ---- page tables ----------------------------------------------------------------------------- */

/*
 * guest/mmu.c builds tables of four levels with 512 entries of 8 bytes each (4 KiB pages, addresses
 * of 48 bits); the architecture knows what an entry is. Level 0 maps 4 KiB, 1: 2 MiB, 2: 1 GiB.
 */
enum mcfg_prot {
	MCFG_PROT_READ = 1,
	MCFG_PROT_WRITE = 2,
	MCFG_PROT_EXEC = 4,
	MCFG_PROT_DEVICE = 8 /* registers of a device: uncached, in order */
};

uint64_t mcfg_arch_leaf(uint64_t physical, unsigned prot, unsigned level);
uint64_t mcfg_arch_table(uint64_t physical);

/* The rights that a leaf gives: what mcfg_arch_leaf was given. */
unsigned mcfg_arch_prot(uint64_t leaf);

/* What an entry is: not there (0 is always not there), a leaf, or a table; and where it points. */
bool mcfg_arch_is_leaf(uint64_t entry, unsigned level);
uint64_t mcfg_arch_entry_address(uint64_t entry);

/* The largest level of a leaf: 2, or 1 where the processor has no pages of 1 GiB. */
unsigned mcfg_arch_largest_level(void);

/* Makes the tables below `root` the ones in use; protection is enforced from here on. */
void mcfg_arch_use_tables(uint64_t root);

/* Entries were added: the processor finds them from here on. A leaf. */
void mcfg_arch_publish(void);

/* An entry was taken away, or changed: forget the translation of its address. */
void mcfg_arch_forget(uintptr_t address);

/* ---- faults ---------------------------------------------------------------------------------- */

/* What the trap handler saved; one layout for each architecture, in its registers.h. */
struct mcfg_registers;

uintptr_t mcfg_arch_pc(const struct mcfg_registers *registers);
uintptr_t mcfg_arch_sp(const struct mcfg_registers *registers);
uintptr_t mcfg_arch_frame(const struct mcfg_registers *registers);

/* Where the running function returns to, if that is in a register and not on the stack; else 0. */
uintptr_t mcfg_arch_caller(const struct mcfg_registers *registers);

/* Could `address` be where a call returns to? Looks at what stands before it. */
bool mcfg_arch_follows_call(uintptr_t address);

/* The registers by name, for the report: the i-th, or null after the last. */
const char *mcfg_arch_register(const struct mcfg_registers *registers, size_t i, uint64_t *value);

#endif
