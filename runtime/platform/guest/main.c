/* main() of a guest: its command line is the options. */
#include "machine.h"

#include <errno.h>
#include <mcfg/cmdline.h>
#include <mcfg/image.h>
#include <mcfg/platform.h>
#include <string.h>

enum { MAX_WORDS = 128, STATUS_USAGE = 64 };

static char *words[MAX_WORDS];

static void say(const char *text)
{
	mcfg_platform_message(text, strlen(text));
}

static int refuse(const char *what)
{
	say(mcfg_image.name);
	say(": the command line: ");
	say(what);
	say("\n");
	return STATUS_USAGE;
}

static int run(void)
{
	struct mcfg_value_error wrong = { 0 };
	char *line = mcfg_machine_command_line();
	size_t n;
	int error;

	if (!line)
		return refuse("it is longer than 4095 bytes");
	error = mcfg_cmdline_split(line, words, MAX_WORDS, &n, &wrong);
	if (error)
		return refuse(error == -E2BIG ? "it has too many words" : wrong.what);
	mcfg_machine_serve();
	return mcfg_run_image(n, words);
}

int main(void)
{
	mcfg_platform_exit(run());
}
