/* c_value.h - value types and values in C. */
#ifndef MCFG_EMIT_C_VALUE_H
#define MCFG_EMIT_C_VALUE_H

#include "emit/model.h"

/*
 * The C type of a value: "int64_t", "const char *", "enum mode", "struct mcfg_option_cidr".
 * `enumeration` is the C tag of an enumeration's type.
 */
const char *c_type(struct arena *arena, const struct value_type *type, const char *enumeration);

/* "int64_t name", "const char *name" */
const char *c_declare(struct arena *arena, const struct value_type *type, const char *enumeration,
                      const char *name);

/* The enumerator of a name: MODE_FAST. */
const char *c_enumerator(struct arena *arena, const char *enumeration, const char *tag);

/*
 * The types that an enumeration needs: `enum MODE { ... }`, and its list or option where the shape
 * asks for one.
 */
void c_enumeration(struct text *text, const struct value_type *type, const char *enumeration);

/* A known value as an initialiser: `{ .addr = { { 10, 0, 0, 2 } }, .prefix = 24 }`, `"text"`, `4`.
 */
void c_initialiser(struct text *text, const struct value *value, const struct value_type *type,
                   const char *enumeration);

/* A known value as an expression inside a function. */
void c_expression(struct text *text, const struct value *value, const struct value_type *type,
                  const char *enumeration);

/*
 * The body of a function that returns a known value, indented: a list's elements first, as a static
 * array.
 */
void c_return(struct text *text, const struct value *value, const struct value_type *type,
              const char *enumeration);

/* Does C compare its values with `==` and `<`? */
bool c_type_is_scalar(enum mcfg_type type);

/* Is it, or a part of it, known only at run time? */
bool c_value_is_open(const struct value *value);

/* How people write a value on a command line: "10.0.0.2/24", "a,b"; "" for none. */
const char *value_shown(struct arena *arena, const struct value *value);

#endif
