/*
 * <mcfg/device/gauge.h>
 * Written by mcfg from devices/gauge.mdev:8.
 */
#ifndef MCFG_GENERATED_DEVICE_GAUGE_H
#define MCFG_GENERATED_DEVICE_GAUGE_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/keys.h>
#include <mcfg/gauge_reader.h>

enum gauge_mode {
	GAUGE_MODE_A,
	GAUGE_MODE_B,
	GAUGE_MODE_C
};

enum gauge_tone {
	GAUGE_TONE_LOW,
	GAUGE_TONE_HIGH
};
struct gauge_tone_option {
	bool given;
	enum gauge_tone value;
};

/* Read through the accessors below: what is the same everywhere is a constant. */
struct gauge_config {
	struct mcfg_list_int marks;
	enum gauge_mode mode;
	uint64_t wait_ns;
	struct mcfg_option_string name;
	struct gauge_tone_option tone;
	int64_t pressure;
	enum gas gas;
};

static inline struct mcfg_list_int gauge_config_marks(const struct gauge_config *config)
{
	return config->marks;
}

static inline enum gauge_mode gauge_config_mode(const struct gauge_config *config)
{
	return config->mode;
}

static inline uint64_t gauge_config_wait_ns(const struct gauge_config *config)
{
	return config->wait_ns;
}

static inline struct mcfg_option_string gauge_config_name(const struct gauge_config *config)
{
	(void)config;
	return (struct mcfg_option_string){ .given = false };
}

static inline struct gauge_tone_option gauge_config_tone(const struct gauge_config *config)
{
	return config->tone;
}

/* How hard it presses. */
static inline int64_t gauge_config_pressure(const struct gauge_config *config)
{
	return config->pressure;
}

static inline enum gas gauge_config_gas(const struct gauge_config *config)
{
	return config->gas;
}

struct gauge {
	struct gauge_reader gauge_reader;
	const struct gauge_config *config;
};

#line 8 "devices/gauge.mdev"
int gauge_connect(struct gauge *self, const struct gauge_config *config);
#line 8 "devices/gauge.mdev"
void gauge_disconnect(struct gauge *self);
#line 5 "devices/gauge.mdev"
void gauge_show(struct gauge_reader *self);
extern const struct gauge_reader_ops gauge_gauge_reader_ops;
#line 89 "include/mcfg/device/gauge.h"

#endif
