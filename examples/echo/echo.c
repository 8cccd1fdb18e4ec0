#include <errno.h>
#include <mcfg/channel.h>
#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <mcfg/random.h>
#include <mcfg/time.h>
#include <stdio.h>

struct line {
	char text[16];
};

struct reader {
	struct time *time;
	struct random *random;
	struct mcfg_channel lines;
};

/* In place of a client: a line of random letters, after up to 250 ms. */
static int read_line(const struct reader *reader, struct line *line)
{
	unsigned char bytes[1 + sizeof line->text];
	int error = random_bytes(reader->random, bytes, sizeof bytes);

	if (error)
		return error;
	for (size_t i = 0; i < sizeof line->text - 1; i++)
		line->text[i] = (char)('a' + bytes[i] % 26);
	line->text[sizeof line->text - 1] = '\0';
	return time_sleep_ns(reader->time, MSEC(bytes[sizeof bytes - 1]));
}

static int read_lines(void *argument)
{
	struct reader *reader = argument;
	struct line line;
	int error = 0;

	for (int64_t i = 0; i < key_lines() && !error; i++) {
		error = read_line(reader, &line);
		if (!error)
			error = mcfg_channel_send(&reader->lines, &line);
	}
	mcfg_channel_close(&reader->lines);
	return error;
}

static int echo_lines(struct mcfg_channel *lines, struct console *console)
{
	char text[sizeof(struct line) + 8];
	struct line line;
	int error;

	while ((error = mcfg_channel_receive(lines, &line)) == 0) {
		int len = snprintf(text, sizeof text, "echo: %s\n", line.text);

		error = console_write(console, text, (size_t)len);
		if (error)
			return error;
	}
	return error == -EPIPE ? 0 : error;
}

int echo_main_start(struct console *console, struct time *time, struct random *random)
{
	struct reader reader = { .time = time, .random = random };
	struct line storage[4];
	struct mcfg_task *task;
	int error, status;

	mcfg_channel_init(&reader.lines, storage, sizeof *storage, 4);
	error = task_spawn(&task, NULL, read_lines, &reader);
	if (error)
		return error;
	error = echo_lines(&reader.lines, console);
	if (error)
		task_cancel(task);
	status = task_join(&task, 1);
	return error ? error : status;
}
