#include <mcfg/console.h>

int witness_connect(struct witness *self, struct console *console,
                    const struct witness_config *config)
{
	(void)self, (void)config;
	return console_write(console, "connected\n", 10);
}

void witness_disconnect(struct witness *self)
{
	console_write(self->args.console, "disconnected\n", 13);
}

int witness_write(struct console *self, const void *data, size_t len)
{
	return console_write(container_of(self, struct witness, console)->args.console, data, len);
}

ssize_t witness_read(struct console *self, void *data, size_t cap)
{
	return console_read(container_of(self, struct witness, console)->args.console, data, cap);
}
