/* ticker.h - a card that sends numbered frames, and says what becomes of its carrier. */
#ifndef TICKER_H
#define TICKER_H

#include <mcfg/buf.h>
#include <mcfg/console.h>
#include <mcfg/network.h>
#include <mcfg/task.h>

struct ticker {
	struct network network;
	struct network *below;
	struct console *console;
	struct mcfg_task *tasks[2];
	struct mcfg_waker started, watched;
	struct mcfg_buf_pool pool;
	uint64_t pause_ns;
	unsigned n_sent, n_refused;
};

#endif
