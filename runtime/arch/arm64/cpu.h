/* cpu.h - registers and barriers of an arm64 processor, and registers of devices. */
#ifndef MCFG_ARM64_CPU_H
#define MCFG_ARM64_CPU_H

#include <stdint.h>

#define cpu_read(name)                                                       \
	__extension__({                                                      \
		uint64_t value_;                                             \
		__asm__ volatile("mrs %0, " #name : "=r"(value_)::"memory"); \
		value_;                                                      \
	})

#define cpu_write(name, value) \
	__asm__ volatile("msr " #name ", %0" ::"r"((uint64_t)(value)) : "memory")

static inline void cpu_isb(void)
{
	__asm__ volatile("isb" ::: "memory");
}

static inline void cpu_dsb(void)
{
	__asm__ volatile("dsb sy" ::: "memory");
}

/* A register of a device, in memory that is mapped as such. */
static inline uint32_t mmio_read32(uintptr_t at)
{
	uint32_t value;

	__asm__ volatile("ldr %w0, [%1]" : "=r"(value) : "r"(at) : "memory");
	return value;
}

/* A plain store of one register: what a hypervisor emulates is known to it by its syndrome. */
static inline void mmio_write32(uintptr_t at, uint32_t value)
{
	__asm__ volatile("str %w0, [%1]" ::"r"(value), "r"(at) : "memory");
}

static inline uint32_t mmio_read8(uintptr_t at)
{
	uint32_t value;

	__asm__ volatile("ldrb %w0, [%1]" : "=r"(value) : "r"(at) : "memory");
	return value;
}

static inline void mmio_write8(uintptr_t at, uint32_t value)
{
	__asm__ volatile("strb %w0, [%1]" ::"r"(value), "r"(at) : "memory");
}

static inline void mmio_write64(uintptr_t at, uint64_t value)
{
	__asm__ volatile("str %0, [%1]" ::"r"(value), "r"(at) : "memory");
}

/* Sets a field of `bits` bits, the i-th in registers of 32. */
static inline void mmio_set_field(uintptr_t at, unsigned i, unsigned bits, uint32_t value)
{
	unsigned each = 32 / bits, shift = i % each * bits;
	uint32_t mask = ((UINT32_C(1) << bits) - 1) << shift;

	at += i / each * 4;
	mmio_write32(at, (mmio_read32(at) & ~mask) | value << shift);
}

#endif
