#include "root/devices/show.h"

void board_show(struct block *self, unsigned depth)
{
	const struct board_config *config = container_of(self, struct board, block)->config;

	show(self, depth, "board %s n %lld, width %llu, at %u, %s", board_config_name(config),
	     (long long)board_config_n(config),
	     (unsigned long long)board_config_width_bytes(config), board_config_at(config),
	     board_config_quiet(config) ? "quiet" : "loud");
}
