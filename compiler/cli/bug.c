/* See bug.h. */
#include "cli/bug.h"

#include "cli/command.h"
#include "version.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Written when mcfg starts: a handler must not format. */
static char message[4096];
static size_t message_len;

static void add(const char *string)
{
	size_t len = strlen(string), room = sizeof message - message_len;

	if (len > room)
		len = room;
	memcpy(message + message_len, string, len);
	message_len += len;
}

static void on_bug(int number)
{
	(void)number;
	if (write(STDERR_FILENO, message, message_len) < 0)
		_exit(EXIT_BUG);
	_exit(EXIT_BUG);
}

static void watch(int number)
{
	struct sigaction before, action = { .sa_handler = on_bug, .sa_flags = SA_ONSTACK };

	sigemptyset(&action.sa_mask);
	if (!sigaction(number, NULL, &before) && before.sa_handler == SIG_DFL)
		sigaction(number, &action, NULL);
}

static void write_message(int argc, char **argv)
{
	struct arena arena;
	struct text words;

	arena_init(&arena);
	text_init(&words, &arena);
	for (int i = 1; i < argc; i++) {
		text_putc(&words, ' ');
		text_visible(&words, shell_quote(&arena, argv[i]));
	}
	add("mcfg: this is a bug in mcfg " MCFG_VERSION ", and no mistake of yours\n"
	    "hint: report it, with the configuration and this: mcfg");
	add(text_string(&words));
	add("\n");
	arena_fini(&arena);
}

void bug_watch(int argc, char **argv)
{
	static const int signals[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL };

	write_message(argc, argv);
	bug_watch_thread();
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		watch(signals[i]);
}

void bug_watch_thread(void)
{
	static _Thread_local char bytes[64 << 10];
	stack_t stack = { .ss_sp = bytes, .ss_size = sizeof bytes }, before;

	if (!sigaltstack(NULL, &before) && before.ss_flags & SS_DISABLE)
		sigaltstack(&stack, NULL);
}
