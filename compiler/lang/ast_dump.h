/* ast_dump.h - the tree as a text, for tests and for those who change the grammar. */
#ifndef MCFG_AST_DUMP_H
#define MCFG_AST_DUMP_H

#include "base/text.h"
#include "lang/ast.h"

/* Writes a file's items, each from a new line: (let x (apply f 1)). */
void ast_dump(struct text *out, const struct file *file);

void ast_dump_expr(struct text *out, const struct expr *expr);
void ast_dump_type(struct text *out, const struct type_expr *type);
void ast_dump_pattern(struct text *out, const struct pattern *pattern);

#endif
