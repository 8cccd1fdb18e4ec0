/* record.h - what configure was given, kept in the output folder for build, run and describe. */
#ifndef MCFG_CLI_RECORD_H
#define MCFG_CLI_RECORD_H

#include "compilation.h"

/* Its name in the output folder. doc/cli.md describes its text. */
#define RECORD_NAME "mcfg.record"

struct record {
	const char *configuration;        /* absolute and free of links, as all paths here */
	const char *target, *arch;        /* those of the image */
	bool arch_given;                  /* by --arch */
	VEC(const char *) search;         /* -I and MCFG_PATH */
	VEC(const char *) overlays;       /* --overlay */
	const char *max_steps;            /* or null */
	VEC(struct check_choice) choices; /* -W and -E */
	VEC(struct setting) settings;     /* with key, value, from, is_default and dir */
};

/*
 * The text of a record that will lie in `folder`, absolute. Paths below the configuration's folder
 * are written relative to `folder`, so that the tree can be moved.
 */
void record_print(const struct record *record, const char *folder, struct text *out);

/* Reads the record in `folder`. Returns 0, -ENOENT when there is none, -EINVAL when it is not
   understood, or another -errno. */
int record_read(struct record *record, struct arena *arena, const char *folder);

#endif
