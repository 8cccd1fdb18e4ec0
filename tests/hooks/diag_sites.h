/*
 * diag_sites.h - where diagnostics are made: included before every source of the compiler in the
 * build with sanitizers, and in no other.
 *
 * Each call of diag_report, diag_note, diag_hint and diag_also is a site, FILE:LINE:KIND. The
 * environment says what a test wants of them:
 *
 *   MCFG_TEST_SITES=list     print every site there is, and end
 *   MCFG_TEST_REACHED=FILE   append each site that is reached
 *   MCFG_TEST_SILENT=SITE    make that one do nothing: what users would see without the check
 *   MCFG_TEST_STACK=BYTES    go no deeper than a stack of that size allows
 */
#ifndef MCFG_TEST_DIAG_SITES_H
#define MCFG_TEST_DIAG_SITES_H

#include "compilation.h"

struct diag_site {
	const char *file, *kind;
	int line;
};

struct diag *diag_report_at(const struct diag_site *site, struct diags *diags, enum check check,
                            struct span span, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void diag_note_at(const struct diag_site *site, struct diags *diags, struct diag *diag,
                  struct span span, const char *format, ...) __attribute__((format(printf, 5, 6)));
void diag_hint_at(const struct diag_site *site, struct diags *diags, struct diag *diag,
                  const char *format, ...) __attribute__((format(printf, 4, 5)));
void diag_also_at(const struct diag_site *site, struct diags *diags, struct diag *diag,
                  struct span span);

size_t diag_sites_stack(size_t stack_bytes);

/* The linker gathers the sites of all sources into one table. */
#define DIAG_SITE(kind)                                                                          \
	__extension__({                                                                          \
		static const struct diag_site diag_site                                          \
		    __attribute__((section("diag_sites"), used)) = { __FILE__, kind, __LINE__ }; \
		&diag_site;                                                                      \
	})

#ifndef DIAG_SITES_NONE
#define diag_report(...) diag_report_at(DIAG_SITE("report"), __VA_ARGS__)
#define diag_note(...)   diag_note_at(DIAG_SITE("note"), __VA_ARGS__)
#define diag_hint(...)   diag_hint_at(DIAG_SITE("hint"), __VA_ARGS__)
#define diag_also(...)   diag_also_at(DIAG_SITE("also"), __VA_ARGS__)
#define compilation_on_large_stack(c, stack_bytes, run, context) \
	compilation_on_large_stack(c, diag_sites_stack(stack_bytes), run, context)
#endif

#endif
