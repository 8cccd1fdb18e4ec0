/*
 * tokens.h - the token reader between scanner and parser: it knows what is open.
 *
 * It closes what was left open, by tokens that do not stand in the text, where a token can only
 * belong to something further out: a closing bracket to an outer opener, an item's keyword to the
 * file. So a missing bracket costs one message, and the item around it is read as meant. After a
 * syntax error it skips to where the parser's `error` rule of the innermost opener can go on.
 */
#ifndef MCFG_GRAMMAR_TOKENS_H
#define MCFG_GRAMMAR_TOKENS_H

#include "state.h"

/* Can an operand, or an item, end in such a token? */
bool tokens_ends_operand(int kind);

/* Can a prototype begin here; is one begun, with no bracket open? */
bool tokens_in_braces(const struct parse *p);
bool tokens_in_prototype(const struct parse *p);

/* Lets the next token be one at which recovery can go on. For syntax_error. */
void tokens_skip(struct parse *p);

#endif
