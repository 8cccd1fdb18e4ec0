/*
 * image.h - what main.c, written by mcfg, tells the platform's start about the image.
 *
 * The start parses the options, connects the devices, runs the jobs as tasks, disconnects in
 * reverse order, and ends with the status. Application and device sources do not include this
 * header.
 */
#ifndef MCFG_IMAGE_H
#define MCFG_IMAGE_H

#include <mcfg/value.h>

enum mcfg_shape {
	MCFG_ONE,    /* T */
	MCFG_OPTION, /* struct { bool given; T value; } */
	MCFG_LIST    /* struct { size_t n; const T *v; }; the option may be repeated */
};

/* An open key: an option of the image. */
struct mcfg_option {
	const char *name; /* "mgmt-ipv4": given as --mgmt-ipv4=VALUE; `-` and `_` are the same */
	enum mcfg_type type;
	enum mcfg_shape shape;
	const char *const *tags; /* MCFG_ENUM: the names, by value */
	size_t n_tags;
	void *at;                 /* where the value goes; it holds the default already */
	const char *default_text; /* as --help shows it; null: the option is required */
	const char *doc, *docv;   /* "" and null where there is none */
	const char *section;      /* the heading in --help, or null */
	const char *deprecated;   /* what to do instead: said when the option is given; or null */
	bool (*reached)(void); /* does what was chosen read it? null: always. Asked after parsing */
};

/* A key that was fixed at configure time: refused as an option, with its value. */
struct mcfg_fixed {
	const char *name;
	const char *value;
};

struct mcfg_job {
	const char *name; /* as in main.c */
	int (*run)(void); /* 0, a status 1..255, or -errno */
};

struct mcfg_image {
	const char *name;
	const char *made_by; /* "mcfg 0.1.0": what --version says; or null */
	const struct mcfg_option *options;
	size_t n_options;
	unsigned
	    lacks; /* a bit for each enum mcfg_type that no option has: its parser is left out */
	const struct mcfg_fixed *fixed;
	size_t n_fixed;

	/*
	 * Evaluates what the options decide; null when nothing is left to decide. Returns 0, or 64
	 * after naming the option whose value the image cannot serve.
	 */
	int (*decide)(void);

	/* Connects all devices in order. Returns 0, or -errno after mcfg_connect_failed named the
	   device; what was connected before it is disconnected by `disconnect`. */
	int (*connect)(void);
	void (*disconnect)(void); /* in reverse order, exactly what was connected */

	const struct mcfg_job *jobs;
	size_t n_jobs;
};

/* Defined by main.c. */
extern const struct mcfg_image mcfg_image;

/* Says that a device failed to connect, and why. Returns `error`, a negative errno. */
int mcfg_connect_failed(const char *device, int error) __attribute__((cold));

#endif
