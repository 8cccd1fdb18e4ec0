/*
 * A record and a manifest, as they may lie in an output folder: what is read prints as a text that
 * is read as the same, and the rest is refused. The first byte says which of the two.
 */
#include "cli/manifest.h"
#include "cli/record.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_manifest(struct arena *arena, const char *text)
{
	struct manifest manifest, again;
	struct text out, twice;

	manifest_init(&manifest, arena);
	manifest_init(&again, arena);
	if (!manifest_parse(&manifest, text))
		return;
	text_init(&out, arena);
	manifest_print(&manifest, &out);
	assert(manifest_parse(&again, text_string(&out)));
	text_init(&twice, arena);
	manifest_print(&again, &twice);
	assert(!strcmp(text_string(&out), text_string(&twice)));
}

static void write_file(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "w");

	assert(file);
	assert(fwrite(bytes, 1, len, file) == len);
	assert(!fclose(file));
}

static void check_record(struct arena *arena, const void *bytes, size_t len)
{
	static char folder[] = "/tmp/fuzz-record-XXXXXX";
	static const char *path;
	static char name[64];
	struct record record, again;
	struct text out, twice;

	if (!path) {
		assert(mkdtemp(folder));
		snprintf(name, sizeof name, "%s/" RECORD_NAME, folder);
		path = name;
	}
	write_file(path, bytes, len);
	if (record_read(&record, arena, folder))
		return;
	text_init(&out, arena);
	record_print(&record, folder, &out);
	write_file(path, text_string(&out), out.len);
	assert(!record_read(&again, arena, folder));
	text_init(&twice, arena);
	record_print(&again, folder, &twice);
	assert(!strcmp(text_string(&out), text_string(&twice)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;

	if (!size)
		return 0;
	arena_init(&arena);
	if (*data & 1)
		check_manifest(&arena, arena_strndup(&arena, (const char *)data + 1, size - 1));
	else
		check_record(&arena, data + 1, size - 1);
	arena_fini(&arena);
	return 0;
}
