/*
 * main.c - the image "handles" for machine-x86_64: its devices, how they are connected, its jobs.
 * Written by mcfg from handles.mcfg:5.
 */
#include <mcfg/image.h>
#include <mcfg/keys.h>

#include <mcfg/device/listener.h>
#include <mcfg/device/null_flow.h>
#include <mcfg/device/stamper.h>
#include <mcfg/device/app_main.h>

/* The operations of each device; null where no source calls them through the table. */

const struct acceptor_ops listener_acceptor_ops = {
	MCFG_OPS_NAMED("listener")
	.accept = NULL, /* nothing is called through the table */
};

const struct flow_ops listener_flow_flow_ops = {
	MCFG_OPS_NAMED("listener_flow")
	.write = NULL, /* nothing is called through the table */
};

const struct secure_ops listener_tls_secure_ops = {
	MCFG_OPS_NAMED("listener_tls")
	.key = NULL, /* nothing is called through the table */
};

const struct flow_ops listener_tls_flow_ops = {
	MCFG_OPS_NAMED("listener_tls")
	.write = NULL, /* nothing is called through the table */
};

const struct flow_ops null_flow_flow_ops = {
	MCFG_OPS_NAMED("null_flow")
	.write = NULL, /* nothing is called through the table */
};

const struct stamp_ops stamper_stamp_ops = {
	MCFG_OPS_NAMED("stamper")
	.onto = NULL, /* nothing is called through the table */
};

/* The devices. */
static struct {
	struct listener server; /* let server, handles.mcfg:2 */
	struct null_flow null_flow; /* null_flow, handles.mcfg:5 */
	struct stamper stamper; /* stamper, handles.mcfg:5 */
} image = {
	.server = {
		.acceptor.ops = &listener_acceptor_ops,
	},
	.null_flow = {
		.flow.ops = &null_flow_flow_ops,
	},
	.stamper = {
		.stamp.ops = &stamper_stamp_ops,
		.args.flow = &image.null_flow.flow,
	},
};

/* The jobs. */
static int run_app_main(void)
{
	return app_main_start(&image.server.acceptor, &image.stamper.stamp);
}

static const struct mcfg_job jobs[] = {
	{ "app_main", run_app_main },
};

const struct mcfg_image mcfg_image = {
	.name = "handles",
	.made_by = "mcfg 0.1.0",
	.lacks = ~0u,
	.jobs = jobs,
	.n_jobs = sizeof jobs / sizeof *jobs,
};
