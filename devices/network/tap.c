/* A tap or macvtap interface of the host as a card: its operations, but for sending. */
#include "tap.h"

#include "frame_check.h"

#include <errno.h>
#include <mcfg/log.h>
#include <mcfg/platform.h>
#include <string.h>
#include <unistd.h>

static MCFG_LOG(tap_log, "net.tap");

static struct tap *tap_of(struct network *self)
{
	return container_of(self, struct tap, network);
}

/* ---- connecting ------------------------------------------------------------------------------ */

static int open_pools(struct tap *self)
{
	const struct mcfg_buf_pool_options usual = {
		.name = "tap",
		.n = TAP_N_BUFS,
		.block_bytes = TAP_BUF_BYTES,
		.headroom_bytes = TAP_HEADROOM_BYTES,
	};
	const struct mcfg_buf_pool_options large = {
		.name = "tap, joined frames",
		.n = 4 * TAP_LARGE_BUFS,
		.block_bytes = TAP_LARGE_BUF_BYTES,
	};
	int error = mcfg_buf_pool_open(&self->pool, &usual);

	if (error)
		return error;
	error = mcfg_buf_pool_open(&self->large, &large);
	if (error)
		mcfg_buf_pool_close(&self->pool);
	return error;
}

/* What is known of the card is that of the interface, but a tap has an address on each side. */
static int choose_mac(struct tap *self, const struct mcfg_option_mac *mac)
{
	static const uint8_t none[NETWORK_MAC_BYTES];
	int error;

	if (mac->given) {
		memcpy(self->info.mac, mac->value.byte, NETWORK_MAC_BYTES);
		return 0;
	}
	if (memcmp(self->info.mac, none, NETWORK_MAC_BYTES) != 0)
		return 0;
	error = mcfg_platform_entropy(self->info.mac, NETWORK_MAC_BYTES);
	/* one station's, and given by nobody: IEEE 802, 8.2 */
	self->info.mac[0] = (uint8_t)((self->info.mac[0] & 0xfc) | 2);
	return error;
}

static int start_receiver(struct tap *self)
{
	struct mcfg_task_options options = { .name = self->name };
	int error = tap_open_links(self);

	if (error)
		return error;
	error = task_spawn(&self->receiver, &options, tap_receive, self);
	if (error)
		tap_close_links(self);
	return error;
}

static void close_all(struct tap *self)
{
	mcfg_fd_fini(&self->file);
	close(self->file.fd);
	mcfg_buf_pool_leave(&self->large);
	mcfg_buf_pool_leave(&self->pool);
}

int tap_connect(struct tap *self, const struct tap_config *config)
{
	const struct mcfg_option_mac mac = tap_config_mac(config);
	int error = open_pools(self);

	if (error)
		return error;
	error = tap_open(self, tap_config_name(config));
	if (error) {
		mcfg_log_error(&tap_log, "interface `%s`: %s", self->name, strerror(-error));
		mcfg_buf_pool_close(&self->large);
		mcfg_buf_pool_close(&self->pool);
		return error;
	}
	self->info.headroom_bytes = TAP_HEADER_BYTES;
	self->info.offloads =
	    tap_config_network_offloads(config)
	        ? NETWORK_OFFLOAD_CHECKSUM | NETWORK_OFFLOAD_TCPV4 | NETWORK_OFFLOAD_TCPV6
	        : 0;
	error = choose_mac(self, &mac);
	if (!error)
		error = tap_set_offloads(self, 0);
	if (!error)
		error = start_receiver(self);
	if (error)
		close_all(self);
	return error;
}

void tap_disconnect(struct tap *self)
{
	task_cancel(self->receiver);
	task_join(&self->receiver, 1);
	tap_close_links(self);
	close_all(self);
}

/* ---- operations ------------------------------------------------------------------------------ */

void tap_info(struct network *self, struct network_info *info)
{
	*info = tap_of(self)->info;
}

int tap_start(struct network *self)
{
	struct tap *tap = tap_of(self);

	if (!tap->is_started)
		mcfg_waker_wake(&tap->started, 0);
	tap->is_started = true;
	return 0;
}

int tap_accept(struct network *self, unsigned offloads)
{
	struct tap *tap = tap_of(self);
	int error;

	if (offloads & ~tap->info.offloads)
		return -EINVAL;
	/* The kernel has no segments with their checksums in place. */
	if (offloads & ~(unsigned)NETWORK_OFFLOAD_CHECKSUM)
		offloads |= NETWORK_OFFLOAD_CHECKSUM;
	error = tap_set_offloads(tap, tap->accepted | offloads);
	if (!error)
		tap->accepted |= offloads;
	return error;
}

void tap_statistics(struct network *self, struct network_statistics *statistics)
{
	*statistics = tap_of(self)->seen;
}
