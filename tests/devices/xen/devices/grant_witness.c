#include <mcfg/console.h>
#include <mcfg/xen/grant.h>

#include <stdio.h>

static int count(struct console *console, const char *when)
{
	char line[64];
	int len = snprintf(line, sizeof line, "%s: %zu grants\n", when, xen_grant_count().standing);

	return console_write(console, line, (size_t)len);
}

int grant_witness_connect(struct grant_witness *self, struct console *console,
                          const struct grant_witness_config *config)
{
	(void)self, (void)config;
	return count(console, "before");
}

void grant_witness_disconnect(struct grant_witness *self)
{
	count(self->args.console, "after");
}

int grant_witness_write(struct console *self, const void *data, size_t len)
{
	return console_write(container_of(self, struct grant_witness, console)->args.console, data,
	                     len);
}

ssize_t grant_witness_read(struct console *self, void *data, size_t cap)
{
	return console_read(container_of(self, struct grant_witness, console)->args.console, data,
	                    cap);
}
