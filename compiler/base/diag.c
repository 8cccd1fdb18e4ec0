#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

const struct check_info check_infos[N_CHECKS] = {
#define CHECK(id, name, severity, summary) { name, SEVERITY_##severity, summary },
#include "base/checks.def"
#undef CHECK
};

bool check_find(const char *name, enum check *check)
{
	for (size_t i = 0; i < N_CHECKS; i++)
		if (!strcmp(check_infos[i].name, name)) {
			*check = (enum check)i;
			return true;
		}
	return false;
}

const char *check_nearest(const char *name)
{
	const char *names[N_CHECKS];

	for (size_t i = 0; i < N_CHECKS; i++)
		names[i] = check_infos[i].name;
	return diag_nearest(name, names, N_CHECKS);
}

void diags_init(struct diags *diags, struct arena *arena, struct sources *sources)
{
	*diags = (struct diags){ .arena = arena, .sources = sources };
	for (size_t i = 0; i < N_CHECKS; i++)
		diags->severities[i] = check_infos[i].severity;
}

struct diag *diag_report(struct diags *diags, enum check check, struct span span,
                         const char *format, ...)
{
	struct diag *diag = arena_new(diags->arena, struct diag);
	va_list args;

	diag->check = check;
	diag->severity = diags->severities[check];
	diag->span = span;
	diag->notes_end = &diag->notes;
	diag->order = diags->all.n;
	va_start(args, format);
	diag->message = arena_vprintf(diags->arena, format, args);
	va_end(args);
	if (diag->severity == SEVERITY_OFF)
		return diag;
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

/* Where each diagnostic was already said by the one before it, it goes. */
static void drop_repeated(struct diags *diags)
{
	size_t n = 0;

	for (size_t i = 0; i < diags->all.n; i++)
		if (!n || !same(diags->all.items[i], diags->all.items[n - 1]))
			diags->all.items[n++] = diags->all.items[i];
	diags->all.n = n;
}

void diags_sort(struct diags *diags)
{
	if (diags->all.n)
		qsort(diags->all.items, diags->all.n, sizeof *diags->all.items, by_place);
	drop_repeated(diags);
}
