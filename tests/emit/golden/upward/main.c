/*
 * main.c - the image "upward" for machine-x86_64: its devices, how they are connected, its jobs.
 * Written by mcfg from upward.mcfg:9.
 */
#include <mcfg/image.h>
#include <mcfg/keys.h>

#include <mcfg/device/wire.h>
#include <mcfg/device/spy.h>
#include "../devices/spy.h"
#include <mcfg/device/app_main.h>

/* The operations of each device; null where no source calls them through the table. */

const struct segment_ops wire_segment_ops = {
	MCFG_OPS_NAMED("wire")
	.poke = NULL, /* nothing is called through the table */
};

const struct probe_ops spy_probe_ops = {
	MCFG_OPS_NAMED("spy")
	.seen = NULL, /* nothing is called through the table */
};

const struct segment_up_ops spy_segment_up_ops = {
	.frame = NULL, /* nothing is called through the table */
};

const struct segment_up_ops app_main_segment_up_ops = {
	.frame = NULL, /* nothing is called through the table */
};

/* Who takes them: below. */
static const struct segment_up shared_segment_up[5];
static const struct segment_up own_segment_up[3];

/* The devices. */
static struct {
	struct wire shared; /* let shared, distinct "shared", upward.mcfg:2 */
	struct wire own; /* let own, distinct "own", upward.mcfg:3 */
	struct spy first; /* let first, upward.mcfg:5 */
	struct spy second; /* let second, distinct "second", upward.mcfg:6 */
} image = {
	.shared = {
		.segment.ops = &wire_segment_ops,
		.segment.up = shared_segment_up,
	},
	.own = {
		.segment.ops = &wire_segment_ops,
		.segment.up = own_segment_up,
	},
	.first = {
		.probe.ops = &spy_probe_ops,
	},
	.second = {
		.probe.ops = &spy_probe_ops,
	},
};

/* Who takes them, in the order of the configuration. */

static const struct segment_up shared_segment_up[5] = {
	{ &spy_segment_up_ops, &image.first, 0 },
	{ &spy_segment_up_ops, &image.second, 0 },
	{ &spy_segment_up_ops, &image.second, 1 },
	{ &app_main_segment_up_ops, NULL, 0 },
};

static const struct segment_up own_segment_up[3] = {
	{ &spy_segment_up_ops, &image.first, 1 },
	{ &app_main_segment_up_ops, NULL, 1 },
};

/* What a device takes is connected before it, and disconnected after it. */

static int connect_all(void)
{
	int error;

	error = spy_connect(&image.first, &image.shared.segment, &image.own.segment, NULL);
	if (error)
		return mcfg_connect_failed("first", error);
	error = spy_connect(&image.second, &image.shared.segment, &image.shared.segment, NULL);
	if (error)
		return mcfg_connect_failed("second", error);
	return 0;
}

/* The jobs. */
static int run_app_main(void)
{
	return app_main_start(&image.shared.segment, &image.own.segment, &image.first.probe,
			      &image.second.probe);
}

static const struct mcfg_job jobs[] = {
	{ "app_main", run_app_main },
};

const struct mcfg_image mcfg_image = {
	.name = "upward",
	.made_by = "mcfg 0.1.0",
	.lacks = ~0u,
	.connect = connect_all,
	.jobs = jobs,
	.n_jobs = sizeof jobs / sizeof *jobs,
};
