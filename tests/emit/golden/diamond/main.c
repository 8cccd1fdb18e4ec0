/*
 * main.c - the image "diamond" for machine-x86_64: its devices, how they are connected, its jobs.
 * Written by mcfg from diamond.mcfg:7.
 */
#include <mcfg/image.h>
#include <mcfg/keys.h>

#include <mcfg/device/whole.h>
#include <mcfg/device/app_bottom.h>
#include <mcfg/device/right_main.h>
#include <mcfg/device/top_main.h>

/* The operations of each device; null where no source calls them through the table. */

const struct bottom_ops whole_bottom_ops = {
	MCFG_OPS_NAMED("whole")
	.b = NULL, /* nothing is called through the table */
};

const struct left_ops whole_left_ops = {
	MCFG_OPS_NAMED("whole")
	.l = NULL, /* nothing is called through the table */
};

const struct top_ops whole_top_ops = {
	MCFG_OPS_NAMED("whole")
	.name = whole_name,
};

const struct right_ops whole_right_ops = {
	MCFG_OPS_NAMED("whole")
	.r = NULL, /* nothing is called through the table */
};

int whole_name_via_right(struct top *self, int n)
{
	struct bottom *whole = container_of(self, struct bottom, right.top);

	return whole_name(&whole->left.top, n);
}

const struct top_ops whole_top_ops_via_right = {
	MCFG_OPS_NAMED("whole")
	.name = whole_name_via_right,
};

/* The devices. */
static struct {
	struct whole it; /* let it, diamond.mcfg:2 */
} image = {
	.it = {
		.bottom.ops = &whole_bottom_ops,
		.bottom.left.ops = &whole_left_ops,
		.bottom.left.top.ops = &whole_top_ops,
		.bottom.right.ops = &whole_right_ops,
		.bottom.right.top.ops = &whole_top_ops_via_right,
	},
};

/* What a device takes is connected before it, and disconnected after it. */

static int connect_all(void)
{
	int error;

	error = whole_connect(&image.it, NULL);
	if (error)
		return mcfg_connect_failed("it", error);
	return 0;
}

/* The jobs. */
static int run_app_bottom(void)
{
	return app_bottom_start(&image.it.bottom);
}

static int run_right_main(void)
{
	return right_main_start(bottom_as_right(&image.it.bottom));
}

static int run_top_main(void)
{
	return top_main_start(bottom_as_top(&image.it.bottom));
}

static const struct mcfg_job jobs[] = {
	{ "app_bottom", run_app_bottom },
	{ "right_main", run_right_main },
	{ "top_main", run_top_main },
};

const struct mcfg_image mcfg_image = {
	.name = "diamond",
	.made_by = "mcfg 0.1.0",
	.lacks = ~0u,
	.connect = connect_all,
	.jobs = jobs,
	.n_jobs = sizeof jobs / sizeof *jobs,
};
