/* Values: IPv4 addresses and networks. See <mcfg/value.h>. */
#include "value_impl.h"

#include <errno.h>
#include <stdio.h>

/* One part of a dotted quad: RFC 6943, section 3.1.1, the strict form. */
static int scan_ipv4_part(struct value_scan *scan, uint8_t *byte)
{
	size_t begin = scan->at;
	unsigned value = 0;

	for (unsigned digit; (digit = mcfg_value_digit(value_peek(scan), 10)) < 10; scan->at++)
		if (value <= 255)
			value = value * 10 + digit;
	if (scan->at == begin)
		return mcfg_value_fail(scan, -EINVAL, begin, value_at_end(scan) ? begin : begin + 1,
		                       "an IPv4 address is four numbers with dots between them");
	if (scan->text[begin] == '0' && scan->at > begin + 1)
		return mcfg_value_fail(scan, -EINVAL, begin, scan->at,
		                       "a part of an IPv4 address has no leading zeros");
	if (value > 255)
		return mcfg_value_fail(scan, -ERANGE, begin, scan->at,
		                       "a part of an IPv4 address is at most 255");
	*byte = (uint8_t)value;
	return 0;
}

/* A dotted quad; what follows it is the caller's. */
int mcfg_value_scan_ipv4(struct value_scan *scan, struct mcfg_ipv4_addr *value)
{
	for (size_t i = 0; i < sizeof value->byte; i++) {
		int error;

		if (i > 0 && !value_skip(scan, '.'))
			return mcfg_value_fail(
			    scan, -EINVAL, scan->at, value_at_end(scan) ? scan->at : scan->at + 1,
			    "an IPv4 address is four numbers with dots between them");
		error = scan_ipv4_part(scan, &value->byte[i]);
		if (error)
			return error;
	}
	return 0;
}

int mcfg_value_expect_end(const struct value_scan *scan, const char *what)
{
	return value_at_end(scan) ? 0 : mcfg_value_fail(scan, -EINVAL, scan->at, scan->len, what);
}

int mcfg_value_parse_ipv4_addr(struct value_scan *scan, struct mcfg_ipv4_addr *value)
{
	struct mcfg_ipv4_addr addr;
	int error = mcfg_value_scan_ipv4(scan, &addr);

	if (!error)
		error = mcfg_value_expect_end(scan, "this does not belong to an IPv4 address");
	if (!error)
		*value = addr;
	return error;
}

size_t mcfg_value_print_ipv4_addr(const struct mcfg_ipv4_addr *value, char *text, size_t size)
{
	const uint8_t *byte = value->byte;

	return (size_t)snprintf(text, size, "%u.%u.%u.%u", byte[0], byte[1], byte[2], byte[3]);
}

/* The rest of the text: `/`, and a prefix length of at most `max`. */
int mcfg_value_parse_prefix(struct value_scan *scan, unsigned max, const char *too_long,
                            uint8_t *prefix)
{
	size_t begin = scan->at + 1;
	unsigned value = 0;

	if (value_at_end(scan))
		return mcfg_value_fail(scan, -EINVAL, scan->at, scan->at,
		                       "a / and the prefix length are missing");
	if (!value_skip(scan, '/'))
		return mcfg_value_fail(scan, -EINVAL, scan->at, scan->len,
		                       "a / and the prefix length belong here");
	for (unsigned digit; (digit = mcfg_value_digit(value_peek(scan), 10)) < 10; scan->at++)
		if (value <= max)
			value = value * 10 + digit;
	if (scan->at == begin || !value_at_end(scan))
		return mcfg_value_fail(scan, -EINVAL, begin, scan->len,
		                       "a prefix length is a number");
	if (scan->text[begin] == '0' && scan->len > begin + 1)
		return mcfg_value_fail(scan, -EINVAL, begin, scan->len,
		                       "a prefix length has no leading zeros");
	if (value > max)
		return mcfg_value_fail(scan, -ERANGE, begin, scan->len, too_long);
	*prefix = (uint8_t)value;
	return 0;
}

int mcfg_value_parse_cidr(struct value_scan *scan, struct mcfg_cidr *value)
{
	struct mcfg_cidr cidr;
	int error = mcfg_value_scan_ipv4(scan, &cidr.addr);

	if (!error)
		error = mcfg_value_parse_prefix(scan, 32, "the prefix length is at most 32",
		                                &cidr.prefix);
	if (!error)
		*value = cidr;
	return error;
}

size_t mcfg_value_print_cidr(const struct mcfg_cidr *value, char *text, size_t size)
{
	char addr[16];

	mcfg_value_print_ipv4_addr(&value->addr, addr, sizeof addr);
	return (size_t)snprintf(text, size, "%s/%u", addr, value->prefix);
}
