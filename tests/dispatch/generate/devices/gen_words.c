#include <stdio.h>
#include <string.h>

/* The first word of DIR/word, and the other argument. */
int main(int argc, char **argv)
{
	char path[512], word[64] = "";
	FILE *out = fopen(argv[1], "w"), *in;

	snprintf(path, sizeof path, "%s/word", argv[2]);
	in = fopen(path, "r");
	if (!in || !fgets(word, sizeof word, in))
		return 1;
	word[strcspn(word, "\n")] = '\0';
	fprintf(out,
	        "#include \"words_data.h\"\n\nconst char *const words[WORDS] = { \"%s, %s\" };\n",
	        word, argv[3]);
	return fclose(in) | fclose(out) | (argc != 4);
}
