#include <mcfg/http.h>
#include <mcfg/kv_ro.h>
#include <mcfg/pclock.h>

int dispatch_https_start(struct pclock *pclock, struct kv_ro *kv_ro, struct kv_ro *kv_ro_2,
                         struct http *http)
{
	(void)pclock;
	kv_ro_show(kv_ro, 0);
	kv_ro_show(kv_ro_2, 0);
	http_show(http, 0);
	return 0;
}
