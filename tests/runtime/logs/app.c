#include <mcfg/console.h>
#include <mcfg/log.h>

static MCFG_LOG(app_log, "app");
static MCFG_LOG(net_log, "net.tcp");

int app_main_start(struct console *console)
{
	mcfg_log_debug(&app_log, "a debug message of the app, %d", 1);
	mcfg_log_info(&app_log, "an info message of the app, %d", 2);
	mcfg_log_warning(&app_log, "a warning of the app, %d", 3);
	mcfg_log_debug(&net_log, "a debug message of the net, %d", 4);
	return console_write(console, "done\n", 5);
}
