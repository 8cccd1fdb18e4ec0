/* Messages at all levels, of two sources: which of their texts the compiler keeps is the test. */
#include <mcfg/log.h>

static MCFG_LOG(app_log, "app");
static MCFG_LOG(net_log, "net.tcp");

void say(int n);

void say(int n)
{
	mcfg_log_error(&app_log, "app error %d", n);
	mcfg_log_warning(&app_log, "app warning %d", n);
	mcfg_log_info(&app_log, "app info %d", n);
	mcfg_log_debug(&app_log, "app debug %d", n);
	mcfg_log_error(&net_log, "net error %d", n);
	mcfg_log_warning(&net_log, "net warning %d", n);
	mcfg_log_info(&net_log, "net info %d", n);
	mcfg_log_debug(&net_log, "net debug %d", n);
}
