/* What the tests of Xen run. */
#include "keep.h"
#include "modules.h"

#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/mclock.h>
#include <mcfg/pclock.h>
#include <mcfg/time.h>
#include <stdio.h>
#include <string.h>

static struct console *out;

static int say(const char *text)
{
	int error = console_write(out, text, strlen(text));

	return error ? error : console_write(out, "\n", 1);
}

/* Says each line that it reads, until one that is "end". */
static int lines(void)
{
	char line[256], said[300];
	size_t len = 0;
	ssize_t n;

	say("reading");
	while ((n = console_read(out, line + len, 1)) > 0) {
		if (line[len] != '\n') {
			len += len < sizeof line - 2;
			continue;
		}
		line[len] = '\0';
		len = 0;
		snprintf(said, sizeof said, "heard <%s>", line);
		say(said);
		if (!strcmp(line, "end"))
			return 0;
	}
	return (int)n;
}

/* Says both clocks, each second. */
static int tick(struct time *time, struct pclock *wall, struct mclock *monotonic)
{
	char text[100];
	int64_t seconds;
	uint32_t ns;
	int error = keep(say);

	for (int i = 0; !error; i++) {
		error = pclock_now(wall, &seconds, &ns);
		snprintf(text, sizeof text, "tick %d wall %lld ms %llu", i, (long long)seconds,
		         (unsigned long long)(mclock_elapsed_ns(monotonic) / 1000000));
		say(text);
		if (!error)
			error = time_sleep_ns(time, SEC(1));
	}
	return error;
}

int image_main_start(struct console *console, struct time *time, struct pclock *wall,
                     struct mclock *monotonic)
{
	int error = 0;

	out = console;
	if (*key_text())
		say(key_text());
	switch (key_does()) {
	case DOES_STATUS: break;
	case DOES_LINES: error = lines(); break;
	case DOES_SLEEP:
		say("sleeping");
		error = time_sleep_ns(time, SEC(600));
		break;
	case DOES_TICK: error = tick(time, wall, monotonic); break;
	case DOES_MODULES: error = modules(say); break;
	}
	return error ? error : (int)key_status();
}
