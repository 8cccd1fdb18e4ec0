#include <mcfg/console.h>
#include <mcfg/http.h>
#include <mcfg/kv_ro.h>

int dispatch_main_start(struct console *console, struct kv_ro *kv_ro, struct http *http)
{
	(void)console;
	kv_ro_show(kv_ro, 0);
	http_show(http, 0);
	return 0;
}
