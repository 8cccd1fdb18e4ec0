/*
 * fuzz_parse - the parser alone on any text: it ends, all nodes lie in the text, the tree and what
 * is said can be printed, and the same text gives the same tree again.
 */
#include "base/diag.h"
#include "base/text.h"
#include "lang/ast_dump.h"
#include "parse.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Every node lies in the text, and a node's end is not before its beginning. */
static void check_items(const struct file *file, size_t len)
{
	for (const struct item *item = file->items; item; item = item->next)
		if (item->span.end > len || item->span.begin > item->span.end)
			abort();
}

static const char *parse(struct compilation *c, const char *path, const uint8_t *data, size_t len)
{
	const char *bytes = arena_strndup(&c->arena, (const char *)data, len);
	struct source *source = sources_add(&c->sources, path, NULL, bytes, len);
	struct file *file = parse_source(c, source);
	struct text tree;

	check_items(file, len);
	text_init(&tree, &c->arena);
	ast_dump(&tree, file);
	return text_string(&tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct compilation c;
	const char *one, *other;
	struct text out;

	compilation_init(&c);
	one = parse(&c, "fuzz.mcfg", data, len);
	other = parse(&c, "fuzz.mdev", data, len);
	if (strcmp(one, other) != 0)
		abort();
	text_init(&out, &c.arena);
	diags_print(&c.diags, &out);
	compilation_fini(&c);
	return 0;
}
