/* analysis.h - a configuration compiled for a command. */
#ifndef MCFG_CLI_ANALYSIS_H
#define MCFG_CLI_ANALYSIS_H

#include "cli/project.h"
#include "graph/image.h"

struct analysis {
	const struct invocation *inv;
	const struct project *project; /* null: no configuration, only the descriptors there are */
	const struct record *record;   /* settings of an earlier configure, or null */
	bool pick_target;              /* without -t, the default target is meant */
	enum evaluation evaluation;
	bool any_target; /* the target stays open, whatever the invocation and the record say */
	bool quiet;      /* says nothing of what is wrong */

	/* Called when the configuration is sound, on the stack of the compilation; returns a
	 * status. */
	int (*then)(struct analysis *a);
	void *result; /* for `then` */

	struct compilation c;
	const char *root;
	VEC(const char *) decided; /* keys that EVALUATE_NOTHING decides all the same */
};

/*
 * Compiles and calls `then`. Where there are mistakes, prints them instead and returns EXIT_WRONG,
 * or EXIT_WORLD where a file could not be read.
 */
int analysis_run(struct analysis *a);

/* Prints what was reported, once all is that will be. Gives the status that follows from it. */
int analysis_report(struct analysis *a);

/* Sets the options of a compilation: those of the invocation, then those of the record that they do
   not replace. Returns an exit status. */
int settings_fill(struct analysis *a);

/* What configure was given, for its output folder: the settings and what the environment decided.
 */
void settings_record(const struct analysis *a, struct record *record);

#endif
