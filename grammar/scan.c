#include "scan.h"

#include "literal.h"
#include "tokens.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- strings and numbers ---- */

static void report_escape(struct parse *p, const char *from, const char *to)
{
	uint32_t begin = (uint32_t)(from - p->source->bytes);
	struct span span = { p->source->id, begin, begin + (uint32_t)(to - from) };
	struct diag *diag;

	if (!strncmp(from, "\\0", 2) || !strncmp(from, "\\x0", 3) || !strncmp(from, "\\u0000", 6)) {
		diag_report(p->diags, CHECK_SYNTAX, span, "a string cannot hold a NUL byte");
		return;
	}
	diag = diag_report(p->diags, CHECK_SYNTAX, span, "`%.*s` is no escape", (int)(to - from),
	                   from);
	diag_hint(p->diags, diag, "a backslash itself is written `\\\\`");
}

/* The end of the character after a backslash at `from`: an escape that means nothing is shown
 * whole. */
static const char *escape_end(const char *from, const char *to, const char *end)
{
	while (to < end && ((unsigned char)*to & 0xc0) == 0x80)
		to++;
	return to > from + 1 ? to : from + 1;
}

static struct string *unescape(struct parse *p, const char *at, const char *end)
{
	struct string *string = arena_new(p->arena, struct string);
	char *bytes = arena_alloc(p->arena, (size_t)(end - at) + 1);

	string->bytes = bytes;
	while (at < end) {
		const char *from = at;
		char out[4];
		int n = literal_next(&at, end, out);

		if (n < 0) {
			at = escape_end(from, at, end);
			report_escape(p, from, at);
			continue;
		}
		memcpy(bytes + string->len, out, (size_t)n);
		string->len += (size_t)n;
	}
	return string;
}

struct string *scan_string(struct parse *p, struct span span)
{
	return unescape(p, parse_text(p, span) + 1,
	                parse_text(p, span) + span.end - span.begin - 1);
}

struct string *scan_open_string(struct parse *p, struct span span)
{
	const char *at = parse_text(p, span) + 1;
	struct span quote = { span.source, span.begin, span.begin + 1 };
	struct diag *diag;

	diag = diag_report(p->diags, CHECK_SYNTAX, quote, "this string is not closed");
	diag_hint(p->diags, diag,
	          "a string ends on its line; `\\n` is a line's end in it, and a backslash at the "
	          "end of a line continues it");
	p->quiet = true;
	return unescape(p, at, at + (span.end - span.begin - 1));
}

/* Is the token to come the operand of a minus right before it? */
static bool is_negated(const struct parse *p, struct span span)
{
	return p->last.kind == '-' && p->last.span.end == span.begin &&
	       !tokens_ends_operand(p->before.kind);
}

int64_t scan_int(struct parse *p, const char *text, size_t len, struct span span)
{
	bool is_hex = len > 1 && (text[1] == 'x' || text[1] == 'X');
	uint64_t base = is_hex ? 16 : 10, number = 0;
	size_t n_digits = 0;
	bool fits = true;

	for (size_t i = is_hex ? 2 : 0; i < len; i++) {
		char c = text[i];
		uint64_t digit;

		if (c == '_')
			continue;
		digit = (uint64_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
		n_digits++;
		if (number > (UINT64_MAX - digit) / base)
			fits = false;
		else
			number = number * base + digit;
	}
	if (!n_digits)
		diag_report(p->diags, CHECK_SYNTAX, span, "this number has no digits");
	else if (!fits || number > (uint64_t)INT64_MAX + is_negated(p, span))
		diag_report(p->diags, CHECK_SYNTAX, span,
		            "this integer is too large: the largest is %" PRId64, INT64_MAX);
	else
		return (int64_t)number;
	return 0;
}

double scan_float(struct parse *p, const char *text, size_t len, struct span span)
{
	char *digits = arena_alloc(p->arena, len + 1);
	size_t n = 0;
	double real;

	for (size_t i = 0; i < len; i++)
		if (text[i] != '_')
			digits[n++] = text[i];
	errno = 0;
	real = strtod(digits, NULL);
	if (errno == ERANGE && (real > 1 || real < -1))
		diag_report(p->diags, CHECK_SYNTAX, span, "this float is too large");
	return real;
}

/* ---- places ---- */

bool scan_first_on_line(const struct parse *p, uint32_t begin)
{
	const char *bytes = p->source->bytes;

	while (begin && (bytes[begin - 1] == ' ' || bytes[begin - 1] == '\t'))
		begin--;
	return !begin || bytes[begin - 1] == '\n';
}

uint32_t scan_column(const struct parse *p, uint32_t begin)
{
	uint32_t at = begin;

	while (at && p->source->bytes[at - 1] != '\n')
		at--;
	return begin - at;
}

void scan_hash_comment(struct parse *p, struct span span)
{
	struct span *run = &p->hash_comments;
	uint32_t at = run->end;

	if (!scan_first_on_line(p, span.begin))
		return;
	/* It goes on with the run when only the end of the line and blanks are between. */
	if (run->source && p->source->bytes[at] == '\n') {
		at++;
		while (at < span.begin &&
		       (p->source->bytes[at] == ' ' || p->source->bytes[at] == '\t'))
			at++;
	}
	if (!run->source || at != span.begin)
		run->begin = span.begin;
	run->source = span.source;
	run->end = span.end;
}

bool scan_ends_prototype(struct parse *p, const char *word, struct span span)
{
	static const char *const items[] = { "interface", "device",  "target",  "key",     "let",
		                             "register",  "include", "require", "override" };

	if (!tokens_in_prototype(p))
		return false;
	if (p->last.kind == ')')
		return true;
	if (!scan_first_on_line(p, span.begin))
		return false;
	if (!strcmp(word, "op") || !strcmp(word, "up"))
		return p->last.kind != TOK_OP && p->last.kind != TOK_UP;
	for (size_t i = 0; i < sizeof items / sizeof *items; i++)
		if (!strcmp(word, items[i]))
			return scan_column(p, span.begin) <= p->indent;
	return false;
}
