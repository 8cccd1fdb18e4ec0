/* feed.h - standard input to the console of a guest, which is a terminal's line and has no end. */
#ifndef MCFG_CLI_FEED_H
#define MCFG_CLI_FEED_H

#include <sys/types.h>

/* Who feeds, and where from; 0 and standard input where nobody needs to: keys go as they are typed.
 */
struct feed {
	pid_t feeder;
	int machine; /* the end of the pipe that becomes the machine's standard input, or -1 */
};

/*
 * Starts to feed, unless standard input is a terminal: what it has is sent with a ^V before each
 * control character but tabs and newlines, then a ^D. Returns 0 or a negative errno.
 */
int feed_begin(struct feed *feed);

/* The machine has its end. */
void feed_passed(struct feed *feed);

/* The machine is gone: nothing more is read. */
void feed_end(struct feed *feed);

#endif
