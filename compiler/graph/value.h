/* value.h - what an expression evaluates to. */
#ifndef MCFG_GRAPH_VALUE_H
#define MCFG_GRAPH_VALUE_H

#include "base/text.h"
#include "lang/scope.h"

#include <mcfg/value.h>

struct node;
struct key;
struct frame;

enum value_kind {
	VALUE_POISON, /* a mistake was reported: says nothing more */
	VALUE_UNIT,
	VALUE_SCALAR, /* of a value type but enum */
	VALUE_TAG,    /* a variant, perhaps with a payload */
	VALUE_NONE,
	VALUE_SOME,
	VALUE_LIST,
	VALUE_FUNCTION, /* fun, or a let with parameters */
	VALUE_BUILTIN,
	VALUE_DEVICE_FUNCTION, /* a device whose parameters are still to come */
	VALUE_PARTIAL, /* any of the three, with its first arguments, some perhaps left for later */
	VALUE_INTERFACE, /* a typ: one interface */
	VALUE_ARROW,     /* a typ: interface @-> typ */
	VALUE_NODE,      /* an impl */
	VALUE_KEY,       /* in `keys` fields: the key itself */
	VALUE_OPEN,      /* decided at run time */
	VALUE_CHOICE /* a function, or a variant with a payload, one of several, decided at run time
	              */
};

/* The operations of an open value. Operands are values: constants or open. */
enum open_op {
	OPEN_KEY,
	OPEN_NOT,
	OPEN_AND,
	OPEN_OR,
	OPEN_EQ,
	OPEN_NE,
	OPEN_LT,
	OPEN_LE,
	OPEN_GT,
	OPEN_GE,
	OPEN_NEGATE,
	OPEN_ADD,
	OPEN_SUB,
	OPEN_MUL,
	OPEN_IF,      /* if a then b else c */
	OPEN_IS_SOME, /* of an option */
	OPEN_GET,     /* the value in an option that is some */
	OPEN_IS_CONS, /* of a list */
	OPEN_HEAD,
	OPEN_TAIL,
	OPEN_SOME /* some a, of an open a */
};

/* An argument on its way to a function, in the order of the function's type. An optional parameter
   always gets an option: `none` stands for its default. */
struct argument {
	struct value *value; /* null: left for later */
	struct span span;
};

struct value {
	enum value_kind kind;
	union {
		struct {
			enum mcfg_type type;
			union mcfg_value as;
		} scalar;
		struct {
			const char *name;
			struct value *payload; /* or null */
		} tag;
		struct value *some;
		struct {
			struct value **items; /* a part of the room: see value_cons */
			size_t n;
			struct list_room *room; /* or null */
		} list;
		struct {
			const struct expr *fun; /* EXPR_FUN */
			struct frame *frame;    /* around it */
		} function;
		struct {
			enum builtin id;
			const struct expr
			    *name; /* where it stands: `of_string` reads its type there */
		} builtin;
		struct {
			struct device *device;
			const char *group, *distinct; /* around its name, when that was evaluated */
		} device;                             /* DEVICE_FUNCTION */
		struct {
			struct value *head;
			struct argument *arguments;
			size_t n;
		} partial;
		struct interface *interface;
		struct {
			struct interface *left;
			struct span left_span;
			struct value *right;
		} arrow;
		struct node *node;
		struct key *key;
		struct {
			enum open_op op;
			struct value_type type; /* what it gives */
			struct key *key;        /* KEY */
			struct value *a, *b, *c;
			uint32_t id; /* equal open values are one: from 0, operands first */
		} open;
		struct {
			struct value *
			    *tests; /* n - 1 of them; the last alternative is taken otherwise */
			struct value **values;
			const char **labels;
			size_t n;
			const char *condition;
		} choice;
	};
};

/* Structural equality and a hash that agrees with it. Functions are equal only to themselves. */
bool value_equal(const struct value *a, const struct value *b);
uint32_t value_hash(const struct value *value);

/* What people would write for data in the language; an open value that fills a page is cut. */
void value_print(struct text *out, const struct value *value);

#endif
