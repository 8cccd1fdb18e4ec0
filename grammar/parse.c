#include "parse.h"

#include "base/utf8.h"
#include "state.h"

#include <limits.h>
#include <string.h>

void mcfg_yyerror(const struct span *span, struct parse *p, const char *message)
{
	/* Syntax errors go to syntax.c; what is left is a stack that cannot grow. */
	(void)message;
	diag_report(p->diags, CHECK_DEPTH, *span, "this is nested too deeply");
}

/* Is the whole text UTF-8 without NUL? Reports the first byte that is not. */
static bool check_encoding(struct compilation *c, const struct source *source)
{
	for (size_t at = 0; at < source->len;) {
		size_t step = utf8_length(source->bytes + at, source->len - at);
		struct span span = { source->id, (uint32_t)at, (uint32_t)at + 1 };

		if (!step) {
			diag_report(&c->diags, CHECK_ENCODING, span,
			            "byte 0x%02x is not UTF-8: a configuration is a text in UTF-8",
			            (unsigned char)source->bytes[at]);
			return false;
		}
		if (!source->bytes[at]) {
			diag_report(&c->diags, CHECK_ENCODING, span,
			            "a NUL byte: a configuration is a text in UTF-8");
			return false;
		}
		at += step;
	}
	return true;
}

/* Does the path end in .mdev? */
static bool is_descriptor(const char *path)
{
	size_t len = strlen(path);

	return len >= 5 && !strcmp(path + len - 5, ".mdev");
}

struct file *parse_source(struct compilation *c, struct source *source)
{
	struct file *file = arena_new(&c->arena, struct file);
	struct parse p = {
		.arena = &c->arena,
		.names = &c->names,
		.diags = &c->diags,
		.source = source,
	};

	file->source = source;
	file->is_descriptor = is_descriptor(source->path);
	if (source->len > INT_MAX - 2) {
		diag_report(&c->diags, CHECK_FILE, (struct span){ source->id, 0, 0 },
		            "this file is too large");
		return file;
	}
	if (!check_encoding(c, source))
		return file;
	scan_begin(&p);
	mcfg_yyparse(&p);
	scan_end(&p);
	file->items = p.items.first;
	return file;
}
