/*
 * main.c - the image "settings" for machine-x86_64: its devices, how they are connected, its jobs.
 * Written by mcfg from settings.mcfg:24.
 */
#include <mcfg/image.h>
#include <mcfg/keys.h>
#include <mcfg/decide.h>

#include <mcfg/device/gauge.h>
#include <mcfg/device/keys_main.h>
#include <mcfg/device/app_main.h>

/* The operations of each device; null where no source calls them through the table. */

const struct gauge_reader_ops gauge_gauge_reader_ops = {
	MCFG_OPS_NAMED("gauge")
	.show = NULL, /* nothing is called through the table */
};

/* The settings of each device; what is open is set at start. */
static struct {
	struct gauge_config same_a;
	struct gauge_config same_b;
	struct gauge_config apart;
} config = {
	.same_a = {
		.marks = { .n = 3, .v = (const int64_t[]){ 1, 2, 3 } },
		.mode = GAUGE_MODE_B,
		.wait_ns = 1000000000,
		.name = { .given = false },
		.tone = { .given = false },
	},
	.same_b = {
		.marks = { .n = 3, .v = (const int64_t[]){ 1, 2, 3 } },
		.mode = GAUGE_MODE_B,
		.wait_ns = 1000000000,
		.name = { .given = false },
		.tone = { .given = false },
	},
	.apart = {
		.wait_ns = 2000000000,
		.name = { .given = false },
	},
};

/* The devices. */
static struct {
	struct gauge same_a; /* let same_a, settings.mcfg:16 */
	struct gauge same_b; /* let same_b, distinct "b", settings.mcfg:17 */
	struct gauge apart; /* let apart, group "far", settings.mcfg:18 */
} image = {
	.same_a = {
		.gauge_reader.ops = &gauge_gauge_reader_ops,
		.config = &config.same_a,
	},
	.same_b = {
		.gauge_reader.ops = &gauge_gauge_reader_ops,
		.config = &config.same_b,
	},
	.apart = {
		.gauge_reader.ops = &gauge_gauge_reader_ops,
		.config = &config.apart,
	},
};

/* The keys that the options set, with their defaults. */
struct mcfg_keys mcfg_keys = {
	.card = { { 2, 0, 0, 0, 0, 1 } },
	.count = -3,
	.extra = { .given = false },
	.far_count = -3,
	.far_gas = GAS_AIR,
	.far_level = LEVEL_LOW,
	.far_pitch = { .given = false },
	.far_pressure = 5,
	.gas = GAS_AIR,
	.greeting = "a \"b\" ?\?/ c",
	.home = { .addr = { { 10, 0, 0, 2 } }, .prefix = 24 },
	.level = LEVEL_LOW,
	.limit_bytes = 1572864,
	.mood = MOOD_CALM,
	.pitch = { .given = false },
	.ports = { .n = 2, .v = (const uint16_t[]){ 80, 443 } },
	.pressure = 5,
	.ratio = 0.5,
	.router = { { 254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } },
	.wait_ns = UINT64_C(5400000000000),
};

/* What the options decide. */
static bool overflow; /* a value left its range */
static int64_t list_1[3];

/* After the options are parsed, and before anything connects. */
static int decide(void)
{
	list_1[0] = key_far_count();
	list_1[1] = mcfg_int_add(key_far_count(), 4, &overflow);
	list_1[2] = 6;
	config.same_a.pressure = key_pressure();
	config.same_a.gas = key_gas();
	config.same_b.pressure = key_pressure();
	config.same_b.gas = key_gas();
	config.apart.marks = (struct mcfg_list_int){ .n = 3, .v = list_1 };
	config.apart.mode = (key_far_level() == LEVEL_LOW) ? GAUGE_MODE_A : GAUGE_MODE_C;
	config.apart.tone = (key_far_count() > 100) ? (struct gauge_tone_option){ .given = true,
			.value = GAUGE_TONE_HIGH }
			: (struct gauge_tone_option){ .given = key_far_pitch().given,
			.value = (key_far_pitch().value == PITCH_LOW ? GAUGE_TONE_LOW
			: GAUGE_TONE_HIGH) };
	config.apart.pressure = key_far_pressure();
	config.apart.gas = key_far_gas();
	if (overflow)
		return mcfg_decide_failed("a sum of the options' values is out of range");
	return 0;
}

/* The options: what was left open. */
static const char *const far_gas_tags[] = { "air", "steam" };
static const char *const far_level_tags[] = { "low", "high" };
static const char *const far_pitch_tags[] = { "low", "high" };
static const char *const gas_tags[] = { "air", "steam" };
static const char *const level_tags[] = { "low", "high" };
static const char *const mood_tags[] = { "calm", "angry" };
static const char *const pitch_tags[] = { "low", "high" };
static const struct mcfg_option options[] = {
	{
		.name = "card",
		.type = MCFG_MAC,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.card,
		.default_text = "02:00:00:00:00:01",
		.doc = "",
	},
	{
		.name = "count",
		.type = MCFG_INT,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.count,
		.default_text = "-3",
		.doc = "",
	},
	{
		.name = "extra",
		.type = MCFG_INT,
		.shape = MCFG_OPTION,
		.at = &mcfg_keys.extra,
		.default_text = "",
		.doc = "",
	},
	{
		.name = "far-count",
		.type = MCFG_INT,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.far_count,
		.default_text = "-3",
		.doc = "",
	},
	{
		.name = "far-gas",
		.type = MCFG_ENUM,
		.shape = MCFG_ONE,
		.tags = far_gas_tags,
		.n_tags = 2,
		.at = &mcfg_keys.far_gas,
		.default_text = "air",
		.doc = "",
	},
	{
		.name = "far-level",
		.type = MCFG_ENUM,
		.shape = MCFG_ONE,
		.tags = far_level_tags,
		.n_tags = 2,
		.at = &mcfg_keys.far_level,
		.default_text = "low",
		.doc = "",
	},
	{
		.name = "far-pitch",
		.type = MCFG_ENUM,
		.shape = MCFG_OPTION,
		.tags = far_pitch_tags,
		.n_tags = 2,
		.at = &mcfg_keys.far_pitch,
		.default_text = "",
		.doc = "",
	},
	{
		.name = "far-pressure",
		.type = MCFG_INT,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.far_pressure,
		.default_text = "5",
		.doc = "How hard it presses.",
	},
	{
		.name = "gas",
		.type = MCFG_ENUM,
		.shape = MCFG_ONE,
		.tags = gas_tags,
		.n_tags = 2,
		.at = &mcfg_keys.gas,
		.default_text = "air",
		.doc = "",
	},
	{
		.name = "greeting",
		.type = MCFG_STRING,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.greeting,
		.default_text = "a \"b\" ?\?/ c",
		.doc = "What is said.",
	},
	{
		.name = "home",
		.type = MCFG_CIDR,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.home,
		.default_text = "10.0.0.2/24",
		.doc = "",
	},
	{
		.name = "level",
		.type = MCFG_ENUM,
		.shape = MCFG_ONE,
		.tags = level_tags,
		.n_tags = 2,
		.at = &mcfg_keys.level,
		.default_text = "low",
		.doc = "",
	},
	{
		.name = "limit",
		.type = MCFG_SIZE,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.limit_bytes,
		.default_text = "1536KiB",
		.doc = "",
	},
	{
		.name = "mood",
		.type = MCFG_ENUM,
		.shape = MCFG_ONE,
		.tags = mood_tags,
		.n_tags = 2,
		.at = &mcfg_keys.mood,
		.default_text = "calm",
		.doc = "",
	},
	{
		.name = "pitch",
		.type = MCFG_ENUM,
		.shape = MCFG_OPTION,
		.tags = pitch_tags,
		.n_tags = 2,
		.at = &mcfg_keys.pitch,
		.default_text = "",
		.doc = "",
	},
	{
		.name = "ports",
		.type = MCFG_PORT,
		.shape = MCFG_LIST,
		.at = &mcfg_keys.ports,
		.default_text = "80, 443",
		.doc = "",
	},
	{
		.name = "pressure",
		.type = MCFG_INT,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.pressure,
		.default_text = "5",
		.doc = "How hard it presses.",
	},
	{
		.name = "ratio",
		.type = MCFG_FLOAT,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.ratio,
		.default_text = "0.5",
		.doc = "",
	},
	{
		.name = "router",
		.type = MCFG_IPV6_ADDR,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.router,
		.default_text = "fe80::1",
		.doc = "",
	},
	{
		.name = "wait",
		.type = MCFG_DURATION,
		.shape = MCFG_ONE,
		.at = &mcfg_keys.wait_ns,
		.default_text = "1h30m",
		.doc = "",
	},
};

/* The jobs. */
static int run_app_main(void)
{
	return app_main_start(&image.same_a.gauge_reader, &image.same_b.gauge_reader,
			      &image.apart.gauge_reader);
}

static int run_keys(void)
{
	return keys_main_start();
}

static const struct mcfg_job jobs[] = {
	{ "app_main", run_app_main },
	{ "keys", run_keys },
};

const struct mcfg_image mcfg_image = {
	.name = "settings",
	.made_by = "mcfg 0.1.0",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.lacks = ~(1u << MCFG_STRING | 1u << MCFG_INT | 1u << MCFG_FLOAT | 1u << MCFG_PORT | 1u << MCFG_IPV6_ADDR | 1u << MCFG_CIDR | 1u << MCFG_MAC | 1u << MCFG_DURATION | 1u << MCFG_SIZE | 1u << MCFG_ENUM),
	.decide = decide,
	.jobs = jobs,
	.n_jobs = sizeof jobs / sizeof *jobs,
};
