#include "tokens.h"

#include "scan.h"
#include "syntax.h"

#include <ctype.h>
#include <string.h>

bool tokens_ends_operand(int kind)
{
	switch (kind) {
	case TOK_IDENT:
	case TOK_TAG:
	case TOK_TYPE_VAR:
	case TOK_KEY_REF:
	case TOK_LABEL:
	case TOK_OPT:
	case TOK_STRING:
	case TOK_INT:
	case TOK_FLOAT:
	case TOK_TRUE:
	case TOK_FALSE:
	case TOK_NONE:
	case TOK_MISTAKE:
	case TOK_NO_IN:
	case '_':
	case ')':
	case ']':
	case '}': return true;
	default: return false;
	}
}

/* ---- what is open ---- */

static int top(const struct parse *p)
{
	return p->open.n ? p->open.items[p->open.n - 1].kind : 0;
}

bool tokens_in_braces(const struct parse *p)
{
	return top(p) == '{' || top(p) == TOK_OP;
}

bool tokens_in_prototype(const struct parse *p)
{
	return top(p) == TOK_OP;
}

/* The kind of opener that a token closes, or 0. */
static int opener_of(int kind)
{
	switch (kind) {
	case ')': return '(';
	case ']': return '[';
	case '}': return '{';
	case ';': return TOK_OP;
	case TOK_IN:
	case TOK_NO_IN: return TOK_LET;
	default: return 0;
	}
}

/* The token that closes an opener. */
static int closer_of(int kind)
{
	switch (kind) {
	case '(': return ')';
	case '[': return ']';
	case '{': return '}';
	case TOK_OP: return ';';
	default: return TOK_NO_IN;
	}
}

/* One more than the index of the innermost opener of that kind, 0 for none. */
static size_t innermost(const struct parse *p, int opener)
{
	size_t n = p->open.n;

	while (n && p->open.items[n - 1].kind != opener)
		n--;
	return n;
}

static bool bracket_is_open(const struct parse *p)
{
	for (size_t n = p->open.n; n; n--)
		if (p->open.items[n - 1].kind != TOK_LET)
			return true;
	return false;
}

/* ---- where items begin ---- */

static bool begins_item(int kind)
{
	switch (kind) {
	case TOK_INCLUDE:
	case TOK_INTERFACE:
	case TOK_DEVICE:
	case TOK_TARGET:
	case TOK_KEY:
	case TOK_REGISTER:
	case TOK_REQUIRE:
	case TOK_OVERRIDE: return true;
	default: return false;
	}
}

/* A field or a prototype, in braces. */
static bool begins_field(int kind)
{
	return kind == TOK_IDENT || kind == TOK_OP || kind == TOK_UP;
}

/*
 * Is it certain that the token belongs to no expression or field that is open? An item's keyword
 * does not, and an inner `let` never follows an operand. But inside brackets, and after an error,
 * the layout must say so too: items begin in the column of the first.
 */
static bool is_boundary(const struct parse *p, struct token token)
{
	bool is_let = token.kind == TOK_LET;
	uint32_t begin = token.span.begin;

	if (!token.kind)
		return true;
	if (!is_let && !begins_item(token.kind))
		return false;
	if (!p->last.kind)
		return true;
	if (p->last.kind == TOK_OVERRIDE)
		return false;
	if (is_let && !p->skipping && !tokens_ends_operand(p->last.kind) &&
	    p->last.kind != TOK_BAD_OPERATOR)
		return false;
	if (!p->skipping && !bracket_is_open(p))
		return true;
	return scan_first_on_line(p, begin) && (!is_let || scan_column(p, begin) <= p->indent);
}

/* How many openers may stay open when the token is delivered. */
static size_t stays_open(const struct parse *p, struct token token, bool boundary)
{
	size_t n = p->open.n;

	if (boundary)
		return 0;
	if (tokens_in_prototype(p) && (token.kind == TOK_OP || token.kind == TOK_UP ||
	                               (token.kind == TOK_IDENT && p->last.kind == ')')))
		return n - 1;
	/* A `;` within braces in a prototype is C's. */
	if (token.kind == ';' && innermost(p, '{') > innermost(p, TOK_OP))
		return n;
	if (opener_of(token.kind) && innermost(p, opener_of(token.kind)))
		return innermost(p, opener_of(token.kind));
	if (token.kind == ';')
		while (n && p->open.items[n - 1].kind == TOK_LET)
			n--;
	return n;
}

/* ---- reading and delivering ---- */

/* Can the `error` rule of the innermost opener go on at this token, as it stands in the text? */
static bool is_sync(const struct parse *p, struct token token, bool boundary)
{
	if (boundary)
		return true;
	if (top(p) && opener_of(token.kind) == top(p))
		return true;
	switch (top(p)) {
	case '[': return token.kind == ';';
	case '{': return begins_field(token.kind) && scan_first_on_line(p, token.span.begin);
	default: return false;
	}
}

/*
 * Does an item or a field begin with the token, on a line of its own? `let () =` has `register`
 * after it; no name stands in braces but a field's.
 */
static bool is_announced(const struct parse *p, struct token token)
{
	int around = p->close_to ? p->open.items[p->close_to - 1].kind : 0;

	if (!token.kind || !scan_first_on_line(p, token.span.begin))
		return false;
	if (p->held_is_boundary)
		return !(token.kind == TOK_REGISTER && p->last.kind == '=');
	return around == '{' && begins_field(token.kind);
}

/*
 * A key may be called like a reserved word, for it is read as `key.NAME`: is the token after `key`
 * its name, because what a declaration goes on with comes next?
 */
static bool names_key(const struct parse *p, struct token token)
{
	const char *text = parse_text(p, token.span), *after = parse_text(p, token.span);

	if (p->last.kind != TOK_KEY || token.kind < TOK_INCLUDE || token.kind > TOK_OF)
		return false;
	after += token.span.end - token.span.begin;
	after += strspn(after, " \t\r\n");
	return islower((unsigned char)*text) && *after && strchr(":={", *after);
}

static void read_held(struct parse *p)
{
	struct token *held = &p->held;

	*held = (struct token){ 0 };
	held->kind = scan_token(&p->held_value, &held->span, p->scanner);
	if (!held->kind)
		held->span = (struct span){ p->source->id, p->offset, p->offset };
	if (!p->last.kind && held->kind)
		p->indent = scan_column(p, held->span.begin);
	if (held->kind && names_key(p, *held)) {
		held->kind = TOK_IDENT;
		p->held_value.TOK_IDENT = intern_n(p->names, parse_text(p, held->span),
		                                   held->span.end - held->span.begin);
	}
	/* What is no token at all joins two operands rather than be one. */
	if (held->kind == TOK_MISTAKE && tokens_ends_operand(p->last.kind))
		held->kind = TOK_BAD_OPERATOR;
	p->held_is_boundary = is_boundary(p, *held);
	p->close_to = stays_open(p, *held, p->held_is_boundary);
	p->announce = is_announced(p, *held);
	p->holding = true;
}

/* Follows what a token of the text opens and closes. */
static void track(struct parse *p, struct token token, bool boundary)
{
	int opener = token.kind == TOK_OPT_PAREN ? '(' : token.kind == TOK_UP ? TOK_OP : token.kind;

	switch (opener) {
	case TOK_OP:
		if (top(p) != '{')
			return;
		break;
	case TOK_LET:
		if (boundary || p->last.kind == TOK_OVERRIDE)
			return;
		break;
	case '(':
	case '[':
	case '{': break;
	default:
		if (top(p) && opener_of(token.kind) == top(p))
			p->open.n--;
		return;
	}
	*vec_push(p->arena, &p->open) = (struct opener){ opener, token.span, p->last };
}

static void deliver(struct parse *p, struct token token)
{
	if (!p->last.made_up)
		p->before = p->last;
	p->last = token;
}

/* Reads on to where the parser can recover. */
static void skip(struct parse *p)
{
	for (;;) {
		if (!p->holding)
			read_held(p);
		if (p->close_to < p->skip_level)
			break;
		p->open.n = p->close_to;
		if (p->held_is_boundary ||
		    (p->open.n == p->skip_level && is_sync(p, p->held, false)))
			break;
		track(p, p->held, false);
		deliver(p, p->held);
		p->holding = false;
	}
	if (p->open.n > p->skip_level)
		p->open.n = p->skip_level;
	/* An opener that ends in a mistake has had its message, and so has the item. */
	p->open_is_reported = p->close_to < p->skip_level;
	if (p->open_is_reported && p->held_is_boundary)
		p->quiet = true;
	p->skipping = false;
}

void tokens_skip(struct parse *p)
{
	if (p->last_is_sync || p->last.made_up)
		return;
	p->skipping = true;
	p->skip_level = p->open.n;
	switch (p->last.kind) {
	case '(':
	case '[':
	case '{':
	case TOK_OPT_PAREN:
	case TOK_LET:
	case TOK_OP:
	case TOK_UP:
		/* The parser has not taken it: the innermost opener is the one around it. */
		if (p->open.n && p->open.items[p->open.n - 1].span.begin == p->last.span.begin)
			p->skip_level--;
	}
}

static void report_open(struct parse *p, struct opener opener)
{
	char closer = (char)closer_of(opener.kind);
	struct diag *diag;

	if (p->quiet || p->open_is_reported || opener.kind == TOK_LET)
		return;
	p->open_is_reported = true;
	if (opener.kind == TOK_OP) {
		diag_report(p->diags, CHECK_SYNTAX, p->last.span,
		            "`;` is missing after this prototype");
		return;
	}
	diag = diag_report(p->diags, CHECK_SYNTAX, opener.span, "this `%.*s` is not closed",
	                   (int)(opener.span.end - opener.span.begin), parse_text(p, opener.span));
	diag_note(p->diags, diag, p->held.span, "`%c` is missing before %s", closer,
	          syntax_token_text(p, p->held));
}

/* Delivers a token that is not in the text. */
static int make_up(struct parse *p, int kind, struct span *span)
{
	struct token token = { kind, p->last.span, true };

	token.span.begin = token.span.end;
	*span = token.span;
	p->last_is_sync = true;
	deliver(p, token);
	return kind;
}

static int close_innermost(struct parse *p, struct span *span)
{
	struct opener opener = p->open.items[--p->open.n];

	report_open(p, opener);
	if (opener.kind == TOK_LET)
		p->before_let = opener.before;
	return make_up(p, closer_of(opener.kind), span);
}

int mcfg_yylex(MCFG_YYSTYPE *value, struct span *span, struct parse *p)
{
	if (p->skipping)
		skip(p);
	if (!p->holding)
		read_held(p);
	if (p->open.n > p->close_to)
		return close_innermost(p, span);
	if (p->announce) {
		p->announce = false;
		return make_up(p, TOK_RESUME, span);
	}
	if (p->held_is_boundary)
		p->quiet = false;
	p->last_is_sync = is_sync(p, p->held, p->held_is_boundary);
	track(p, p->held, p->held_is_boundary);
	deliver(p, p->held);
	p->holding = p->open_is_reported = false;
	*value = p->held_value;
	*span = p->held.span;
	return p->held.kind;
}
