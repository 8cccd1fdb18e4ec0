/* A file of keys: each line is a setting within its line, or is reported at a place in the file. */
#include "cli/keyfile.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct compilation *c)
{
	const struct source *source = c->sources.all.items[c->sources.all.n - 1];

	for (size_t i = 0; i < c->options.settings.n; i++) {
		const struct setting *setting = &c->options.settings.items[i];

		assert(*setting->key && setting->span.begin <= setting->span.end);
		assert(setting->span.end <= source->len);
		assert(!memchr(source->bytes + setting->span.begin, '\n',
		               setting->span.end - setting->span.begin));
	}
	for (size_t i = 0; i < c->diags.all.n; i++)
		assert(c->diags.all.items[i]->span.end <= source->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[] = "/tmp/fuzz-keyfile-XXXXXX";
	static int fd = -1;
	struct compilation c;
	struct text out;

	if (fd < 0)
		fd = mkstemp(path);
	assert(fd >= 0 && !ftruncate(fd, 0));
	assert(pwrite(fd, data, size, 0) == (ssize_t)size);
	compilation_init(&c);
	assert(!keyfile_read(&c, path));
	check(&c);
	text_init(&out, &c.arena);
	diags_print(&c.diags, &out);
	compilation_fini(&c);
	return 0;
}
