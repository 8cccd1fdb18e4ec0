/* parse.h - text -> AST, with recovery. The language is doc/language.md, the grammar mcfg.ebnf. */
#ifndef MCFG_PARSE_H
#define MCFG_PARSE_H

#include "compilation.h"

/*
 * parse_source - the tree of one source.
 *
 * Reports every syntax error at its place. What cannot be read becomes EXPR_ERROR or ITEM_ERROR, so
 * that the rest of the file is there for the later passes: a definition keeps its name, whatever is
 * wrong with its value. A text that is not UTF-8 without NUL gives one error and no items.
 *
 * Reentrant: everything it knows is in its own frame and in `c`.
 */
struct file *parse_source(struct compilation *c, struct source *source);

#endif
