/* What to do about a syntax error, where it can be told; see syntax.h. */
#include "syntax.h"

#include <string.h>

bool syntax_on_later_line(const struct parse *p, struct token before, struct token found)
{
	return before.kind &&
	       memchr(parse_text(p, before.span), '\n', found.span.begin - before.span.begin);
}

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

/* What separates things in other languages. */
static const char *separator_hint(const struct parse *p, const struct token_set *set)
{
	bool in_field = syntax_has(set, TOK_KEY_REF) && !syntax_has(set, TOK_FUN);

	switch (p->last.kind) {
	case ',':
		if (syntax_has(set, ']'))
			return "elements are separated by `;`";
		return syntax_has(set, '$') ? "arguments follow the function without commas" : NULL;
	case ';':
		return syntax_has(set, '$') && !syntax_has(set, ')')
		           ? "one definition follows the other without a `;`"
		           : NULL;
	case '=':
	case ':':
		if (p->before.kind == TOK_LABEL || p->before.kind == TOK_OPT)
			return "a label's value follows it without a blank: ~name:value";
		return in_field ? "a field's value follows its name, without a sign" : NULL;
	case TOK_IDENT:
		return in_field && !syntax_on_later_line(p, p->before, p->last)
		           ? "a name in a field's value stands in parentheses"
		           : NULL;
	case TOK_REGISTER:
		return syntax_has(set, TOK_FUN)
		           ? "it is written `let () = register \"NAME\" [ JOB; ... ]`"
		           : NULL;
	case TOK_OP:
	case TOK_UP: return syntax_has(set, '}') ? "operations stand in an interface" : NULL;
	default: return NULL;
	}
}

const char *syntax_hint(const struct parse *p, const struct token_set *set, struct token found)
{
	const char *hint = habit_of(p, found);

	if (!hint)
		hint = habit_of(p, p->before);
	if (hint)
		return hint;
	if (syntax_has(set, '$') && is_comparison(found.kind))
		return "comparisons do not chain: join two of them by `&&`";
	if (syntax_has(set, TOK_ELSE))
		return "every expression has a value, so an `if` needs its `else`";
	hint = separator_hint(p, set);
	if (hint)
		return hint;
	if (is_word(p, found) && syntax_has(set, TOK_IDENT) && !syntax_has(set, '$') &&
	    !syntax_on_later_line(p, p->before, found))
		return arena_printf(p->arena, "%s is a reserved word and names nothing else",
		                    syntax_token_text(p, found));
	return NULL;
}
