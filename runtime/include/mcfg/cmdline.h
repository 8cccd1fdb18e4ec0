/*
 * cmdline.h - the command line of a guest, as words: for platforms whose loader hands over one
 * text.
 *
 * Words are parted by blanks, tabs and line ends. Within a word
 *
 *	'text'     stands for text as it is
 *	"text"     the same, but \" stands for " and \\ for \
 *	\c         outside quotes, stands for the character c, blanks included
 *
 * and parts stand together: --hello='good day' is one word. "" is an empty word.
 *
 * Which words are ours: monitors and loaders add words of their own to the line
 * (virtio_mmio.device=4K@0x10000000). After a lone `--` all words are ours; without one, only those
 * that begin with `--`, so values are then joined to their names by `=`. A quoted "--" is no lone
 * one.
 */
#ifndef MCFG_CMDLINE_H
#define MCFG_CMDLINE_H

#include <mcfg/value.h>

/*
 * mcfg_cmdline_split - part a command line into the words that are options.
 *
 * line    keeps, and writes to: the words lie in it, without their quotes.
 * words   written: at most `room`.
 * n       how many there are.
 * error   written on -EINVAL; may be null. Its place is that of the line as it was given.
 *
 * Returns 0
 *         -EINVAL   a quote is not closed, or a backslash is the last character
 *         -E2BIG    there are more words
 */
int mcfg_cmdline_split(char *line, char **words, size_t room, size_t *n,
                       struct mcfg_value_error *error);

#endif
