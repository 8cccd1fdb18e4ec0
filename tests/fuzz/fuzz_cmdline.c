/*
 * Command lines of guests: any text is split within its bounds, and words that are quoted come back
 * as they were.
 */
#include "../../runtime/cmdline.c"

#include <stdlib.h>

enum { ROOM = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A word in quotes of one kind or the other, by its length. */
static char *quote(char *to, const char *word)
{
	char mark = strlen(word) % 2 ? '"' : '\'';

	*to++ = mark;
	for (; *word; word++) {
		if (*word == '\'' && mark == '\'') {
			memcpy(to, "'\\''", 4);
			to += 4;
			continue;
		}
		if (mark == '"' && (*word == '"' || *word == '\\'))
			*to++ = '\\';
		*to++ = *word;
	}
	*to++ = mark;
	*to++ = ' ';
	return to;
}

/* Quoted again, the words are the same. */
static void come_back(char *const *words, size_t n, size_t size)
{
	char *line = malloc(4 * size + 3 * n + 8), *again[ROOM], *end;
	size_t n_again;

	if (!line)
		return;
	memcpy(line, "-- ", 3);
	end = line + 3;
	for (size_t i = 0; i < n; i++)
		end = quote(end, words[i]);
	*end = '\0';
	if (mcfg_cmdline_split(line, again, ROOM, &n_again, NULL) || n_again != n)
		abort();
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], again[i]) != 0)
			abort();
	free(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mcfg_value_error error;
	char *line = malloc(size + 1), *words[ROOM];
	size_t n;
	int result;

	if (!line)
		return 0;
	memcpy(line, data, size);
	line[size] = '\0';
	result = mcfg_cmdline_split(line, words, ROOM, &n, &error);
	if (result == -EINVAL && error.at >= size)
		abort();
	if (result == 0)
		come_back(words, n, size);
	free(line);
	return 0;
}
