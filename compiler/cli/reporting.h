/* reporting.h - how it is said what is wrong: -W, -E, --color, --diagnostics. */
#ifndef MCFG_CLI_REPORTING_H
#define MCFG_CLI_REPORTING_H

#include "cli/command.h"

struct analysis;

/* A value of -W or -E: a check, `all`, or after -W `no-CHECK`. Returns an exit status. */
int reporting_choose(struct invocation *inv, enum severity severity, const char *value);

/* Is it a value of --color, of --diagnostics? Returns an exit status. */
int reporting_is_color(const struct invocation *inv, const char *value);
int reporting_is_form(const struct invocation *inv, const char *value);

/* Before the compilation: sets severities, those of a record first, and colour. */
void reporting_begin(struct analysis *a);

/* After it: writes what is wrong to standard error. */
void reporting_print(struct analysis *a);

#endif
