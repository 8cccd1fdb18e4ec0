/* Values: addresses of network cards. See <mcfg/value.h>. */
#include "value_impl.h"

#include <errno.h>
#include <stdio.h>

int mcfg_value_parse_mac(struct value_scan *scan, struct mcfg_mac *value)
{
	static const char form[] = "a MAC address is six pairs of hexadecimal digits, by : or -";
	char separator = scan->len > 2 ? scan->text[2] : ':';
	struct mcfg_mac mac;

	if (separator != ':' && separator != '-')
		return mcfg_value_fail(scan, -EINVAL, 2, 3, form);
	for (size_t i = 0; i < sizeof mac.byte; i++) {
		unsigned digits[2];

		if (i > 0 && !value_skip(scan, separator))
			goto wrong;
		for (unsigned j = 0; j < 2; j++, scan->at++) {
			digits[j] = mcfg_value_digit(value_peek(scan), 16);
			if (digits[j] == 16)
				goto wrong;
		}
		mac.byte[i] = (uint8_t)(digits[0] << 4 | digits[1]);
	}
	if (!value_at_end(scan))
		return mcfg_value_fail(scan, -EINVAL, scan->at, scan->len, form);
	*value = mac;
	return 0;
wrong:
	return mcfg_value_fail(scan, -EINVAL, scan->at,
	                       value_at_end(scan) ? scan->at : scan->at + 1, form);
}

size_t mcfg_value_print_mac(const struct mcfg_mac *value, char *text, size_t size)
{
	const uint8_t *byte = value->byte;

	return (size_t)snprintf(text, size, "%02x:%02x:%02x:%02x:%02x:%02x", byte[0], byte[1],
	                        byte[2], byte[3], byte[4], byte[5]);
}
