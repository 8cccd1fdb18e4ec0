/*
 * log.h - messages for those who run the image, by source and level.
 *
 *	static MCFG_LOG(tcp_log, "net.tcp");
 *
 *	mcfg_log_debug(&tcp_log, "%u bytes acknowledged", (unsigned)n);
 *
 * becomes, where somebody watches (`--logs=net*:debug`), a line on standard error:
 *
 *	2026-03-01T12:00:00.250Z debug net.tcp: 512 bytes acknowledged
 *
 * Where nobody does, the arguments are not evaluated: the call is a compare and a branch. Where the
 * levels were fixed when the image was configured (the key `logs`), what they rule out is not in
 * the image: mcfg then compiles all C with the macro MCFG_KEY_LOGS, a string literal. What is above
 * MCFG_LOG_MOST is not there either: -DMCFG_LOG_MOST=MCFG_LOG_INFO leaves no debug message.
 */
#ifndef MCFG_LOG_H
#define MCFG_LOG_H

#include <mcfg/value.h>

enum mcfg_log_level {
	MCFG_LOG_QUIET, /* nothing */
	MCFG_LOG_ERROR,
	MCFG_LOG_WARNING, /* what is watched unless an option says otherwise */
	MCFG_LOG_INFO,
	MCFG_LOG_DEBUG
};

#ifndef MCFG_LOG_MOST
#define MCFG_LOG_MOST MCFG_LOG_DEBUG
#endif

/* A source of messages. */
struct mcfg_log {
	const char *name; /* "net.tcp" */
	unsigned char *level;
};

/*
 * What the image knows of a source. That this names mcfg_log_configure is what keeps it in the
 * image: one without sources does without.
 */
struct mcfg_log_entry {
	const struct mcfg_log *log;
	int (*configure)(const char *text, struct mcfg_value_error *error);
};

/* Defines a source, which `--logs` knows by its name. May follow `static`. */
#define MCFG_LOG(variable, source)                                \
	const struct mcfg_log variable;                           \
	static unsigned char variable##_level = MCFG_LOG_WARNING; \
	static const struct mcfg_log_entry variable##_entry       \
	    __attribute__((used, section("mcfg_logs"))) = {       \
		    &variable,                                    \
		    mcfg_log_configure,                           \
	    };                                                    \
	static const struct mcfg_log variable = { (source), &variable##_level }

/* Debug builds are not optimised so far that this would be a constant. */
#if defined MCFG_KEY_LOGS && defined __OPTIMIZE__ && !defined MCFG_DEBUG
#include <mcfg/log_fixed.h>
#define mcfg_log_may(log, at)                   \
	(!__builtin_constant_p(*(log)->name) || \
	 mcfg_log_fixed_level(MCFG_KEY_LOGS, (log)->name) >= (int)(at))
#else
#define mcfg_log_may(log, at) true
#endif

#define mcfg_log_watched(log, at)                          \
	((at) <= MCFG_LOG_MOST && mcfg_log_may(log, at) && \
	 __builtin_expect(*(log)->level >= (at), 0))

#define mcfg_log_write(log, at, ...) \
	(mcfg_log_watched(log, at) ? mcfg_log_message((log), (at), __VA_ARGS__) : (void)0)

/* (log, format, ...), as printf; the text is one line, without its end. */
#define mcfg_log_error(log, ...)   mcfg_log_write(log, MCFG_LOG_ERROR, __VA_ARGS__)
#define mcfg_log_warning(log, ...) mcfg_log_write(log, MCFG_LOG_WARNING, __VA_ARGS__)
#define mcfg_log_info(log, ...)    mcfg_log_write(log, MCFG_LOG_INFO, __VA_ARGS__)
#define mcfg_log_debug(log, ...)   mcfg_log_write(log, MCFG_LOG_DEBUG, __VA_ARGS__)

/* What the macros call. Texts of more than 400 bytes are cut; what is not printable becomes `?`. */
void mcfg_log_message(const struct mcfg_log *log, enum mcfg_log_level at, const char *format, ...)
    __attribute__((format(printf, 3, 4), cold));

/*
 * mcfg_log_configure - say what is watched: the value of --logs.
 *
 *	net*:debug,*:info     PATTERN:LEVEL,...; a source takes the level of the first that matches
 *	debug                 the same as *:debug
 *
 * LEVEL is quiet, error, warning, info or debug; in PATTERN `*` stands for any text. A source that
 * none matches stays as it is.
 *
 * Returns 0, or -EINVAL, with `error` written (it may be null) and nothing changed.
 */
int mcfg_log_configure(const char *text, struct mcfg_value_error *error) __attribute__((cold));

/* Has the image any sources? */
bool mcfg_log_any(void);

/* The same where the image has sources; else there is nothing to say, and any text says it. */
int mcfg_log_configure_any(const char *text, struct mcfg_value_error *error) __attribute__((cold));

/*
 * What the image was configured with, for mcfg_log_configure: fixed, so that no option changes it,
 * or as the default. Null where that is MCFG_LOG_WARNING for all.
 */
const char *mcfg_log_preset(bool *fixed);

/* Where the lines go, each with its end; null: to the platform's messages, where they go first. */
void mcfg_log_to(void (*write)(const void *line, size_t len));

#endif
