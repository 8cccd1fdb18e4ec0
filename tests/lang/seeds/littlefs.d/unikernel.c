#include <mcfg/console.h>
#include <mcfg/kv_rw.h>
#include <mcfg/random.h>

int unikernel_make_start(struct random *random, struct console *console, struct kv_rw *kv_rw)
{
	(void)random;
	(void)console;
	kv_rw_show(kv_rw, 0);
	return 0;
}
