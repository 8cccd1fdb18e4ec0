/* target_image.h - configuring, building and running an image: what those three commands share. */
#ifndef MCFG_CLI_TARGET_IMAGE_H
#define MCFG_CLI_TARGET_IMAGE_H

#include "cli/output.h"
#include "cli/project.h"

/* An image that is configured, and what is to be known to build and run it. */
struct target_image {
	const char *name; /* "hello" */
	const char *target, *arch;
	const char *folder; /* the output folder, as users name it */
	const char *file;   /* the image itself, once it is built */
	const char *cc;
	const char *elf;  /* the same with its symbols */
	const char *root; /* the installation */
	const char *run;  /* the target's command line that runs it, "" if it has none */
	bool says_status; /* on its console: cli/last_line.h */
	bool takes_argv;  /* the image's options are arguments of that command */
	struct output_result written;
};

/*
 * Writes the output folder anew: `configured` as it was configured, or with what the invocation
 * says when that is null. Returns an exit status.
 */
int target_image_configure(const struct invocation *inv, const struct project *project,
                           const struct configured *configured, struct target_image *image);

/* Finds the configuration and the output folder that are meant, and brings that up to date. */
int target_image_update(const struct invocation *inv, struct target_image *image);

/* Runs make in the output folder, with `mode`, such as DEBUG=1, where that is not null; with
   `quiet` it says only what is wrong, on standard error. Returns an exit status. */
int target_image_make(const struct invocation *inv, const struct target_image *image, bool quiet,
                      const char *mode);

#endif
