/* A card with faults: two lanes, one for each direction. */
#include "fault_network.h"

#include <errno.h>
#include <mcfg/log.h>

static MCFG_LOG(fault_log, "net.fault");

NETWORK_FILTER_WIRE(fault_network)

enum { N_COPIES = 64, COPY_BYTES = 2048 };

static int pass_out(struct fault_lane *lane, struct network_frame *frame)
{
	return network_write(container_of(lane, struct fault_network, out)->below, frame);
}

static int pass_in(struct fault_lane *lane, struct network_frame *frame)
{
	network_up_frame(&container_of(lane, struct fault_network, in)->network, frame);
	network_frame_put(frame);
	return 0;
}

static bool is_fraction(double number)
{
	return number >= 0 && number <= 1;
}

static int read_settings(struct fault_network *self, const struct fault_network_config *config)
{
	self->settings = (struct fault_settings){
		.loss = fault_network_config_fault_loss(config),
		.duplicate = fault_network_config_fault_duplicate(config),
		.corrupt = fault_network_config_fault_corrupt(config),
		.reorder = fault_network_config_fault_reorder(config),
		.delay_ns = fault_network_config_fault_delay_ns(config),
		.jitter_ns = fault_network_config_fault_jitter_ns(config),
		.rate_bytes = fault_network_config_fault_rate_bytes(config),
	};
	if (is_fraction(self->settings.loss) && is_fraction(self->settings.duplicate) &&
	    is_fraction(self->settings.corrupt) && is_fraction(self->settings.reorder))
		return 0;
	mcfg_log_error(&fault_log, "fault-loss, fault-duplicate, fault-corrupt and fault-reorder "
	                           "are from 0 to 1");
	return -EINVAL;
}

static int open_lanes(struct fault_network *self, uint64_t seed)
{
	int error;

	self->out.pass = pass_out;
	self->in.pass = pass_in;
	self->out.settings = self->in.settings = &self->settings;
	self->out.copies = self->in.copies = &self->copies;
	error = fault_lane_open(&self->out, "fault_network out", seed, 0);
	if (error)
		return error;
	error = fault_lane_open(&self->in, "fault_network in", seed, 1);
	if (error)
		fault_lane_close(&self->out);
	return error;
}

int fault_network_connect(struct fault_network *self, struct network *below,
                          const struct fault_network_config *config)
{
	const struct mcfg_buf_pool_options copies = {
		.name = "fault_network",
		.n = N_COPIES,
		.block_bytes = COPY_BYTES,
		.headroom_bytes = 64,
	};
	int error = read_settings(self, config);

	if (error)
		return error;
	self->below = below;
	error = mcfg_buf_pool_open(&self->copies, &copies);
	if (error)
		return error;
	error = open_lanes(self, (uint64_t)fault_network_config_fault_seed(config));
	if (error)
		mcfg_buf_pool_close(&self->copies);
	return error;
}

/* Copies may be on their way below: their pool is left to the end of the image. */
void fault_network_disconnect(struct fault_network *self)
{
	fault_lane_close(&self->in);
	fault_lane_close(&self->out);
	mcfg_buf_pool_leave(&self->copies);
}

int fault_network_write(struct network *self, struct network_frame *frame)
{
	return fault_lane_send(&container_of(self, struct fault_network, network)->out, frame);
}

void fault_network_network_frame(struct fault_network *self, unsigned port,
                                 struct network_frame *frame)
{
	(void)port;
	fault_lane_send(&self->in, frame);
}
