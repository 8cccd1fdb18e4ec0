/* summary.h - a history in numbers: history -> text. */
#ifndef MCFG_TRACE_SUMMARY_H
#define MCFG_TRACE_SUMMARY_H

#include "base/text.h"
#include "trace/history.h"

/* Writes for each task how long it did what, and for each operation its calls. */
void summary_print(struct text *out, const struct history *history);

#endif
