/* run_command.h - a target's `run "..."` as a command of the shell. */
#ifndef MCFG_CLI_RUN_COMMAND_H
#define MCFG_CLI_RUN_COMMAND_H

#include "cli/target_image.h"

/*
 * What the words of a template stand for; each becomes one word of the shell, but for @{gdb}:
 *
 *	@{image}, @image  the image's file
 *	@{elf}            the image with its symbols, for debuggers
 *	@{name} @{arch}   the image's name, its architecture
 *	@{root}           where mcfg is installed
 *	@{cmdline}        the image's options, as a guest's command line (<mcfg/cmdline.h>)
 *	@{gdb}            `--gdb SOCKET ELF` where a debugger is waited for, else nothing; the
 *	                  command then says how to start that. With an empty socket it does
 *	                  nothing but say, by its status, whether it can; the image may not be there
 *	@{attach}         `--disk=NAME=FILE` and `--net=NET` for each that is to be attached so
 */
struct run_words {
	char *const *options; /* the image's */
	const char *gdb;      /* the path of a socket, or null */
	bool has_gdb;         /* set: the template has @{gdb} */
	const char *const *attached;
	size_t n_attached;
	bool has_attach; /* set: the template has @{attach} */
};

/* The command, or null after saying that the template has a word that is unknown. */
const char *run_command(struct arena *arena, const struct target_image *image,
                        struct run_words *words);

/* Options as a guest's command line: after a lone `--`, quoted where they must be. "" for none. */
const char *run_cmdline(struct arena *arena, char *const *options);

#endif
