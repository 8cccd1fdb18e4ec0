/* See diagnostics.h: SARIF. Section numbers are those of its version 2.1.0. */
#include "base/utf8.h"
#include "emit/diagnostics.h"
#include "version.h"

#include <ctype.h>
#include <string.h>

struct sarif {
	struct diags *diags;
	struct text *out;
	size_t rule_of[N_CHECKS]; /* its place among the rules, from 1; 0: not used */
	size_t n_rules;
};

/* `{"text": STRING}`, 3.11. */
static void write_message(struct text *out, const char *string, const char *hint)
{
	const char *said = string;

	if (hint)
		said = arena_printf(out->arena, "%s\nhint: %s", string, hint);
	text_puts(out, "{\"text\": ");
	text_json_string(out, said);
	text_putc(out, '}');
}

/* ---- rules ----------------------------------------------------------------------------------- */

static const char *level(enum severity severity)
{
	return severity == SEVERITY_ERROR ? "error" : "warning";
}

static void write_rule(struct sarif *s, enum check check)
{
	text_puts(s->out, s->n_rules++ ? ",\n    " : "\n    ");
	s->rule_of[check] = s->n_rules;
	text_printf(s->out, "{\"id\": \"%s\", \"shortDescription\": ", check_infos[check].name);
	write_message(s->out, check_infos[check].summary, NULL);
	text_printf(s->out, ", \"defaultConfiguration\": {\"level\": \"%s\"}}",
	            level(check_infos[check].severity));
}

static void write_rules(struct sarif *s)
{
	bool used[N_CHECKS] = { 0 };

	for (size_t i = 0; i < s->diags->all.n; i++)
		used[s->diags->all.items[i]->check] = true;
	for (unsigned i = 0; i < N_CHECKS; i++)
		if (used[i])
			write_rule(s, (enum check)i);
}

/* ---- places ---------------------------------------------------------------------------------- */

/* RFC 3986: what has no place in a path as it stands is %XX. */
static void write_uri(struct text *out, const char *path)
{
	text_puts(out, *path == '/' ? "\"file://" : "\"");
	for (const char *at = path; *at; at++) {
		unsigned char c = (unsigned char)*at;

		if (c < 0x80 && (isalnum(c) || strchr("-._~/", c)))
			text_putc(out, *at);
		else
			text_printf(out, "%%%02X", c);
	}
	text_putc(out, '"');
}

/* Columns are counted in characters, from 1. */
static size_t character_column(const struct place *place, size_t bytes)
{
	size_t column = 1;

	for (size_t i = 0, len; i < bytes && i < place->len; i += len ? len : 1, column++)
		len = utf8_length(place->text + i, place->len - i);
	return column;
}

/* `"startLine": 1, "startColumn": 2`, 3.30. */
static void write_edge(struct sarif *s, struct source *source, const char *edge, uint32_t at)
{
	struct place place = source_place(s->diags->arena, source, at);
	size_t start = (size_t)(place.text - source->bytes);

	text_printf(s->out, "\"%sLine\": %zu, \"%sColumn\": %zu", edge, place.line, edge,
	            character_column(&place, at > start ? at - start : 0));
}

/* The member `physicalLocation` of a location, 3.29; only files have one. */
static bool write_physical(struct sarif *s, struct span span)
{
	struct source *source = sources_of(s->diags->sources, span);

	if (!source || !source->real)
		return false;
	text_puts(s->out, "\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
	write_uri(s->out, source->path);
	text_puts(s->out, "}, \"region\": {");
	write_edge(s, source, "start", span.begin);
	text_puts(s->out, ", ");
	write_edge(s, source, "end", span.end);
	text_puts(s->out, "}}");
	return true;
}

/* ---- results --------------------------------------------------------------------------------- */

static void write_related(struct sarif *s, const struct diag *diag)
{
	text_puts(s->out, ",\n     \"relatedLocations\": [");
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		text_puts(s->out, note == diag->notes ? "\n      {" : ",\n      {");
		text_puts(s->out,
		          write_physical(s, note->span) ? ", \"message\": " : "\"message\": ");
		write_message(s->out, note->message, NULL);
		text_putc(s->out, '}');
	}
	text_putc(s->out, ']');
}

static void write_result(struct sarif *s, const struct diag *diag)
{
	text_printf(s->out, "{\"ruleId\": \"%s\", \"ruleIndex\": %zu, \"level\": \"%s\",\n     ",
	            check_infos[diag->check].name, s->rule_of[diag->check] - 1,
	            level(diag->severity));
	text_puts(s->out, "\"message\": ");
	write_message(s->out, diag->message, diag->hint);
	text_puts(s->out, ",\n     \"locations\": [{");
	write_physical(s, diag->span);
	text_puts(s->out, "}]");
	if (diag->notes)
		write_related(s, diag);
	text_putc(s->out, '}');
}

void diagnostics_sarif(struct diags *diags, struct text *out)
{
	struct sarif s = { .diags = diags, .out = out };

	diags_sort(diags);
	text_puts(out, "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n");
	text_puts(out, " \"version\": \"2.1.0\",\n \"runs\": [{\n");
	text_puts(out, "  \"tool\": {\"driver\": {\"name\": \"mcfg\", \"version\": \"" MCFG_VERSION
	               "\", \"rules\": [");
	write_rules(&s);
	text_puts(out, "]}},\n  \"columnKind\": \"unicodeCodePoints\",\n  \"results\": [");
	for (size_t i = 0; i < diags->all.n; i++) {
		text_puts(out, i ? ",\n    " : "\n    ");
		write_result(&s, diags->all.items[i]);
	}
	text_puts(out, "]\n }]}\n");
}
