#include "leaf.h"

/* See fault.h. */
#include "fault.h"

#include "area.h"
#include "backtrace.h"
#include "memory.h"
#include "mmu.h"
#include "text.h"

#include <assert.h>
#include <mcfg/image.h>
#include <mcfg/platform.h>
#include <mcfg/task.h>

static struct mcfg_stack main_stack;
static bool reporting;

void mcfg_fault_main_stack(const struct mcfg_stack *stack)
{
	main_stack = *stack;
}

/* ---- what it was ----------------------------------------------------------------------------- */

static bool in_guard(uintptr_t address, const struct mcfg_stack *stack)
{
	uintptr_t low = (uintptr_t)stack->low;

	return low && address < low && address >= low - stack->guard_bytes;
}

static bool in_text(uintptr_t address)
{
	return address >= (uintptr_t)__text_start && address < (uintptr_t)__text_end;
}

static bool in_rodata(uintptr_t address)
{
	return address >= (uintptr_t)__rodata_start && address < (uintptr_t)__rodata_end;
}

static const char heap_text[] =
    "the heap is damaged: memory was freed twice, or written past its end";

/* malloc and free: what faults there does so because of what stands in the heap. */
static bool in_heap_code(uintptr_t pc)
{
	return pc >= (uintptr_t)__libc_heap_start && pc < (uintptr_t)__libc_heap_end;
}

/* Of one whose address is known. */
static const char *access_text(enum mcfg_fault fault, uintptr_t address, uintptr_t pc)
{
	bool null = address < MCFG_PAGE_BYTES;

	if (mcfg_mmu_expects(address))
		return "there is no memory for its stack";
	if (mcfg_in_guard((const void *)address) || in_guard(address, &main_stack) ||
	    address - (uintptr_t)__boot_stack_guard < MCFG_PAGE_BYTES)
		return "its stack overflowed";
	if (in_heap_code(pc))
		return heap_text;
	if (fault == MCFG_FAULT_EXECUTE)
		return null ? "it called a null pointer" : "it executed data";
	if (fault == MCFG_FAULT_WRITE && in_text(address))
		return "it wrote to code";
	if (fault == MCFG_FAULT_WRITE && in_rodata(address))
		return "it wrote to a constant";
	if (null)
		return "it used a null pointer";
	return fault == MCFG_FAULT_WRITE ? "it wrote where no memory is"
	                                 : "it read where no memory is";
}

static const char *text_of(enum mcfg_fault fault, uintptr_t address, uintptr_t pc)
{
	switch (fault) {
	case MCFG_FAULT_ACCESS:
	case MCFG_FAULT_WRITE:
	case MCFG_FAULT_EXECUTE: return access_text(fault, address, pc);
	case MCFG_FAULT_INSTRUCTION: return "illegal instruction";
	case MCFG_FAULT_ARITHMETIC: return "arithmetic error";
	case MCFG_FAULT_TRAP: return heap_text;
	default: return "invalid operation";
	}
}

static bool has_address(enum mcfg_fault fault)
{
	return fault <= MCFG_FAULT_EXECUTE;
}

/* ---- the report ------------------------------------------------------------------------------ */

static MCFG_LEAF void put_heading(const char *text, const uintptr_t *address, const char *name)
{
	struct mcfg_line line;

	mcfg_line_begin(&line);
	mcfg_line_put(&line, mcfg_image.name);
	mcfg_line_put(&line, ": task ");
	mcfg_line_put(&line, task_name(task_self()));
	mcfg_line_put(&line, ": ");
	mcfg_line_put(&line, text);
	if (address) {
		mcfg_line_put(&line, " at ");
		mcfg_line_put_hex(&line, *address);
	}
	if (name) {
		mcfg_line_put(&line, " (");
		mcfg_line_put(&line, name);
		mcfg_line_put(&line, ")");
	}
	mcfg_line_end(&line);
}

static MCFG_LEAF void put_registers(const struct mcfg_registers *registers)
{
	struct mcfg_line line;
	const char *name;
	uint64_t value;

	mcfg_line_begin(&line);
	for (size_t i = 0; (name = mcfg_arch_register(registers, i, &value)); i++) {
		mcfg_line_put(&line, "  ");
		mcfg_line_put(&line, name);
		mcfg_line_put(&line, " ");
		mcfg_line_put_hex(&line, value);
		if (i % 4 == 3)
			mcfg_line_end(&line);
	}
	if (line.n > 0)
		mcfg_line_end(&line);
}

/* A fault in a report is not reported. */
static void begin(void)
{
	if (reporting)
		mcfg_platform_crash();
	reporting = true;
}

void mcfg_fault(enum mcfg_fault fault, const void *address, const char *name,
                const struct mcfg_registers *registers)
{
	uintptr_t at = (uintptr_t)address;

	if (has_address(fault) && fault != MCFG_FAULT_EXECUTE && mcfg_area_has(at) &&
	    mcfg_mmu_expects(at) && mcfg_area_touch(at))
		return;
	begin();
	put_heading(text_of(fault, at, mcfg_arch_pc(registers)), has_address(fault) ? &at : NULL,
	            name);
	put_registers(registers);
	mcfg_backtrace(mcfg_arch_pc(registers), mcfg_arch_caller(registers),
	               mcfg_arch_sp(registers), mcfg_arch_frame(registers));
	mcfg_platform_crash();
}

_Noreturn void mcfg_fault_give_up(const char *why)
{
	begin();
	put_heading(why, NULL, NULL);
	mcfg_backtrace(0, (uintptr_t)__builtin_return_address(0),
	               (uintptr_t)__builtin_frame_address(0) + 2 * sizeof(uintptr_t),
	               *(const uintptr_t *)__builtin_frame_address(0));
	mcfg_platform_crash();
}

_Noreturn void mcfg_fault_abort(void)
{
	uintptr_t sp = mcfg_arch_syscall_stack();

	if (!sp)
		mcfg_fault_give_up("it aborted");
	begin();
	put_heading("it aborted", NULL, NULL);
	mcfg_backtrace(0, 0, sp, 0);
	mcfg_platform_crash();
}

void mcfg_fault_callers(uintptr_t caller, uintptr_t frame)
{
	if (reporting)
		return;
	reporting = true;
	mcfg_backtrace(0, caller, frame + 2 * sizeof(uintptr_t), *(const uintptr_t *)frame);
}

/* assert()'s, instead of the C library's, which needs its printf. */
_Noreturn MCFG_LEAF void __assert_fail(const char *condition, const char *file, int line,
                                       const char *function)
{
	struct mcfg_line text = { 0 };

	mcfg_line_put(&text, file);
	mcfg_line_put(&text, ":");
	mcfg_line_put_decimal(&text, (uint64_t)line);
	mcfg_line_put(&text, ": ");
	mcfg_line_put(&text, condition);
	mcfg_line_put(&text, " does not hold in ");
	mcfg_line_put(&text, function);
	text.text[text.n] = '\0';
	mcfg_fault_give_up(text.text);
}
