/*
 * Devices on the PCI bus, with registers as version 1 has them and interrupts by messages (MSI-X).
 * See virtio_device.h. Source: Virtual I/O Device 1.1, 4.1; PCI Local Bus 3.0, 6.1, 6.7, 6.8.2.
 */
#include "virtio_device.h"

#include "virtio_register.h"

#include <errno.h>
#include <mcfg/base.h>

/* A function's configuration, which is read by 32 bits. */
enum {
	PCI_ID = 0,
	PCI_COMMAND = 4,
	PCI_HEADER = 12,
	PCI_BAR = 16,
	PCI_BUSES = 24,
	PCI_SUBSYSTEM = 44,
	PCI_LIST = 52
};
enum { USE_MEMORY = 2, BE_MASTER = 4, NO_LINE = 1 << 10, HAS_LIST = 1 << 20 };
enum { VENDOR = 0x1af4, FIRST_OLD = 0x1000, FIRST_NEW = 0x1040 };
enum { CAPABILITY_VENDOR = 9, CAPABILITY_MESSAGES = 17, MOST_CAPABILITIES = 48 };
enum { MESSAGES_MASKED = 1 << 30, MESSAGE_BYTES = 16 };
#define MESSAGES_ON (UINT32_C(1) << 31)

/* What a capability of virtio's is about. */
enum part { COMMON = 1, NOTIFY, ISR, DEVICE };

enum {
	AT_FEATURES_SELECT = 0,
	AT_FEATURES = 4,
	AT_DRIVER_FEATURES_SELECT = 8,
	AT_DRIVER_FEATURES = 12,
	AT_CONFIG_MESSAGE = 16,
	AT_STATUS = 20,
	AT_GENERATION = 21,
	AT_QUEUE = 22,
	AT_QUEUE_SIZE = 24,
	AT_QUEUE_MESSAGE = 26,
	AT_QUEUE_ENABLE = 28,
	AT_QUEUE_NOTIFY = 30,
	AT_DESCRIPTORS = 32,
	AT_AVAILABLE = 40,
	AT_USED = 48,
	COMMON_BYTES = 56
};

enum { CONFIG_MESSAGE, QUEUES_MESSAGE };

/* ---- registers ------------------------------------------------------------------------------- */

static volatile unsigned char *common(const struct virtio_device *device, size_t at)
{
	return device->registers.common + at;
}

static uint8_t pci_status(struct virtio_device *device)
{
	return virtio_read_8(common(device, AT_STATUS));
}

static void pci_set_status(struct virtio_device *device, uint8_t status)
{
	virtio_write_8(common(device, AT_STATUS), status);
}

static uint64_t pci_features(struct virtio_device *device)
{
	uint64_t features;

	virtio_write_32(common(device, AT_FEATURES_SELECT), 0);
	features = virtio_read_32(common(device, AT_FEATURES));
	virtio_write_32(common(device, AT_FEATURES_SELECT), 1);
	return features | (uint64_t)virtio_read_32(common(device, AT_FEATURES)) << 32;
}

static void pci_set_features(struct virtio_device *device, uint64_t features)
{
	virtio_write_32(common(device, AT_DRIVER_FEATURES_SELECT), 0);
	virtio_write_32(common(device, AT_DRIVER_FEATURES), (uint32_t)features);
	virtio_write_32(common(device, AT_DRIVER_FEATURES_SELECT), 1);
	virtio_write_32(common(device, AT_DRIVER_FEATURES), (uint32_t)(features >> 32));
}

static uint32_t pci_generation(struct virtio_device *device)
{
	return virtio_read_8(common(device, AT_GENERATION));
}

static void pci_read(struct virtio_device *device, size_t at, unsigned char *bytes, size_t n)
{
	virtio_read_bytes(device->registers.device + at, bytes, n);
}

/* ---- queues ---------------------------------------------------------------------------------- */

static uint16_t pci_queue_size(struct virtio_device *device, uint16_t queue)
{
	virtio_write_16(common(device, AT_QUEUE), queue);
	return virtio_read_16(common(device, AT_QUEUE_SIZE));
}

static void write_address(struct virtio_device *device, size_t at, uint64_t address)
{
	virtio_write_32(common(device, at), (uint32_t)address);
	virtio_write_32(common(device, at + 4), (uint32_t)(address >> 32));
}

/* Where a queue is notified is the device's to say, within what it has for that. */
static int set_notify(struct virtio_device *device, uint16_t number)
{
	uint64_t at = (uint64_t)virtio_read_16(common(device, AT_QUEUE_NOTIFY)) *
	              device->registers.notify_step;

	if (number >= VIRTIO_QUEUES || at + sizeof(uint16_t) > device->registers.notify_bytes)
		return -EPROTONOSUPPORT;
	device->registers.notify_at[number] = (uint32_t)at;
	return 0;
}

static int pci_set_queue(struct virtio_device *device, uint16_t number,
                         const struct virtqueue *queue)
{
	int error;

	virtio_write_16(common(device, AT_QUEUE), number);
	error = set_notify(device, number);
	if (error)
		return error;
	virtio_write_16(common(device, AT_QUEUE_SIZE), queue->size);
	virtio_write_16(common(device, AT_QUEUE_MESSAGE), QUEUES_MESSAGE);
	if (virtio_read_16(common(device, AT_QUEUE_MESSAGE)) != QUEUES_MESSAGE)
		return -EPROTONOSUPPORT;
	write_address(device, AT_DESCRIPTORS, virtqueue_descriptors_address(queue));
	write_address(device, AT_AVAILABLE, virtqueue_available_address(queue));
	write_address(device, AT_USED, virtqueue_used_address(queue));
	virtio_write_16(common(device, AT_QUEUE_ENABLE), 1);
	return 0;
}

static void pci_notify(struct virtio_device *device, uint16_t queue)
{
	virtio_write_16(device->registers.notify + device->registers.notify_at[queue], queue);
}

/* ---- capabilities ---------------------------------------------------------------------------- */

static uint32_t config_of(const struct virtio_device *device, unsigned at)
{
	return mcfg_pci_read(device->registers.function, at);
}

/* Memory of the function's: `bytes` from `offset` on behind one of its base addresses; null: there
 * is none there. */
static volatile unsigned char *map(const struct virtio_device *device, unsigned bar,
                                   uint32_t offset, uint32_t bytes)
{
	uint32_t low;
	uint64_t at;

	if (bar > 5)
		return NULL;
	low = config_of(device, PCI_BAR + 4 * bar);
	if (low & 1)
		return NULL;
	at = low & ~UINT32_C(15);
	if ((low & 6) == 4)
		at |= bar < 5 ? (uint64_t)config_of(device, PCI_BAR + 4 * (bar + 1)) << 32 : 0;
	return at && bytes ? mcfg_virtio_map(at + offset, bytes) : NULL;
}

/* A place of virtio's. The first of each kind counts. */
static void read_place(struct virtio_device *device, unsigned at, uint32_t head)
{
	struct virtio_registers *registers = &device->registers;
	uint32_t bar = config_of(device, at + 4) & 0xff, offset = config_of(device, at + 8);
	uint32_t bytes = config_of(device, at + 12);

	switch (head >> 24) {
	case COMMON:
		if (!registers->common && bytes >= COMMON_BYTES)
			registers->common = map(device, bar, offset, bytes);
		break;
	case NOTIFY:
		if (registers->notify)
			break;
		registers->notify = map(device, bar, offset, bytes);
		registers->notify_bytes = bytes;
		registers->notify_step = config_of(device, at + 16);
		break;
	case DEVICE:
		if (registers->device)
			break;
		registers->device = map(device, bar, offset, bytes);
		registers->device_bytes = registers->device ? bytes : 0;
		break;
	default: break;
	}
}

/* The table of messages, of which the first two are used. */
static unsigned read_messages(struct virtio_device *device, unsigned at, uint32_t head)
{
	uint32_t table = config_of(device, at + 4);

	if ((head >> 16 & 0x7ff) + 1 < 2)
		return 0;
	device->registers.messages =
	    map(device, table & 7, table & ~UINT32_C(7), 2 * MESSAGE_BYTES);
	return at;
}

/* Returns where the capability of messages is; 0: something is missing. */
static unsigned read_capabilities(struct virtio_device *device)
{
	const struct virtio_registers *registers = &device->registers;
	unsigned messages = 0, at;

	if (!(config_of(device, PCI_COMMAND) & HAS_LIST))
		return 0;
	at = config_of(device, PCI_LIST) & 0xfc;
	for (unsigned i = 0; at >= 64 && i < MOST_CAPABILITIES; i++) {
		uint32_t head = config_of(device, at);

		if ((head & 0xff) == CAPABILITY_VENDOR && at <= 256 - 20)
			read_place(device, at, head);
		else if ((head & 0xff) == CAPABILITY_MESSAGES && at <= 256 - 12)
			messages = read_messages(device, at, head);
		at = head >> 8 & 0xfc;
	}
	/* Not all kinds have a configuration of their own. */
	if (!registers->common || !registers->notify || !registers->messages)
		return 0;
	return messages;
}

/* ---- interrupts ------------------------------------------------------------------------------ */

static void queues_happened(struct mcfg_interrupt *interrupt)
{
	struct virtio_device *device =
	    container_of(interrupt, struct virtio_device, interrupts[QUEUES_MESSAGE]);

	mcfg_interrupt_served(interrupt);
	device->used(device);
}

static void config_happened(struct mcfg_interrupt *interrupt)
{
	struct virtio_device *device =
	    container_of(interrupt, struct virtio_device, interrupts[CONFIG_MESSAGE]);

	mcfg_interrupt_served(interrupt);
	device->changed(device);
}

static int open_message(struct virtio_device *device, unsigned i)
{
	volatile unsigned char *entry = device->registers.messages + MESSAGE_BYTES * i;
	uint64_t address;
	uint32_t data;
	int error = mcfg_pci_message(&device->interrupts[i], &address, &data);

	if (error)
		return error;
	virtio_write_32(entry, (uint32_t)address);
	virtio_write_32(entry + 4, (uint32_t)(address >> 32));
	virtio_write_32(entry + 8, data);
	virtio_write_32(entry + 12, 0); /* not masked */
	return 0;
}

static void close_messages(struct virtio_device *device)
{
	for (unsigned i = 0; i < 2; i++)
		mcfg_interrupt_close(&device->interrupts[i]);
}

static int open_messages(struct virtio_device *device, unsigned at)
{
	uint32_t head = config_of(device, at);
	int error;

	device->interrupts[CONFIG_MESSAGE].happened = config_happened;
	device->interrupts[QUEUES_MESSAGE].happened = queues_happened;
	error = open_message(device, CONFIG_MESSAGE);
	if (!error)
		error = open_message(device, QUEUES_MESSAGE);
	if (error)
		close_messages(device);
	else
		mcfg_pci_write(device->registers.function, at,
		               (head & ~(uint32_t)MESSAGES_MASKED) | MESSAGES_ON);
	return error;
}

static int pci_listen(struct virtio_device *device)
{
	virtio_write_16(common(device, AT_CONFIG_MESSAGE), CONFIG_MESSAGE);
	return virtio_read_16(common(device, AT_CONFIG_MESSAGE)) == CONFIG_MESSAGE
	           ? 0
	           : -EPROTONOSUPPORT;
}

/* It reads and writes no memory from here on, even if it would. */
static void pci_close(struct virtio_device *device)
{
	uint32_t command = config_of(device, PCI_COMMAND) & 0xffff;

	mcfg_pci_write(device->registers.function, PCI_COMMAND, command & ~(uint32_t)BE_MASTER);
	close_messages(device);
}

static const struct virtio_transport pci = {
	.status = pci_status,
	.set_status = pci_set_status,
	.features = pci_features,
	.set_features = pci_set_features,
	.queue_size = pci_queue_size,
	.set_queue = pci_set_queue,
	.notify = pci_notify,
	.generation = pci_generation,
	.read = pci_read,
	.listen = pci_listen,
	.close = pci_close,
};

/* ---- finding --------------------------------------------------------------------------------- */

/* Devices that can also be of before version 1 say what they are as a subsystem. */
static bool is_kind(unsigned function, uint32_t id, enum virtio_kind kind)
{
	uint32_t number = id >> 16;

	if ((id & 0xffff) != VENDOR)
		return false;
	if (number >= FIRST_OLD && number < FIRST_NEW)
		return mcfg_pci_read(function, PCI_SUBSYSTEM) >> 16 == (uint32_t)kind;
	return number == FIRST_NEW + (uint32_t)kind;
}

/* Looks for the function behind `function`, in the order of their numbers; buses are those that
 * bridges lead to, as the firmware has numbered them. Returns false at the end. */
struct walk {
	uint8_t buses[32];
	unsigned n_buses, bus, slot, part;
};

static bool step(struct walk *walk, bool more_parts)
{
	if (more_parts && ++walk->part < 8)
		return true;
	walk->part = 0;
	if (++walk->slot < 32)
		return true;
	walk->slot = 0;
	return ++walk->bus < walk->n_buses;
}

static void note_bridge(struct walk *walk, unsigned function, uint32_t header)
{
	if ((header >> 16 & 0x7f) == 1 && walk->n_buses < sizeof walk->buses)
		walk->buses[walk->n_buses++] = (uint8_t)(mcfg_pci_read(function, PCI_BUSES) >> 8);
}

/* Returns the function, or -ENODEV, and in *n how many were seen. */
static int find_function(enum virtio_kind kind, unsigned number, unsigned *n)
{
	struct walk walk = { .n_buses = 1 };
	bool more_parts = false;

	do {
		unsigned function =
		    (unsigned)walk.buses[walk.bus] << 8 | walk.slot << 3 | walk.part;
		uint32_t id = mcfg_pci_read(function, PCI_ID), header;

		if (walk.part == 0)
			more_parts = false;
		if ((id & 0xffff) == 0xffff)
			continue;
		header = mcfg_pci_read(function, PCI_HEADER);
		if (walk.part == 0)
			more_parts = header >> 16 & 0x80;
		note_bridge(&walk, function, header);
		if (is_kind(function, id, kind) && (*n)++ == number)
			return (int)function;
	} while (step(&walk, more_parts));
	return -ENODEV;
}

int virtio_open_pci(struct virtio_device *device, enum virtio_kind kind, unsigned number,
                    unsigned *n)
{
	int function;
	unsigned messages;

	*n = 0;
	function = mcfg_pci_is_there() ? find_function(kind, number, n) : -ENODEV;
	if (function < 0)
		return function;
	device->transport = &pci;
	device->registers = (struct virtio_registers){ .function = (unsigned)function };
	if (virtio_is_open(device))
		return -EBUSY;
	mcfg_pci_write((unsigned)function, PCI_COMMAND,
	               (config_of(device, PCI_COMMAND) & 0xffff) | USE_MEMORY | BE_MASTER |
	                   NO_LINE);
	messages = read_capabilities(device);
	if (!messages) {
		virtio_refuse("virtio: a device is of before version 1, or has no messages "
		              "(MSI-X), and is not used\n");
		return -EPROTONOSUPPORT;
	}
	return open_messages(device, messages);
}
