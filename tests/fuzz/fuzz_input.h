/*
 * fuzz_input.h - for the fuzzers of drivers: the bytes of the input, one after the other, and
 * memory whose content changes while the driver reads it. To be included before the driver.
 */
#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

static struct {
	const uint8_t *at, *end;
	uint32_t changes; /* 1 of so many reads is followed by a change of what was read; 0: none */
	uint32_t state;
} fuzz;

static uint8_t fuzz_byte(void)
{
	return fuzz.at < fuzz.end ? *fuzz.at++ : 0;
}

static uint16_t fuzz_16(void)
{
	uint16_t low = fuzz_byte();

	return (uint16_t)(low | fuzz_byte() << 8);
}

/* Numbers that look random, the same for the same input. */
static uint32_t fuzz_draw(void)
{
	fuzz.state = fuzz.state * UINT32_C(1664525) + UINT32_C(1013904223);
	return fuzz.state >> 8;
}

static void fuzz_open(const uint8_t *data, size_t size)
{
	fuzz.at = data;
	fuzz.end = data + size;
	fuzz.state = fuzz_16();
	fuzz.changes = fuzz_byte() % 8;
}

/* The driver has just read what the device may write to. */
static void fuzz_was_read(const void *at, size_t bytes)
{
	if (fuzz.changes && fuzz_draw() % fuzz.changes == 0)
		((unsigned char *)(uintptr_t)at)[fuzz_draw() % bytes] ^= (unsigned char)fuzz_draw();
}

#define __atomic_load_n(at, order)                                   \
	__extension__({                                              \
		__typeof__(*(at)) read = __atomic_load_n(at, order); \
                                                                     \
		fuzz_was_read(at, sizeof read);                      \
		read;                                                \
	})

/* A device, or a domain, knows of no sanitizer, and may go on writing to what is not its own any
 * more. */
__attribute__((no_sanitize("address"))) static void fuzz_write(unsigned char *at, size_t room)
{
	size_t offset = room ? fuzz_16() % room : 0, n = fuzz_byte() % 32;

	for (size_t i = offset; i < room && n > 0; i++, n--)
		((volatile unsigned char *)at)[i] = fuzz_byte();
}

#endif
