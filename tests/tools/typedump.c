/*
 * typedump - prints what check infers: `typedump CONFIGURATION` writes a line `NAME : TYPE` for
 * each `let` of the user's files, then the diagnostics, and ends with 1 if one of them is an error.
 *
 * ROOT's descriptors and prelude count only where MCFG_ROOT names them.
 */
#include "base/text.h"
#include "compilation.h"
#include "lang/check.h"
#include "lang/declare.h"
#include "lang/scope.h"
#include "lang/type.h"
#include "load.h"

#include <stdio.h>
#include <stdlib.h>

static void print_types(struct compilation *c, struct text *out)
{
	struct types types;
	size_t n = 0;

	types_init(&types, c);
	for (const struct file *file = c->files; file; file = file->next, n++)
		for (const struct item *item = file->items; item; item = item->next)
			if (n >= c->n_prelude_files && item->binding && item->binding->scheme)
				text_printf(out, "%s : %s\n", item->name.name,
				            type_text(&types, item->binding->scheme->type));
}

static int dump(void *context)
{
	struct compilation *c = context;
	struct text out;

	text_init(&out, &c->arena);
	load(c);
	if (c->files) {
		declare(c);
		scope(c);
		check(c);
		print_types(c, &out);
	}
	diags_print(&c->diags, &out);
	fputs(text_string(&out), stdout);
	return c->diags.n_errors != 0;
}

int main(int argc, char **argv)
{
	enum { STACK_BYTES = 64 << 20 };
	struct compilation c;
	int status;

	if (argc != 2) {
		fputs("usage: typedump CONFIGURATION\n", stderr);
		return 2;
	}
	compilation_init(&c);
	c.options.path = argv[1];
	c.options.root = getenv("MCFG_ROOT") ? getenv("MCFG_ROOT") : "/nonexistent";
	status = compilation_on_large_stack(&c, STACK_BYTES, dump, &c);
	compilation_fini(&c);
	return status;
}
