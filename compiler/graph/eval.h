/* eval.h - typed AST -> device graph. */
#ifndef MCFG_EVAL_H
#define MCFG_EVAL_H

#include "compilation.h"

/*
 * Evaluates the `let`s that `register` needs, in order, and the jobs. Afterwards the graph holds
 * their nodes, c->image its name and jobs, and every key that was read has its value, its default,
 * or neither. Total: it ends after options.max_steps at the latest.
 */
void eval(struct compilation *c);

#endif
