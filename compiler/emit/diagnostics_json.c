/* See diagnostics.h: JSON of our own. */
#include "emit/diagnostics.h"
#include "version.h"

static void write_string(struct text *out, const char *name, const char *string)
{
	text_printf(out, "\"%s\": ", name);
	if (string)
		text_json_string(out, string);
	else
		text_puts(out, "null");
}

/* Where a span stands: lines and columns as in the text, and bytes of the file. */
static void write_place(struct diags *diags, struct text *out, struct span span)
{
	struct source *source = sources_of(diags->sources, span);
	struct place begin, end;

	if (!source) {
		text_puts(out, "null");
		return;
	}
	begin = source_place(diags->arena, source, span.begin);
	end = source_place(diags->arena, source, span.end);
	text_putc(out, '{');
	write_string(out, "file", source->path);
	text_printf(out, ", \"line\": %zu, \"column\": %zu", begin.line, begin.column);
	text_printf(out, ", \"end_line\": %zu, \"end_column\": %zu", end.line, end.column);
	text_printf(out, ", \"begin\": %u, \"end\": %u}", span.begin, span.end);
}

static void write_notes(struct diags *diags, struct text *out, const struct diag *diag)
{
	text_puts(out, ",\n   \"notes\": [");
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		text_puts(out, note == diag->notes ? "\n    {" : ",\n    {");
		write_string(out, "message", note->message);
		text_puts(out, ", \"at\": ");
		write_place(diags, out, note->span);
		text_putc(out, '}');
	}
	text_puts(out, "],\n   ");
}

static void write_diagnostic(struct diags *diags, struct text *out, const struct diag *diag)
{
	text_puts(out, "\n  {");
	write_string(out, "severity", diag->severity == SEVERITY_ERROR ? "error" : "warning");
	text_puts(out, ", ");
	write_string(out, "check", check_infos[diag->check].name);
	text_puts(out, ",\n   ");
	write_string(out, "message", diag->message);
	text_puts(out, ",\n   \"at\": ");
	write_place(diags, out, diag->span);
	text_puts(out, ",\n   \"also\": [");
	for (size_t i = 0; i < diag->also.n; i++) {
		text_puts(out, i ? ", " : "");
		write_place(diags, out, diag->also.items[i]);
	}
	text_putc(out, ']');
	write_notes(diags, out, diag);
	write_string(out, "hint", diag->hint);
	text_putc(out, '}');
}

void diagnostics_json(struct diags *diags, struct text *out)
{
	diags_sort(diags);
	text_puts(out, "{\"schema\": \"mcfg-diagnostics/1\", \"mcfg\": \"" MCFG_VERSION "\",\n");
	text_puts(out, " \"diagnostics\": [");
	for (size_t i = 0; i < diags->all.n; i++) {
		text_puts(out, i ? "," : "");
		write_diagnostic(diags, out, diags->all.items[i]);
	}
	text_puts(out, "]}\n");
}
