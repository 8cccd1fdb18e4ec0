/* What the toolstack asks: a node that is watched. See control.h. */
#include "control.h"

#include "../../report.h"
#include "xen_arch.h"

#include <mcfg/platform.h>
#include <mcfg/xen/store.h>
#include <stdlib.h>
#include <string.h>

static bool reboots;

bool xen_control_reboots(void)
{
	return reboots;
}

/* Reads what is asked, and says that it was read, by clearing it. */
static int take_request(const struct xen_tx *tx, void *argument)
{
	char **request = argument;
	int error;

	free(*request);
	*request = NULL;
	error = xen_store_read(tx, "control", "shutdown", request, NULL);
	if (!error && **request)
		error = xen_store_write(tx, "control", "shutdown", "");
	return error;
}

static void obey(const char *request)
{
	if (!strcmp(request, "poweroff") || !strcmp(request, "halt")) {
		mcfg_stop_image(0);
	} else if (!strcmp(request, "reboot")) {
		reboots = true;
		mcfg_stop_image(0);
	} else if (xen_arch_suspends() && !strcmp(request, "suspend")) {
		xen_suspend();
	} else if (*request) {
		mcfg_say("the toolstack asks for %.20s, which is not known here", request);
	}
}

/* So that the toolstack need not guess. It may not be ours to write: then it guesses. */
static void say_what_we_can(void)
{
	xen_store_write(NULL, "control", "feature-poweroff", "1");
	xen_store_write(NULL, "control", "feature-reboot", "1");
	if (xen_arch_suspends())
		xen_store_write(NULL, "control", "feature-suspend", "1");
}

static __attribute__((cold)) int listen(void *argument)
{
	struct xen_watch watch = { 0 };
	int error = xen_watch_open(&watch, "control", "shutdown");

	(void)argument;
	if (error)
		return error;
	say_what_we_can();
	while (!(error = xen_watch_wait(&watch))) {
		char *request = NULL;

		if (!xen_transact(take_request, &request))
			obey(request);
		free(request);
	}
	xen_watch_close(&watch);
	return error;
}

void xen_control_start(void)
{
	struct mcfg_task_options options = { .name = "control" };
	struct mcfg_task *task;

	if (!xen_store_present())
		return;
	if (task_spawn(&task, &options, listen, NULL))
		mcfg_say("no memory to listen to the toolstack");
	else
		task_detach(task);
}
