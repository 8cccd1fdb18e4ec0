#include "../../platform/guest/leaf.h"

/* See pvh.h. */
#include "pvh.h"

enum { MAGIC = 0x336ec578, RAM = 1, MAX_RAMS = 16, LINE_BYTES = 4096 };

#define LOW_END UINT64_C(0x100000)

struct start_info {
	uint32_t magic, version, flags, n_modules;
	uint64_t modules, command_line, acpi;
	uint64_t memory; /* from version 1 on */
	uint32_t n_memory, reserved;
};

struct memory_entry {
	uint64_t begin, bytes;
	uint32_t type, reserved;
};

static struct {
	struct mcfg_region rams[MAX_RAMS];
	size_t n;
	uint64_t acpi;
	char command_line[LINE_BYTES];
	bool is_cut;
} given;

static void copy_command_line(uint64_t at)
{
	const char *line = (const char *)at;
	size_t n = 0;

	for (; line && line[n] && n < LINE_BYTES - 1; n++)
		given.command_line[n] = line[n];
	given.is_cut = line && line[n];
}

/* What lies lower is left to the firmware. */
static void add_ram(uint64_t begin, uint64_t end)
{
	if (begin < LOW_END)
		begin = LOW_END;
	if (begin < end && given.n < MAX_RAMS)
		given.rams[given.n++] = (struct mcfg_region){ begin, end };
}

void mcfg_pvh_early(const void *boot)
{
	const struct start_info *info = boot;
	const struct memory_entry *memory;

	if (info->magic != MAGIC)
		return;
	copy_command_line(info->command_line);
	given.acpi = info->acpi;
	memory = (const struct memory_entry *)info->memory;
	for (uint32_t i = 0; info->version >= 1 && i < info->n_memory; i++)
		if (memory[i].type == RAM)
			add_ram(memory[i].begin, memory[i].begin + memory[i].bytes);
}

char *mcfg_pvh_command_line(void)
{
	return given.command_line;
}

char *mcfg_pvh_options(void)
{
	return given.is_cut ? NULL : given.command_line;
}

size_t mcfg_pvh_memory(struct mcfg_region *regions, size_t max)
{
	size_t n = given.n < max ? given.n : max;

	for (size_t i = 0; i < n; i++)
		regions[i] = given.rams[i];
	return n;
}

uint64_t mcfg_pvh_acpi(void)
{
	return given.acpi;
}
