/* output_private.h - what writing (output.c), renaming (output_commit.c) and cleaning share. */
#ifndef MCFG_CLI_OUTPUT_PRIVATE_H
#define MCFG_CLI_OUTPUT_PRIVATE_H

#include "cli/files.h"
#include "cli/output.h"

#include <signal.h>

/* Below the output folder. The staged manifest is written last: while it is there, all of them are.
 */
#define STAGE_NAME "/.mcfg-new"
#define SAVED_NAME "/.mcfg-new/.saved"

struct change {
	const char *path; /* below the folder */
	const struct output_file
	    *file; /* what to stage; null when it is staged already, or removed */
	bool removes;
	bool replaces; /* there is a file now */
};

struct update {
	struct arena *arena;
	const char *folder;
	int lock;             /* the folder, locked */
	sigset_t signals;     /* as they were */
	struct manifest old;  /* as the folder has it */
	struct manifest next; /* as it is to be */
	VEC(struct change) changes;
	folder_list made; /* folders that did not exist before */
};

/*
 * Makes the folder, waits until no other mcfg writes into it, holds back the signals that would end
 * us half way, reads the manifest, and completes what a sudden death interrupted. Returns EXIT_GOOD
 * or EXIT_WORLD; update_close in either case.
 */
int update_open(struct update *u, struct arena *arena, const char *folder);

/* Lets go of all that update_open took. With `failed`, removes the folders that were made. */
void update_close(struct update *u, bool failed);

/* Is a signal waiting that is meant to end us? */
bool update_interrupted(void);

/* Renames all staged files to where they belong, and removes what is to go. EXIT_GOOD; or
   EXIT_WORLD, and everything is where it was. */
int update_commit(struct update *u);

/* Paths: below the folder, staged, saved. */
const char *update_path(const struct update *u, const char *below, const char *path);

#endif
