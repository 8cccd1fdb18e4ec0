/* Diagnostics for people: the message, the line, the caret; see diag.h. */
#include "base/diag.h"
#include "base/utf8.h"

#include <string.h>

/* ---- colour ---------------------------------------------------------------------------------- */

#define BOLD    "\033[1m"
#define RED     "\033[1;31m"
#define GREEN   "\033[1;32m"
#define MAGENTA "\033[1;35m"
#define CYAN    "\033[1;36m"
#define PLAIN   "\033[0m"

static void begin(const struct diags *diags, struct text *out, const char *colour)
{
	if (diags->colour)
		text_puts(out, colour);
}

static void end(const struct diags *diags, struct text *out)
{
	begin(diags, out, PLAIN);
}

/* ---- the line and its underline -------------------------------------------------------------- */

/* The part of a line that is shown: columns [left, right). */
struct window {
	size_t left, right;
	bool cut_left, cut_right;
};

enum { BEFORE_CARET = 40 };

/* All of the line, or where it is too long what is around the caret. */
static struct window window_around(const struct place *place, size_t caret)
{
	size_t total = source_columns(place->text, place->len);
	struct window window = { 0, total, false, false };

	if (total <= DIAG_COLUMNS)
		return window;
	window.left = caret > BEFORE_CARET ? caret - BEFORE_CARET : 0;
	if (window.left + DIAG_COLUMNS > total)
		window.left = caret >= total ? caret - BEFORE_CARET : total - DIAG_COLUMNS;
	window.right = window.left + DIAG_COLUMNS;
	window.cut_left = window.left > 0;
	window.cut_right = window.right < total;
	return window;
}

static void blanks(struct text *out, size_t from, size_t to)
{
	for (; from < to; from++)
		text_putc(out, ' ');
}

/* One character in columns [column, next), as far as the window shows it. */
static void print_character(struct text *out, const struct window *window, const char *at,
                            size_t len, size_t column, size_t next)
{
	if (next > window->right || column >= window->right)
		blanks(out, column, window->right);
	else if (column < window->left)
		blanks(out, window->left, next);
	else if (*at == '\t')
		blanks(out, column, next);
	else if (!len)
		text_puts(out, UTF8_REPLACEMENT);
	else if (utf8_is_visible(utf8_decode(at, len)))
		text_add(out, at, len);
	else if (next > column)
		text_puts(out, len == 1 ? " " : UTF8_REPLACEMENT);
}

/* Prints the line with its tabs spread, so that the underline stands under it anywhere. */
static void print_line(struct text *out, const struct place *place, const struct window *window)
{
	size_t column = 0, next;

	text_puts(out, window->cut_left ? "  ..." : "  ");
	for (size_t i = 0, len; i < place->len && column < window->right; column = next) {
		const char *at = place->text + i;

		len = utf8_length(at, place->len - i);
		next =
		    *at == '\t' ? (column / 8 + 1) * 8 : column + source_columns(at, len ? len : 1);
		print_character(out, window, at, len, column, next);
		i += len ? len : 1;
	}
	text_puts(out, window->cut_right ? "...\n" : "\n");
}

/* Fills columns [from, to) of an underline with `mark`, as far as the window shows them. */
static void underline(struct text *line, const struct window *window, size_t from, size_t to,
                      char mark)
{
	if (window->cut_right && to > window->right)
		to = window->right;
	if (from < window->left)
		from = window->left;
	if (from >= to)
		return;
	from -= window->left;
	to -= window->left;
	blanks(line, line->len, to);
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

/* The other parts of the same line. */
static void underline_also(const struct diag *diag, const struct place *place, size_t start,
                           struct text *marks, const struct window *window)
{
	for (size_t i = 0; i < diag->also.n; i++) {
		struct span also = diag->also.items[i];
		size_t from, to;

		if (also.source != diag->span.source || also.begin < start ||
		    also.begin > start + place->len)
			continue;
		columns(place, start, also, &from, &to);
		underline(marks, window, from, to, '~');
	}
}

/* `diag` is null for a note's line. */
static void print_excerpt(struct diags *diags, struct text *out, struct span span,
                          const struct diag *diag)
{
	struct source *source = sources_of(diags->sources, span);
	struct place place = source_place(diags->arena, source, span.begin);
	size_t start = (size_t)(place.text - source->bytes);
	struct window window;
	size_t from, to;
	struct text marks;

	columns(&place, start, span, &from, &to);
	window = window_around(&place, from);
	print_line(out, &place, &window);
	text_init(&marks, diags->arena);
	if (diag)
		underline(&marks, &window, from, from + 1, '^');
	underline(&marks, &window, from, to, '~');
	if (diag)
		underline_also(diag, &place, start, &marks, &window);
	text_puts(out, window.cut_left ? "     " : "  ");
	begin(diags, out, GREEN);
	text_puts(out, text_string(&marks));
	end(diags, out);
	text_putc(out, '\n');
}

/* ---- messages -------------------------------------------------------------------------------- */

static void print_head(struct diags *diags, struct text *out, struct span span)
{
	struct source *source = sources_of(diags->sources, span);
	struct place place;

	begin(diags, out, BOLD);
	if (!source) {
		text_puts(out, "mcfg:");
	} else {
		place = source_place(diags->arena, source, span.begin);
		text_visible(out, source->path);
		text_printf(out, ":%zu:%zu:", place.line, place.column);
	}
	end(diags, out);
	text_putc(out, ' ');
}

/* A coloured word, and what is said in the user's own words. */
static void print_said(struct diags *diags, struct text *out, const char *colour, const char *word,
                       const char *said)
{
	enum { MOST_WORD = 1000 };
	struct text visible;

	begin(diags, out, colour);
	text_puts(out, word);
	end(diags, out);
	text_putc(out, ' ');
	text_init(&visible, diags->arena);
	text_visible(&visible, said);
	text_bounded(out, text_string(&visible), MOST_WORD, SIZE_MAX);
	text_putc(out, '\n');
}

static void print(struct diags *diags, struct text *out, const struct diag *diag)
{
	bool is_error = diag->severity == SEVERITY_ERROR;
	const char *word = arena_printf(diags->arena, "%s[%s]:", is_error ? "error" : "warning",
	                                check_infos[diag->check].name);

	print_head(diags, out, diag->span);
	print_said(diags, out, is_error ? RED : MAGENTA, word, diag->message);
	if (span_known(diag->span))
		print_excerpt(diags, out, diag->span, diag);
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		print_head(diags, out, note->span);
		print_said(diags, out, CYAN, "note:", note->message);
		if (span_known(note->span))
			print_excerpt(diags, out, note->span, NULL);
	}
	if (diag->hint)
		print_said(diags, out, CYAN, "hint:", diag->hint);
}

void diags_print(struct diags *diags, struct text *out)
{
	diags_sort(diags);
	for (size_t i = 0; i < diags->all.n; i++)
		print(diags, out, diags->all.items[i]);
}

void diags_print_place(struct diags *diags, struct text *out, struct span span, const char *said)
{
	bool colour = diags->colour;

	diags->colour = false;
	print_head(diags, out, span);
	text_visible(out, said);
	text_putc(out, '\n');
	if (span_known(span))
		print_excerpt(diags, out, span, NULL);
	diags->colour = colour;
}
