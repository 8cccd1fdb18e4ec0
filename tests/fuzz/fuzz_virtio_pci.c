/*
 * The input is what a hostile virtio device on the PCI bus says of itself: its configuration, with
 * its capabilities, and what stands in its registers. Whatever it is, no register outside of what
 * was mapped is touched, all that was opened is closed, and a device that was opened works by its
 * rules.
 */
#include "../../runtime/platform/virtual/time.c"

#include "fuzz_input.h"

#include "../../devices/virtio/virtio_device.c"
#include "../../devices/virtio/virtio_pci.c"
#include "../../devices/virtio/virtqueue.c"

#include <assert.h>
#include <mcfg/endian.h>
#include <mcfg/image.h>

#include "../../runtime/sched.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

const struct mcfg_image mcfg_image = { .name = "fuzz" };

enum { MAPS = 64, MOST_MAP_BYTES = 1 << 16, FUNCTION = 3 << 3, CONFIG_BYTES = 256 };

static unsigned char config[CONFIG_BYTES];
static int n_interrupts;
static struct {
	unsigned char *at;
	size_t bytes;
} maps[MAPS];
static size_t n_maps;

/* ---- the machine ----------------------------------------------------------------------------- */

bool mcfg_pci_is_there(void)
{
	return true;
}

uint32_t mcfg_pci_read(unsigned function, unsigned at)
{
	assert(at % 4 == 0 && at <= CONFIG_BYTES - 4);
	if (function != FUNCTION)
		return UINT32_MAX;
	fuzz_was_read(config + at, 4);
	return mcfg_get_le32(config + at);
}

void mcfg_pci_write(unsigned function, unsigned at, uint32_t value)
{
	assert(function == FUNCTION && at % 4 == 0 && at <= CONFIG_BYTES - 4);
	if (at == PCI_COMMAND) /* above is the status, of which writing clears nothing that is 0 */
		value = (value & 0xffff) | (mcfg_get_le32(config + at) & 0xffff0000);
	mcfg_put_le32(config + at, value);
}

int mcfg_pci_message(struct mcfg_interrupt *interrupt, uint64_t *address, uint32_t *data)
{
	if (fuzz_byte() == 255)
		return -ENOSPC;
	*address = 0xfee00000;
	*data = 33;
	interrupt->slot = 1;
	n_interrupts++;
	return 0;
}

void mcfg_interrupt_served(struct mcfg_interrupt *interrupt)
{
	(void)interrupt;
}

void mcfg_interrupt_close(struct mcfg_interrupt *interrupt)
{
	n_interrupts -= interrupt->slot;
	interrupt->slot = 0;
}

int virtio_open_mmio(struct virtio_device *device, enum virtio_kind kind, unsigned number,
                     unsigned *n)
{
	(void)device, (void)kind, (void)number;
	*n = 0;
	return -ENODEV;
}

/* A block of its own, so that the sanitizer sees what goes past it. */
volatile unsigned char *mcfg_virtio_map(uint64_t at, size_t bytes)
{
	(void)at;
	if (n_maps == MAPS || bytes == 0 || bytes > MOST_MAP_BYTES)
		return NULL;
	maps[n_maps].at = calloc(1, bytes);
	maps[n_maps].bytes = bytes;
	for (size_t i = 0; i < bytes && i < CONFIG_BYTES; i++)
		maps[n_maps].at[i] = fuzz_byte();
	return maps[n_maps++].at;
}

void *mcfg_platform_dma_open(size_t bytes)
{
	return calloc(1, bytes);
}

void mcfg_platform_dma_close(void *memory, size_t bytes)
{
	(void)bytes;
	free(memory);
}

uint64_t mcfg_platform_dma_address(const void *at)
{
	return (uintptr_t)at;
}

/* ---- what a driver does ---------------------------------------------------------------------- */

static void ignore(struct virtio_device *device)
{
	(void)device;
}

/* Registers change by themselves. */
static void change_registers(void)
{
	for (unsigned i = fuzz_byte() % 4u; n_maps > 0 && i > 0; i--) {
		size_t which = fuzz_byte() % n_maps;

		fuzz_write(maps[which].at, maps[which].bytes);
	}
}

static void read_some(struct virtio_device *device)
{
	unsigned char *bytes = malloc(64);
	size_t n = 1 + fuzz_byte() % 64u, at = fuzz_16();
	int error = virtio_read_config(device, at, bytes, n);

	assert(error == 0 || error == -EPROTONOSUPPORT);
	free(bytes);
}

static void drive(struct virtio_device *device)
{
	struct virtqueue queues[2], *both[] = { &queues[0], &queues[1] };
	uint16_t n = 0;

	change_registers();
	if (virtio_negotiate(device, VIRTIO_EVENT_INDEX))
		return;
	while (n < 2 && virtio_open_queue(device, n, 128, &queues[n]) == 0)
		n++;
	if (n == 2 && virtio_start(device) == 0)
		for (uint8_t steps = fuzz_byte() % 16; steps > 0; steps--) {
			change_registers();
			read_some(device);
			device->transport->notify(device, steps % 2);
			device->interrupts[steps % 2].slot
			    ? device->interrupts[steps % 2].happened(&device->interrupts[steps % 2])
			    : (void)0;
			if (virtio_is_lost(device) && virtio_reset(device) == 0)
				virtio_restart(device, both, n);
		}
	while (n > 0)
		virtqueue_close(&queues[--n]);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	return mcfg_unix_events_init() || mcfg_sched_adopt(task_self());
}

/* Mostly a device that could be one. */
static void describe(void)
{
	uint8_t what = fuzz_byte();

	for (size_t i = 0; i < CONFIG_BYTES; i++)
		config[i] = fuzz_byte();
	if (what & 4)
		mcfg_put_le32(config, 0x10421af4);
	if (what & 8)
		config[6] |= 16; /* it has capabilities */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct virtio_device device = { .used = ignore, .changed = ignore };

	fuzz_open(data, size);
	n_maps = 0;
	describe();
	if (virtio_open(&device, VIRTIO_KIND_BLOCK, 0) == 0) {
		drive(&device);
		virtio_stop(&device);
		virtio_close(&device);
	}
	assert(n_interrupts == 0);
	while (n_maps > 0)
		free(maps[--n_maps].at);
	return 0;
}
