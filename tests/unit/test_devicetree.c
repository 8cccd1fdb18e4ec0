/* What arm64 images learn from a device tree: QEMU's way of writing one, Xen's, and broken ones. */
#include "../../runtime/arch/arm64/devicetree.c"
#include "../../runtime/arch/arm64/devicetree_memory.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static _Alignas(8) char tree[65536];
static struct devicetree found;

/* ---- writing a tree -------------------------------------------------------------------------- */

static void begin(int address_cells, int size_cells)
{
	assert_int_equal(fdt_create(tree, sizeof tree), 0);
	assert_int_equal(fdt_finish_reservemap(tree), 0);
	assert_int_equal(fdt_begin_node(tree, ""), 0);
	fdt_property_u32(tree, "#address-cells", (uint32_t)address_cells);
	fdt_property_u32(tree, "#size-cells", (uint32_t)size_cells);
}

static void end(void)
{
	assert_int_equal(fdt_end_node(tree), 0);
	assert_int_equal(fdt_finish(tree), 0);
}

/* A property of cells. */
static void cells(const char *name, size_t n, const uint32_t *values)
{
	fdt32_t raw[16];

	for (size_t i = 0; i < n; i++)
		raw[i] = cpu_to_fdt32(values[i]);
	assert_int_equal(fdt_property(tree, name, raw, (int)(n * sizeof *raw)), 0);
}

#define CELLS(name, ...)                                                    \
	cells(name, sizeof((uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t), \
	      (uint32_t[]){ __VA_ARGS__ })

static void text(const char *name, const char *value)
{
	assert_int_equal(fdt_property(tree, name, value, (int)strlen(value) + 1), 0);
}

static void device(const char *name, const char *compatible)
{
	fdt_begin_node(tree, name);
	text("compatible", compatible);
}

static void read_it(void)
{
	assert_int_equal(mcfg_devicetree_read(tree, &found), 0);
}

static void expect_range(struct devicetree_range range, uint64_t at, uint64_t bytes)
{
	assert_int_equal(range.at, at);
	assert_int_equal(range.bytes, bytes);
}

/* ---- trees ----------------------------------------------------------------------------------- */

static void test_qemu(void **state)
{
	(void)state;
	begin(2, 2);
	fdt_begin_node(tree, "chosen");
	text("bootargs", "-- --name='a b' \"c\"");
	CELLS("kaslr-seed", 1, 2);
	CELLS("rng-seed", 3, 4, 5, 6, 7, 8, 9, 10);
	fdt_end_node(tree);
	fdt_begin_node(tree, "memory@40000000");
	text("device_type", "memory");
	CELLS("reg", 0, 0x40000000, 1, 0x80000000);
	fdt_end_node(tree);
	device("intc@8000000", "arm,gic-v3");
	CELLS("reg", 0, 0x8000000, 0, 0x10000, 0, 0x80a0000, 0, 0xf60000);
	fdt_end_node(tree);
	device("timer", "arm,armv8-timer");
	CELLS("interrupts", 1, 13, 0x104, 1, 14, 0x104, 1, 11, 0x104, 1, 10, 0x104);
	fdt_end_node(tree);
	fdt_begin_node(tree, "pl011@9000000");
	fdt_property(tree, "compatible", "arm,pl011\0arm,primecell", 24);
	CELLS("reg", 0, 0x9000000, 0, 0x1000);
	CELLS("interrupts", 0, 1, 4);
	fdt_end_node(tree);
	device("pl031@9010000", "arm,pl031");
	CELLS("reg", 0, 0x9010000, 0, 0x1000);
	fdt_end_node(tree);
	device("psci", "arm,psci-1.0");
	text("method", "hvc");
	fdt_end_node(tree);
	end();
	read_it();

	assert_string_equal(found.options, "-- --name='a b' \"c\"");
	assert_int_equal(found.seed_bytes, 40);
	assert_int_equal(found.seed[3], 1);
	assert_int_equal(found.seed[39], 10);
	assert_int_equal(found.n_memories, 1);
	expect_range(found.memories[0], 0x40000000, 0x180000000);
	assert_int_equal(found.gic_version, 3);
	expect_range(found.gic[0], 0x8000000, 0x10000);
	expect_range(found.gic[1], 0x80a0000, 0xf60000);
	assert_int_equal(found.timer.id, 27);
	assert_int_equal(found.uart_kind, DEVICETREE_PL011);
	expect_range(found.uart, 0x9000000, 0x1000);
	assert_int_equal(found.uart_interrupt.id, 33);
	assert_false(found.uart_interrupt.edge);
	expect_range(found.rtc, 0x9010000, 0x1000);
	assert_true(found.psci);
	assert_false(found.psci_smc);
	assert_false(found.xen);
}

static void test_xen(void **state)
{
	(void)state;
	begin(2, 1);
	fdt_begin_node(tree, "memory");
	text("device_type", "memory");
	CELLS("reg", 0, 0x40000000, 0x4000000, 2, 0, 0x1000000);
	fdt_end_node(tree);
	device("hypervisor", "xen,xen");
	CELLS("reg", 0, 0x38000000, 0x1000000);
	CELLS("interrupts", 1, 15, 0xf08);
	fdt_end_node(tree);
	device("interrupt-controller@3001000", "arm,gic-400");
	CELLS("reg", 0, 0x3001000, 0x1000, 0, 0x3002000, 0x2000);
	fdt_end_node(tree);
	device("sbsa-uart", "arm,sbsa-uart");
	CELLS("reg", 0, 0x22000000, 0x1000);
	CELLS("interrupts", 0, 0, 1);
	fdt_end_node(tree);
	device("psci", "arm,psci-0.2");
	text("method", "smc");
	fdt_end_node(tree);
	end();
	read_it();

	assert_string_equal(found.options, "");
	assert_int_equal(found.n_memories, 2);
	expect_range(found.memories[1], 0x200000000, 0x1000000);
	assert_true(found.xen);
	expect_range(found.grant_table, 0x38000000, 0x1000000);
	assert_int_equal(found.xen_interrupt.id, 31);
	assert_int_equal(found.gic_version, 2);
	expect_range(found.gic[1], 0x3002000, 0x2000);
	assert_int_equal(found.uart_kind, DEVICETREE_SBSA_UART);
	assert_int_equal(found.uart_interrupt.id, 32);
	assert_true(found.uart_interrupt.edge);
	assert_true(found.psci_smc);
	expect_range(found.rtc, 0, 0);
}

static void test_reserved(void **state)
{
	(void)state;
	assert_int_equal(fdt_create(tree, sizeof tree), 0);
	fdt_add_reservemap_entry(tree, 0x48000000, 0x2000);
	fdt_finish_reservemap(tree);
	fdt_begin_node(tree, "");
	fdt_begin_node(tree, "reserved-memory");
	fdt_property_u32(tree, "#address-cells", 1);
	fdt_property_u32(tree, "#size-cells", 1);
	fdt_begin_node(tree, "firmware@50000000");
	CELLS("reg", 0x50000000, 0x1000);
	fdt_end_node(tree);
	fdt_end_node(tree);
	end();
	read_it();

	assert_int_equal(found.n_reserved, 2);
	expect_range(found.reserved[0], 0x48000000, 0x2000);
	expect_range(found.reserved[1], 0x50000000, 0x1000);
}

static void expect_region(const struct mcfg_region *region, uint64_t begin, uint64_t end_at)
{
	assert_int_equal(region->begin, begin);
	assert_int_equal(region->end, end_at);
}

/* Reserved at its begin, in its middle twice, over its end; and where no memory is. */
static void test_free_memory(void **state)
{
	const struct devicetree devices = {
		.memories = { { 0x1000, 0x9000 }, { 0x100000, 0x1000 } },
		.n_memories = 2,
		.reserved = { { 0x9000, 0x8000 },
		              { 0x3000, 0x1000 },
		              { 0x0, 0x2000 },
		              { 0x3800, 0x1800 },
		              { 0x50000, 0x1000 } },
		.n_reserved = 5,
	};
	struct mcfg_region regions[8];

	(void)state;
	assert_int_equal(mcfg_devicetree_memory(&devices, regions, 8), 3);
	expect_region(&regions[0], 0x2000, 0x3000);
	expect_region(&regions[1], 0x5000, 0x9000);
	expect_region(&regions[2], 0x100000, 0x101000);
	assert_int_equal(mcfg_devicetree_memory(&devices, regions, 1), 1);
}

static void test_disabled(void **state)
{
	(void)state;
	begin(1, 1);
	device("uart@1000", "arm,pl011");
	text("status", "disabled");
	CELLS("reg", 0x1000, 0x1000);
	fdt_end_node(tree);
	device("uart@2000", "arm,pl011");
	text("status", "okay");
	CELLS("reg", 0x2000, 0x1000);
	fdt_end_node(tree);
	device("uart@3000", "arm,pl011");
	CELLS("reg", 0x3000, 0x1000);
	fdt_end_node(tree);
	end();
	read_it();
	expect_range(found.uart, 0x2000, 0x1000); /* the first that is there */
}

/* As Firecracker has it. */
static void test_ns16550(void **state)
{
	(void)state;
	begin(2, 2);
	device("uart@40002000", "ns16550a");
	CELLS("reg", 0, 0x40002000, 0, 0x1000);
	CELLS("interrupts", 0, 0x20, 1);
	fdt_end_node(tree);
	end();
	read_it();
	assert_int_equal(found.uart_kind, DEVICETREE_NS16550);
	expect_range(found.uart, 0x40002000, 0x1000);
	assert_int_equal(found.uart_interrupt.id, 64);
	assert_int_equal(found.uart_shift, 0);
}

/* ---- what is wrong with a tree --------------------------------------------------------------- */

static void test_long_options(void **state)
{
	static char text[DEVICETREE_OPTIONS_BYTES + 1];

	(void)state;
	for (size_t len = DEVICETREE_OPTIONS_BYTES - 1; len <= DEVICETREE_OPTIONS_BYTES; len++) {
		memset(text, 'x', len);
		begin(2, 2);
		fdt_begin_node(tree, "chosen");
		fdt_property(tree, "bootargs", text, (int)len + 1);
		fdt_end_node(tree);
		end();
		read_it();
		assert_int_equal(strlen(found.options), DEVICETREE_OPTIONS_BYTES - 1);
		assert_int_equal(found.options_cut, len == DEVICETREE_OPTIONS_BYTES);
	}
}

static void test_broken(void **state)
{
	(void)state;
	begin(2, 2);
	fdt_begin_node(tree, "memory");
	text("device_type", "memory");
	CELLS("reg", 0, 0x40000000, 0); /* the size is missing */
	fdt_end_node(tree);
	device("timer", "arm,armv8-timer");
	CELLS("interrupts", 1, 13, 4, 1, 14, 4, 1, 11);
	fdt_end_node(tree);
	end();
	read_it();
	assert_int_equal(found.n_memories, 0);
	assert_int_equal(found.timer.id, 0);

	fdt_set_size_dt_struct(tree, fdt_size_dt_struct(tree) - 8); /* the root does not end */
	assert_int_equal(mcfg_devicetree_read(tree, &found), -EINVAL);
	tree[0] = 0;
	assert_int_equal(mcfg_devicetree_read(tree, &found), -EINVAL);
}

/* A memory that reaches over the end of all addresses is none. */
static void test_overflow(void **state)
{
	(void)state;
	begin(2, 2);
	fdt_begin_node(tree, "memory");
	text("device_type", "memory");
	CELLS("reg", 0xffffffff, 0xfffff000, 0, 0x2000, 0, 0x1000, 0, 0x1000);
	fdt_end_node(tree);
	end();
	read_it();
	assert_int_equal(found.n_memories, 1);
	expect_range(found.memories[0], 0x1000, 0x1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_qemu),        cmocka_unit_test(test_xen),
		cmocka_unit_test(test_reserved),    cmocka_unit_test(test_disabled),
		cmocka_unit_test(test_broken),      cmocka_unit_test(test_long_options),
		cmocka_unit_test(test_overflow),    cmocka_unit_test(test_ns16550),
		cmocka_unit_test(test_free_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
