/* Reads and writes a disk, and sends frames by a card. */
#include <mcfg/block.h>
#include <mcfg/console.h>
#include <mcfg/network.h>

#include <string.h>

enum { ROUNDS = 300, BYTES = 1024 };

static int work(struct block *block, struct network *network, struct mcfg_buf *buf)
{
	int error = 0;

	memset(mcfg_buf_append(buf, BYTES), 0xff, BYTES);
	for (unsigned i = 0; i < ROUNDS && !error; i++) {
		struct network_frame frame = { .bufs = mcfg_buf_share(buf) };

		error = network_write(network, &frame);
		if (!error)
			error = block_read(block, i % 8, &buf, 1);
		if (!error)
			error = block_write(block, 8 + i % 8, &buf, 1);
	}
	return error;
}

int dma_main_start(struct console *console, struct block *block, struct network *network)
{
	const struct mcfg_buf_pool_options options = {
		.name = "dma", .n = 1, .block_bytes = BYTES, .n_views = 512
	};
	struct mcfg_buf_pool pool;
	struct mcfg_buf *buf;
	int error = mcfg_buf_pool_open(&pool, &options);

	if (!error)
		error = network_wait_carrier(network, true);
	if (!error)
		error = network_start(network);
	if (error)
		return error;
	buf = mcfg_buf_get(&pool);
	error = work(block, network, buf);
	mcfg_buf_put(buf);
	return error ? error : console_write(console, "worked\n", 7);
}

void dma_main_network_frame(unsigned port, struct network_frame *frame)
{
	(void)port, (void)frame;
}
