#include "base/utf8.h"

static int is_tail(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

size_t utf8_length(const char *bytes, size_t len)
{
	const unsigned char *b = (const unsigned char *)bytes;

	if (!len)
		return 0;
	if (b[0] < 0x80)
		return 1;
	if (b[0] >= 0xc2 && b[0] <= 0xdf)
		return len >= 2 && is_tail(b[1]) ? 2 : 0;
	if ((b[0] & 0xf0) == 0xe0) {
		if (len < 3 || !is_tail(b[1]) || !is_tail(b[2]))
			return 0;
		if ((b[0] == 0xe0 && b[1] < 0xa0) || (b[0] == 0xed && b[1] > 0x9f))
			return 0;
		return 3;
	}
	if (b[0] >= 0xf0 && b[0] <= 0xf4) {
		if (len < 4 || !is_tail(b[1]) || !is_tail(b[2]) || !is_tail(b[3]))
			return 0;
		if ((b[0] == 0xf0 && b[1] < 0x90) || (b[0] == 0xf4 && b[1] > 0x8f))
			return 0;
		return 4;
	}
	return 0;
}

uint32_t utf8_decode(const char *bytes, size_t len)
{
	const unsigned char *b = (const unsigned char *)bytes;

	switch (len) {
	case 2: return (b[0] & 0x1fu) << 6 | (b[1] & 0x3fu);
	case 3: return (b[0] & 0x0fu) << 12 | (b[1] & 0x3fu) << 6 | (b[2] & 0x3fu);
	case 4:
		return (b[0] & 0x07u) << 18 | (b[1] & 0x3fu) << 12 | (b[2] & 0x3fu) << 6 |
		       (b[3] & 0x3fu);
	default: return b[0];
	}
}

struct range {
	uint32_t first, last;
};

/* Marks that stand on the character before them. Source: UnicodeData.txt, categories Mn, Me, Cf. */
static const struct range combining[] = {
	{ 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd }, { 0x0610, 0x061a },
	{ 0x064b, 0x065f }, { 0x06d6, 0x06dc }, { 0x0900, 0x0902 }, { 0x093c, 0x093c },
	{ 0x0e31, 0x0e31 }, { 0x0e34, 0x0e3a }, { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff },
	{ 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x206f }, { 0x20d0, 0x20ff },
	{ 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff }, { 0xe0100, 0xe01ef },
};

/* Characters of two columns. Source: EastAsianWidth.txt, classes W and F. */
static const struct range wide[] = {
	{ 0x1100, 0x115f },   { 0x2e80, 0x303e },   { 0x3041, 0x33ff },   { 0x3400, 0x4dbf },
	{ 0x4e00, 0x9fff },   { 0xa000, 0xa4cf },   { 0xa960, 0xa97f },   { 0xac00, 0xd7a3 },
	{ 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },   { 0xff00, 0xff60 },   { 0xffe0, 0xffe6 },
	{ 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
};

static int in(const struct range *ranges, size_t n, uint32_t character)
{
	for (size_t i = 0; i < n; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return 1;
	return 0;
}

unsigned utf8_columns(uint32_t character)
{
	if (in(combining, sizeof combining / sizeof *combining, character))
		return 0;
	return in(wide, sizeof wide / sizeof *wide, character) ? 2 : 1;
}

int utf8_is_visible(uint32_t character)
{
	if (character < 0x20 || (character >= 0x7f && character < 0xa0))
		return 0;
	return !(character >= 0x202a && character <= 0x202e) &&
	       !(character >= 0x2066 && character <= 0x2069);
}
