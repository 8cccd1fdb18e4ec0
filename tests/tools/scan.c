/*
 * scan - only the scanner on a file: the floor under everything that mcfg does with it.
 *
 *	scan FILE
 */
#include "compilation.h"
#include "state.h"

#include <stdio.h>
#include <string.h>

/* Scans the whole source; gives the number of its tokens. */
static size_t scan_all(struct compilation *c, struct source *source)
{
	struct parse p = {
		.arena = &c->arena,
		.names = &c->names,
		.diags = &c->diags,
		.source = source,
	};
	MCFG_YYSTYPE value;
	struct span span;
	size_t n = 0;

	scan_begin(&p);
	while (scan_token(&value, &span, p.scanner))
		n++;
	scan_end(&p);
	return n;
}

int main(int argc, char **argv)
{
	struct compilation c;
	struct source *source;
	int error;

	if (argc != 2) {
		fputs("usage: scan FILE\n", stderr);
		return 2;
	}
	compilation_init(&c);
	error = sources_read(&c.sources, argv[1], &source);
	if (error)
		fprintf(stderr, "scan: %s: %s\n", argv[1], strerror(-error));
	else
		printf("%zu tokens\n", scan_all(&c, source));
	compilation_fini(&c);
	return error ? 3 : 0;
}
