/* See diag_sites.h. */
#define DIAG_SITES_NONE
#include "diag_sites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct diag_site __start_diag_sites[], __stop_diag_sites[];

__attribute__((constructor)) static void list_sites(void)
{
	if (!getenv("MCFG_TEST_SITES"))
		return;
	for (const struct diag_site *site = __start_diag_sites; site < __stop_diag_sites; site++)
		printf("%s:%d:%s\n", site->file, site->line, site->kind);
	fflush(stdout);
	_Exit(0);
}

/* Notes that a site is reached; is it to be silent? */
static bool silent(const struct diag_site *site)
{
	const char *reached = getenv("MCFG_TEST_REACHED"), *wanted = getenv("MCFG_TEST_SILENT");
	char name[512];
	FILE *file;

	if (!reached && !wanted)
		return false;
	snprintf(name, sizeof name, "%s:%d:%s", site->file, site->line, site->kind);
	file = reached ? fopen(reached, "a") : NULL;
	if (file) {
		fprintf(file, "%s\n", name);
		fclose(file);
	}
	return wanted && !strcmp(name, wanted);
}

static const char *formatted(struct diags *diags, const char *format, va_list args)
{
	return arena_vprintf(diags->arena, format, args);
}

struct diag *diag_report_at(const struct diag_site *site, struct diags *diags, enum check check,
                            struct span span, const char *format, ...)
{
	enum severity severity = diags->severities[check];
	struct diag *diag;
	va_list args;

	va_start(args, format);
	if (silent(site))
		diags->severities[check] = SEVERITY_OFF;
	diag = diag_report(diags, check, span, "%s", formatted(diags, format, args));
	diags->severities[check] = severity;
	va_end(args);
	return diag;
}

void diag_note_at(const struct diag_site *site, struct diags *diags, struct diag *diag,
                  struct span span, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (!silent(site))
		diag_note(diags, diag, span, "%s", formatted(diags, format, args));
	va_end(args);
}

void diag_hint_at(const struct diag_site *site, struct diags *diags, struct diag *diag,
                  const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (!silent(site))
		diag_hint(diags, diag, "%s", formatted(diags, format, args));
	va_end(args);
}

void diag_also_at(const struct diag_site *site, struct diags *diags, struct diag *diag,
                  struct span span)
{
	if (!silent(site))
		diag_also(diags, diag, span);
}

size_t diag_sites_stack(size_t stack_bytes)
{
	const char *wanted = getenv("MCFG_TEST_STACK");

	return wanted ? strtoul(wanted, NULL, 10) : stack_bytes;
}
