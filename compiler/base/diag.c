#include "base/diag.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

const struct check_info check_infos[N_CHECKS] = {
#define CHECK(id, name, severity, summary) { name, SEVERITY_##severity, summary },
#include "base/checks.def"
#undef CHECK
};

void diags_init(struct diags *diags, struct arena *arena, struct sources *sources)
{
	*diags = (struct diags){ .arena = arena, .sources = sources };
}

struct diag *diag_report(struct diags *diags, enum check check, struct span span,
                         const char *format, ...)
{
	struct diag *diag = arena_new(diags->arena, struct diag);
	va_list args;

	diag->check = check;
	diag->severity = check_infos[check].severity;
	diag->span = span;
	diag->notes_end = &diag->notes;
	diag->order = diags->all.n;
	va_start(args, format);
	diag->message = arena_vprintf(diags->arena, format, args);
	va_end(args);
	*vec_push(diags->arena, &diags->all) = diag;
	if (diag->severity == SEVERITY_ERROR)
		diags->n_errors++;
	else
		diags->n_warnings++;
	return diag;
}

void diag_also(struct diags *diags, struct diag *diag, struct span span)
{
	*vec_push(diags->arena, &diag->also) = span;
}

void diag_note(struct diags *diags, struct diag *diag, struct span span, const char *format, ...)
{
	struct diag_note *note = arena_new(diags->arena, struct diag_note);
	va_list args;

	note->span = span;
	va_start(args, format);
	note->message = arena_vprintf(diags->arena, format, args);
	va_end(args);
	*diag->notes_end = note;
	diag->notes_end = &note->next;
}

void diag_hint(struct diags *diags, struct diag *diag, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	diag->hint = arena_vprintf(diags->arena, format, args);
	va_end(args);
}

/* Fills columns [from, to) of an underline with `mark`. */
static void underline(struct text *line, size_t from, size_t to, char mark)
{
	while (line->len < to)
		text_putc(line, ' ');
	for (size_t at = from; at < to; at++)
		if (line->bytes[at] != '^')
			line->bytes[at] = mark;
}

/* The columns of a span on the line that begins at byte `start`; at least one column wide. */
static void columns(const struct place *place, size_t start, struct span span, size_t *from,
                    size_t *to)
{
	size_t begin = span.begin - start, end = span.end - start;

	if (end > place->len)
		end = place->len;
	if (begin > place->len)
		begin = place->len;
	*from = source_columns(place->text, begin);
	*to = end > begin ? source_columns(place->text, end) : *from;
	if (*to <= *from)
		*to = *from + 1;
}

/* Prints the line with its tabs spread, so that the underline stands under it anywhere. */
static void print_line(struct text *out, const struct place *place)
{
	size_t column = 0;

	text_puts(out, "  ");
	for (size_t i = 0, step; i < place->len; i += step) {
		const char *at = place->text + i;

		step = utf8_length(at, place->len - i);
		step = step ? step : 1;
		if (*at == '\t') {
			for (size_t to = (column / 8 + 1) * 8; column < to; column++)
				text_putc(out, ' ');
			continue;
		}
		column += source_columns(at, step);
		if ((unsigned char)*at < 0x20 || *at == 0x7f)
			text_putc(out, ' ');
		else
			text_add(out, at, step);
	}
	text_putc(out, '\n');
}

static void print_excerpt(struct diags *diags, struct text *out, struct span span,
                          const struct diag *diag)
{
	struct source *source = sources_of(diags->sources, span);
	struct place place = source_place(diags->arena, source, span.begin);
	size_t start = (size_t)(place.text - source->bytes);
	size_t from, to;
	struct text marks;

	print_line(out, &place);
	text_init(&marks, diags->arena);
	columns(&place, start, span, &from, &to);
	underline(&marks, from, to, '~');
	if (diag) {
		marks.bytes[from] = '^';
		for (size_t i = 0; i < diag->also.n; i++) {
			struct span also = diag->also.items[i];

			if (also.source != span.source || also.begin < start ||
			    also.begin > start + place.len)
				continue;
			columns(&place, start, also, &from, &to);
			underline(&marks, from, to, '~');
		}
	}
	text_printf(out, "  %s\n", text_string(&marks));
}

static void print_head(struct diags *diags, struct text *out, struct span span)
{
	struct source *source = sources_of(diags->sources, span);
	struct place place;

	if (!source) {
		text_puts(out, "mcfg: ");
		return;
	}
	place = source_place(diags->arena, source, span.begin);
	text_printf(out, "%s:%zu:%zu: ", source->path, place.line, place.column);
}

static void print(struct diags *diags, struct text *out, const struct diag *diag)
{
	print_head(diags, out, diag->span);
	text_printf(out, "%s[%s]: %s\n", diag->severity == SEVERITY_ERROR ? "error" : "warning",
	            check_infos[diag->check].name, diag->message);
	if (span_known(diag->span))
		print_excerpt(diags, out, diag->span, diag);
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		print_head(diags, out, note->span);
		text_printf(out, "note: %s\n", note->message);
		if (span_known(note->span))
			print_excerpt(diags, out, note->span, NULL);
	}
	if (diag->hint)
		text_printf(out, "hint: %s\n", diag->hint);
}

static int by_place(const void *left, const void *right)
{
	const struct diag *a = *(struct diag *const *)left, *b = *(struct diag *const *)right;

	if (a->span.source != b->span.source)
		return a->span.source < b->span.source ? -1 : 1;
	if (a->span.begin != b->span.begin)
		return a->span.begin < b->span.begin ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static bool same(const struct diag *a, const struct diag *b)
{
	return a->check == b->check && a->span.source == b->span.source &&
	       a->span.begin == b->span.begin && a->span.end == b->span.end &&
	       !strcmp(a->message, b->message);
}

void diags_print(struct diags *diags, struct text *out)
{
	if (diags->all.n)
		qsort(diags->all.items, diags->all.n, sizeof *diags->all.items, by_place);
	for (size_t i = 0; i < diags->all.n; i++)
		if (!i || !same(diags->all.items[i], diags->all.items[i - 1]))
			print(diags, out, diags->all.items[i]);
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

enum { NEAREST_MAX = 64 };

/* The number of insertions, deletions, changes and swaps of neighbours from `a` to `b`. */
static size_t distance(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	size_t row[3][NEAREST_MAX + 1];
	size_t *before = row[0], *last = row[1], *now = row[2];

	if (n > NEAREST_MAX || m > NEAREST_MAX)
		return NEAREST_MAX;
	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			now[j] = least(least(last[j] + 1, now[j - 1] + 1),
			               last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}

const char *diag_nearest(const char *name, const char *const *names, size_t n)
{
	size_t best = strlen(name) / 3 + 1;
	const char *nearest = NULL;

	for (size_t i = 0; i < n; i++) {
		size_t d = distance(name, names[i]);

		if (d < best && d > 0) {
			best = d;
			nearest = names[i];
		}
	}
	return nearest;
}
