/* Frontends and their backends. See <mcfg/xen/xenbus.h>. */
#include <mcfg/xen/xenbus.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Domains have numbers below this. */
#define DOMAINS 0x7ff0

/* How long a backend may take to go. */
#define CLOSE_NS SEC(5)

/* ---- which devices there are ----------------------------------------------------------------- */

static bool is_number(const char *name, uint32_t *number)
{
	char *end;
	unsigned long n;

	if (*name < '0' || *name > '9')
		return false;
	errno = 0;
	n = strtoul(name, &end, 10);
	*number = (uint32_t)n;
	return !*end && !errno && n <= UINT32_MAX;
}

int xenbus_list(const char *kind, struct xenbus_ids *ids)
{
	struct xen_list list;
	int error = xen_store_list(NULL, "device", kind, &list);

	*ids = (struct xenbus_ids){ 0 };
	if (error)
		return error == -ENOENT ? 0 : error;
	ids->ids = malloc((list.n + 1) * sizeof *ids->ids);
	for (size_t i = 0; ids->ids && i < list.n; i++)
		if (is_number(list.names[i], &ids->ids[ids->n]))
			ids->n++;
	xen_list_fini(&list);
	return ids->ids ? 0 : -ENOMEM;
}

/* ---- opening and closing --------------------------------------------------------------------- */

/* What the toolstack wrote for us. -ENOENT: nothing. */
static int find_backend(struct xenbus *bus)
{
	uint64_t domain;
	int error = xen_store_read(NULL, bus->frontend, "backend", &bus->backend, NULL);

	if (error)
		return error;
	if (!*bus->backend)
		return -ENOENT;
	error = xen_store_read_number(NULL, bus->frontend, "backend-id", DOMAINS - 1, &domain);
	if (error == -EINVAL || error == -ENOENT)
		return -EPROTO;
	if (!error)
		bus->domain = (uint16_t)domain;
	return error;
}

static void leave_backend(struct xenbus *bus)
{
	xen_watch_close(&bus->watch);
	free(bus->backend);
	bus->backend = NULL;
}

static void release(struct xenbus *bus)
{
	leave_backend(bus);
	free(bus->frontend);
	bus->frontend = NULL;
}

static int meet_backend(struct xenbus *bus)
{
	int error = find_backend(bus);

	if (!error)
		error = xen_watch_open(&bus->watch, bus->backend, "state");
	return error;
}

int xenbus_open(struct xenbus *bus, const char *kind, uint32_t id)
{
	size_t bytes = strlen(kind) + sizeof "device//4294967295";
	int error;

	bus->frontend = malloc(bytes);
	if (!bus->frontend)
		return -ENOMEM;
	snprintf(bus->frontend, bytes, "device/%s/%u", kind, id);
	error = meet_backend(bus);
	if (error)
		release(bus);
	return error;
}

int xenbus_reopen(struct xenbus *bus)
{
	leave_backend(bus);
	return meet_backend(bus);
}

/* One that the toolstack has put in its place already has begun anew. */
static int say_goodbye(struct xenbus *bus)
{
	unsigned gone = XENBUS_IN(XENBUS_CLOSED) | XENBUS_IN(XENBUS_UNKNOWN) |
	                XENBUS_IN(XENBUS_INITIALISING) | XENBUS_IN(XENBUS_INIT_WAIT);
	int error = xenbus_set_state(bus, XENBUS_CLOSING);

	if (!error)
		error = xenbus_wait(bus, XENBUS_GOING, NULL);
	if (!error)
		error = xenbus_set_state(bus, XENBUS_CLOSED);
	if (!error)
		error = xenbus_wait(bus, gone, NULL);
	return error;
}

/* A deadline of the task's own does not count, nor that it was cancelled: the child has neither. */
static int close_in_time(void *argument)
{
	uint64_t outer_ns = task_deadline_push(task_now_ns() + CLOSE_NS);
	int error = say_goodbye(argument);

	task_deadline_pop(outer_ns);
	return error;
}

static int run_to_the_end(int (*run)(void *argument), void *argument)
{
	struct mcfg_task_options options = { .name = "xenbus close" };
	struct mcfg_shield shield;
	struct mcfg_task *task;
	int error;

	task_shield_begin(&shield);
	error = task_spawn(&task, &options, run, argument);
	if (!error)
		error = task_join(&task, 1);
	task_shield_end(&shield);
	return error;
}

int xenbus_close(struct xenbus *bus)
{
	int error;

	if (!bus->frontend)
		return 0;
	error = run_to_the_end(close_in_time, bus);
	release(bus);
	return error;
}

void xenbus_forget(struct xenbus *bus)
{
	if (bus->frontend)
		release(bus);
}

/* ---- states ---------------------------------------------------------------------------------- */

int xenbus_set_state(struct xenbus *bus, enum xenbus_state state)
{
	return xen_store_print(NULL, bus->frontend, "state", "%d", (int)state);
}

struct publication {
	struct xenbus *bus;
	enum xenbus_state state;
	int (*write)(const struct xen_tx *tx, const struct xenbus *bus, void *argument);
	void *argument;
};

static int write_publication(const struct xen_tx *tx, void *argument)
{
	const struct publication *publication = argument;
	const struct xenbus *bus = publication->bus;
	int error = 0;

	if (publication->write)
		error = publication->write(tx, bus, publication->argument);
	if (!error)
		error = xen_store_print(tx, bus->frontend, "state", "%d", (int)publication->state);
	return error;
}

int xenbus_publish(struct xenbus *bus, enum xenbus_state state,
                   int (*write)(const struct xen_tx *tx, const struct xenbus *bus, void *argument),
                   void *argument)
{
	struct publication publication = { bus, state, write, argument };

	return xen_transact(write_publication, &publication);
}

int xenbus_backend_state(struct xenbus *bus, enum xenbus_state *state)
{
	uint64_t number;
	int error =
	    xen_store_read_number(NULL, bus->backend, "state", XENBUS_RECONFIGURED, &number);

	if (error == -ENOENT || error == -EINVAL)
		number = XENBUS_UNKNOWN;
	else if (error)
		return error;
	*state = (enum xenbus_state)number;
	return 0;
}

int xenbus_wait(struct xenbus *bus, unsigned states, enum xenbus_state *state)
{
	enum xenbus_state now;
	int error;

	while (!(error = xenbus_backend_state(bus, &now)) && !(states & XENBUS_IN(now))) {
		if ((XENBUS_GOING & XENBUS_IN(now)) && !(XENBUS_GOING & states))
			return -ENODEV;
		error = xen_watch_wait(&bus->watch);
		if (error)
			return error;
	}
	if (!error && state)
		*state = now;
	return error;
}
