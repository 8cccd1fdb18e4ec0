/* What is said about text that is no token; see scan.h. Much of it is right in other languages. */
#include "scan.h"

#include <string.h>

void scan_open_comment(struct parse *p, const char *end)
{
	struct diag *diag =
	    diag_report(p->diags, CHECK_SYNTAX, p->comment, "this comment is not closed");

	if (p->comment_depth > 1)
		diag_hint(p->diags, diag, "comments nest: %u times `%s` is missing",
		          p->comment_depth, end);
	else
		diag_hint(p->diags, diag, "a comment ends in `%s`", end);
	p->quiet = true;
}

/* Is a name declared right after such a token? */
static bool names_follow(int kind)
{
	return kind == TOK_LET || kind == TOK_INTERFACE || kind == TOK_DEVICE ||
	       kind == TOK_TARGET || kind == TOK_KEY;
}

struct upper_name {
	const char *text;
	int token;
	const char *instead;
};

int scan_upper_name(struct parse *p, const char *text, size_t len, struct span span)
{
	static const struct upper_name names[] = {
		{ "Some", TOK_SOME, "some" },
		{ "None", TOK_NONE, "none" },
		{ "True", TOK_TRUE, "true" },
		{ "False", TOK_FALSE, "false" },
	};
	struct diag *diag =
	    diag_report(p->diags, CHECK_SYNTAX, span,
	                "a name begins with a lower-case letter, unlike `%.*s`", (int)len, text);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].text) == len && !memcmp(names[i].text, text, len)) {
			diag_hint(p->diags, diag, "it is written `%s`", names[i].instead);
			return names[i].token;
		}
	if (names_follow(p->last.kind))
		return TOK_MISTAKE;
	if (memchr(text, '.', len))
		diag_hint(p->diags, diag,
		          "there are no modules: `foreign` takes the name as a "
		          "string, \"%.*s\"",
		          (int)len, text);
	else
		diag_hint(p->diags, diag, "a variant has a backtick before it: `%.*s", (int)len,
		          text);
	return TOK_MISTAKE;
}

void scan_bad_number(struct parse *p, const char *text, size_t len, struct span span)
{
	struct diag *diag =
	    diag_report(p->diags, CHECK_SYNTAX, span, "`%.*s` is no number", (int)len, text);
	size_t digits = strspn(text, "0123456789_");

	if (digits < len && text[digits] == '/')
		diag_hint(p->diags, diag, "there is no division");
	else if (memchr(text, '/', len) || (memchr(text, '.', len) && text[len - 1] != '.'))
		diag_hint(p->diags, diag, "an address is written as a string: \"%.*s\"", (int)len,
		          text);
	else if (text[len - 1] == '.')
		diag_hint(p->diags, diag, "a float has a digit after its point: %.*s0", (int)len,
		          text);
	else if (len > 1 && strchr("xXoObB", text[1]))
		diag_hint(p->diags, diag,
		          "integers are written in decimal, or in hexadecimal "
		          "after 0x");
	else
		diag_hint(p->diags, diag,
		          "a duration or a size is written as a string, \"%.*s\"; a name begins "
		          "with a letter",
		          (int)len, text);
}

struct foreign_operator {
	const char *text;
	int token; /* what it stands for, or 0: nothing */
	const char *message, *hint;
};

static const struct foreign_operator operators[] = {
	{ ";;", 0, "`;;` is not needed", "one definition follows the other" },
	{ "==", '=', "`==` is not an operator", "equality is written `=`" },
	{ "!=", TOK_NE, "`!=` is not an operator", "inequality is written `<>`" },
	{ "@>", TOK_AT_ARROW, "`@>` is not an operator", "the arrow of devices is written `@->`" },
	{ "=>", TOK_ARROW, "`=>` is not an operator",
	  "an arrow is written `->`, greater or equal `>=`" },
	{ "<-", TOK_MISTAKE, "`<-` is not an operator", "nothing is ever assigned" },
	{ ":=", TOK_MISTAKE, "`:=` is not an operator",
	  "nothing is ever assigned; a definition is written `let NAME = ...`" },
	{ "&", TOK_AND, "`&` is not an operator", "`and` is written `&&`" },
	{ "+.", '+', "`+.` is not an operator", "`+` is for floats as well" },
	{ "-.", '-', "`-.` is not an operator", "`-` is for floats as well" },
	{ "*.", '*', "`*.` is not an operator", "`*` is for floats as well" },
	{ "/.", TOK_BAD_OPERATOR, "`/.` is not an operator", "there is no division" },
	{ "/", TOK_BAD_OPERATOR, "`/` is not an operator", "there is no division" },
	{ "%", TOK_BAD_OPERATOR, "`%` is not an operator", "there is no division" },
	{ "**", TOK_BAD_OPERATOR, "`**` is not an operator", "there are no powers" },
	{ "@", TOK_BAD_OPERATOR, "`@` is not an operator",
	  "lists are joined by `append`; the arrow of devices is written `@->`" },
	{ "|>", TOK_BAD_OPERATOR, "`|>` is not an operator",
	  "a function stands before its "
	  "arguments" },
	{ "@@", TOK_BAD_OPERATOR, "`@@` is not an operator",
	  "a device is applied by `$`, a function by writing its arguments after it" },
};

int scan_operator(struct parse *p, const char *text, size_t len, struct span span)
{
	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
		const struct foreign_operator *op = &operators[i];
		struct diag *diag;

		if (strlen(op->text) != len || memcmp(op->text, text, len))
			continue;
		diag = diag_report(p->diags, CHECK_SYNTAX, span, "%s", op->message);
		diag_hint(p->diags, diag, "%s", op->hint);
		return op->token;
	}
	return TOK_MISTAKE;
}

void scan_foreign_comment(struct parse *p, const char *text, size_t len, struct span span)
{
	struct diag *diag;

	span.end = span.begin + 2;
	diag = diag_report(p->diags, CHECK_SYNTAX, span, "`%.2s` begins no comment here", text);
	if (text[1] == '*' && memchr(text, '\n', len))
		diag_hint(p->diags, diag, "a comment of several lines is written `(* ... *)`");
	else
		diag_hint(p->diags, diag, "a comment is written `# ...` or `(* ... *)`");
}

/* The quotation marks that editors put in place of "". */
static bool is_curly_quote(const char *text, size_t len)
{
	return len >= 3 && !memcmp(text, "\xe2\x80", 2) && (unsigned char)text[2] >= 0x98 &&
	       (unsigned char)text[2] <= 0x9f;
}

void scan_unknown(struct parse *p, const char *text, size_t len, struct span span)
{
	struct diag *diag;

	if ((unsigned char)*text < 0x20 || *text == 0x7f) {
		diag_report(p->diags, CHECK_SYNTAX, span, "a control character, byte 0x%02x",
		            (unsigned char)*text);
		return;
	}
	diag =
	    diag_report(p->diags, CHECK_SYNTAX, span, "`%.*s` has no meaning here", (int)len, text);
	if (*text == '\'' || is_curly_quote(text, len))
		diag_hint(p->diags, diag, "a string stands in straight double quotes: \"...\"");
	else if (*text == '`')
		diag_hint(p->diags, diag, "a variant is a backtick and a name");
	else if (*text == '~' || *text == '?')
		diag_hint(p->diags, diag, "a label follows `%c` without a blank", *text);
	else if (*text == '.')
		diag_hint(p->diags, diag, "only `key.NAME` has a point, without blanks");
}
