#include <mcfg/kv_ro.h>

int unikernel_main_start(struct kv_ro *kv_ro)
{
	kv_ro_show(kv_ro, 0);
	return 0;
}
