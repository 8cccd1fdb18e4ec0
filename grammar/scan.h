/* scan.h - the values of tokens, and what is said about bytes that are none. */
#ifndef MCFG_GRAMMAR_SCAN_H
#define MCFG_GRAMMAR_SCAN_H

#include "state.h"

/* The text between the quotes of the string at `span`, its escapes replaced. */
struct string *scan_string(struct parse *p, struct span span);

/* An integer, with its range checked; 2^63 is right after a minus sign only. */
int64_t scan_int(struct parse *p, const char *text, size_t len, struct span span);
double scan_float(struct parse *p, const char *text, size_t len, struct span span);

/* A string without its end. The value is what stands there. */
struct string *scan_open_string(struct parse *p, struct span span);

/* The comment at p->comment has no end. */
void scan_open_comment(struct parse *p, const char *end);

/* A name that begins in upper case: perhaps `Some`, `None`, `True`. Returns the token meant. */
int scan_upper_name(struct parse *p, const char *text, size_t len, struct span span);

/* A word that begins as a number: an address, a size with its unit. */
void scan_bad_number(struct parse *p, const char *text, size_t len, struct span span);

/* An operator of other languages. Returns the token meant, or 0 for none at all. */
int scan_operator(struct parse *p, const char *text, size_t len, struct span span);

/* A comment of other languages: it is reported, and skipped. */
void scan_foreign_comment(struct parse *p, const char *text, size_t len, struct span span);

/* Anything else. */
void scan_unknown(struct parse *p, const char *text, size_t len, struct span span);

/* Notes a `#` comment; a run of them right above a prototype is its documentation. */
void scan_hash_comment(struct parse *p, struct span span);

/* Does a word of C mode at `span` follow a prototype that has no `;`? */
bool scan_ends_prototype(struct parse *p, const char *word, struct span span);

/* Does the token at `begin` have only blanks before it on its line, and in which column is it? */
bool scan_first_on_line(const struct parse *p, uint32_t begin);
uint32_t scan_column(const struct parse *p, uint32_t begin);

#endif
