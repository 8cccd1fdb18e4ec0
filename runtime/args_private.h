/* args_private.h - what the files of the options' parser share; args.h is for the others. */
#ifndef MCFG_ARGS_PRIVATE_H
#define MCFG_ARGS_PRIVATE_H

#include "args.h"

/* One option as it was given. */
struct given {
	const char *name; /* in the word "--NAME" or "--NAME=VALUE" */
	size_t name_len;
	const char *value; /* or null */
};

/* The status after a bad option: EX_USAGE of sysexits.h. */
#define MCFG_ARGS_USAGE 64

/* Has any mistake been said since mcfg_args_begin? */
void mcfg_args_begin(void) __attribute__((cold));
bool mcfg_args_failed(void);

/* Each says what is wrong with an option, or with a word that is none. */
void mcfg_args_fail_option(const struct given *given, const char *what) __attribute__((cold));
void mcfg_args_fail_value(const struct given *given, const struct mcfg_option *option,
                          const struct mcfg_value_error *error) __attribute__((cold));
void mcfg_args_fail_unknown(const struct given *given) __attribute__((cold));
void mcfg_args_fail_fixed(const struct given *given, const struct mcfg_fixed *fixed)
    __attribute__((cold));
void mcfg_args_warn_deprecated(const struct given *given, const struct mcfg_option *option)
    __attribute__((cold));
void mcfg_args_fail_word(const char *word) __attribute__((cold));

#endif
