#include <mcfg/console.h>
#include <mcfg/kv_ro.h>

int unikernel_main_start(struct console *console, struct kv_ro *kv_ro, struct kv_ro *kv_ro_2)
{
	(void)console;
	kv_ro_show(kv_ro, 0);
	kv_ro_show(kv_ro_2, 0);
	return 0;
}
