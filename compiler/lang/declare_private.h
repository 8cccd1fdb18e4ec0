/* declare_private.h - the parts of declare, in the order in which they run. */
#ifndef MCFG_DECLARE_PRIVATE_H
#define MCFG_DECLARE_PRIVATE_H

#include "lang/declare.h"

/* ---- declare_name.c ---- */

/*
 * Is it a name for something that gets a C name: lower case, digits, underscores, no C keyword?
 * Reports what is wrong; `what` is "a device", "an operation".
 */
bool declare_name(struct compilation *c, struct ident ident, const char *what);

/* Interfaces and devices share their names. Reports a name that is taken. */
bool declare_is_free(struct compilation *c, struct ident name);

/* ---- declare_interface.c ---- */

void declare_interface(struct compilation *c, struct item *item, struct source *source);

/* The interface of a name in a type, or null, which is reported. */
struct interface *declare_interface_named(struct compilation *c, struct ident ident);

/* ---- declare_parents.c ---- */

/* Resolves the parents of all interfaces, and finds their ancestors. */
void declare_parents(struct compilation *c);

/* ---- declare_key.c ---- */

void declare_key(struct compilation *c, struct item *item, const struct file *file);

/* key.target and key.arch. */
void declare_builtin_keys(struct compilation *c);

/* ---- declare_type.c ---- */

/* The value type that a type expression means. False, and a report, when it means none. */
bool declare_value_type(struct compilation *c, const struct type_expr *expr,
                        struct value_type *type);

/* ---- declare_device.c ---- */

/* Its name is known from here on; its type once all interfaces are. */
void declare_device(struct compilation *c, struct item *item, struct source *source);
void declare_device_types(struct compilation *c);

/* ---- declare_target.c ---- */

void declare_target(struct compilation *c, struct item *item, struct source *source);

/* Finds what each target is based on. */
void declare_bases(struct compilation *c);

/* ---- declare_field.c ---- */

/* Checks the names, numbers and labels of an item's field values. */
void declare_fields(struct compilation *c, const struct item *item);

/* The first field of that name, or null. */
const struct field *declare_field(const struct item *item, const char *name);

/* The text of its value where that is a string literal, else null. */
const char *declare_field_text(const struct item *item, const char *name);

/* ---- declare.c ---- */

/* Reports that `name` was declared before, at `first`. */
void declare_again(struct compilation *c, struct ident name, const char *what, struct span first);

#endif
