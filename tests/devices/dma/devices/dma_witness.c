#include <mcfg/console.h>
#include <mcfg/platform.h>

#include <stdio.h>

static int count(struct console *console, const char *when)
{
	char line[64];
	int len = snprintf(line, sizeof line, "%s: %zu bytes\n", when, mcfg_platform_dma_bytes());

	return console_write(console, line, (size_t)len);
}

int dma_witness_connect(struct dma_witness *self, struct console *console,
                        const struct dma_witness_config *config)
{
	(void)self, (void)config;
	return count(console, "before");
}

void dma_witness_disconnect(struct dma_witness *self)
{
	count(self->args.console, "after");
}

int dma_witness_write(struct console *self, const void *data, size_t len)
{
	struct dma_witness *witness = container_of(self, struct dma_witness, console);
	int error = console_write(witness->args.console, data, len);

	return error ? error : count(witness->args.console, "meanwhile");
}

ssize_t dma_witness_read(struct console *self, void *data, size_t cap)
{
	return console_read(container_of(self, struct dma_witness, console)->args.console, data,
	                    cap);
}
