/*
 * picture.h - a history as a picture: tasks against time, in SVG 1.1.
 *
 * Time goes to the right. Each task has a lane, in which a bar shows what it did, with the calls of
 * devices' operations below, the inner ones lower. Arrows go from who woke a task to it. What is
 * narrower than can be seen is drawn once where it stands; pointing at anything tells what it is.
 */
#ifndef MCFG_TRACE_PICTURE_H
#define MCFG_TRACE_PICTURE_H

#include "base/text.h"
#include "trace/history.h"

/* Which part of it, in nanoseconds after its first event; `to` may be past its end. */
struct picture_range {
	uint64_t from_ns, to_ns;
};

void picture_print(struct text *out, const struct history *history, struct picture_range range);

#endif
