#include <stdio.h>

int main(int argc, char **argv)
{
	FILE *out = fopen(argv[1], "w");

	fprintf(out, "#define WORDS %d\nextern const char *const words[WORDS];\n", argc - 1);
	return fclose(out);
}
