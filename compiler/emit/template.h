/*
 * template.h - the language of templates, in which a target's own files are written.
 *
 * A value, `@{VALUE}`, is one of
 *
 *	name image arch   of the image: its name, its file, its architecture
 *	key.K             a fixed key's value
 *	kind              of what is attached: its kind, inside @{each}
 *	1 ... 9           its values
 *	n n+K             its place in the loop, from 0; that and a number
 *	letters           its place as a, b, ... z, aa, ab, ...
 *
 * `VALUE or VALUE` is the second one where the first is empty. Behind it stand filters, each after
 * a `|`:
 *
 *	quoted            for double quotes: a backslash before those and before backslashes
 *	xml               for text and attributes of XML
 *	sh                for single quotes of the shell
 *	below FOLDER/     a relative path below a folder, an absolute one as it is
 *	number WORD       a number with a word before it, anything else as it is
 *
 * A part begins with one of these and ends with @{end}; parts may stand in parts:
 *
 *	each KIND...      for each that is attached of these kinds, in order
 *	back KIND...      the same, from the last one to the first
 *	any KIND...       if one is
 *	for ARCH          if that is the architecture
 *	if VALUE          if the value is there, not empty, and not `false`
 *	rest              in a loop, not the first time: for what separates
 *
 * What stands behind @{else} in it is for when that does not hold, or nothing is looped over.
 */
#ifndef MCFG_EMIT_TEMPLATE_H
#define MCFG_EMIT_TEMPLATE_H

#include "emit/emit_private.h"

struct template
{
	struct emit *e;
	const struct emit_file *file;
	struct text *out;
	const struct attached *attached; /* inside @{each}; else null */
	size_t place;                    /* of it, in the loop */
	unsigned depth;                  /* of parts */
	bool skips;                      /* what is read is not for now */
};

/* Reports what is wrong, and where: `@{word}`. */
void template_mistake(struct template *t, const char *what, const char *word);

/* Writes all of a text. */
void template_put(struct template *t, const char *text);

/* template_value.c: the value of a word with its filters; null after a mistake. */
const char *template_value(struct template *t, const char *word);

/* The same, but null, too, where what is attached has not so many values. */
const char *template_value_if_any(struct template *t, const char *word);

#endif
