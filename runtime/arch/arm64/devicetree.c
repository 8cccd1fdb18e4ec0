/* The device tree, read in one pass by libfdt. See devicetree.h. */
#include "devicetree.h"

#include <errno.h>
#include <libfdt.h>
#include <string.h>

enum { MAX_DEPTH = 8 }; /* what lies deeper is nothing of ours */

/* One node while it is looked at. */
struct node {
	const void *tree;
	int offset, parent;
};

static uint64_t read_cells(const fdt32_t *cells, int n)
{
	uint64_t value = 0;

	for (int i = 0; i < n; i++)
		value = value << 32 | fdt32_ld(&cells[i]);
	return value;
}

/* A property as cells. Returns their number. */
static int get_cells(const struct node *node, const char *name, const fdt32_t **cells)
{
	int len = 0;

	*cells = fdt_getprop(node->tree, node->offset, name, &len);
	return *cells && len > 0 ? len / (int)sizeof(fdt32_t) : 0;
}

static const char *get_text(const struct node *node, const char *name)
{
	int len = 0;
	const char *text = fdt_getprop(node->tree, node->offset, name, &len);

	return text && len > 0 && text[len - 1] == '\0' ? text : NULL;
}

/* How many cells a number has in the children of a node. The library's own function is in one file
   with those that write trees. */
static int get_count(const void *tree, int parent, const char *name, int otherwise)
{
	const struct node node = { tree, parent, parent };
	const fdt32_t *cells;

	if (get_cells(&node, name, &cells) < 1)
		return otherwise;
	return fdt32_ld(cells) <= 4 ? (int)fdt32_ld(cells) : -1;
}

/* The i-th range of a node's reg, whose cells the parent counts; of no bytes where there is none.
 */
static struct devicetree_range get_range(const struct node *node, int i)
{
	const fdt32_t *cells;
	int n = get_cells(node, "reg", &cells);
	int address_cells = get_count(node->tree, node->parent, "#address-cells", 2);
	int size_cells = get_count(node->tree, node->parent, "#size-cells", 1);
	int each = address_cells + size_cells;

	if (address_cells < 0 || size_cells < 0 || each == 0 || n / each <= i)
		return (struct devicetree_range){ 0 };
	cells += i * each;
	return (struct devicetree_range){ read_cells(cells, address_cells),
		                          read_cells(cells + address_cells, size_cells) };
}

/* The i-th interrupt of a node, by the three cells of a GIC: kind, number, flags. */
static struct devicetree_interrupt get_interrupt(const struct node *node, int i)
{
	const fdt32_t *cells;
	int n = get_cells(node, "interrupts", &cells);
	struct devicetree_interrupt interrupt = { 0 };

	if (n < 3 * (i + 1))
		return interrupt;
	cells += 3 * i;
	interrupt.id = (fdt32_ld(&cells[0]) ? 16 : 32) + (fdt32_ld(&cells[1]) & 1023);
	interrupt.edge = fdt32_ld(&cells[2]) & 3;
	return interrupt;
}

/* ---- what nodes are -------------------------------------------------------------------------- */

static void add_range(struct devicetree_range *ranges, size_t *n, size_t most,
                      struct devicetree_range range)
{
	if (range.bytes > 0 && range.at + range.bytes > range.at && *n < most)
		ranges[(*n)++] = range;
}

static void read_memory(const struct node *node, struct devicetree *devices)
{
	struct devicetree_range range;

	for (int i = 0; (range = get_range(node, i)).bytes > 0; i++)
		add_range(devices->memories, &devices->n_memories, DEVICETREE_MEMORIES, range);
}

static void read_reserved(const struct node *node, struct devicetree *devices)
{
	struct devicetree_range range;

	for (int i = 0; (range = get_range(node, i)).bytes > 0; i++)
		add_range(devices->reserved, &devices->n_reserved, DEVICETREE_RESERVED, range);
}

static void read_gic(const struct node *node, struct devicetree *devices, unsigned version)
{
	devices->gic_version = version;
	devices->gic[0] = get_range(node, 0);
	devices->gic[1] = get_range(node, 1);
}

static void read_gic_v2(const struct node *node, struct devicetree *devices)
{
	read_gic(node, devices, 2);
}

static void read_gic_v3(const struct node *node, struct devicetree *devices)
{
	read_gic(node, devices, 3);
}

/* Secure, physical, virtual, and perhaps the hypervisor's own. */
static void read_timer(const struct node *node, struct devicetree *devices)
{
	devices->timer = get_interrupt(node, 2);
	devices->timer.edge = false;
}

static void read_uart(const struct node *node, struct devicetree *devices,
                      enum devicetree_uart kind)
{
	if (devices->uart_kind != DEVICETREE_NO_UART)
		return; /* the first one is the console */
	devices->uart_kind = kind;
	devices->uart = get_range(node, 0);
	devices->uart_interrupt = get_interrupt(node, 0);
}

static void read_pl011(const struct node *node, struct devicetree *devices)
{
	read_uart(node, devices, DEVICETREE_PL011);
}

static void read_sbsa_uart(const struct node *node, struct devicetree *devices)
{
	read_uart(node, devices, DEVICETREE_SBSA_UART);
}

static void read_ns16550(const struct node *node, struct devicetree *devices)
{
	const fdt32_t *cells;

	if (get_cells(node, "reg-shift", &cells) > 0 && devices->uart_kind == DEVICETREE_NO_UART)
		devices->uart_shift = fdt32_ld(cells) & 7;
	read_uart(node, devices, DEVICETREE_NS16550);
}

static void read_pl031(const struct node *node, struct devicetree *devices)
{
	devices->rtc = get_range(node, 0);
}

static void read_virtio(const struct node *node, struct devicetree *devices)
{
	struct devicetree_virtio *virtio = &devices->virtio[devices->n_virtio];

	if (devices->n_virtio == DEVICETREE_VIRTIO)
		return;
	virtio->at = get_range(node, 0);
	virtio->interrupt = get_interrupt(node, 0);
	devices->n_virtio += virtio->at.bytes > 0 && virtio->at.bytes <= 1 << 20;
}

static void read_psci(const struct node *node, struct devicetree *devices)
{
	const char *method = get_text(node, "method");

	devices->psci = true;
	devices->psci_smc = method && strcmp(method, "smc") == 0;
}

static void read_xen(const struct node *node, struct devicetree *devices)
{
	devices->xen = true;
	devices->grant_table = get_range(node, 0);
	devices->xen_interrupt = get_interrupt(node, 0);
}

/* Copies what fits, and a zero behind it. */
static void read_options(const struct node *node, struct devicetree *devices)
{
	const char *options = get_text(node, "bootargs");
	size_t len = options ? strlen(options) : 0;

	devices->options_cut = len >= sizeof devices->options;
	if (devices->options_cut)
		len = sizeof devices->options - 1;
	if (len > 0)
		memcpy(devices->options, options, len);
	devices->options[len] = '\0';
}

static void add_seed(const struct node *node, const char *name, struct devicetree *devices)
{
	int len = 0;
	const void *seed = fdt_getprop(node->tree, node->offset, name, &len);
	size_t room = sizeof devices->seed - devices->seed_bytes;
	size_t bytes = seed && len > 0 ? (size_t)len : 0;

	if (bytes > room)
		bytes = room;
	if (bytes > 0)
		memcpy(devices->seed + devices->seed_bytes, seed, bytes);
	devices->seed_bytes += bytes;
}

static void read_chosen(const struct node *node, struct devicetree *devices)
{
	read_options(node, devices);
	add_seed(node, "kaslr-seed", devices);
	add_seed(node, "rng-seed", devices);
}

static const struct {
	const char *compatible;
	void (*read)(const struct node *node, struct devicetree *devices);
} kinds[] = {
	{ "arm,gic-v3", read_gic_v3 },
	{ "arm,gic-400", read_gic_v2 },
	{ "arm,cortex-a15-gic", read_gic_v2 },
	{ "arm,cortex-a9-gic", read_gic_v2 },
	{ "arm,armv8-timer", read_timer },
	{ "arm,pl011", read_pl011 },
	{ "arm,sbsa-uart", read_sbsa_uart },
	{ "ns16550a", read_ns16550 },
	{ "arm,pl031", read_pl031 },
	{ "arm,psci-1.0", read_psci },
	{ "arm,psci-0.2", read_psci },
	{ "virtio,mmio", read_virtio },
	{ "xen,xen", read_xen },
};

/* ---- the pass -------------------------------------------------------------------------------- */

static bool is_disabled(const struct node *node)
{
	const char *status = get_text(node, "status");

	return status && strncmp(status, "ok", 2) != 0;
}

/* The first name in `compatible` that is known decides; a PL011 is also a "primecell". */
static void read_compatible(const struct node *node, struct devicetree *devices)
{
	int len = 0;
	const char *names = fdt_getprop(node->tree, node->offset, "compatible", &len);

	for (size_t i = 0; names && i < sizeof kinds / sizeof *kinds; i++)
		if (fdt_stringlist_contains(names, len, kinds[i].compatible)) {
			if (!is_disabled(node))
				kinds[i].read(node, devices);
			return;
		}
}

/* Is a node's name this one, whatever its address? */
static bool is_named(const struct node *node, const char *want)
{
	size_t len = strlen(want);
	const char *name = fdt_get_name(node->tree, node->offset, NULL);

	return name && strncmp(name, want, len) == 0 && (name[len] == '\0' || name[len] == '@');
}

static bool is_memory(const struct node *node)
{
	const char *type = is_named(node, "memory") ? get_text(node, "device_type") : NULL;

	return type && strcmp(type, "memory") == 0;
}

/* What stands directly below the root. Is it where reserved memory is listed? */
static bool read_top(const struct node *node, struct devicetree *devices)
{
	if (is_named(node, "chosen"))
		read_chosen(node, devices);
	else if (is_memory(node))
		read_memory(node, devices);
	else
		read_compatible(node, devices);
	return is_named(node, "reserved-memory");
}

/* It is a large part of all that happens before an image runs, so no property is looked for that
   need not be. */
static int read_nodes(const void *tree, struct devicetree *devices)
{
	int parents[MAX_DEPTH]; /* by depth, the node that was seen last */
	bool in_reserved = false;
	int depth = -1, at;

	for (at = fdt_next_node(tree, -1, &depth); at >= 0 && depth >= 0;
	     at = fdt_next_node(tree, at, &depth)) {
		struct node node = { tree, at, 0 };

		if (depth >= MAX_DEPTH)
			continue;
		parents[depth] = at;
		node.parent = depth > 0 ? parents[depth - 1] : at;
		if (depth == 1)
			in_reserved = read_top(&node, devices);
		else if (depth == 2 && in_reserved)
			read_reserved(&node, devices);
		else if (depth > 1)
			read_compatible(&node, devices);
	}
	return depth < 0 ? 0 : -EINVAL; /* the root's end was met */
}

static void read_reservations(const void *tree, struct devicetree *devices)
{
	int n = fdt_num_mem_rsv(tree);

	for (int i = 0; i < n; i++) {
		struct devicetree_range range = { 0 };

		if (fdt_get_mem_rsv(tree, i, &range.at, &range.bytes) == 0)
			add_range(devices->reserved, &devices->n_reserved, DEVICETREE_RESERVED,
			          range);
	}
}

int mcfg_devicetree_read(const void *tree, struct devicetree *devices)
{
	memset(devices, 0, sizeof *devices);
	if (fdt_check_header(tree))
		return -EINVAL;
	read_reservations(tree, devices);
	return read_nodes(tree, devices);
}
