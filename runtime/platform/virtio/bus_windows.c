/* Where virtio devices may be. See bus_windows.h. Source: UEFI Forum, ACPI 6.4, 6.4.3. */
#include "bus_windows.h"

#include <limits.h>
#include <mcfg/endian.h>
#include <string.h>

void mcfg_bus_add(struct mcfg_bus_windows *windows, struct mcfg_virtio_window window)
{
	size_t i = windows->n;

	for (size_t j = 0; j < windows->n; j++)
		if (windows->window[j].at == window.at)
			return;
	if (windows->n == MCFG_BUS_WINDOWS)
		return;
	for (; i > 0 && windows->window[i - 1].at > window.at; i--)
		windows->window[i] = windows->window[i - 1];
	windows->window[i] = window;
	windows->n++;
}

/* ---- the command line ------------------------------------------------------------------------ */

static unsigned digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : UINT_MAX;
}

/* A number, as in C; false: there is none, or a larger one. */
static bool read_number(const char **at, uint64_t *value)
{
	unsigned base = 10, n;

	if ((*at)[0] == '0' && ((*at)[1] | 0x20) == 'x') {
		base = 16;
		*at += 2;
	}
	*value = 0;
	for (n = 0; digit_of(**at) < base; n++) {
		if (*value > (UINT64_MAX - 15) / base)
			return false;
		*value = *value * base + digit_of(*(*at)++);
	}
	return n > 0;
}

static bool skip(const char **at, char c)
{
	if (**at != c)
		return false;
	++*at;
	return true;
}

static bool read_size(const char **at, uint64_t *size)
{
	if (!read_number(at, size) || *size > 1 << 20)
		return false;
	if (skip(at, 'K') || skip(at, 'k'))
		*size *= 1024;
	else if (skip(at, 'M') || skip(at, 'm'))
		*size *= 1024 * 1024;
	return *size > 0 && *size <= 1 << 20;
}

static void read_word(struct mcfg_bus_windows *windows, const char *at)
{
	uint64_t size, base, line;

	if (read_size(&at, &size) && skip(&at, '@') && read_number(&at, &base) && skip(&at, ':') &&
	    read_number(&at, &line) && line < 1024 && (*at == ':' || *at == ' ' || *at == '\0'))
		mcfg_bus_add(windows, (struct mcfg_virtio_window){ base, (uint32_t)size,
		                                                   (unsigned)line, false });
}

void mcfg_bus_read_line(struct mcfg_bus_windows *windows, const char *line)
{
	static const char name[] = "virtio_mmio.device=";

	for (const char *at = strstr(line, name); at; at = strstr(at, name)) {
		bool begins = at == line || at[-1] == ' ';

		at += sizeof name - 1;
		if (begins)
			read_word(windows, at);
	}
}

/* ---- ACPI ------------------------------------------------------------------------------------ */

enum {
	MEMORY = 0x86, /* 3 + 9 bytes: fixed memory, at 32 bits */
	INTERRUPT = 0x89,
	MEMORY_BYTES = 12,
	INTERRUPT_BYTES = 9,
	IS_EDGE = 2,
	REACH = 128 /* how far behind its name a device's resources lie */
};

static const uint8_t *find(const uint8_t *at, const uint8_t *end, unsigned tag, size_t bytes)
{
	for (; (size_t)(end - at) >= bytes; at++)
		if (at[0] == tag && at[1] == bytes - 3 && at[2] == 0)
			return at;
	return NULL;
}

static void read_device(struct mcfg_bus_windows *windows, const uint8_t *at, const uint8_t *end)
{
	const uint8_t *memory = find(at, end, MEMORY, MEMORY_BYTES), *line;
	struct mcfg_virtio_window window;

	line = memory ? find(memory + MEMORY_BYTES, end, INTERRUPT, INTERRUPT_BYTES) : NULL;
	if (!line || line[4] != 1)
		return;
	window.at = mcfg_get_le32(memory + 4);
	window.bytes = mcfg_get_le32(memory + 8);
	window.edge = line[3] & IS_EDGE;
	window.line = mcfg_get_le32(line + 5);
	if (window.at && window.bytes <= 1 << 20)
		mcfg_bus_add(windows, window);
}

void mcfg_bus_read_dsdt(struct mcfg_bus_windows *windows, const uint8_t *dsdt, size_t len)
{
	static const char name[] = "LNRO0005";
	const uint8_t *end = dsdt + len;

	for (const uint8_t *at = dsdt; (size_t)(end - at) > sizeof name; at++)
		if (memcmp(at, name, sizeof name - 1) == 0) {
			size_t left = (size_t)(end - at);

			read_device(windows, at, left > REACH ? at + REACH : end);
		}
}
