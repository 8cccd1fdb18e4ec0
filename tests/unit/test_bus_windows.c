/* Where virtio devices are: command lines and programs of ACPI, right and wrong ones. */
#include "../../runtime/platform/virtio/bus_windows.c"

#include <mcfg/image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

static struct mcfg_bus_windows windows;

static void expect(size_t i, uint64_t at, uint32_t bytes, unsigned line, bool edge)
{
	assert_true(i < windows.n);
	assert_int_equal(windows.window[i].at, at);
	assert_int_equal(windows.window[i].bytes, bytes);
	assert_int_equal(windows.window[i].line, line);
	assert_int_equal(windows.window[i].edge, edge);
}

static void read_line(const char *line)
{
	windows.n = 0;
	mcfg_bus_read_line(&windows, line);
}

static void lines_that_are_right(void **state)
{
	(void)state;
	read_line("console=x virtio_mmio.device=4K@0xd0001000:6 quiet "
	          "virtio_mmio.device=512@0xD0000000:5:0 -- --a=b");
	assert_int_equal(windows.n, 2);
	expect(0, 0xd0000000, 512, 5, false);
	expect(1, 0xd0001000, 4096, 6, false);
	read_line("virtio_mmio.device=1M@4096:7");
	expect(0, 4096, 1 << 20, 7, false);
}

static void lines_that_are_wrong(void **state)
{
	static const char *const wrong[] = {
		"",
		"virtio_mmio.device=",
		"virtio_mmio.device=512",
		"virtio_mmio.device=512@",
		"virtio_mmio.device=512@0x:5",
		"virtio_mmio.device=@0x1000:5",
		"virtio_mmio.device=0@0x1000:5",
		"virtio_mmio.device=2M@0x1000:5",
		"virtio_mmio.device=512@0x1000",
		"virtio_mmio.device=512@0x1000:",
		"virtio_mmio.device=512@0x1000:5x",
		"virtio_mmio.device=512@0x1000:1024",
		"virtio_mmio.device=512@0x11111111111111111:5",
		"a.virtio_mmio.device=512@0x1000:5",
		"virtio_mmio.device=99999999999999999999K@0x1000:5",
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		read_line(wrong[i]);
		assert_int_equal(windows.n, 0);
	}
}

static void no_more_than_there_is_room_for(void **state)
{
	(void)state;
	windows.n = 0;
	for (unsigned i = 100; i-- > 0;)
		mcfg_bus_add(&windows, (struct mcfg_virtio_window){ .at = 0x1000u * (i + 1) });
	assert_int_equal(windows.n, MCFG_BUS_WINDOWS);
	for (size_t i = 1; i < windows.n; i++)
		assert_true(windows.window[i - 1].at < windows.window[i].at);
	mcfg_bus_add(&windows, (struct mcfg_virtio_window){ .at = windows.window[3].at });
	assert_int_equal(windows.n, MCFG_BUS_WINDOWS);
}

/* As QEMU's microvm has it. */
static const uint8_t device[] = { 'L', 'N',  'R',  'O',  '0',  '0',  '0',  '5',  0,    8, '_',
	                          'C', 'R',  'S',  0x11, 0x1a, 0x0a, 0x17, 0x86, 9,    0, 1,
	                          0,   0x0e, 0xb0, 0xfe, 0,    2,    0,    0,    0x89, 6, 0,
	                          1,   1,    31,   0,    0,    0,    0x79, 0 };

static void programs_of_acpi(void **state)
{
	/* a block of its own, so that the sanitizer sees what goes past it */
	uint8_t *dsdt = malloc(sizeof device);

	(void)state;
	assert_non_null(dsdt);
	memcpy(dsdt, device, sizeof device);
	windows.n = 0;
	mcfg_bus_read_dsdt(&windows, dsdt, sizeof device);
	assert_int_equal(windows.n, 1);
	expect(0, 0xfeb00e00, 512, 31, false);
	dsdt[33] = 3;
	windows.n = 0;
	mcfg_bus_read_dsdt(&windows, dsdt, sizeof device);
	expect(0, 0xfeb00e00, 512, 31, true);
	free(dsdt);
}

/* Cut anywhere, or with any byte another one: nothing outside of it is read. */
static void programs_that_are_broken(void **state)
{
	(void)state;
	for (size_t len = 0; len < sizeof device; len++) {
		uint8_t *dsdt = malloc(len + !len);

		assert_non_null(dsdt);
		memcpy(dsdt, device, len);
		windows.n = 0;
		mcfg_bus_read_dsdt(&windows, dsdt, len);
		assert_int_equal(windows.n, len >= 39 ? 1 : 0);
		for (size_t i = 0; i < len; i++) {
			dsdt[i] ^= 0xff;
			mcfg_bus_read_dsdt(&windows, dsdt, len);
			dsdt[i] ^= 0xff;
		}
		free(dsdt);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_that_are_right),
		cmocka_unit_test(lines_that_are_wrong),
		cmocka_unit_test(no_more_than_there_is_room_for),
		cmocka_unit_test(programs_of_acpi),
		cmocka_unit_test(programs_that_are_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
