/* The bus of QEMU's `virt` and its like: windows in the device tree. See <mcfg/virtio/bus.h>. */
#include "../../../arch/arm64/board.h"
#include "../../../arch/arm64/gic.h"
#include "../../guest/events.h"
#include "../bus_windows.h"

#include <errno.h>
#include <mcfg/base.h>

/* ---- interrupts ------------------------------------------------------------------------------ */

enum { N_SLOTS = 32 };

/* Once attached to the controller it stays so, for whoever opens it again. */
static struct slot {
	struct mcfg_event event;
	struct devicetree_interrupt line; /* id 0: the slot is free */
	struct mcfg_interrupt *interrupt;
} slots[N_SLOTS];

static void happened(struct mcfg_event *event)
{
	struct slot *slot = container_of(event, struct slot, event);

	if (slot->interrupt)
		slot->interrupt->happened(slot->interrupt);
}

static void raise(void *argument)
{
	struct slot *slot = argument;

	if (!slot->line.edge)
		mcfg_gic_mask(slot->line);
	mcfg_event_raise(&slot->event);
}

static int find_slot(unsigned id)
{
	int i = 0;

	while (i < N_SLOTS && slots[i].line.id != id && slots[i].line.id != 0)
		i++;
	return i < N_SLOTS ? i : -ENOSPC;
}

int mcfg_virtio_window_listen(const struct mcfg_virtio_window *window,
                              struct mcfg_interrupt *interrupt)
{
	int i = find_slot(window->line), error;
	struct slot *slot = &slots[i < 0 ? 0 : i];

	if (i < 0)
		return i;
	if (slot->interrupt)
		return -EBUSY;
	if (slot->line.id == 0) {
		slot->event.happened = happened;
		slot->line = (struct devicetree_interrupt){ window->line, window->edge };
		error = mcfg_gic_attach(slot->line, raise, slot);
		if (error) {
			slot->line.id = 0;
			return error;
		}
	} else {
		mcfg_gic_unmask(slot->line);
	}
	slot->interrupt = interrupt;
	interrupt->slot = i + 1;
	return 0;
}

void mcfg_interrupt_served(struct mcfg_interrupt *interrupt)
{
	if (interrupt->slot && !slots[interrupt->slot - 1].line.edge)
		mcfg_gic_unmask(slots[interrupt->slot - 1].line);
}

void mcfg_interrupt_close(struct mcfg_interrupt *interrupt)
{
	if (!interrupt->slot)
		return;
	mcfg_gic_mask(slots[interrupt->slot - 1].line);
	slots[interrupt->slot - 1].interrupt = NULL;
	interrupt->slot = 0;
}

/* ---- windows --------------------------------------------------------------------------------- */

const struct mcfg_virtio_window *mcfg_virtio_windows(size_t *n)
{
	static struct mcfg_bus_windows windows;

	for (size_t i = 0; i < mcfg_board->n_virtio; i++)
		mcfg_bus_add(&windows, (struct mcfg_virtio_window){
		                           .at = mcfg_board->virtio[i].at.at,
		                           .bytes = (uint32_t)mcfg_board->virtio[i].at.bytes,
		                           .line = mcfg_board->virtio[i].interrupt.id,
		                           .edge = mcfg_board->virtio[i].interrupt.edge,
		                       });
	*n = windows.n;
	return windows.window;
}

/* ---- PCI: none that is made use of ----------------------------------------------------------- */

bool mcfg_pci_is_there(void)
{
	return false;
}

uint32_t mcfg_pci_read(unsigned function, unsigned at)
{
	(void)function, (void)at;
	return UINT32_MAX;
}

void mcfg_pci_write(unsigned function, unsigned at, uint32_t value)
{
	(void)function, (void)at, (void)value;
}

int mcfg_pci_message(struct mcfg_interrupt *interrupt, uint64_t *address, uint32_t *data)
{
	(void)interrupt, (void)address, (void)data;
	return -ENOSPC;
}
