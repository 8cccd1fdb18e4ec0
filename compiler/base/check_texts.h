/*
 * check_texts.h - what each check is about: the files in compiler/base/checks/, compiled in.
 *
 * A text is a meaning, in paragraphs, and an example. `=== FILE` begins a file of the example, and
 * `=== $ COMMAND` is what shows the mistake; without one it is `mcfg check app.mcfg`. `=== cured
 * FILE` and `=== cured $ COMMAND` stand for what is to be done instead. The tests do what it says.
 */
#ifndef MCFG_CHECK_TEXTS_H
#define MCFG_CHECK_TEXTS_H

struct check_text {
	const char *name, *text;
};

extern const struct check_text check_texts[]; /* ends with a null name */

#endif
