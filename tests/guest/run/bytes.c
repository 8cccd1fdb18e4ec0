/* Reads its input to the end: is it 0, 1 ... 255 over and over? */
#include <mcfg/console.h>

#include <stdio.h>

int bytes_main_start(struct console *console)
{
	unsigned char data[100];
	ssize_t got;
	size_t n = 0;

	while ((got = console_read(console, data, sizeof data)) > 0)
		for (ssize_t i = 0; i < got; i++, n++)
			if (data[i] != n % 256) {
				printf("byte %zu is %d\n", n, data[i]);
				return 9;
			}
	printf("%zu bytes, and then %zd\n", n, console_read(console, data, sizeof data));
	return 0;
}
