/*
 * log_fixed.h - which messages can ever be written, where the levels were fixed when the image was
 * configured: worked out by the compiler, so that the others are not in the image. For
 * <mcfg/log.h>.
 *
 * All that stands here is a constant once it is inlined: the rules are a literal, and so is the
 * name of a source. Patterns are decided as far as their first `*`: what stands behind it might
 * match, and the messages that it would let through stay.
 */
#ifndef MCFG_LOG_FIXED_H
#define MCFG_LOG_FIXED_H

#include <stddef.h>
#include <string.h>

#define MCFG_LOG_CONSTANT static inline __attribute__((always_inline))

/* A rule, and what it says of a source. */
struct mcfg_log_rule {
	const char *next; /* behind it */
	int level;
	enum { MCFG_LOG_OTHER, MCFG_LOG_MATCHES, MCFG_LOG_MIGHT } match;
};

MCFG_LOG_CONSTANT int mcfg_log_level_named(const char *text, size_t len)
{
	return len == 5 && !strncmp(text, "quiet", 5)     ? MCFG_LOG_QUIET
	       : len == 5 && !strncmp(text, "error", 5)   ? MCFG_LOG_ERROR
	       : len == 7 && !strncmp(text, "warning", 7) ? MCFG_LOG_WARNING
	       : len == 4 && !strncmp(text, "info", 4)    ? MCFG_LOG_INFO
	                                                  : MCFG_LOG_DEBUG;
}

MCFG_LOG_CONSTANT int mcfg_log_match(const char *name, const char *pattern, size_t len)
{
	const char *star = strchr(pattern, '*');

	if (!star || star >= pattern + len)
		return strlen(name) == len && !strncmp(name, pattern, len);
	if (strncmp(name, pattern, (size_t)(star - pattern)))
		return MCFG_LOG_OTHER;
	return star == pattern + len - 1 ? MCFG_LOG_MATCHES : MCFG_LOG_MIGHT;
}

MCFG_LOG_CONSTANT struct mcfg_log_rule mcfg_log_rule(const char *at, const char *name)
{
	const char *comma = strchr(at, ','), *colon = strchr(at, ':');
	const char *end = comma ? comma : at + strlen(at);
	struct mcfg_log_rule rule = { .next = comma ? comma + 1 : end };

	if (colon && colon < end) {
		rule.level = mcfg_log_level_named(colon + 1, (size_t)(end - colon - 1));
		rule.match = mcfg_log_match(name, at, (size_t)(colon - at));
	} else {
		rule.level = mcfg_log_level_named(at, (size_t)(end - at));
		rule.match = MCFG_LOG_MATCHES;
	}
	return rule;
}

/* The next rule counts, if none has matched: `level` is that of the one that does. */
#define MCFG_LOG_NEXT_RULE                                                \
	if (rule.match != MCFG_LOG_MATCHES && *rule.next) {               \
		rule = mcfg_log_rule(rule.next, name);                    \
		if (rule.match == MCFG_LOG_MIGHT && rule.level > perhaps) \
			perhaps = rule.level;                             \
		if (rule.match == MCFG_LOG_MATCHES)                       \
			level = rule.level;                               \
	}

/* The level that a source can have at most. Of more than eight rules not all are looked at. */
MCFG_LOG_CONSTANT int mcfg_log_fixed_level(const char *rules, const char *name)
{
	int level = MCFG_LOG_WARNING, perhaps = MCFG_LOG_QUIET;
	struct mcfg_log_rule rule = { rules, 0, MCFG_LOG_OTHER };

	MCFG_LOG_NEXT_RULE
	MCFG_LOG_NEXT_RULE
	MCFG_LOG_NEXT_RULE
	MCFG_LOG_NEXT_RULE
	MCFG_LOG_NEXT_RULE
	MCFG_LOG_NEXT_RULE
	MCFG_LOG_NEXT_RULE
	MCFG_LOG_NEXT_RULE
	if (rule.match != MCFG_LOG_MATCHES && *rule.next)
		return MCFG_LOG_DEBUG;
	return level > perhaps ? level : perhaps;
}

#endif
