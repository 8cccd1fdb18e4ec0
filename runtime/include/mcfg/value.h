/*
 * value.h - the value types of keys and device parameters.
 *
 * One parser checks a value's syntax and range wherever it comes from: a literal in a .mcfg file,
 * an option of `mcfg configure`, an option of a running image. mcfg itself is linked with it.
 */
#ifndef MCFG_VALUE_H
#define MCFG_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes in network order. */
struct mcfg_ipv4_addr {
	uint8_t byte[4];
};

struct mcfg_ipv6_addr {
	uint8_t byte[16];
};

/* An address and its prefix length: the host bits are kept (10.0.0.2/24 is a host on a network). */
struct mcfg_cidr {
	struct mcfg_ipv4_addr addr;
	uint8_t prefix; /* 0..32 */
};

struct mcfg_cidr6 {
	struct mcfg_ipv6_addr addr;
	uint8_t prefix; /* 0..128 */
};

struct mcfg_mac {
	uint8_t byte[6];
};

/*
 * The value types: X(ID, name in the language, member of union mcfg_value, C type).
 *
 *	string, path  any text; a path is not empty
 *	int           64-bit signed, decimal, 0x, 0o or 0b, `_` as separator
 *	bool          true, false (also yes, no, on, off, 1, 0)
 *	float         as strtod, in the C locale, finite
 *	port          0..65535
 *	ipv4_addr     dotted quad, without leading zeros          RFC 6943, section 3.1.1
 *	ipv6_addr     RFC 4291, section 2.2; printed by RFC 5952
 *	cidr, cidr6   ADDRESS/PREFIX                              RFC 4632, section 3.1
 *	mac           six pairs of hexadecimal digits, by : or -
 *	duration      nanoseconds: numbers with units ns us ms s m h d, "1h30m", "1.5s"
 *	size          bytes: a number, perhaps with B KiB MiB GiB TiB kB MB GB TB, "1.5MiB"
 *	enum          one of a list of names; `value.tag` is its index
 */
#define MCFG_VALUE_TYPES(X)                                         \
	X(STRING, "string", string, const char *)                   \
	X(INT, "int", integer, int64_t)                             \
	X(BOOL, "bool", boolean, bool)                              \
	X(FLOAT, "float", real, double)                             \
	X(PATH, "path", string, const char *)                       \
	X(PORT, "port", port, uint16_t)                             \
	X(IPV4_ADDR, "ipv4_addr", ipv4_addr, struct mcfg_ipv4_addr) \
	X(IPV6_ADDR, "ipv6_addr", ipv6_addr, struct mcfg_ipv6_addr) \
	X(CIDR, "cidr", cidr, struct mcfg_cidr)                     \
	X(CIDR6, "cidr6", cidr6, struct mcfg_cidr6)                 \
	X(MAC, "mac", mac, struct mcfg_mac)                         \
	X(DURATION, "duration", duration_ns, uint64_t)              \
	X(SIZE, "size", size_bytes, uint64_t)                       \
	X(ENUM, "enum", tag, unsigned)

enum mcfg_type {
#define X(id, name, member, ctype) MCFG_##id,
	MCFG_VALUE_TYPES(X)
#undef X
	    MCFG_N_TYPES
};

union mcfg_value {
	const char *string; /* borrows */
	int64_t integer;
	bool boolean;
	double real;
	uint16_t port;
	struct mcfg_ipv4_addr ipv4_addr;
	struct mcfg_ipv6_addr ipv6_addr;
	struct mcfg_cidr cidr;
	struct mcfg_cidr6 cidr6;
	struct mcfg_mac mac;
	uint64_t duration_ns;
	uint64_t size_bytes;
	unsigned tag;
};

/* What is wrong with a text, and which of its bytes: [at, at + len). */
struct mcfg_value_error {
	const char *what; /* "the prefix length is at most 32"; static */
	size_t at, len;
};

/*
 * mcfg_value_parse - read a value of a type from a text.
 *
 * type    any but MCFG_ENUM, whose names only its owner knows (mcfg_enum_parse).
 * text    `len` bytes, followed by a NUL for the types that keep it (string, path): the value
 * borrows it. value   written when the text is right. error   written when it is wrong; may be
 * null.
 *
 * Returns 0, or -EINVAL (syntax), -ERANGE (the syntax is right, the value is not representable).
 */
int mcfg_value_parse(enum mcfg_type type, const char *text, size_t len, union mcfg_value *value,
                     struct mcfg_value_error *error);

/* The same for an enumeration of `n` names. In a name `-` and `_` are the same. */
int mcfg_enum_parse(const char *const *names, size_t n, const char *text, size_t len,
                    union mcfg_value *value, struct mcfg_value_error *error);

/*
 * mcfg_option_match - is an option, `len` bytes at `given`, that of the key `name`?
 *
 * In a name `-` and `_` are the same. --no-NAME gives a key no value: false to a flag, none to an
 * option, the empty list to a list. A key of its own of that name goes first.
 */
enum mcfg_match { MCFG_MATCH_NONE, MCFG_MATCH_NAME, MCFG_MATCH_NO };
enum mcfg_match mcfg_option_match(const char *name, const char *given, size_t len)
    __attribute__((cold));

/*
 * mcfg_value_print - the text of a value, which mcfg_value_parse reads back as the same value.
 *
 * Writes at most `size` bytes, the NUL included, and returns the length it would have had, as
 * snprintf.
 */
size_t mcfg_value_print(enum mcfg_type type, const union mcfg_value *value, char *text,
                        size_t size);

/* The type's name in the language. */
const char *mcfg_type_name(enum mcfg_type type);

/* Are two values of one type equal? Compare: below 0, 0, above 0, in the type's natural order. */
int mcfg_value_compare(enum mcfg_type type, const union mcfg_value *a, const union mcfg_value *b);

/*
 * Lists and options of values, as keys of type `t list` and `t option` give them: struct
 * mcfg_list_cidr { n, v }, struct mcfg_option_cidr { given, value }. For an enumeration mcfg writes
 * struct KEY_list and struct KEY_option itself.
 */
#define MCFG_DECLARE_LIST_AND_OPTION(name, ctype) \
	struct mcfg_list_##name {                 \
		size_t n;                         \
		const ctype *v;                   \
	};                                        \
	struct mcfg_option_##name {               \
		bool given;                       \
		ctype value;                      \
	}

typedef const char *mcfg_text; /* so that `const T *v` of a list of strings reads right */
MCFG_DECLARE_LIST_AND_OPTION(string, mcfg_text);
MCFG_DECLARE_LIST_AND_OPTION(path, mcfg_text);
MCFG_DECLARE_LIST_AND_OPTION(int, int64_t);
MCFG_DECLARE_LIST_AND_OPTION(bool, bool);
MCFG_DECLARE_LIST_AND_OPTION(float, double);
MCFG_DECLARE_LIST_AND_OPTION(port, uint16_t);
MCFG_DECLARE_LIST_AND_OPTION(ipv4_addr, struct mcfg_ipv4_addr);
MCFG_DECLARE_LIST_AND_OPTION(ipv6_addr, struct mcfg_ipv6_addr);
MCFG_DECLARE_LIST_AND_OPTION(cidr, struct mcfg_cidr);
MCFG_DECLARE_LIST_AND_OPTION(cidr6, struct mcfg_cidr6);
MCFG_DECLARE_LIST_AND_OPTION(mac, struct mcfg_mac);
MCFG_DECLARE_LIST_AND_OPTION(duration, uint64_t);
MCFG_DECLARE_LIST_AND_OPTION(size, uint64_t);

#endif
