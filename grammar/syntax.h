/* syntax.h - what is said about a token that cannot stand where it stands. */
#ifndef MCFG_GRAMMAR_SYNTAX_H
#define MCFG_GRAMMAR_SYNTAX_H

#include "state.h"

/*
 * Reports that the token `p->last` cannot follow `p->before`, of which `expected` could, and lets
 * the token reader skip to where recovery can go on.
 */
void syntax_error(struct parse *p, const struct token_set *expected);

/* Could a token of that kind follow? */
static inline bool syntax_has(const struct token_set *set, int kind)
{
	return set->has[kind];
}

/* Is the line's end between the two tokens? */
bool syntax_on_later_line(const struct parse *p, struct token before, struct token found);

/* What was probably meant, or null. */
const char *syntax_hint(const struct parse *p, const struct token_set *set, struct token found);

/* A token in quotes, as messages name it: "`let`", "the string", "the end of the file". */
const char *syntax_token_text(const struct parse *p, struct token token);

#endif
