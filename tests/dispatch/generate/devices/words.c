#include "words_data.h"

const char *word_list_nth(struct words *self, size_t n)
{
	(void)self;
	return n < WORDS ? words[n] : NULL;
}
