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

static bool has(const struct token_set *set, int kind)
{
	return set->has[kind];
}

/* "`)` or `]`": those of `names` that could follow, at most `most`; null when there are none or
 * more. */
static const char *either(const struct parse *p, const struct token_set *set,
                          const struct token_name *names, size_t n_names, size_t most)
{
	const char *text = NULL;
	size_t n = 0;

	for (size_t i = 0; i < n_names; i++)
		if (has(set, names[i].kind)) {
			text = text ? arena_printf(p->arena, "%s or %s", text, names[i].name)
			            : names[i].name;
			n++;
		}
	return n <= most ? text : NULL;
}

/* What should stand here, or null when too much could. */
static const char *expected_text(const struct parse *p, const struct token_set *set)
{
	bool after_operand = has(set, '$') || has(set, TOK_AT_ARROW) || has(set, TOK_CONS);

	if (after_operand && !has(set, '$'))
		return has(set, TOK_ARROW) && has(set, TOK_CONS) ? "`->`"
		                                                 : either(p, set, others + 5, 3, 2);
	if (after_operand)
		return either(p, set, closers, sizeof closers / sizeof *closers, 2);
	if (has(set, TOK_FUN))
		return "an expression";
	if (has(set, TOK_TYPE_VAR))
		return "a type";
	if (has(set, TOK_DEVICE))
		return has(set, '}') ? NULL : "an item";
	if (has(set, TOK_INT) && has(set, '_'))
		return "a pattern";
	if (has(set, TOK_INT) && has(set, '['))
		return !has(set, TOK_IDENT) ? "a value" : has(set, '}') ? NULL : "an argument";
	if (has(set, TOK_LABEL) && has(set, '_'))
		return has(set, '=') ? "a parameter or `=`" : "a parameter";
	if (has(set, TOK_IDENT) && has(set, '('))
		return "a name";
	if (has(set, TOK_OP) && has(set, '}'))
		return "a field, `op`, `up` or `}`";
	if (has(set, TOK_IDENT) && has(set, '}'))
		return "a field or `}`";
	if (has(set, TOK_C_WORD) && has(set, '*'))
		return "`(`";
	return either(p, set, others, sizeof others / sizeof *others, 3);
}

/* ---- hints ---- */

struct habit {
	const char *word, *hint;
};

/* Words that do something in OCaml, and are names here. */
static const struct habit habits[] = {
	{ "module", "there are no modules; `include \"FILE\"` takes another file's items" },
	{ "open", "there are no modules; `include \"FILE\"` takes another file's items" },
	{ "function", "it is written `fun x -> match x with ...`" },
	{ "begin", "an expression is enclosed in parentheses" },
	{ "end", "an expression is enclosed in parentheses" },
	{ "rec", "a function cannot call itself" },
	{ "and", "one definition follows the other, each with its own `let`" },
	{ "when", "a match has no guards: test by `if` in the arm" },
	{ "as", "a pattern cannot name what it matches: name it by `let` before the match" },
	{ "type", "types are not declared: they are inferred" },
	{ "val", "a value is defined by `let`" },
	{ "def", "a value is defined by `let`" },
	{ "var", "a value is defined by `let`" },
	{ "const", "a value is defined by `let`" },
};

static const char *habit_of(const struct parse *p, struct token token)
{
	size_t len = token.span.end - token.span.begin;

	if (token.kind != TOK_IDENT)
		return NULL;
	for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
		if (strlen(habits[i].word) == len &&
		    !memcmp(habits[i].word, parse_text(p, token.span), len))
			return habits[i].hint;
	return NULL;
}

static bool is_word(const struct parse *p, struct token token)
{
	char c = token.kind ? *parse_text(p, token.span) : '\0';

	return token.kind != TOK_IDENT && token.kind != TOK_C_WORD && token.kind != TOK_KEY_REF &&
	       c >= 'a' && c <= 'z';
}

static bool is_comparison(int kind)
{
	switch (kind) {
	case '=':
	case '<':
	case '>':
	case TOK_NE:
	case TOK_LE:
	case TOK_GE: return true;
	default: return false;
	}
}

/* Is the line's end between the two tokens? */
static bool on_later_line(const struct parse *p, struct token before, struct token found)
{
	return before.kind &&
	       memchr(parse_text(p, before.span), '\n', found.span.begin - before.span.begin);
}

/* What separates things in other languages. */
static const char *separator_hint(const struct parse *p, const struct token_set *set)
{
	bool in_field = has(set, TOK_KEY_REF) && !has(set, TOK_FUN);

	switch (p->last.kind) {
	case ',':
		if (has(set, ']'))
			return "elements are separated by `;`";
		return has(set, '$') ? "arguments follow the function without commas" : NULL;
	case ';':
		return has(set, '$') && !has(set, ')')
		           ? "one definition follows the other without a `;`"
		           : NULL;
	case '=':
	case ':': return in_field ? "a field's value follows its name, without a sign" : NULL;
	case TOK_IDENT:
		return in_field && !on_later_line(p, p->before, p->last)
		           ? "a name in a field's value stands in parentheses"
		           : NULL;
	case TOK_REGISTER:
		return has(set, TOK_FUN) ? "it is written `let () = register \"NAME\" [ JOB; ... ]`"
		                         : NULL;
	case TOK_OP:
	case TOK_UP: return has(set, '}') ? "operations stand in an interface" : NULL;
	default: return NULL;
	}
}

static const char *hint_for(const struct parse *p, const struct token_set *set, struct token found)
{
	const char *hint = habit_of(p, found);

	if (!hint)
		hint = habit_of(p, p->before);
	if (hint)
		return hint;
	if (has(set, '$') && is_comparison(found.kind))
		return "comparisons do not chain: join two of them by `&&`";
	if (has(set, TOK_ELSE))
		return "every expression has a value, so an `if` needs its `else`";
	hint = separator_hint(p, set);
	if (hint)
		return hint;
	if (is_word(p, found) && has(set, TOK_IDENT) && !has(set, '$') &&
	    !on_later_line(p, p->before, found))
		return arena_printf(p->arena, "%s is a reserved word and names nothing else",
		                    syntax_token_text(p, found));
	return NULL;
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
	at = on_later_line(p, p->before, found) || !found.kind ? p->before.span : found.span;
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
	hint = hint_for(p, set, found);
	if (hint)
		diag_hint(p->diags, diag, "%s", hint);
}
