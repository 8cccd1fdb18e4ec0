/* `require mcfg "VERSIONS"`; see load_private.h. */
#include "load_private.h"

#include "literal.h"
#include "version.h"

#include <string.h>

/* A version's numbers; what is not written is 0. */
struct version {
	unsigned long part[4];
};

static int version_compare(const struct version *a, const struct version *b)
{
	for (size_t i = 0; i < 4; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	return 0;
}

/* Reads "0.2.1" and moves `*at` behind it. */
static bool read_version(const char **at, struct version *version)
{
	*version = (struct version){ { 0 } };
	for (size_t i = 0; i < 4; i++) {
		if (**at < '0' || **at > '9')
			return false;
		for (size_t n = 0; **at >= '0' && **at <= '9' && n < 9; n++)
			version->part[i] = version->part[i] * 10 + (unsigned long)(*(*at)++ - '0');
		if (**at != '.')
			return true;
		++*at;
	}
	return false;
}

struct comparison {
	const char *text;
	bool below, same, above; /* what it is true of: this mcfg against the version */
};

/* Longer ones first. */
static const struct comparison comparisons[] = {
	{ ">=", false, true, true }, { "<=", true, true, false }, { "<>", true, false, true },
	{ ">", false, false, true }, { "<", true, false, false }, { "=", false, true, false },
};

static const struct comparison *read_comparison(const char **at)
{
	for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
		size_t len = strlen(comparisons[i].text);

		if (!strncmp(*at, comparisons[i].text, len)) {
			*at += len;
			return &comparisons[i];
		}
	}
	return NULL;
}

static void skip_blanks(const char **at)
{
	*at += strspn(*at, " \t");
}

/* One term, ">= 0.2". */
static bool read_term(const char **at, const struct version *ours, bool *holds)
{
	const struct comparison *comparison;
	struct version version;
	int order;

	skip_blanks(at);
	comparison = read_comparison(at);
	skip_blanks(at);
	if (!comparison || !read_version(at, &version))
		return false;
	skip_blanks(at);
	order = version_compare(ours, &version);
	*holds = order < 0 ? comparison->below : order > 0 ? comparison->above : comparison->same;
	return true;
}

static void report_syntax(struct compilation *c, const struct item *item, size_t at)
{
	const struct source *source = sources_of(&c->sources, item->value->span);
	struct diag *diag =
	    diag_report(&c->diags, CHECK_REQUIRE, literal_span(source, item->value->span, at, 1),
	                "this is no range of versions");

	diag_hint(&c->diags, diag, "it is written like \">= 0.2 & < 1.0\"");
}

void load_require(struct compilation *c, const struct item *item)
{
	const char *at = item->value->string.bytes, *text = at, *ours_text = MCFG_VERSION;
	struct version ours;
	bool holds = true, all = true;

	if (strcmp(item->name.name, "mcfg") != 0) {
		diag_report(&c->diags, CHECK_REQUIRE, item->name.span,
		            "`require` is about the version of mcfg, and knows no `%s`",
		            item->name.name);
		return;
	}
	read_version(&ours_text, &ours);
	for (;;) {
		if (!read_term(&at, &ours, &holds) || (*at && *at != '&')) {
			report_syntax(c, item, (size_t)(at - text));
			return;
		}
		all = all && holds;
		if (!*at++)
			break;
	}
	if (!all)
		diag_report(&c->diags, CHECK_REQUIRE, item->value->span,
		            "this file is for mcfg %s, and this is mcfg " MCFG_VERSION, text);
}
