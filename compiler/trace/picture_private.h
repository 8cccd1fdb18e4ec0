/* picture_private.h - to the picture's own files. */
#ifndef MCFG_TRACE_PICTURE_PRIVATE_H
#define MCFG_TRACE_PICTURE_PRIVATE_H

#include "trace/picture.h"

/* In pixels. */
enum {
	PICTURE_WIDTH = 1240,
	MARGIN = 16,
	TOP = 86, /* of the first lane: title, legend and times stand above */
	BAR_HEIGHT = 10,
	CALL_HEIGHT = 10,
	LANE_GAP = 10,
	MOST_DEPTH = 4, /* of calls that are drawn */
	MOST_LANES = 120
};

struct lane {
	const struct traced_task *task; /* null: the processor */
	double y, height;
};

struct picture {
	struct text *out;
	const struct history *history;
	uint64_t from_ns, to_ns; /* of the clock */
	double left, right;      /* where these are */
	VEC(struct lane) lanes;
	size_t *lane_of; /* by task: its lane, or 0 */
	size_t n_hidden; /* tasks without a lane */
	double height;
	VEC(const char *) devices; /* that are seen, by when they are first called */
};

/* Where a time is, within the picture. */
double picture_x(const struct picture *picture, uint64_t at_ns);

/* Is any of it in the range? */
bool picture_shows(const struct picture *picture, uint64_t from_ns, uint64_t to_ns);

/* A text in which XML sees no markup, and nobody a control character. */
void picture_text(struct picture *picture, const char *text);

/* `<title>` and what a pointer is told. */
void picture_tip(struct picture *picture, uint64_t from_ns, uint64_t to_ns, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The class of a device's calls. */
const char *picture_device_class(struct picture *picture, const char *device);

/* Its parts. */
void picture_lanes(struct picture *picture); /* works out `lanes` */
void picture_frame(struct picture *picture);
void picture_tasks(struct picture *picture);
void picture_wakes(struct picture *picture);

#endif
