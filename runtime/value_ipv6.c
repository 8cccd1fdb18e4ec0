/* Values: IPv6 addresses and networks. See <mcfg/value.h>. */
#include "value_impl.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { N_GROUPS = 8 };

/* The groups that were read, and how many of them stand before `::`. */
struct groups {
	uint16_t group[N_GROUPS];
	unsigned n;
	int gap; /* -1: there is no `::` */
};

static const char ipv6_form[] =
    "an IPv6 address is eight groups of hexadecimal digits, or has a ::";

static int scan_group(struct value_scan *scan, uint16_t *group)
{
	size_t begin = scan->at;
	unsigned value = 0;

	for (unsigned digit; (digit = mcfg_value_digit(value_peek(scan), 16)) < 16; scan->at++)
		value = (value * 16 + digit) & 0xfffff;
	if (scan->at == begin)
		return mcfg_value_fail(scan, -EINVAL, begin, value_at_end(scan) ? begin : begin + 1,
		                       ipv6_form);
	if (scan->at - begin > 4)
		return mcfg_value_fail(scan, -EINVAL, begin, scan->at,
		                       "a group of an IPv6 address has at most four digits");
	*group = (uint16_t)value;
	return 0;
}

/* Does a dotted quad stand here? */
static bool at_ipv4(const struct value_scan *scan)
{
	size_t at = scan->at;

	while (at < scan->len && mcfg_value_digit(scan->text[at], 10) < 10)
		at++;
	return at > scan->at && at < scan->len && scan->text[at] == '.';
}

static int scan_ipv4_groups(struct value_scan *scan, struct groups *groups)
{
	struct mcfg_ipv4_addr addr;
	int error = mcfg_value_scan_ipv4(scan, &addr);

	if (error)
		return error;
	for (size_t i = 0; i < sizeof addr.byte; i += 2)
		groups->group[groups->n++] = (uint16_t)(addr.byte[i] << 8 | addr.byte[i + 1]);
	return 0;
}

/* Is `::` next? It may stand once. */
static int scan_gap(struct value_scan *scan, struct groups *groups)
{
	if (scan->len - scan->at < 2 || memcmp(scan->text + scan->at, "::", 2) != 0)
		return 0;
	if (groups->gap >= 0)
		return mcfg_value_fail(scan, -EINVAL, scan->at, scan->at + 2,
		                       "an IPv6 address has one :: at most");
	groups->gap = (int)groups->n;
	scan->at += 2;
	return 1;
}

/* Groups with colons between them, as far as they go. */
static int scan_groups(struct value_scan *scan, struct groups *groups)
{
	int gap = scan_gap(scan, groups);

	while (gap >= 0) {
		int error;

		/* After `::` the address may be at its end. */
		if (gap && mcfg_value_digit(value_peek(scan), 16) == 16)
			return 0;
		if (groups->n == N_GROUPS)
			return mcfg_value_fail(scan, -EINVAL, scan->at, scan->len,
			                       "an IPv6 address has at most eight groups");
		if (groups->n <= N_GROUPS - 2 && at_ipv4(scan))
			return scan_ipv4_groups(scan, groups);
		error = scan_group(scan, &groups->group[groups->n]);
		if (error)
			return error;
		groups->n++;
		gap = scan_gap(scan, groups);
		if (gap == 0 && !value_skip(scan, ':'))
			return 0;
	}
	return gap;
}

static int scan_ipv6(struct value_scan *scan, struct mcfg_ipv6_addr *value)
{
	struct groups groups = { .gap = -1 };
	size_t begin = scan->at;
	int error = scan_groups(scan, &groups);
	unsigned before = groups.gap < 0 ? groups.n : (unsigned)groups.gap;

	if (error)
		return error;
	if (groups.gap < 0 && groups.n < N_GROUPS)
		return mcfg_value_fail(scan, -EINVAL, begin, scan->at, ipv6_form);
	if (groups.gap >= 0 && groups.n == N_GROUPS)
		return mcfg_value_fail(scan, -EINVAL, begin, scan->at,
		                       "the :: stands for no group here");
	memset(value->byte, 0, sizeof value->byte);
	for (unsigned i = 0; i < groups.n; i++) {
		unsigned at = i < before ? i : N_GROUPS - groups.n + i;

		value->byte[2 * at] = (uint8_t)(groups.group[i] >> 8);
		value->byte[2 * at + 1] = (uint8_t)groups.group[i];
	}
	return 0;
}

int mcfg_value_parse_ipv6_addr(struct value_scan *scan, struct mcfg_ipv6_addr *value)
{
	struct mcfg_ipv6_addr addr;
	int error = scan_ipv6(scan, &addr);

	if (!error)
		error = mcfg_value_expect_end(scan, "this does not belong to an IPv6 address");
	if (!error)
		*value = addr;
	return error;
}

static unsigned group_of(const struct mcfg_ipv6_addr *value, unsigned i)
{
	return (unsigned)value->byte[2 * i] << 8 | value->byte[2 * i + 1];
}

/* The run of zero groups that `::` stands for: the longest, the first of equals, at least two. */
static unsigned find_gap(const struct mcfg_ipv6_addr *value, unsigned n_groups, unsigned *length)
{
	unsigned best = n_groups, run = 0;

	*length = 1;
	for (unsigned i = 0; i < n_groups; i++) {
		run = group_of(value, i) == 0 ? run + 1 : 0;
		if (run > *length) {
			*length = run;
			best = i + 1 - run;
		}
	}
	return best;
}

/* RFC 5952, section 4; section 5 for ::ffff:0:0/96. */
size_t mcfg_value_print_ipv6_addr(const struct mcfg_ipv6_addr *value, char *text, size_t size)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	bool has_ipv4 = memcmp(value->byte, mapped, sizeof mapped) == 0;
	unsigned n_groups = has_ipv4 ? N_GROUPS - 2 : N_GROUPS;
	unsigned gap_length, gap = find_gap(value, n_groups, &gap_length);
	char all[48];
	size_t len = 0;

	for (unsigned i = 0; i < n_groups; i++) {
		if (i == gap) {
			len += (size_t)snprintf(all + len, sizeof all - len, "::");
			i += gap_length - 1;
			continue;
		}
		len +=
		    (size_t)snprintf(all + len, sizeof all - len, "%s%x",
		                     i > 0 && all[len - 1] != ':' ? ":" : "", group_of(value, i));
	}
	if (has_ipv4)
		snprintf(all + len, sizeof all - len, ":%u.%u.%u.%u", value->byte[12],
		         value->byte[13], value->byte[14], value->byte[15]);
	return (size_t)snprintf(text, size, "%s", all);
}

int mcfg_value_parse_cidr6(struct value_scan *scan, struct mcfg_cidr6 *value)
{
	struct mcfg_cidr6 cidr;
	int error = scan_ipv6(scan, &cidr.addr);

	if (!error)
		error = mcfg_value_parse_prefix(scan, 128, "the prefix length is at most 128",
		                                &cidr.prefix);
	if (!error)
		*value = cidr;
	return error;
}

size_t mcfg_value_print_cidr6(const struct mcfg_cidr6 *value, char *text, size_t size)
{
	char addr[48];

	mcfg_value_print_ipv6_addr(&value->addr, addr, sizeof addr);
	return (size_t)snprintf(text, size, "%s/%u", addr, value->prefix);
}
