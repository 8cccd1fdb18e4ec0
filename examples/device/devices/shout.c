#include <ctype.h>
#include <mcfg/console.h>

int shout_write(struct console *self, const void *data, size_t len)
{
	struct shout *shout = container_of(self, struct shout, console);
	const char *text = data;
	int error = 0;

	while (len > 0 && !error) {
		char upper[64];
		size_t n = 0;

		while (n < len && n < sizeof upper) {
			upper[n] = (char)toupper((unsigned char)text[n]);
			n++;
		}
		error = console_write(shout->args.console, upper, n);
		text += n;
		len -= n;
	}
	return error;
}

ssize_t shout_read(struct console *self, void *data, size_t cap)
{
	struct shout *shout = container_of(self, struct shout, console);

	return console_read(shout->args.console, data, cap);
}
