/*
 * <mcfg/keys.h> - the keys of the configuration.
 * Written by mcfg.
 */
#ifndef MCFG_GENERATED_KEYS_H
#define MCFG_GENERATED_KEYS_H

#include <mcfg/value.h>

enum gas {
	GAS_AIR,
	GAS_STEAM
};

enum level {
	LEVEL_LOW,
	LEVEL_HIGH
};

enum pitch {
	PITCH_LOW,
	PITCH_HIGH
};
struct pitch_option {
	bool given;
	enum pitch value;
};

enum mood {
	MOOD_CALM,
	MOOD_ANGRY
};

/* Open keys: set from the image's options before anything connects. */
extern struct mcfg_keys {
	struct mcfg_mac card;
	int64_t count;
	struct mcfg_option_int extra;
	int64_t far_count;
	enum gas far_gas;
	enum level far_level;
	struct pitch_option far_pitch;
	int64_t far_pressure;
	enum gas gas;
	const char *greeting;
	struct mcfg_cidr home;
	enum level level;
	uint64_t limit_bytes;
	enum mood mood;
	struct pitch_option pitch;
	struct mcfg_list_port ports;
	int64_t pressure;
	double ratio;
	struct mcfg_ipv6_addr router;
	uint64_t wait_ns;
} mcfg_keys;

static inline struct mcfg_mac key_card(void)
{
	return mcfg_keys.card;
}

static inline int64_t key_count(void)
{
	return mcfg_keys.count;
}

static inline struct mcfg_option_int key_extra(void)
{
	return mcfg_keys.extra;
}

static inline int64_t key_far_count(void)
{
	return mcfg_keys.far_count;
}

static inline enum gas key_far_gas(void)
{
	return mcfg_keys.far_gas;
}

static inline enum level key_far_level(void)
{
	return mcfg_keys.far_level;
}

static inline struct pitch_option key_far_pitch(void)
{
	return mcfg_keys.far_pitch;
}

/* How hard it presses. */
static inline int64_t key_far_pressure(void)
{
	return mcfg_keys.far_pressure;
}

static inline enum gas key_gas(void)
{
	return mcfg_keys.gas;
}

/* What is said. */
static inline const char *key_greeting(void)
{
	return mcfg_keys.greeting;
}

static inline struct mcfg_cidr key_home(void)
{
	return mcfg_keys.home;
}

static inline enum level key_level(void)
{
	return mcfg_keys.level;
}

static inline uint64_t key_limit_bytes(void)
{
	return mcfg_keys.limit_bytes;
}

static inline enum mood key_mood(void)
{
	return mcfg_keys.mood;
}

static inline struct pitch_option key_pitch(void)
{
	return mcfg_keys.pitch;
}

static inline struct mcfg_list_port key_ports(void)
{
	return mcfg_keys.ports;
}

/* How hard it presses. */
static inline int64_t key_pressure(void)
{
	return mcfg_keys.pressure;
}

static inline double key_ratio(void)
{
	return mcfg_keys.ratio;
}

static inline struct mcfg_ipv6_addr key_router(void)
{
	return mcfg_keys.router;
}

static inline uint64_t key_wait_ns(void)
{
	return mcfg_keys.wait_ns;
}

#endif
