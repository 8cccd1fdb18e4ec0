/*
 * fuzz_check - all passes on any text: whatever stands in a configuration, mcfg says what is wrong
 * with it or makes an image of it. Runs in the root of the repository, and takes tests/fuzz/root
 * for the installation: it has a bit of everything, and is quickly read.
 */
#include "base/diag.h"
#include "base/text.h"
#include "compile.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static char folder[] = "/tmp/mcfg-fuzz.XXXXXX";
static char configuration[sizeof folder + 16];
static char application[sizeof folder + 16];

static void write_file(const char *path, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, data, len) != (ssize_t)len) {
		perror(path);
		exit(3);
	}
	close(fd);
}

static void remove_folder(void)
{
	unlink(configuration);
	unlink(application);
	rmdir(folder);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char source[] = "int unikernel_main_start(void);\n";

	(void)argc;
	(void)argv;
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(3);
	}
	snprintf(configuration, sizeof configuration, "%s/fuzz.mcfg", folder);
	snprintf(application, sizeof application, "%s/unikernel.c", folder);
	write_file(application, source, strlen(source));
	atexit(remove_folder);
	return 0;
}

/* What mcfg would print: it must not only be found, but be shown. */
static void print_diagnostics(struct compilation *c)
{
	struct text out;

	text_init(&out, &c->arena);
	diags_print(&c->diags, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct compilation c;

	write_file(configuration, data, len);
	compilation_init(&c);
	c.options.path = configuration;
	c.options.root = "tests/fuzz/root";
	c.options.target = len % 2 ? "unix" : NULL;
	c.options.max_steps = 100000;
	compile(&c);
	print_diagnostics(&c);
	compilation_fini(&c);
	return 0;
}
