/* main_open.h - open values of an image, as main.c evaluates them. */
#ifndef MCFG_EMIT_MAIN_OPEN_H
#define MCFG_EMIT_MAIN_OPEN_H

#include "emit/model.h"

/* A list with open elements: a static array, filled in at start. */
struct open_list {
	const struct value *value;
	struct value_type type;
	const char *enumeration;
};

/* Two options or lists are compared by a function. */
struct open_equality {
	struct value_type type;
	const char *enumeration;
	const char *name;
};

/* A list of names of one enumeration becomes one of another by a function. */
struct open_conversion {
	struct value_type type;
	const char *from, *to; /* C tags */
	const char *name;
};

struct open_values {
	struct emit *e;
	bool *needed, *named; /* by id: the image needs it; it is a function of its own */
	unsigned *uses, *depth;
	const char **enumerations; /* by id: the key whose names it has, or null */
	VEC(const char *) tags;    /* enumerators without a key: each has a number */
	VEC(struct open_list) lists;
	VEC(struct open_equality) equalities;
	VEC(struct open_conversion) conversions;
	bool overflows; /* an operation has a range */
};

/* Finds what the image needs, and which values are to be functions. */
void open_values_init(struct open_values *o, struct emit *e);

/* A value as an expression of a type; `enumeration` is the C tag of the type that is asked for. */
void open_put(struct open_values *o, struct text *text, const struct value *value,
              const struct value_type *type, const char *enumeration);

/* The value itself, even where it is a function. */
void open_put_own(struct open_values *o, struct text *text, const struct value *value);
const char *open_enumeration(const struct open_values *o, const struct value *value);

/* Finds the enumeration of each value, operands first. */
void open_find_enumerations(struct open_values *o);

/* The expression for a list with open elements, which is noted; the function that compares two. */
const char *open_list(struct open_values *o, const struct value *value,
                      const struct value_type *type, const char *enumeration);
const char *open_equality(struct open_values *o, const struct value_type *type,
                          const char *enumeration);

/* The values that are functions, operands first. */
void open_put_functions(struct open_values *o, struct text *text);

/* The lists; statements that fill them in. */
void open_declare_lists(const struct open_values *o, struct text *text);
void open_put_lists(struct open_values *o, struct text *text);

/* The functions that compare options and lists, and that convert lists of names; those set
   `no_memory` where that is so. */
void open_put_equalities(struct open_values *o, struct text *text);
void open_put_conversions(struct open_values *o, struct text *text);

/* Writes the name `from`, an expression, of the enumeration `own`, as one of `wanted`. */
void open_put_converted(struct open_values *o, struct text *text, const char *from,
                        const struct value_type *type, const char *own, const char *wanted);

/* The function that converts a list, which is noted. */
const char *open_conversion(struct open_values *o, const struct value_type *type, const char *from,
                            const char *to);

#endif
