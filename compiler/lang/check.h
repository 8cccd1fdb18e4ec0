/* check.h - what type each expression has. */
#ifndef MCFG_CHECK_H
#define MCFG_CHECK_H

struct compilation;

/*
 * check - infer the types of all that is bound (LANGUAGE section 4): AST -> typed AST.
 *
 * After it, every expression has a type; each literal its value, of the type it stands for; each
 * application its slots; each match is exhaustive; and what holds a mistake is marked `bad`.
 */
void check(struct compilation *c);

#endif
