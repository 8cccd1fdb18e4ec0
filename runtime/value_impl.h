/* value_impl.h - what the files of the value parser share; <mcfg/value.h> is for everyone else. */
#ifndef MCFG_VALUE_IMPL_H
#define MCFG_VALUE_IMPL_H

#include <errno.h>
#include <mcfg/value.h>

/* A text that is being read: [at, len) is still to come. */
struct value_scan {
	const char *text;
	size_t at, len;
	struct mcfg_value_error *error; /* or null */
};

/* Says what is wrong with [begin, end), and returns `error`, a negative errno. */
int mcfg_value_fail(const struct value_scan *scan, int error, size_t begin, size_t end,
                    const char *what);

static inline bool value_at_end(const struct value_scan *scan)
{
	return scan->at == scan->len;
}

/* The next byte; NUL at the end, and where the text has one. */
static inline char value_peek(const struct value_scan *scan)
{
	return value_at_end(scan) ? '\0' : scan->text[scan->at];
}

/* Passes over `c` if it is next. */
static inline bool value_skip(struct value_scan *scan, char c)
{
	if (value_at_end(scan) || scan->text[scan->at] != c)
		return false;
	scan->at++;
	return true;
}

/* The value of a digit, or `base` for what is none. */
unsigned mcfg_value_digit(char c, unsigned base);

/* Parsers: the whole rest of the text is the value. Each returns as mcfg_value_parse. */
int mcfg_value_parse_int(struct value_scan *scan, int64_t *value);
int mcfg_value_parse_port(struct value_scan *scan, uint16_t *value);
int mcfg_value_parse_bool(struct value_scan *scan, bool *value);
int mcfg_value_parse_float(struct value_scan *scan, double *value);
int mcfg_value_parse_ipv4_addr(struct value_scan *scan, struct mcfg_ipv4_addr *value);
int mcfg_value_parse_ipv6_addr(struct value_scan *scan, struct mcfg_ipv6_addr *value);
int mcfg_value_parse_cidr(struct value_scan *scan, struct mcfg_cidr *value);
int mcfg_value_parse_cidr6(struct value_scan *scan, struct mcfg_cidr6 *value);
int mcfg_value_parse_mac(struct value_scan *scan, struct mcfg_mac *value);
int mcfg_value_parse_duration(struct value_scan *scan, uint64_t *ns);
int mcfg_value_parse_size(struct value_scan *scan, uint64_t *bytes);
int mcfg_value_parse_string(struct value_scan *scan, const char **value);
int mcfg_value_parse_path(struct value_scan *scan, const char **value);

#define VALUE_HAS(types, id) ((types) >> (id)&1)

/*
 * mcfg_value_parse for one of a set of types, a bit for each: where the compiler sees the set, the
 * parsers of the others are not in the program.
 */
static inline __attribute__((always_inline)) int value_parse_of(unsigned types, enum mcfg_type type,
                                                                const char *text, size_t len,
                                                                union mcfg_value *value,
                                                                struct mcfg_value_error *error)
{
	struct value_scan scan = { .text = text, .len = len, .error = error };

#define VALUE_PARSE(id, parse, into)              \
	if (VALUE_HAS(types, id) && type == (id)) \
	return parse(&scan, &value->into)
	VALUE_PARSE(MCFG_STRING, mcfg_value_parse_string, string);
	VALUE_PARSE(MCFG_PATH, mcfg_value_parse_path, string);
	VALUE_PARSE(MCFG_INT, mcfg_value_parse_int, integer);
	VALUE_PARSE(MCFG_BOOL, mcfg_value_parse_bool, boolean);
	VALUE_PARSE(MCFG_FLOAT, mcfg_value_parse_float, real);
	VALUE_PARSE(MCFG_PORT, mcfg_value_parse_port, port);
	VALUE_PARSE(MCFG_IPV4_ADDR, mcfg_value_parse_ipv4_addr, ipv4_addr);
	VALUE_PARSE(MCFG_IPV6_ADDR, mcfg_value_parse_ipv6_addr, ipv6_addr);
	VALUE_PARSE(MCFG_CIDR, mcfg_value_parse_cidr, cidr);
	VALUE_PARSE(MCFG_CIDR6, mcfg_value_parse_cidr6, cidr6);
	VALUE_PARSE(MCFG_MAC, mcfg_value_parse_mac, mac);
	VALUE_PARSE(MCFG_DURATION, mcfg_value_parse_duration, duration_ns);
	VALUE_PARSE(MCFG_SIZE, mcfg_value_parse_size, size_bytes);
#undef VALUE_PARSE
	return -EINVAL;
}

/*
 * An unsigned integer: decimal, 0x, 0o or 0b, `_` between digits; up to the first byte that cannot
 * belong to it. Too large a one is -ERANGE.
 */
int mcfg_value_scan_unsigned(struct value_scan *scan, uint64_t *value);

/* A dotted quad; what follows it is the caller's. */
int mcfg_value_scan_ipv4(struct value_scan *scan, struct mcfg_ipv4_addr *value);

/* The rest of the text: `/`, and a prefix length of at most `max`. */
int mcfg_value_parse_prefix(struct value_scan *scan, unsigned max, const char *too_long,
                            uint8_t *prefix);

/* 0 at the end of the text; else says `what` of the rest. */
int mcfg_value_expect_end(const struct value_scan *scan, const char *what);

/* Printers: each as mcfg_value_print. */
size_t mcfg_value_print_float(double value, char *text, size_t size);
size_t mcfg_value_print_ipv4_addr(const struct mcfg_ipv4_addr *value, char *text, size_t size);
size_t mcfg_value_print_ipv6_addr(const struct mcfg_ipv6_addr *value, char *text, size_t size);
size_t mcfg_value_print_cidr(const struct mcfg_cidr *value, char *text, size_t size);
size_t mcfg_value_print_cidr6(const struct mcfg_cidr6 *value, char *text, size_t size);
size_t mcfg_value_print_mac(const struct mcfg_mac *value, char *text, size_t size);
size_t mcfg_value_print_duration(uint64_t ns, char *text, size_t size);
size_t mcfg_value_print_size(uint64_t bytes, char *text, size_t size);

#endif
