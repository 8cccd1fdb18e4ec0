/* build.h - the parser's actions that do more than make a node: they check, or explain a mistake.
 */
#ifndef MCFG_GRAMMAR_BUILD_H
#define MCFG_GRAMMAR_BUILD_H

#include "lang/ast_build.h"

struct parse;

/* ---- items ---- */

/* Adds an item to the file, and after it the stray ones that were found inside. */
void build_add_item(struct parse *p, struct item *item);

/* `let` as an item; warns of `let rec`. */
struct item *build_let(struct parse *p, struct span span, struct definition *definition);

/* `let () = e`, where e is not `register`. */
struct item *build_unit_let(struct parse *p, struct span span, struct span value);

/*
 * `let NAME = e` where an expression must stand, without `in`. When it begins a line as items do,
 * the mistake is before it: the definition above lacks its value, and this is the next item.
 */
struct expr *build_let_without_in(struct parse *p, struct span span, struct span let,
                                  struct definition *definition);

/* The negative of a literal that may be 2^63, which is stored as the least integer. */
int64_t build_negative(int64_t integer);

/* ---- interfaces ---- */

struct interface_body {
	struct field_chain fields;
	struct c_proto_chain protos;
};

struct interface_body *interface_body_add_field(struct interface_body *body, struct field *field);
struct interface_body *interface_body_add_proto(struct interface_body *body, struct c_proto *proto);

/* ---- C prototypes (c_decl.c) ---- */

/* A word of a declaration, or a star (`text` is null). */
struct c_word {
	struct c_word *next;
	const char *text;
	struct span span;
};

struct c_words {
	struct c_word *first, *last;
};

/* An array's brackets, "[4]". */
struct c_text {
	const char *text;
};

struct c_words c_words_add(struct parse *p, struct c_words words, const char *text,
                           struct span span);
struct c_text *build_c_size(struct parse *p, const char *text);
struct c_text *build_c_array(struct parse *p, struct c_text *before, struct c_text *size);

/* Tells the type from the name. */
struct c_decl *build_c_decl(struct parse *p, struct span span, struct c_words words,
                            struct c_text *arrays);
struct c_param *build_c_param(struct parse *p, struct c_decl *decl);

/* Null when it declares no operation. */
struct c_proto *build_proto(struct parse *p, struct span span, bool up, struct c_decl *decl,
                            struct c_param_chain params);

/* `op int f();`, which C reads as "any parameters". */
struct c_proto *build_proto_without_void(struct parse *p, struct span span, bool up,
                                         struct c_decl *decl, struct span open, struct span close);

#endif
