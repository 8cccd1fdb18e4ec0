/* See package.h: the text of a package, and the order of versions. */
#include "graph/package.h"

#include "literal.h"

#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alnum(char c)
{
	return is_digit(c) || is_letter(c);
}

/* ---- the order of versions ------------------------------------------------------------------- */

/* Numbers of any length: without leading zeros the longer one is greater. */
static int compare_numbers(const char *a, size_t a_len, const char *b, size_t b_len)
{
	for (; a_len && *a == '0'; a_len--)
		a++;
	for (; b_len && *b == '0'; b_len--)
		b++;
	if (a_len != b_len)
		return a_len < b_len ? -1 : 1;
	return memcmp(a, b, a_len);
}

static int compare_words(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : (a_len > b_len) - (a_len < b_len);
}

static size_t run_of(const char *text, bool (*is)(char c))
{
	size_t len = 0;

	while (is(text[len]))
		len++;
	return len;
}

static void skip_separators(const char **at)
{
	while (**at && !is_alnum(**at) && **at != '~')
		++*at;
}

/* A tilde comes before anything, the end of the text included: 1.0~rc1 is below 1.0. */
static bool compare_tildes(const char **a, const char **b, int *order)
{
	if (**a != '~' && **b != '~')
		return false;
	*order = (**b == '~') - (**a == '~');
	++*a, ++*b;
	return true;
}

int package_version_compare(const char *a, const char *b)
{
	int order;

	for (;;) {
		bool numbers;
		size_t a_len, b_len;

		skip_separators(&a);
		skip_separators(&b);
		if (compare_tildes(&a, &b, &order)) {
			if (order)
				return order;
			continue;
		}
		if (!*a || !*b)
			return (*a != '\0') - (*b != '\0');
		numbers = is_digit(*a);
		a_len = run_of(a, numbers ? is_digit : is_letter);
		b_len = run_of(b, numbers ? is_digit : is_letter);
		/* A number is newer than a word. */
		if (!b_len)
			return numbers ? 1 : -1;
		order = numbers ? compare_numbers(a, a_len, b, b_len)
		                : compare_words(a, a_len, b, b_len);
		if (order)
			return order;
		a += a_len, b += b_len;
	}
}

/* ---- texts ----------------------------------------------------------------------------------- */

/* A text that is being read: `at` is what is left of `text`. */
struct scan {
	const struct package_reader *reader;
	const char *text, *at;
};

static bool report(const struct scan *scan, const char *from, size_t len, const char *what,
                   const char *hint)
{
	const struct package_reader *reader = scan->reader;
	struct span span = reader->span;
	struct diag *diag;

	if (reader->literal)
		span = literal_span(sources_of(reader->diags->sources, *reader->literal),
		                    *reader->literal, (size_t)(from - scan->text), len ? len : 1);
	diag = diag_report(reader->diags, CHECK_PACKAGE, span, "%s", what);
	diag_hint(reader->diags, diag, "%s", hint);
	return false;
}

static void skip_blanks(struct scan *scan)
{
	scan->at += strspn(scan->at, " \t");
}

static const char *take(struct scan *scan, size_t len)
{
	const char *word = arena_strndup(scan->reader->arena, scan->at, len);

	scan->at += len;
	return word;
}

static size_t name_length(const char *text)
{
	return is_alnum(*text) ? strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                                      "0123456789+-._")
	                       : 0;
}

static size_t version_length(const char *text)
{
	return is_alnum(*text) ? strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                                      "0123456789+-._:~")
	                       : 0;
}

/* The length of what cannot be read, for its caret. */
static size_t word_length(const char *text)
{
	return strcspn(text, " \t&");
}

/* Longer ones first. */
static const struct {
	const char *text;
	enum package_op op;
} ops[] = {
	{ ">=", PACKAGE_GE }, { "<=", PACKAGE_LE }, { "<>", PACKAGE_NE }, { "!=", PACKAGE_NE },
	{ "==", PACKAGE_EQ }, { ">", PACKAGE_GT },  { "<", PACKAGE_LT },  { "=", PACKAGE_EQ },
};

static bool read_op(struct scan *scan, enum package_op *op)
{
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		size_t len = strlen(ops[i].text);

		if (strncmp(scan->at, ops[i].text, len))
			continue;
		*op = ops[i].op;
		scan->at += len;
		return true;
	}
	return report(scan, scan->at, word_length(scan->at),
	              "this is not a bound of a package's version",
	              "a package is written like \"foo >= 1.2\" or \"foo >= 1.2 & < 2.0\"");
}

static bool read_version(struct scan *scan, const char **version)
{
	size_t len = version_length(scan->at);

	if (!len)
		return report(scan, scan->at, word_length(scan->at), "a version is missing here",
		              "a package is written like \"foo >= 1.2\"");
	*version = take(scan, len);
	return true;
}

static bool read_bounds(struct scan *scan, struct package *package)
{
	for (bool more = *scan->at; more;) {
		struct package_bound bound = { .origin.span = scan->reader->span };

		if (!read_op(scan, &bound.op))
			return false;
		skip_blanks(scan);
		if (!read_version(scan, &bound.version))
			return false;
		*vec_push(scan->reader->arena, &package->bounds) = bound;
		skip_blanks(scan);
		more = *scan->at == '&';
		scan->at += more;
		skip_blanks(scan);
	}
	if (*scan->at)
		return report(scan, scan->at, word_length(scan->at),
		              "this does not belong to a package",
		              "between two bounds of a version stands `&`; another package is an "
		              "entry of its own");
	return true;
}

/* "libfoo-dev", or of one architecture: "libfoo-dev:arm64". */
static bool read_architecture(struct scan *scan, struct package *package)
{
	size_t len = *scan->at == ':' ? name_length(scan->at + 1) : 0;

	if (len)
		package->name =
		    arena_printf(scan->reader->arena, "%s%s", package->name, take(scan, len + 1));
	skip_blanks(scan);
	if (*scan->at)
		return report(scan, scan->at, strlen(scan->at),
		              "a package of apt is a name, and this is more",
		              "versions are asked for with `pkg_config \"foo >= 1.2\"");
	return true;
}

bool package_read(const struct package_reader *reader, enum package_kind kind, const char *text,
                  struct package *package)
{
	struct scan scan = { .reader = reader, .text = text, .at = text };
	size_t len;

	*package = (struct package){ .kind = kind, .span = reader->span };
	skip_blanks(&scan);
	len = name_length(scan.at);
	if (!len)
		return report(&scan, scan.at, word_length(scan.at), "this is no name of a package",
		              kind == PACKAGE_APT ? "it is written like \"libfoo-dev\""
		                                  : "it is written like \"foo\" or \"foo >= 1.2\"");
	package->name = take(&scan, len);
	if (kind == PACKAGE_PKG_CONFIG)
		skip_blanks(&scan);
	if (kind == PACKAGE_APT ? !read_architecture(&scan, package) : !read_bounds(&scan, package))
		return false;
	package->name = intern(reader->names, package->name);
	return true;
}

bool package_read_min(const struct package_reader *reader, const char *version,
                      struct package *package)
{
	struct scan scan = { .reader = reader, .text = version, .at = version };
	struct package_bound least = { .op = PACKAGE_GE, .origin.span = reader->span };

	skip_blanks(&scan);
	if (!read_version(&scan, &least.version))
		return false;
	skip_blanks(&scan);
	if (*scan.at)
		return report(&scan, scan.at, strlen(scan.at), "this does not belong to a version",
		              "it is written like ~min:\"1.2\"");
	*vec_push(reader->arena, &package->bounds) = least;
	return true;
}
