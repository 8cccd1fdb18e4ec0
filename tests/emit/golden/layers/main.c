/*
 * main.c - the image "layers" for machine-x86_64: its devices, how they are connected, its jobs.
 * Written by mcfg from layers.mcfg:9.
 */
#include <mcfg/image.h>
#include <mcfg/keys.h>

#include <mcfg/device/counter.h>
#include "../devices/counter.h"
#include <mcfg/device/filter.h>
#include <mcfg/device/app_direct.h>
#include <mcfg/device/both_main.h>

/* The operations of each device; null where no source calls them through the table. */

const struct sink_ops counter_sink_ops = {
	MCFG_OPS_NAMED("counter")
	.put = NULL, /* nothing is called through the table */
};

const struct sink_ops filter_sink_ops = {
	MCFG_OPS_NAMED("filter")
	.put = NULL, /* nothing is called through the table */
};

/* The devices. */
static struct {
	struct counter counter_a; /* let counter_a, layers.mcfg:2 */
	struct counter counter_b; /* let counter_b, distinct "b", layers.mcfg:3 */
	struct filter filtered; /* let filtered, layers.mcfg:5 */
} image = {
	.counter_a = {
		.sink.ops = &counter_sink_ops,
	},
	.counter_b = {
		.sink.ops = &counter_sink_ops,
	},
	.filtered = {
		.sink.ops = &filter_sink_ops,
		.args.sink = &image.counter_a.sink,
	},
};

/* What a device takes is connected before it, and disconnected after it. */
static unsigned n_connected;

static int connect_all(void)
{
	int error;

	error = counter_connect(&image.counter_a, NULL);
	if (error)
		return mcfg_connect_failed("counter_a", error);
	n_connected = 1;
	error = counter_connect(&image.counter_b, NULL);
	if (error)
		return mcfg_connect_failed("counter_b", error);
	n_connected = 2;
	return 0;
}

static void disconnect_all(void)
{
	if (n_connected >= 2)
		counter_disconnect(&image.counter_b);
	if (n_connected >= 1)
		counter_disconnect(&image.counter_a);
	n_connected = 0;
}

/* The jobs. */
static int run_app_direct(void)
{
	return app_direct_start(&image.filtered.sink);
}

static int run_both_main(void)
{
	return both_main_start(&image.filtered.sink, &image.counter_b.sink);
}

static const struct mcfg_job jobs[] = {
	{ "app_direct", run_app_direct },
	{ "both_main", run_both_main },
};

const struct mcfg_image mcfg_image = {
	.name = "layers",
	.made_by = "mcfg 0.1.0",
	.lacks = ~0u,
	.connect = connect_all,
	.disconnect = disconnect_all,
	.jobs = jobs,
	.n_jobs = sizeof jobs / sizeof *jobs,
};
