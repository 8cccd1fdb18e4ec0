/*
 * imprint.h - what an image says of itself: a record in its read-only data, found in any format of
 * file that has the data as it is in memory, symbols or not.
 *
 * After sixteen bytes (IMPRINT_MAGIC) come lines of text, and a NUL. A line is a word and fields,
 * with a tab before each; in a field `\\`, `\t`, `\n` and `\xHH` stand for bytes. The last line is
 * `end`. Readers skip lines whose word they do not know, and fields beyond those they do.
 *
 *	image NAME, target NAME, arch NAME, mcfg VERSION, compiler VERSION
 *	package NAME VERSION         "-" where the version was not known
 *	key OPTION TYPE STATE VALUE  STATE is fixed, open (VALUE: its default) or required
 *	job NAME
 *	device NAME DEVICE TAKES...  an instance, and the names of what it takes
 *	devices DEVICE COUNT         instead, where there are more than IMPRINT_DEVICES instances
 *	attach KIND VALUE...         what the machine must have
 */
#ifndef MCFG_IMPRINT_H
#define MCFG_IMPRINT_H

#include "base/text.h"

/* The first byte is written apart, so that a program with this text in it is no image. */
#define IMPRINT_MAGIC_FIRST 0x7f
#define IMPRINT_MAGIC_REST  "mcfg record 1\n\n"

enum { IMPRINT_MAGIC_SIZE = 16, IMPRINT_DEVICES = 64, IMPRINT_SIZE_MAX = 16 << 20 };

struct imprint_line {
	const char *word;
	const char *
	    *fields; /* n_fields of them, free of escapes, at least those that imprint.h names */
	size_t n_fields;
};

struct imprint {
	VEC(struct imprint_line) lines; /* without `end`, and without those of unknown words */
};

/*
 * Finds and reads the record in the bytes of a file, which may be anything.
 *
 * Returns 0         `imprint` is filled in, from `arena`
 *         -ENOENT   there is none
 *         -EINVAL   there is one, and it is damaged
 *         -ENOTSUP  there is one, of a form that this mcfg does not know
 */
int imprint_find(struct arena *arena, const void *bytes, size_t size, struct imprint *imprint);

/* The first field of the first line with this word; "" where there is none. */
const char *imprint_field(const struct imprint *imprint, const char *word);

/* Adds a field, escaped, with its tab. */
void imprint_put_field(struct text *text, const char *field);

#endif
