/* Lines from the console, said again. A terminal ends them by a carriage return, a file by a
 * newline. */
#include <mcfg/console.h>
#include <mcfg/keys.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct console *terminal;

/* One character; -1 at the end, or where reading fails. */
static int next_character(void)
{
	unsigned char c;
	ssize_t n =
	    key_by() == BY_CONSOLE ? console_read(terminal, &c, 1) : read(STDIN_FILENO, &c, 1);

	return n == 1 ? c : -1;
}

/* A line, without what ends it; empty ones are skipped. False: there is none. */
static bool next_line(char *line, size_t room)
{
	size_t n = 0;
	int c;

	while ((c = next_character()) >= 0 && n + 1 < room) {
		if (c != '\n' && c != '\r')
			line[n++] = (char)c;
		else if (n > 0)
			break;
	}
	line[n] = '\0';
	return c >= 0;
}

int lines_main_start(struct console *console)
{
	char line[160];

	terminal = console;
	printf("ready\n");
	fflush(stdout);
	while (next_line(line, sizeof line) && strcmp(line, "end") != 0) {
		printf("[%s]\n", line);
		fflush(stdout);
	}
	return 0;
}
