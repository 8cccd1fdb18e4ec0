/* What belongs to one task: its own data, and what is done when it ends. See <mcfg/local.h>. */
#include <mcfg/local.h>

#include "sched.h"

#include <errno.h>
#include <mcfg/assert.h>
#include <stdlib.h>

/* ---- data ------------------------------------------------------------------------------------ */

/* One value of one task. */
struct mcfg_local_value {
	struct mcfg_local_value *next;
	const struct mcfg_local *local;
	void *value;
};

static struct mcfg_local_value *find(const struct mcfg_local *local)
{
	struct mcfg_local_value *at = mcfg_sched_self()->locals;

	while (at && at->local != local)
		at = at->next;
	return at;
}

void *task_local_get(const struct mcfg_local *local)
{
	const struct mcfg_local_value *found = find(local);

	return found ? found->value : NULL;
}

int task_local_set(const struct mcfg_local *local, void *value)
{
	struct mcfg_task *self = mcfg_sched_self();
	struct mcfg_local_value *found = find(local);

	if (!found) {
		found = malloc(sizeof *found);
		if (!found)
			return -ENOMEM;
		*found = (struct mcfg_local_value){ .next = self->locals, .local = local };
		self->locals = found;
	}
	found->value = value;
	return 0;
}

static void drop_locals(struct mcfg_task *self)
{
	while (self->locals) {
		struct mcfg_local_value *last = self->locals;

		self->locals = last->next;
		if (last->local->drop && last->value)
			last->local->drop(last->value);
		free(last);
	}
}

/* ---- cleanup --------------------------------------------------------------------------------- */

void task_cleanup_push(struct mcfg_cleanup *cleanup, void (*run)(void *argument), void *argument)
{
	struct mcfg_task *self = mcfg_sched_self();

	*cleanup = (struct mcfg_cleanup){ .before = self->cleanups, .run = run, argument };
	self->cleanups = cleanup;
}

void task_cleanup_pop(struct mcfg_cleanup *cleanup, bool run)
{
	struct mcfg_task *self = mcfg_sched_self();

	mcfg_assert(self->cleanups == cleanup);
	self->cleanups = cleanup->before;
	if (run)
		cleanup->run(cleanup->argument);
}

void mcfg_local_end(void)
{
	struct mcfg_task *self = mcfg_sched_self();

	while (self->cleanups)
		task_cleanup_pop(self->cleanups, true);
	drop_locals(self);
}
