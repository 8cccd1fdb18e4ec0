/*
 * emit.h - image -> the texts of the output folder (doc/internals.md, section 4).
 *
 * Nothing is written here: the texts are in memory, for whoever asked to put where they belong.
 */
#ifndef MCFG_EMIT_H
#define MCFG_EMIT_H

#include "compilation.h"
#include "graph/image.h"

/* The three folders that paths in the output start from; absolute and free of links. */
struct emit_options {
	const char *output; /* where the texts will be */
	const char *config; /* the configuration's folder */
	const char *root;   /* the installation */
	/* The flags of the C compiler for each library, by its interned name, as far as they are
	   known already: for editors, since the Makefile asks pkg-config itself. Null: none. */
	const struct map *cflags;
};

struct output_file {
	const char *path; /* below the output folder */
	struct text text;
	bool executable;
};

struct output {
	struct arena *arena;             /* keeps */
	VEC(struct output_file *) files; /* in the order in which they were made */
};

/*
 * Makes all texts of c->image, whose target must be chosen. Equal input gives equal bytes.
 *
 * Reads the C sources that the image is made of, and may report what it finds there (checks.def,
 * "emit"): the texts are worth writing only if c->diags.n_errors is still 0 afterwards.
 */
void emit_image(struct compilation *c, const struct emit_options *options, struct output *out);

/*
 * Makes the headers of all declared interfaces with their open bindings, below `include/`: what is
 * installed for editors and unit tests.
 */
void emit_interface_headers(struct compilation *c, const struct emit_options *options,
                            struct output *out);

#endif
