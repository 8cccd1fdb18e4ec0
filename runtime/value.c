/* Values: texts and enumerations, and the way from a type to its parser. See <mcfg/value.h>. */
#include "value_impl.h"

#include <assert.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int mcfg_value_fail(const struct value_scan *scan, int error, size_t begin, size_t end,
                    const char *what)
{
	if (scan->error)
		*scan->error =
		    (struct mcfg_value_error){ .what = what, .at = begin, .len = end - begin };
	return error;
}

int mcfg_value_parse_string(struct value_scan *scan, const char **value)
{
	const char *nul = scan->len ? memchr(scan->text, '\0', scan->len) : NULL;

	if (nul) {
		size_t at = (size_t)(nul - scan->text);
		return mcfg_value_fail(scan, -EINVAL, at, at + 1, "a text has no NUL byte in it");
	}
	*value = scan->text;
	return 0;
}

int mcfg_value_parse_path(struct value_scan *scan, const char **value)
{
	if (scan->len == 0)
		return mcfg_value_fail(scan, -EINVAL, 0, 0, "a path is not empty");
	return mcfg_value_parse_string(scan, value);
}

int mcfg_value_parse(enum mcfg_type type, const char *text, size_t len, union mcfg_value *value,
                     struct mcfg_value_error *error)
{
	return value_parse_of(~0u, type, text, len, value, error);
}

static bool same_name(const char *name, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char a = name[i] == '_' ? '-' : name[i];
		char b = text[i] == '_' ? '-' : text[i];

		if (a == '\0' || a != b)
			return false;
	}
	return name[len] == '\0';
}

int mcfg_enum_parse(const char *const *names, size_t n, const char *text, size_t len,
                    union mcfg_value *value, struct mcfg_value_error *error)
{
	struct value_scan scan = { .text = text, .len = len, .error = error };

	for (size_t i = 0; i < n; i++)
		if (same_name(names[i], text, len)) {
			value->tag = (unsigned)i;
			return 0;
		}
	return mcfg_value_fail(&scan, -EINVAL, 0, len, "this is none of the names");
}

static size_t print(char *text, size_t size, const char *string)
{
	return (size_t)snprintf(text, size, "%s", string);
}

size_t mcfg_value_print(enum mcfg_type type, const union mcfg_value *value, char *text, size_t size)
{
	assert(type < MCFG_ENUM);
	switch (type) {
	case MCFG_STRING:
	case MCFG_PATH: return print(text, size, value->string);
	case MCFG_INT: return (size_t)snprintf(text, size, "%" PRId64, value->integer);
	case MCFG_BOOL: return print(text, size, value->boolean ? "true" : "false");
	case MCFG_FLOAT: return mcfg_value_print_float(value->real, text, size);
	case MCFG_PORT: return (size_t)snprintf(text, size, "%u", (unsigned)value->port);
	case MCFG_IPV4_ADDR: return mcfg_value_print_ipv4_addr(&value->ipv4_addr, text, size);
	case MCFG_IPV6_ADDR: return mcfg_value_print_ipv6_addr(&value->ipv6_addr, text, size);
	case MCFG_CIDR: return mcfg_value_print_cidr(&value->cidr, text, size);
	case MCFG_CIDR6: return mcfg_value_print_cidr6(&value->cidr6, text, size);
	case MCFG_MAC: return mcfg_value_print_mac(&value->mac, text, size);
	case MCFG_DURATION: return mcfg_value_print_duration(value->duration_ns, text, size);
	case MCFG_SIZE: return mcfg_value_print_size(value->size_bytes, text, size);
	case MCFG_ENUM:
	case MCFG_N_TYPES: break;
	}
	return 0;
}

const char *mcfg_type_name(enum mcfg_type type)
{
	static const char *const names[] = {
#define X(id, name, member, ctype) name,
		MCFG_VALUE_TYPES(X)
#undef X
	};

	assert(type < MCFG_N_TYPES);
	return names[type];
}

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

static int compare_prefixed(const uint8_t *a, const uint8_t *b, size_t n, unsigned a_prefix,
                            unsigned b_prefix)
{
	int order = memcmp(a, b, n);

	return order ? order : ORDER(a_prefix, b_prefix);
}

#define BYTES(value) (value).byte, sizeof(value).byte

int mcfg_value_compare(enum mcfg_type type, const union mcfg_value *a, const union mcfg_value *b)
{
	assert(type < MCFG_N_TYPES);
	switch (type) {
	case MCFG_STRING:
	case MCFG_PATH: return strcmp(a->string, b->string);
	case MCFG_INT: return ORDER(a->integer, b->integer);
	case MCFG_BOOL: return ORDER(a->boolean, b->boolean);
	case MCFG_FLOAT: return ORDER(a->real, b->real);
	case MCFG_PORT: return ORDER(a->port, b->port);
	case MCFG_IPV4_ADDR: return memcmp(a->ipv4_addr.byte, BYTES(b->ipv4_addr));
	case MCFG_IPV6_ADDR: return memcmp(a->ipv6_addr.byte, BYTES(b->ipv6_addr));
	case MCFG_CIDR:
		return compare_prefixed(a->cidr.addr.byte, BYTES(b->cidr.addr), a->cidr.prefix,
		                        b->cidr.prefix);
	case MCFG_CIDR6:
		return compare_prefixed(a->cidr6.addr.byte, BYTES(b->cidr6.addr), a->cidr6.prefix,
		                        b->cidr6.prefix);
	case MCFG_MAC: return memcmp(a->mac.byte, BYTES(b->mac));
	case MCFG_DURATION: return ORDER(a->duration_ns, b->duration_ns);
	case MCFG_SIZE: return ORDER(a->size_bytes, b->size_bytes);
	case MCFG_ENUM: return ORDER(a->tag, b->tag);
	case MCFG_N_TYPES: break;
	}
	return 0;
}

enum mcfg_match mcfg_option_match(const char *name, const char *given, size_t len)
{
	static const char no[] = { 'n', 'o' };

	if (same_name(name, given, len))
		return MCFG_MATCH_NAME;
	if (len > 3 && memcmp(given, no, 2) == 0 && (given[2] == '-' || given[2] == '_') &&
	    same_name(name, given + 3, len - 3))
		return MCFG_MATCH_NO;
	return MCFG_MATCH_NONE;
}
