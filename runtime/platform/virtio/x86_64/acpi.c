#include "../../guest/leaf.h"

/*
 * Power by ACPI: the tables are read when it is time. What to write for "off" stands in a program
 * of the firmware's, in which the one constant is looked for. See pc.h. Source: UEFI Forum,
 * ACPI 6.4, 4.8, 5.2.9, 7.4.2.
 */
#include "../../../arch/arch.h"
#include "../../../arch/x86_64/port.h"
#include "../../../arch/x86_64/pvh.h"
#include "../../guest/memory.h"
#include "../../guest/mmu.h"
#include "pc.h"

enum { HEADER_BYTES = 36, MOST_BYTES = 1 << 20 };
enum { FADT_DSDT = 40, FADT_PM1_CONTROL = 64, FADT_FLAGS = 112, FADT_SLEEP = 244, FADT_LONG = 256 };
enum { REDUCED = 1 << 20, SPACE_MEMORY = 0, SPACE_PORT = 1 };

static uint32_t read_32(const uint8_t *at)
{
	return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint64_t read_64(const uint8_t *at)
{
	return read_32(at) | (uint64_t)read_32(at + 4) << 32;
}

static bool is_named(const uint8_t *at, const char *name)
{
	for (int i = 0; i < 4; i++)
		if (at[i] != (uint8_t)name[i])
			return false;
	return true;
}

/* Bytes at a physical address, mapped where they are not; null: they cannot be. */
static uint8_t *bytes_at(uint64_t at, size_t n)
{
	uint64_t page = at / MCFG_PAGE_BYTES * MCFG_PAGE_BYTES, physical;

	if (at == 0 || n > MOST_BYTES)
		return NULL;
	for (; page < at + n; page += MCFG_PAGE_BYTES)
		if (!mcfg_mmu_find(page, &physical) &&
		    !mcfg_mmu_map(page, page, 1,
		                  MCFG_PROT_READ | MCFG_PROT_WRITE | MCFG_PROT_DEVICE))
			return NULL;
	return (uint8_t *)at;
}

/* A whole table, or null. */
static const uint8_t *table_at(uint64_t at)
{
	const uint8_t *header = bytes_at(at, HEADER_BYTES);

	return header ? bytes_at(at, read_32(header + 4)) : NULL;
}

static const uint8_t *find_table(const char *name)
{
	const uint8_t *start = bytes_at(mcfg_pvh_acpi(), HEADER_BYTES), *root;
	bool is_long = start && start[15] >= 2 && read_64(start + 24);
	size_t step = is_long ? 8 : 4;

	root = start ? table_at(is_long ? read_64(start + 24) : read_32(start + 16)) : NULL;
	for (size_t i = HEADER_BYTES; root && i + step <= read_32(root + 4); i += step) {
		const uint8_t *table = table_at(is_long ? read_64(root + i) : read_32(root + i));

		if (table && is_named(table, name))
			return table;
	}
	return NULL;
}

/* The first number of the package _S5_: the kind of sleep that is "off". */
static unsigned find_off(const uint8_t *dsdt)
{
	size_t len = dsdt ? read_32(dsdt + 4) : 0;

	for (size_t i = HEADER_BYTES; i + 16 < len; i++) {
		const uint8_t *at = dsdt + i + 4;

		if (!is_named(dsdt + i, "_S5_") || *at++ != 0x12)
			continue;
		at += (*at >> 6) + 2; /* the package's length, and its number of elements */
		return *at == 0x0a ? at[1] : *at == 1;
	}
	return 5;
}

/* A machine without the old registers has one, anywhere. */
static void sleep_reduced(const uint8_t *fadt, unsigned off)
{
	uint64_t at = read_64(fadt + FADT_SLEEP + 4);
	uint8_t value = (uint8_t)(off << 2 | 1 << 5), *memory;

	if (fadt[FADT_SLEEP] == SPACE_PORT) {
		mcfg_port_write((uint16_t)at, value);
	} else if (fadt[FADT_SLEEP] == SPACE_MEMORY && (memory = bytes_at(at, 1))) {
		*(volatile uint8_t *)memory = value;
	}
}

void mcfg_acpi_power_off(void)
{
	const uint8_t *fadt = find_table("FACP");
	unsigned off;

	if (!fadt)
		return;
	off = find_off(table_at(read_32(fadt + FADT_DSDT)));
	if (read_32(fadt + FADT_FLAGS) & REDUCED && read_32(fadt + 4) >= FADT_LONG)
		sleep_reduced(fadt, off);
	else
		mcfg_port_write_16((uint16_t)read_32(fadt + FADT_PM1_CONTROL),
		                   (uint16_t)(off << 10 | 1 << 13));
}

const uint8_t *mcfg_acpi_table(const char *name, size_t *len)
{
	const uint8_t *table;

	if (is_named((const uint8_t *)name, "DSDT")) {
		table = find_table("FACP");
		table = table ? table_at(read_32(table + FADT_DSDT)) : NULL;
	} else {
		table = find_table(name);
	}
	*len = table ? read_32(table + 4) : 0;
	return *len >= HEADER_BYTES ? table : NULL;
}
