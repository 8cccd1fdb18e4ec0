/*
 * write_output - writes or cleans an output folder as mcfg does, without a configuration.
 *
 *	write_output FOLDER [PATH=TEXT]...   the files and what each holds
 *	write_output --clean FOLDER
 *
 * Prints how many files were written and removed; ends with mcfg's exit status.
 */
#include "cli/output.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static void add(struct output *out, const char *word)
{
	struct output_file *file = arena_new(out->arena, struct output_file);
	size_t len = strcspn(word, "=");

	file->path = arena_strndup(out->arena, word, len);
	text_init(&file->text, out->arena);
	if (word[len])
		text_puts(&file->text, word + len + 1);
	*vec_push(out->arena, &out->files) = file;
}

static int write_files(struct arena *arena, int argc, char **argv)
{
	struct output out = { .arena = arena };
	struct output_result result;
	int status;

	for (int i = 1; i < argc; i++)
		add(&out, argv[i]);
	status = output_write(arena, argv[0], &out, &result);
	printf("%zu written, %zu removed\n", result.n_written, result.n_removed);
	return status;
}

int main(int argc, char **argv)
{
	struct arena arena;
	int status = 2;

	signal(SIGXFSZ, SIG_IGN);
	arena_init(&arena);
	if (argc == 3 && !strcmp(argv[1], "--clean"))
		status = output_clean(&arena, argv[2]);
	else if (argc > 1)
		status = write_files(&arena, argc - 1, argv + 1);
	arena_fini(&arena);
	return status;
}
