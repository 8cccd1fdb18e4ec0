/* astdump FILE - prints the tree that the parser makes of a file, then what it has to say. */
#include "lang/ast_dump.h"
#include "parse.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	struct compilation c;
	struct source *source;
	struct text out;
	int error;

	if (argc != 2) {
		fputs("usage: astdump FILE\n", stderr);
		return 2;
	}
	compilation_init(&c);
	error = sources_read(&c.sources, argv[1], &source);
	if (error) {
		fprintf(stderr, "astdump: %s: %s\n", argv[1], strerror(-error));
		return 3;
	}
	text_init(&out, &c.arena);
	ast_dump(&out, parse_source(&c, source));
	diags_print(&c.diags, &out);
	fputs(text_string(&out), stdout);
	error = c.diags.n_errors ? 1 : 0;
	compilation_fini(&c);
	return error;
}
