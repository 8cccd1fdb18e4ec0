/* Opening and closing a disk of a domain, and keeping it. See xen_disk.h. */
#include "xen_disk.h"

#include <errno.h>
#include <mcfg/attached.h>
#include <mcfg/base.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Between two attempts; for requests to end before a suspension. */
#define PAUSE_NS   SEC(1)
#define SUSPEND_NS SEC(3)

/* ---- around a suspension --------------------------------------------------------------------- */

/* With nothing under way nothing must be done again, and no old backend can write late. */
static void suspend(struct xen_suspender *suspender)
{
	struct xen_disk *disk = container_of(suspender, struct xen_disk, suspender);
	uint64_t outer_ns = task_deadline_push(task_now_ns() + SUSPEND_NS);

	disk->is_suspended = true;
	disk->n_holds++;
	xen_disk_wait_idle(disk);
	task_deadline_pop(outer_ns);
}

static void resume(struct xen_suspender *suspender, bool restored)
{
	struct xen_disk *disk = container_of(suspender, struct xen_disk, suspender);

	disk->is_suspended = false;
	disk->n_holds--;
	if (restored) {
		disk->epoch++;
		disk->state = XEN_DISK_AWAY;
		disk->gone_ns = task_now_ns();
		xen_watch_close(&disk->bus.watch); /* it is the old backend's; wakes the keeper */
	}
	if (disk->resumed)
		mcfg_waker_wake(disk->resumed, 0);
	xen_disk_wake(disk);
}

/* ---- keeping --------------------------------------------------------------------------------- */

static int wait_until_resumed(struct xen_disk *disk)
{
	int error = 0;

	while (!error && disk->is_suspended) {
		struct mcfg_waker resumed = { 0 };

		disk->resumed = &resumed;
		error = mcfg_waker_wait(&resumed);
		disk->resumed = NULL;
	}
	return error;
}

/* Has the toolstack made the device anew? Of one that we have left the state is our own. */
static int is_new(struct xen_disk *disk, bool *is)
{
	char path[sizeof "device/vbd/" + 10];
	uint64_t state;
	int error;

	snprintf(path, sizeof path, "device/vbd/%u", (unsigned)disk->number);
	error = xen_store_read_number(NULL, path, "state", XENBUS_RECONFIGURED, &state);
	*is = !error && state == XENBUS_INITIALISING;
	return error == -ENOENT || error == -EINVAL ? 0 : error;
}

static int wait_for_new(struct xen_disk *disk)
{
	bool is;
	int error;

	while (!(error = is_new(disk, &is)) && !is) {
		error = xen_watch_wait(&disk->devices);
		if (error)
			return error;
	}
	return error;
}

static int come_back(struct xen_disk *disk)
{
	int error = wait_for_new(disk);

	if (!error)
		error = xen_disk_connect(disk);
	if (!error)
		return 0;
	xen_disk_disconnect(disk);
	if (error != -ECANCELED && error != -EIO)
		xen_disk_say(disk, MCFG_LOG_WARNING, "it has not come back: %s", strerror(-error));
	return error;
}

/* Until the disk is closed, or the store has broken down. */
static int keep(void *argument)
{
	struct xen_disk *disk = argument;
	int error;

	for (;;) {
		error = xenbus_wait(&disk->bus, XENBUS_GOING, NULL);
		if (error == -ECANCELED || error == -EIO)
			return error;
		error = wait_until_resumed(disk);
		if (error)
			return error;
		xen_disk_say(disk, MCFG_LOG_INFO, "its backend goes");
		xen_disk_disconnect(disk);
		while ((error = come_back(disk))) {
			if (error == -ECANCELED || task_sleep_ns(PAUSE_NS))
				return -ECANCELED;
		}
	}
}

/* ---- opening and closing --------------------------------------------------------------------- */

static uint32_t number_of(const char *name)
{
	uint32_t number = xen_disk_number(name);
	int place = number ? 0 : mcfg_attached_place("disk", name);

	return number || place < 0 ? number : xen_disk_number_of_place((unsigned)place);
}

/* A device as people call it, behind a blank. */
static size_t name_device(char *text, size_t cap, uint32_t number)
{
	return (size_t)snprintf(text, cap, number >> 8 == 202 ? " xvd%c" : " %u",
	                        number >> 8 == 202 ? 'a' + (number >> 4 & 15) : number);
}

/* Which is not there; which are. */
static void say_missing(const struct xen_disk *disk)
{
	struct xenbus_ids ids;
	char missing[16], list[200] = "";
	size_t len = 0;

	if (xenbus_list("vbd", &ids))
		return;
	for (size_t i = 0; i < ids.n && len < sizeof list - sizeof missing; i++)
		len += name_device(list + len, sizeof list - len, ids.ids[i]);
	name_device(missing, sizeof missing, disk->number);
	xen_disk_say(disk, MCFG_LOG_ERROR, "the domain has no virtual disk%s; it has%s", missing,
	             ids.n ? list : " none");
	free(ids.ids);
}

static int start(struct xen_disk *disk)
{
	struct mcfg_task_options options = { .name = disk->name };
	int error = xen_disk_connect(disk);

	if (error == -ENODEV && !disk->bus.frontend)
		say_missing(disk);
	if (!error)
		error = task_spawn(&disk->keeper, &options, keep, disk);
	if (error)
		return error;
	disk->suspender = (struct xen_suspender){ .suspend = suspend, .resume = resume };
	xen_suspender_add(&disk->suspender);
	return 0;
}

int xen_disk_open(struct xen_disk *disk, const char *name)
{
	int error;

	disk->name = name;
	disk->number = number_of(name);
	disk->is_first = true;
	disk->ring.broken = true;
	if (!disk->number) {
		xen_disk_say(disk, MCFG_LOG_ERROR, "there is no virtual disk of that name");
		return -ENODEV;
	}
	error = xen_watch_open(&disk->devices, "device", "vbd");
	if (!error)
		error = start(disk);
	if (error)
		xen_disk_close(disk);
	return error;
}

void xen_disk_close(struct xen_disk *disk)
{
	struct mcfg_shield shield;

	if (disk->keeper) {
		xen_suspender_remove(&disk->suspender);
		task_cancel(disk->keeper);
		task_shield_begin(&shield);
		task_join(&disk->keeper, 1);
		task_shield_end(&shield);
		disk->keeper = NULL;
	}
	disk->return_ns = 0;
	xen_disk_disconnect(disk);
	xen_watch_close(&disk->devices);
}
