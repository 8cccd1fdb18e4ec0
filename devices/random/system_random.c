/* The machine's random generator. */
#include <mcfg/platform.h>
#include <mcfg/random.h>

int system_random_bytes(struct random *self, void *data, size_t len)
{
	(void)self;
	return mcfg_platform_entropy(data, len);
}
