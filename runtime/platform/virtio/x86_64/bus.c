/* The buses of a PC. See <mcfg/virtio/bus.h>. */
#include "../../../arch/x86_64/port.h"
#include "../../guest/events.h"
#include "../bus_windows.h"
#include "pc.h"

#include <mcfg/base.h>
#include <mcfg/endian.h>

/* ---- interrupts ------------------------------------------------------------------------------ */

enum { N_SLOTS = 32 };

/* An interrupt while it is open: by its vector, of which there are fewer than slots. */
static struct slot {
	struct mcfg_event event;
	struct mcfg_interrupt *interrupt;
} slots[N_SLOTS];

static void happened(struct mcfg_event *event)
{
	struct slot *slot = container_of(event, struct slot, event);

	if (slot->interrupt)
		slot->interrupt->happened(slot->interrupt);
}

static struct slot *free_slot(void)
{
	unsigned i = 0;

	while (i < N_SLOTS - 1 && (slots[i].interrupt || slots[i].event.raised))
		i++;
	slots[i].event.happened = happened;
	return &slots[i];
}

/* Once it has a vector. */
static int keep(struct slot *slot, struct mcfg_interrupt *interrupt, int vector)
{
	if (vector < 0)
		return vector;
	slot->interrupt = interrupt;
	interrupt->slot = vector;
	return 0;
}

void mcfg_interrupt_served(struct mcfg_interrupt *interrupt)
{
	if (interrupt->slot)
		mcfg_apic_served(interrupt->slot);
}

void mcfg_interrupt_close(struct mcfg_interrupt *interrupt)
{
	if (!interrupt->slot)
		return;
	mcfg_apic_close(interrupt->slot);
	interrupt->slot = 0;
	for (unsigned i = 0; i < N_SLOTS; i++)
		if (slots[i].interrupt == interrupt)
			slots[i].interrupt = NULL;
}

int mcfg_virtio_window_listen(const struct mcfg_virtio_window *window,
                              struct mcfg_interrupt *interrupt)
{
	struct slot *slot = free_slot();

	return keep(slot, interrupt,
	            mcfg_apic_line_open(window->line, !window->edge, &slot->event));
}

int mcfg_pci_message(struct mcfg_interrupt *interrupt, uint64_t *address, uint32_t *data)
{
	struct slot *slot = free_slot();

	return keep(slot, interrupt, mcfg_apic_message_open(&slot->event, address, data));
}

/* ---- windows --------------------------------------------------------------------------------- */

static struct mcfg_bus_windows windows;
static bool acpi_is_read;

void mcfg_bus_command_line(const char *line)
{
	mcfg_bus_read_line(&windows, line);
}

enum { MADT_ENTRIES = 44, MADT_IO_APIC = 1, MADT_IO_APIC_BYTES = 12 };

/* The controllers of interrupts. */
static void read_madt(void)
{
	size_t len, at = MADT_ENTRIES;
	const uint8_t *madt = mcfg_acpi_table("APIC", &len);

	for (; madt && at + 2 <= len && madt[at + 1] >= 2; at += madt[at + 1]) {
		uint32_t registers;

		if (madt[at] != MADT_IO_APIC || at + MADT_IO_APIC_BYTES > len)
			continue;
		registers = mcfg_get_le32(madt + at + 4);
		if (mcfg_virtio_map(registers, MCFG_PC_APIC_BYTES))
			mcfg_apic_add_controller(registers, mcfg_get_le32(madt + at + 8));
	}
}

static void read_acpi(void)
{
	size_t len;
	const uint8_t *dsdt = mcfg_acpi_table("DSDT", &len);

	acpi_is_read = true;
	read_madt();
	if (dsdt)
		mcfg_bus_read_dsdt(&windows, dsdt, len);
}

const struct mcfg_virtio_window *mcfg_virtio_windows(size_t *n)
{
	if (!acpi_is_read)
		read_acpi();
	*n = windows.n;
	return windows.window;
}

/* ---- PCI ------------------------------------------------------------------------------------- */

enum { PCI_ADDRESS = 0xcf8, PCI_DATA = 0xcfc };

static void select_place(unsigned function, unsigned at)
{
	mcfg_port_write_32(PCI_ADDRESS, UINT32_C(1) << 31 | (function & 0xffff) << 8 | (at & 0xfc));
}

bool mcfg_pci_is_there(void)
{
	select_place(0, 0);
	return mcfg_port_read_32(PCI_ADDRESS) == UINT32_C(1) << 31;
}

uint32_t mcfg_pci_read(unsigned function, unsigned at)
{
	select_place(function, at);
	return mcfg_port_read_32(PCI_DATA);
}

void mcfg_pci_write(unsigned function, unsigned at, uint32_t value)
{
	select_place(function, at);
	mcfg_port_write_32(PCI_DATA, value);
}
