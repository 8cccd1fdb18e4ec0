/*
 * main.c - the image "choice" for machine-x86_64: its devices, how they are connected, its jobs.
 * Written by mcfg from choice.mcfg:19.
 */
#include <mcfg/image.h>
#include <mcfg/keys.h>
#include <mcfg/decide.h>

#include <mcfg/device/app_other.h>
#include <mcfg/device/ram.h>
#include <mcfg/device/disk.h>
#include <mcfg/device/cache.h>
#include <mcfg/device/app_main.h>
#include <mcfg/device/noop.h>

/* The operations of each device; null where no source calls them through the table. */

int app_other_run(struct job *self)
{
	(void)self;
	return app_other_start();
}

const struct job_ops app_other_job_ops = {
	MCFG_OPS_NAMED("app_other")
	.run = NULL, /* nothing is called through the table */
};

const struct store_ops ram_store_ops = {
	MCFG_OPS_NAMED("ram")
	.get = NULL, /* nothing is called through the table */
};

const struct drive_ops disk_drive_ops = {
	MCFG_OPS_NAMED("disk")
	.size = NULL, /* nothing is called through the table */
};

const struct store_ops disk_store_ops = {
	MCFG_OPS_NAMED("disk")
	.get = NULL, /* nothing is called through the table */
};

const struct store_ops cache_store_ops = {
	MCFG_OPS_NAMED("cache")
	.get = NULL, /* nothing is called through the table */
};

const struct job_ops noop_job_ops = {
	MCFG_OPS_NAMED("noop")
	.run = NULL, /* nothing is called through the table */
};

const struct store_up_ops cache_store_up_ops = {
	.changed = NULL, /* nothing is called through the table */
};

const struct store_up_ops app_main_store_up_ops = {
	.changed = NULL, /* nothing is called through the table */
};

/* The settings of each device; what is open is set at start. */
static struct {
	struct disk_config disk;
} config;

/* Who takes them: below. */
static struct store_up ram_store_up[4];
static struct store_up disk_store_up[4];
static struct store_up cache_store_up[2];

/* The devices. */
static struct {
	struct app_other other; /* let other, choice.mcfg:9 */
	struct ram ram; /* ram, choice.mcfg:13 */
	struct disk disk; /* disk, choice.mcfg:14 */
	struct cache cache; /* cache, choice.mcfg:17 */
	struct noop noop; /* noop, choice.mcfg:21 */
} image = {
	.other = {
		.job.ops = &app_other_job_ops,
	},
	.ram = {
		.store.ops = &ram_store_ops,
		.store.up = ram_store_up,
	},
	.disk = {
		.drive.ops = &disk_drive_ops,
		.drive.store.ops = &disk_store_ops,
		.drive.store.up = disk_store_up,
		.config = &config.disk,
	},
	.cache = {
		.store.ops = &cache_store_ops,
		.store.up = cache_store_up,
	},
	.noop = {
		.job.ops = &noop_job_ops,
	},
};

/* Who takes them, in the order of the configuration. */

static struct store_up ram_store_up[4] = {
	{ &cache_store_up_ops, &image.cache, 0 },
	{ &app_main_store_up_ops, NULL, 0 },
	{ &app_main_store_up_ops, NULL, 1 },
};

static struct store_up disk_store_up[4] = {
	{ &cache_store_up_ops, &image.cache, 0 },
	{ &app_main_store_up_ops, NULL, 0 },
	{ &app_main_store_up_ops, NULL, 1 },
};

static struct store_up cache_store_up[2] = {
	{ &app_main_store_up_ops, NULL, 0 },
};

/* The keys that the options set, with their defaults. */
struct mcfg_keys mcfg_keys = {
	.cached = false,
	.idle = false,
	.kind = KIND_RAM,
	.limit = 3,
};

/* What the options decide. */

/* Which branch of each choice is taken, and what is reached thereby. */
static struct {
	unsigned chosen; /* key.kind */
	unsigned maybe_cached; /* key.cached && (key.limit > 2) */
	unsigned choice; /* key.idle */
} chosen;

static struct {
	bool other;
	bool ram;
	bool disk;
	bool cache;
	bool noop;
} wanted;

static const char *unavailable; /* the choice that cannot be served */

/* From the jobs down: what takes others stands before them. */
static void choose(void)
{
	if (key_idle()) {
		chosen.choice = 0; /* true */
		wanted.noop = true;
	} else {
		chosen.choice = 1; /* false */
		wanted.other = true;
	}
	if (key_cached() && (key_limit() > 2)) {
		chosen.maybe_cached = 0; /* true */
		wanted.cache = true;
	} else {
		chosen.maybe_cached = 1; /* false */
	}
	if (key_kind() == KIND_RAM) {
		chosen.chosen = 0; /* `ram */
		wanted.ram = true;
	} else if (key_kind() == KIND_DISK) {
		chosen.chosen = 1; /* `disk */
		wanted.disk = true;
	} else {
		chosen.chosen = 2; /* `remote */
		unavailable = "key.kind chooses `remote, which this image does not have";
	}
}

static struct store *chosen_as_store(void)
{
	switch (chosen.chosen) {
	case 0: return &image.ram.store;
	case 1: return drive_as_store(&image.disk.drive);
	default: return NULL;
	}
}

static struct store *maybe_cached_as_store(void)
{
	switch (chosen.maybe_cached) {
	case 0: return &image.cache.store;
	case 1: return chosen_as_store();
	default: return NULL;
	}
}

/* After the options are parsed, and before anything connects. */
static int decide(void)
{
	choose();
	if (unavailable)
		return mcfg_decide_failed(unavailable);
	if (wanted.disk) {
		config.disk.path = key_path();
	}
	if (wanted.cache) {
		image.cache.args.store = chosen_as_store();
	}
	{
		struct store_up *end = ram_store_up;

		if (wanted.cache && chosen.chosen == 0)
			*end++ = ram_store_up[0];
		if (chosen.maybe_cached == 1 && chosen.chosen == 0)
			*end++ = ram_store_up[1];
		if (chosen.chosen == 0)
			*end++ = ram_store_up[2];
		end->ops = NULL;
	}
	{
		struct store_up *end = disk_store_up;

		if (wanted.cache && chosen.chosen == 1)
			*end++ = disk_store_up[0];
		if (chosen.maybe_cached == 1 && chosen.chosen == 1)
			*end++ = disk_store_up[1];
		if (chosen.chosen == 1)
			*end++ = disk_store_up[2];
		end->ops = NULL;
	}
	{
		struct store_up *end = cache_store_up;

		if (chosen.maybe_cached == 0)
			*end++ = cache_store_up[0];
		end->ops = NULL;
	}
	return 0;
}

static bool reads_path(void)
{
	return wanted.disk;
}

/* The options: what was left open. */
static const char *const kind_tags[] = { "ram", "disk", "remote" };
static const struct mcfg_option options[] = {
	{
		.name = "cached",
		.type = MCFG_BOOL,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.cached,
		.default_text = "false",
		.doc = "",
	},
	{
		.name = "idle",
		.type = MCFG_BOOL,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.idle,
		.default_text = "false",
		.doc = "",
	},
	{
		.name = "kind",
		.type = MCFG_ENUM,
		.shape = MCFG_ONE,
		.tags = kind_tags,
		.n_tags = 3,
		.at = &mcfg_keys.kind,
		.default_text = "ram",
		.doc = "",
	},
	{
		.name = "limit",
		.type = MCFG_INT,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.limit,
		.default_text = "3",
		.doc = "",
	},
	{
		.name = "path",
		.type = MCFG_STRING,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.path,
		.doc = "Where the disk is.",
		.reached = reads_path,
	},
};

/* What a device takes is connected before it, and disconnected after it. */
static unsigned n_connected;

static int connect_all(void)
{
	int error;

	if (wanted.ram) {
		error = ram_connect(&image.ram, NULL);
		if (error)
			return mcfg_connect_failed("ram", error);
	}
	if (wanted.disk) {
		error = disk_connect(&image.disk, &config.disk);
		if (error)
			return mcfg_connect_failed("disk", error);
	}
	n_connected = 2;
	n_connected = 3;
	return 0;
}

static void disconnect_all(void)
{
	if (n_connected >= 3 && wanted.cache)
		cache_disconnect(&image.cache);
	if (n_connected >= 2 && wanted.disk)
		disk_disconnect(&image.disk);
	n_connected = 0;
}

/* The jobs. */
static int run_app_main(void)
{
	return app_main_start(maybe_cached_as_store(), chosen_as_store());
}

static int run_choice(void)
{
	switch (chosen.choice) {
	case 0:
		return noop_run(&image.noop.job);
	case 1:
		return app_other_start();
	default: return 0;
	}
}

static const struct mcfg_job jobs[] = {
	{ "app_main", run_app_main },
	{ "choice", run_choice },
};

const struct mcfg_image mcfg_image = {
	.name = "choice",
	.made_by = "mcfg 0.1.0",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.lacks = ~(1u << MCFG_STRING | 1u << MCFG_INT | 1u << MCFG_BOOL | 1u << MCFG_ENUM),
	.decide = decide,
	.connect = connect_all,
	.disconnect = disconnect_all,
	.jobs = jobs,
	.n_jobs = sizeof jobs / sizeof *jobs,
};
