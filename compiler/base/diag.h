/* diag.h - what is wrong with a user's text: queued records, printed in the order of the text. */
#ifndef MCFG_DIAG_H
#define MCFG_DIAG_H

#include "base/source.h"
#include "base/text.h"

/*
 * Every diagnostic belongs to a named check. The list is checks.def; the name stands in the
 * message, `error[device-argument]`, and in the tests' files.
 */
enum check {
#define CHECK(id, name, severity, summary) CHECK_##id,
#include "base/checks.def"
#undef CHECK
	N_CHECKS
};

enum severity { SEVERITY_OFF, SEVERITY_WARNING, SEVERITY_ERROR };

struct check_info {
	const char *name;
	enum severity severity;
	const char *summary; /* one line, lower case */
};

extern const struct check_info check_infos[N_CHECKS];

/* The check of a name; the name nearest to one that no check has, or null. */
bool check_find(const char *name, enum check *check);
const char *check_nearest(const char *name);

struct diag_note {
	struct diag_note *next;
	struct span span; /* may be unknown */
	const char *message;
};

struct diag {
	enum check check;
	enum severity severity;
	struct span span;      /* printed with ^ under its first column, ~ under the rest */
	VEC(struct span) also; /* on the same line, underlined with ~ */
	const char *message;
	struct diag_note *notes, **notes_end;
	const char *hint; /* or null */
	size_t order;     /* as reported */
};

/* What a user makes of a check. */
struct check_choice {
	enum check check;
	enum severity severity;
};

struct diags {
	struct arena *arena;     /* keeps */
	struct sources *sources; /* keeps */
	VEC(struct diag *) all;
	size_t n_errors, n_warnings;

	/* What users chose; as declared when nothing was. What a check that is declared an error
	   finds is never less: later passes count on it. */
	enum severity severities[N_CHECKS];
	bool colour; /* for diags_print: a terminal reads it */
};

void diags_init(struct diags *diags, struct arena *arena, struct sources *sources);

/*
 * Queues a diagnostic at `span`. The message is lower case, in the user's own names, one cause,
 * without a full stop and without an internal word. The record may be added to until it is printed.
 */
struct diag *diag_report(struct diags *diags, enum check check, struct span span,
                         const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Underlines another part of the same line. */
void diag_also(struct diags *diags, struct diag *diag, struct span span);

/* The other place involved: "the parameter got its type here". */
void diag_note(struct diags *diags, struct diag *diag, struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* What to do, where it can be computed. A second hint replaces the first. */
void diag_hint(struct diags *diags, struct diag *diag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The name among `names` nearest to `name` (Damerau-Levenshtein, at most a third of its length
 * away), or null. Ties go to the first. */
const char *diag_nearest(const char *name, const char *const *names, size_t n);

/* Sorts all by place (those without a place first), each once. Then nothing more is reported. */
void diags_sort(struct diags *diags);

/*
 * Sorts all and writes them for people. Nothing in it commands a terminal, whatever the user's
 * files hold; a line of more than DIAG_COLUMNS columns is cut to a window around the caret.
 */
enum { DIAG_COLUMNS = 120 };
void diags_print(struct diags *diags, struct text *out);

/* A place as a note shows it, without colour: `file:line:column: `, what is said of it, the line,
   and the text of the span underlined. */
void diags_print_place(struct diags *diags, struct text *out, struct span span, const char *said);

#endif
