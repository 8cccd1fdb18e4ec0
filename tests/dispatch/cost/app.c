#include <mcfg/keys.h>
#include <mcfg/sink.h>

int app_main_start(struct sink *sink)
{
	for (int64_t i = 0; i < key_n(); i++)
		if (sink_put(sink, (int)(i & 1)))
			return 1;
	return 0;
}
