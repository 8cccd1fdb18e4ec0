/* Says 16 random bytes. */
#include <mcfg/console.h>
#include <mcfg/random.h>

int entropy_main_start(struct console *console, struct random *random)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[16];
	char text[2 * sizeof bytes + 1];
	int error = random_bytes(random, bytes, sizeof bytes);

	for (unsigned i = 0; i < sizeof bytes; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	text[sizeof text - 1] = '\n';
	return error ? error : console_write(console, text, sizeof text);
}
