/* state.h - what the scanner, the token reader and the parser share while they read one text. */
#ifndef MCFG_GRAMMAR_STATE_H
#define MCFG_GRAMMAR_STATE_H

#include "base/diag.h"
#include "base/intern.h"
#include "lang/ast_build.h"
#include "mcfg.tab.h"

/* A token where it stands. Kind 0 is the end of the text, or none yet where `span` is unknown. */
struct token {
	int kind;
	struct span span;
	bool made_up; /* closes what was left open: it does not stand in the text */
};

/* Something open: a bracket, an inner `let` that waits for its `in`, a prototype for its `;`. */
struct opener {
	int kind; /* '(' '[' '{' TOK_LET TOK_OP */
	struct span span;
	struct token before; /* the token before it */
};

struct parse {
	struct arena *arena;
	struct intern *names;
	struct diags *diags;
	struct source *source;
	void *scanner;

	struct item_chain items;
	struct item_chain strays; /* items found inside an item's value; they follow it */

	/* the scanner's */
	uint32_t offset; /* where the next token begins */
	unsigned comment_depth;
	int comment_return;        /* the start condition around the comment */
	struct span comment;       /* where the comment or unfinished text opens */
	struct span hash_comments; /* the last lines of `#` comments without another between */

	/* the token reader's */
	struct token before, last; /* delivered: the last, and the last of the text before it */
	struct token held;         /* read and not yet delivered */
	MCFG_YYSTYPE held_value;
	bool holding, held_is_boundary;
	bool announce; /* RESUME goes before `held` */
	VEC(struct opener) open;
	size_t close_to;         /* how many openers may stay open when `held` is delivered */
	bool open_is_reported;   /* one of those that `held` closes was said to be unclosed */
	bool last_is_sync;       /* recovery inside the innermost opener can go on at `last` */
	bool skipping;           /* after an error: find such a token */
	size_t skip_level;       /* the openers around the error */
	bool quiet;              /* a reported mistake may have hidden tokens of this item */
	struct token before_let; /* before the inner `let` closed last without its `in` */
	uint32_t indent;         /* the column of the text's first token: items begin there */
};

/* The scanner's next token; 0 at the end. */
int scan_token(MCFG_YYSTYPE *value, struct span *span, void *scanner);

/* Starts and ends the scanner on the source's text. */
void scan_begin(struct parse *p);
void scan_end(struct parse *p);

/* What the parser reads: the scanner's tokens, with those that close what was left open. */
int mcfg_yylex(MCFG_YYSTYPE *value, struct span *span, struct parse *p);

void mcfg_yyerror(const struct span *span, struct parse *p, const char *message);

/* The text of a token. */
static inline const char *parse_text(const struct parse *p, struct span span)
{
	return p->source->bytes + span.begin;
}

#endif
