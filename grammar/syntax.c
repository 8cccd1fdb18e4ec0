#include "syntax.h"

#include "scan.h"
#include "tokens.h"

#include <string.h>

/* ---- tokens in words ---- */

enum { SHOWN_BYTES = 32 };

const char *syntax_token_text(const struct parse *p, struct token token)
{
	size_t len = token.span.end - token.span.begin;

	if (!token.kind)
		return "the end of the file";
	if (token.kind == TOK_STRING && len > SHOWN_BYTES)
		return "this string";
	if (len > SHOWN_BYTES)
		return "this";
	return arena_printf(p->arena, "`%.*s`", (int)len, parse_text(p, token.span));
}

struct token_name {
	int kind;
	const char *name;
};

/*
 * What may be named as missing, in this order. Those in the first half end or go on with something
 * begun earlier, so they are worth naming even where an operator could follow too.
 */
static const struct token_name closers[] = {
	{ TOK_THEN, "`then`" }, { TOK_ELSE, "`else`" }, { TOK_WITH, "`with`" }, { TOK_IN, "`in`" },
	{ ';', "`;`" },         { ')', "`)`" },         { ']', "`]`" },         { '}', "`}`" },
};

static const struct token_name others[] = {
	{ TOK_IDENT, "a name" },
	{ TOK_STRING, "a string" },
	{ TOK_TAG, "a variant" },
	{ TOK_C_WORD, "a C type or name" },
	{ TOK_INT, "an integer" },
	{ '=', "`=`" },
	{ ':', "`:`" },
	{ '{', "`{`" },
	{ '(', "`(`" },
	{ TOK_ARROW, "`->`" },
	{ ',', "`,`" },
	{ TOK_LET, "`let`" },
	{ TOK_KEY, "`key`" },
	{ TOK_OP, "`op`" },
};

/* "`)` or `]`": those of `names` that could follow, at most `most`; null when there are none or
 * more. */
static const char *either(const struct parse *p, const struct token_set *set,
                          const struct token_name *names, size_t n_names, size_t most)
{
	const char *text = NULL;
	size_t n = 0;

	for (size_t i = 0; i < n_names; i++)
		if (syntax_has(set, names[i].kind)) {
			text = text ? arena_printf(p->arena, "%s or %s", text, names[i].name)
			            : names[i].name;
			n++;
		}
	return n <= most ? text : NULL;
}

/* What should stand here, or null when too much could. */
static const char *expected_text(const struct parse *p, const struct token_set *set)
{
	bool after_operand =
	    syntax_has(set, '$') || syntax_has(set, TOK_AT_ARROW) || syntax_has(set, TOK_CONS);

	if (after_operand && !syntax_has(set, '$'))
		return syntax_has(set, TOK_ARROW) && syntax_has(set, TOK_CONS)
		           ? "`->`"
		           : either(p, set, others + 5, 3, 2);
	if (after_operand)
		return either(p, set, closers, sizeof closers / sizeof *closers, 2);
	if (syntax_has(set, TOK_FUN))
		return "an expression";
	if (syntax_has(set, TOK_TYPE_VAR))
		return "a type";
	if (syntax_has(set, TOK_DEVICE))
		return syntax_has(set, '}') ? NULL : "an item";
	if (syntax_has(set, TOK_INT) && syntax_has(set, '_'))
		return "a pattern";
	if (syntax_has(set, TOK_INT) && syntax_has(set, '['))
		return !syntax_has(set, TOK_IDENT) ? "a value"
		       : syntax_has(set, '}')      ? NULL
		                                   : "an argument";
	if (syntax_has(set, TOK_LABEL) && syntax_has(set, '_'))
		return syntax_has(set, '=') ? "a parameter or `=`" : "a parameter";
	if (syntax_has(set, TOK_IDENT) && syntax_has(set, '('))
		return "a name";
	if (syntax_has(set, TOK_OP) && syntax_has(set, '}'))
		return "a field, `op`, `up` or `}`";
	if (syntax_has(set, TOK_IDENT) && syntax_has(set, '}'))
		return "a field or `}`";
	if (syntax_has(set, TOK_C_WORD) && syntax_has(set, '*'))
		return "`(`";
	return either(p, set, others, sizeof others / sizeof *others, 3);
}

/* ---- reports ---- */

/* A closing bracket that closes nothing, or something else than what is open. */
static bool report_closer(struct parse *p)
{
	struct token found = p->last;
	struct opener opener = { 0 };
	struct diag *diag;

	if (p->last_is_sync || !strchr(")]}", found.kind) || !found.kind)
		return false;
	for (size_t n = p->open.n; n && !opener.kind; n--)
		if (p->open.items[n - 1].kind != TOK_LET)
			opener = p->open.items[n - 1];
	if (!opener.kind) {
		diag_report(p->diags, CHECK_SYNTAX, found.span, "this `%c` closes nothing",
		            found.kind);
		return true;
	}
	if (opener.kind == TOK_OP)
		return false;
	diag = diag_report(p->diags, CHECK_SYNTAX, found.span, "this `%c` does not close `%.*s`",
	                   found.kind, (int)(opener.span.end - opener.span.begin),
	                   parse_text(p, opener.span));
	diag_note(p->diags, diag, opener.span, "it was opened here");
	p->quiet = true;
	return true;
}

/* Is it a parenthesis within the parameters of a prototype? */
static bool is_inner_parenthesis(const struct parse *p)
{
	size_t n = p->open.n;

	return p->last.kind == '(' && n >= 3 && p->open.items[n - 2].kind == '(' &&
	       p->open.items[n - 3].kind == TOK_OP;
}

/* What C allows in a declaration, and a prototype here does not. */
static bool report_prototype(struct parse *p)
{
	struct diag *diag;

	if ((p->before.kind == '(' && p->last.kind == '*') || is_inner_parenthesis(p)) {
		diag = diag_report(p->diags, CHECK_SYNTAX, p->last.span,
		                   "a prototype cannot spell out a pointer to a function");
		diag_hint(p->diags, diag,
		          "give its type a name by `typedef` in a header, and "
		          "name the header in a `header` field");
		return true;
	}
	if (p->last.kind == '{' && p->open.n > 1 && p->open.items[p->open.n - 2].kind == TOK_OP) {
		diag = diag_report(p->diags, CHECK_SYNTAX, p->last.span,
		                   "a prototype cannot define a type");
		diag_hint(p->diags, diag,
		          "define it in a header, and name the header in a "
		          "`header` field");
		return true;
	}
	if (p->last.kind == TOK_C_ELLIPSIS) {
		diag_report(p->diags, CHECK_SYNTAX, p->last.span,
		            "a prototype has a fixed number of parameters");
		return true;
	}
	return false;
}

/* Did the scanner complain of one of the two tokens? */
static bool was_said(const struct parse *p, struct token found)
{
	const struct diags *diags = p->diags;
	struct span last;

	if (found.kind == TOK_MISTAKE || found.kind == TOK_BAD_OPERATOR ||
	    p->before.kind == TOK_BAD_OPERATOR)
		return true;
	if (!diags->all.n)
		return false;
	last = diags->all.items[diags->all.n - 1]->span;
	return last.source == found.span.source && last.begin == found.span.begin;
}

void syntax_error(struct parse *p, const struct token_set *set)
{
	struct token found = p->last.made_up ? p->held : p->last;
	const char *expected = expected_text(p, set), *hint;
	struct diag *diag;
	struct span at;

	tokens_skip(p);
	if (p->quiet || was_said(p, found) ||
	    (p->last.made_up && p->last.kind != TOK_NO_IN && p->last.kind != TOK_RESUME))
		return;
	if (report_closer(p) || report_prototype(p))
		return;
	at = syntax_on_later_line(p, p->before, found) || !found.kind ? p->before.span : found.span;
	if (!span_known(at))
		at = found.span;
	if (!p->before.kind)
		diag = diag_report(p->diags, CHECK_SYNTAX, at, "expected %s, found %s",
		                   expected ? expected : "an item", syntax_token_text(p, found));
	else if (expected)
		diag = diag_report(p->diags, CHECK_SYNTAX, at, "expected %s after %s, found %s",
		                   expected, syntax_token_text(p, p->before),
		                   syntax_token_text(p, found));
	else
		diag = diag_report(p->diags, CHECK_SYNTAX, at, "%s cannot follow %s",
		                   syntax_token_text(p, found), syntax_token_text(p, p->before));
	hint = syntax_hint(p, set, found);
	if (hint)
		diag_hint(p->diags, diag, "%s", hint);
}
