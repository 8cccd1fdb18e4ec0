/*
 * command.h - mcfg's command line: one table of commands and one of options (commands.c), from
 * which the parsing, `mcfg --help`, `mcfg COMMAND --help` and the man pages are made. A command is
 * one file, cmd_NAME.c, and one row of the table.
 */
#ifndef MCFG_CLI_COMMAND_H
#define MCFG_CLI_COMMAND_H

#include "base/diag.h"

#include <stdint.h>

/* What mcfg ends with. */
enum exit_status {
	EXIT_GOOD,  /* all is well */
	EXIT_WRONG, /* the configuration is wrong */
	EXIT_USAGE, /* mcfg was called wrongly */
	EXIT_WORLD, /* the machine failed us: no file, no space, no compiler */
	EXIT_BUG    /* mcfg is wrong */
};

enum option {
	OPTION_HELP,
	OPTION_TARGET,
	OPTION_ARCH,
	OPTION_OUTPUT,
	OPTION_SEARCH,
	OPTION_KEYS,
	OPTION_DEFAULT,
	OPTION_OVERLAY,
	OPTION_MAX_STEPS,
	OPTION_WARNING,
	OPTION_ERROR,
	OPTION_COLOR,
	OPTION_DIAGNOSTICS,
	OPTION_DOT,
	OPTION_SVG,
	OPTION_JSON,
	OPTION_MERMAID,
	OPTION_EVAL,
	OPTION_NO_EVAL,
	OPTION_TRACE,
	OPTION_GDB,
	OPTION_ATTACH_DISK,
	OPTION_ATTACH_NET,
	OPTION_INSTALL,
	OPTION_PICTURE,
	OPTION_FROM,
	OPTION_TO,
	N_OPTIONS
};

struct option_spec {
	const char *name; /* "target", given as --target=VALUE or --target VALUE */
	char letter;      /* 't', given as -t VALUE or -tVALUE; or 0 */
	const char *docv; /* "TARGET"; null for a flag */
	const char *doc;  /* in running text, `words` in backticks are typed as they stand */
};

/* A key's value as it stands on the command line. */
struct given {
	const char *word;  /* the whole word: "--port=80" */
	const char *key;   /* "port" */
	const char *value; /* in `word`, "80"; null for a bare --port */
	bool is_default;   /* of --default */
};

struct invocation {
	struct arena *arena;
	const struct command *command;
	const char *operand; /* the first one, or null */
	VEC(const char *) operands;
	VEC(const char *) targets;     /* each -t */
	VEC(const char *) archs;       /* each --arch */
	const char *values[N_OPTIONS]; /* of the last one given; "" for a flag; or null */
	VEC(const char *) search;      /* each -I */
	VEC(const char *) key_files;   /* each --keys */
	VEC(const char *) overlays;    /* each --overlay */
	VEC(const char *) attached; /* each --attach-disk and --attach-net, for the run command */
	VEC(struct given) given;
	VEC(struct check_choice) choices; /* each -W and -E */
	char **arguments;                 /* what follows `--`, for the image; null-terminated */
};

struct command {
	const char *name;
	const char *operand;     /* "[FILE.mcfg]", "DIR", "" for none; optional when in brackets */
	const char *summary;     /* one line, lower case, without a full stop */
	const char *description; /* paragraphs, an empty line between them; lines that begin with
	                            two blanks stand as they are */
	const char *example;     /* one command line, without `mcfg` */
	unsigned max_operands;   /* 0: as many as `operand` says, one or none */
	uint32_t options;        /* which ones it takes: OPTION_BIT(TARGET) | ... */
	bool takes_keys;         /* any other long option is a key and its value */
	bool takes_arguments;    /* `-- ARGUMENT...` is for the image */
	bool takes_more;         /* `-- WORD...` is for the second of two sides */
	int (*run)(const struct invocation *inv); /* returns an exit status */
};

#define OPTION_BIT(id) ((uint32_t)1 << OPTION_##id)

extern const struct option_spec option_specs[N_OPTIONS];
extern const struct command commands[]; /* ends with a null name */

/* Has a command that takes keys this option, so that no key can be called so? */
bool option_hides_key(size_t option);

/* The command of a name, or null. */
const struct command *command_find(const char *name);

/*
 * Reads the words after the command's name, argv[0 .. argc - 1], into `inv`, whose arena and
 * command are set. Returns EXIT_GOOD, or EXIT_USAGE after saying what is wrong and what was perhaps
 * meant.
 */
int invocation_parse(struct invocation *inv, int argc, char **argv);

/* What `mcfg --help` and `mcfg COMMAND --help` print; `command` null is mcfg itself. */
void help_print(struct text *out, const struct command *command);

/* The manual page of mcfg or of one command, in roff with the man macros. */
void man_print(struct text *out, const struct command *command);

/* Parts that help and manual share: a heading's paragraphs for all commands. */
extern const char help_overview[], help_keys[];
struct help_row {
	const char *term, *text;
};
extern const struct help_row help_statuses[], help_variables[]; /* end with a null term */

/* Writes a text to standard output. Returns EXIT_GOOD, or EXIT_WORLD after saying why not. */
int print_out(const struct text *text);

/* Says on standard error that mcfg was called wrongly, and how to ask for help. Gives EXIT_USAGE.
 */
int usage_error(const struct invocation *inv, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Says on standard error what the machine failed to do: `mcfg: ` and the text. Gives EXIT_WORLD. */
int world_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A line on standard error that begins with `hint: `. */
void hint(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The words of a shell: as they stand where that is safe, else in single quotes. */
const char *shell_quote(struct arena *arena, const char *word);

#endif
