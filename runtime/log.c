/* Messages by source and level. See <mcfg/log.h>. */
#include <mcfg/log.h>

#include "report.h"

#include <errno.h>
#include <mcfg/platform.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char levels[][8] = { "quiet", "error", "warning", "info", "debug" };

enum { N_LEVELS = sizeof levels / sizeof *levels };

/* The linker gathers the entries of all sources between these two; an image may have none. */
extern const struct mcfg_log_entry __start_mcfg_logs[] __attribute__((weak));
extern const struct mcfg_log_entry __stop_mcfg_logs[] __attribute__((weak));

/* ---- writing --------------------------------------------------------------------------------- */

static void (*write_line)(const void *line, size_t len) = mcfg_platform_message;

void mcfg_log_to(void (*write)(const void *line, size_t len))
{
	write_line = write ? write : mcfg_platform_message;
}

/* "2026-03-01T12:00:00.250Z " */
static void add_time(struct mcfg_writer *line)
{
	int64_t seconds = 0;
	uint32_t nanoseconds = 0;
	struct tm utc;
	char text[64];
	size_t len;

	if (mcfg_platform_wall(&seconds, &nanoseconds) || !gmtime_r(&(time_t){ seconds }, &utc))
		return;
	len = strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(text + len, sizeof text - len, ".%03uZ ", nanoseconds / 1000000);
	mcfg_write_string(line, text);
}

void mcfg_log_message(const struct mcfg_log *log, enum mcfg_log_level at, const char *format, ...)
{
	struct mcfg_writer line = { .write = write_line };
	char text[401];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	add_time(&line);
	mcfg_write_string(&line, levels[at]);
	mcfg_write_string(&line, " ");
	mcfg_write_string(&line, log->name);
	mcfg_write_string(&line, ": ");
	mcfg_write_foreign(&line, text, strlen(text));
	mcfg_write_string(&line, len >= (int)sizeof text ? "...\n" : "\n");
	mcfg_write_end(&line);
}

/* ---- what is watched ------------------------------------------------------------------------- */

/* One `PATTERN:LEVEL` of a text. */
struct rule {
	const char *pattern;
	size_t pattern_len;
	unsigned char level;
};

/* Does a name match a pattern, in which `*` stands for any text? */
static bool matches(const char *name, const char *pattern, size_t len)
{
	const char *end = pattern + len, *star = NULL, *from = name;

	while (*name) {
		if (pattern < end && *pattern == '*') {
			star = ++pattern;
			from = name;
		} else if (pattern < end && *pattern == *name) {
			pattern++, name++;
		} else if (star) {
			pattern = star;
			name = ++from;
		} else {
			return false;
		}
	}
	while (pattern < end && *pattern == '*')
		pattern++;
	return pattern == end;
}

static __attribute__((noinline)) int fail(struct mcfg_value_error *error, const char *what,
                                          size_t at, size_t len)
{
	if (error)
		*error = (struct mcfg_value_error){ what, at, len };
	return -EINVAL;
}

static int find_level(const char *text, size_t len)
{
	for (int level = 0; level < N_LEVELS; level++)
		if (strncmp(levels[level], text, len) == 0 && levels[level][len] == '\0')
			return level;
	return -1;
}

/* Reads the rule at text[*at], and moves behind it and its comma. */
static int read_rule(const char *text, size_t *at, struct rule *rule,
                     struct mcfg_value_error *error)
{
	size_t len = strcspn(text + *at, ","), begin = *at,
	       colon = begin + strcspn(text + begin, ":,");
	bool has_pattern = text[colon] == ':';
	size_t level_at = has_pattern ? colon + 1 : begin;
	int level = find_level(text + level_at, begin + len - level_at);

	rule->pattern = has_pattern ? text + begin : "*";
	rule->pattern_len = has_pattern ? colon - begin : 1;
	if (rule->pattern_len == 0)
		return fail(error, "a source is missing", begin, 1);
	if (level < 0)
		return fail(error, "a level is quiet, error, warning, info or debug", level_at,
		            begin + len - level_at);
	rule->level = (unsigned char)level;
	*at = begin + len + (text[begin + len] == ',');
	return 0;
}

static void apply(const char *text, const struct mcfg_log *log)
{
	struct rule rule;
	size_t at = 0;

	while (text[at]) {
		if (read_rule(text, &at, &rule, NULL))
			return;
		if (matches(log->name, rule.pattern, rule.pattern_len)) {
			*log->level = rule.level;
			return;
		}
	}
}

const char *mcfg_log_preset(bool *fixed)
{
#if defined MCFG_KEY_LOGS
	*fixed = true;
	return MCFG_KEY_LOGS;
#elif defined MCFG_KEY_LOGS_DEFAULT
	*fixed = false;
	return MCFG_KEY_LOGS_DEFAULT;
#else
	*fixed = false;
	return NULL;
#endif
}

bool mcfg_log_any(void)
{
	return &__start_mcfg_logs[0] < &__stop_mcfg_logs[0];
}

int mcfg_log_configure_any(const char *text, struct mcfg_value_error *error)
{
	return mcfg_log_any() ? __start_mcfg_logs->configure(text, error) : 0;
}

int mcfg_log_configure(const char *text, struct mcfg_value_error *error)
{
	size_t len = strlen(text);
	struct rule rule;

	for (size_t at = 0; at < len;)
		if (read_rule(text, &at, &rule, error))
			return -EINVAL;
	if (len == 0 || text[len - 1] == ',')
		return fail(error, "a level is missing", len, 0);
	for (const struct mcfg_log_entry *entry = __start_mcfg_logs; entry < __stop_mcfg_logs;
	     entry++)
		apply(text, entry->log);
	return 0;
}
