#include <mcfg/word.h>

#include <stdio.h>

int app_hello_start(struct word *word)
{
	printf("hello %s\n", word_text(word));
	return 0;
}

int app_bye_start(void)
{
	printf("bye\n");
	return 5;
}
