/* Entropy of a Unix process: the kernel's. See <mcfg/platform.h>. */
#include <errno.h>
#include <mcfg/platform.h>
#include <sys/random.h>

int mcfg_platform_entropy(void *data, size_t len)
{
	char *at = data;

	while (len > 0) {
		ssize_t n = getrandom(at, len, 0);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0) {
			at += n;
			len -= (size_t)n;
		}
	}
	return 0;
}
