/* c_proto.h - prototypes of operations, as interfaces declare them, with `self` before them. */
#ifndef MCFG_EMIT_C_PROTO_H
#define MCFG_EMIT_C_PROTO_H

#include "emit/c_wrap.h"
#include "emit/model.h"

/*
 * What stands before an operation's own parameters: "struct console *self". For upward operations
 * also "unsigned port". Null for nothing.
 */

/* "int NAME(struct console *self, const void *data, size_t len)", without an end. */
void c_proto(struct text *text, const struct c_proto *proto, const char *name, const char *self);

/* The same for a pointer to such a function: "int (*NAME)(...)". */
void c_proto_pointer(struct text *text, const struct c_proto *proto, const char *name,
                     const char *self);

/* The arguments that pass an operation's parameters on: "self, data, len" after `self`. */
void c_proto_call(struct text *text, const struct c_proto *proto, const char *name,
                  const char *self);

/* The result's type and a name: "int result", "struct flow *result". */
void c_proto_result(struct text *text, const struct c_proto *proto, const char *name);

/* "(void)data;" for each parameter, indented. */
void c_proto_unused(struct text *text, const struct c_proto *proto);

/* "struct console *self" */
const char *c_self(struct arena *arena, const char *tag);

/* `struct TAG;` for each tag that the prototypes of an interface mention. */
void c_proto_tags(struct text *text, const struct interface *interface);

/*
 * A line that makes the compiler attribute what follows to the text at `span`, and one that makes
 * it attribute what follows to the text itself, which will be at `path`.
 */
void c_line(struct emit *e, struct text *text, struct span span);
void c_line_end(struct text *text, const char *path);

#endif
