#include <mcfg/keys.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int by_value(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void sort(void)
{
	double numbers[] = { 3.25, -1e10, 0.1, 1e-3, 2 };

	qsort(numbers, sizeof numbers / sizeof *numbers, sizeof *numbers, by_value);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		printf("%g ", numbers[i]);
	printf("\n");
}

static void tell_time(void)
{
	time_t day = 951782400;
	char text[32];
	struct tm date;

	strftime(text, sizeof text, "%Y-%m-%d %a", gmtime_r(&day, &date));
	printf("%s\n", text);
}

/* All of it is written to, moved to a larger place, and given back. */
static int take(size_t bytes)
{
	char *block = malloc(bytes), *larger;

	if (!block)
		return printf("no memory\n"), 1;
	memset(block, 'm', bytes);
	larger = realloc(block, bytes + bytes / 8);
	if (!larger)
		return printf("no memory to grow\n"), 1;
	printf("%zu MiB, the last of it is %c\n", bytes >> 20, larger[bytes - 1]);
	free(larger);
	return 0;
}

int libc_main_start(void)
{
	printf("%.15f %a %s\n", 3.14159265358979, strtod("0.1", NULL), strerror(2));
	sort();
	tell_time();
	return take(key_most_bytes());
}
