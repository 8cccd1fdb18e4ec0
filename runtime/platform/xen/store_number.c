/* Numbers in the store's texts. See stores.h. */
#include "stores.h"

static const char digits[] = "0123456789abcdef";

void store_number(char text[STORE_NUMBER], uint32_t number, unsigned base)
{
	char reversed[STORE_NUMBER];
	size_t n = 0, i = 0;

	do
		reversed[n++] = digits[number % base];
	while (number /= base);
	while (n > 0)
		text[i++] = reversed[--n];
	text[i] = '\0';
}

static unsigned digit_of(char c)
{
	unsigned i = 0;

	while (digits[i] && digits[i] != c)
		i++;
	return i;
}

uint32_t store_number_of(const char *text, unsigned base)
{
	uint32_t number = 0;

	for (; digit_of(*text) < base; text++)
		number = number * base + digit_of(*text);
	return number;
}
