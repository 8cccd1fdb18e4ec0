/*
 * The first byte chooses a type, the rest is the text. What is refused is refused at a place within
 * the text; what is read prints as a text that is read as the same value, and then prints the same.
 */
#include <assert.h>
#include <mcfg/value.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_round_trip(enum mcfg_type type, const union mcfg_value *value)
{
	size_t len = mcfg_value_print(type, value, NULL, 0);
	char *text = malloc(len + 1), *twice = malloc(len + 1);
	union mcfg_value again;

	assert(text && twice);
	mcfg_value_print(type, value, text, len + 1);
	assert(strlen(text) == len);
	assert(mcfg_value_parse(type, text, len, &again, NULL) == 0);
	assert(mcfg_value_compare(type, value, &again) == 0);
	assert(mcfg_value_print(type, &again, twice, len + 1) == len);
	assert(strcmp(text, twice) == 0);
	free(text);
	free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mcfg_value_error error = { .at = SIZE_MAX };
	union mcfg_value value;
	enum mcfg_type type;
	size_t len = size - 1;
	char *text;

	if (size == 0)
		return 0;
	type = (enum mcfg_type)(data[0] % MCFG_ENUM);
	text = malloc(len + 1); /* so that a read past the end is seen */
	assert(text);
	memcpy(text, data + 1, len);
	text[len] = '\0';
	if (mcfg_value_parse(type, text, len, &value, &error) == 0)
		check_round_trip(type, &value);
	else
		assert(error.what && error.at <= len && error.len <= len - error.at);
	free(text);
	return 0;
}
