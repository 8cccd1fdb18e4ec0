/* args.h - the options of an image: its open keys. */
#ifndef MCFG_ARGS_H
#define MCFG_ARGS_H

#include <mcfg/image.h>

/* The image is to run; every other result is the status to end with. */
#define MCFG_ARGS_RUN (-1)

/*
 * mcfg_args_parse - give mcfg_image's options the values that the words have for them.
 *
 *	--key=VALUE   --key VALUE   --flag (of a bool: true)
 *	--help   --version   --logs=LEVELS   -l LEVELS   (<mcfg/log.h>)
 *
 * In a name `-` and `_` are the same. A word after a name that has no `=` is its value, unless it
 * begins with `--`. Lists take every occurrence, others the last. All words are options; a lone
 * `--` first is passed over. Every mistake is reported, then the image ends with 64.
 *
 * words   borrows, for as long as the image runs.
 *
 * Returns MCFG_ARGS_RUN, 0 (after --help and --version) or 64.
 */
int mcfg_args_parse(size_t n_words, char *const *words) __attribute__((cold));

/* Write the answers to --help and --version to the console. */
void mcfg_args_help(void) __attribute__((cold));
void mcfg_args_version(void) __attribute__((cold));

/*
 * The nearest among `n` names, the i-th given by `name_of(i)`: at most a third of the name's length
 * away; null where none is.
 */
const char *mcfg_args_nearest(const char *name, size_t len, size_t n,
                              const char *(*name_of)(size_t i)) __attribute__((cold));

#endif
