#include <mcfg/words.h>

#include <stdio.h>

int app_main_start(struct words *words)
{
	printf("%s\n", words_nth(words, 0));
	return words_nth(words, 1) != NULL;
}
