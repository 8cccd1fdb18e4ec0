/*
 * Random programs of tasks that sleep, yield, cancel and wait for each other, in virtual time,
 * against a model of them: each operation must end in the same order, at the same time and with the
 * same result. A failure prints the seed; MCFG_SEED=SEED runs that one program.
 */
#include "platform/virtual/time.c"

#include "sched.h"

#include <errno.h>
#include <mcfg/channel.h>
#include <mcfg/image.h>
#include <mcfg/sync.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

enum { N_TASKS = 9, N_STEPS = 40, N_THINGS = 2, ROOM = 2, N_PROGRAMS = 150 };

enum kind { SLEEP, YIELD, LOCK, UNLOCK, TAKE, POST, SEND, RECEIVE, CANCEL, N_KINDS };

/* One operation. Points in time are all different, so that no order is left to chance. */
struct step {
	enum kind kind;
	unsigned which;       /* mutex, semaphore, channel, or task to cancel */
	uint64_t wait_ns;     /* what the deadline is from now on, but for its lowest digits */
	uint64_t duration_ns; /* of a sleep, in the same way */
	unsigned id;
};

static struct step program[N_TASKS][N_STEPS];

/* What was seen, or is foreseen: `step` of `task` ended at `at_ns` with `result`. */
struct event {
	unsigned task, step;
	uint64_t at_ns;
	int result;
};

struct history {
	struct event events[N_TASKS * N_STEPS];
	size_t n;
};

static struct history seen, foreseen;

static void record(struct history *history, unsigned task, unsigned step, uint64_t at_ns,
                   int result)
{
	history->events[history->n++] = (struct event){ task, step, at_ns, result };
}

static uint64_t point_in_time(uint64_t from_ns, uint64_t distance_ns, unsigned id)
{
	return ((from_ns + distance_ns) / 4096 + 1) * 4096 + id;
}

/* ---- programs -------------------------------------------------------------------------------- */

static uint64_t random_state;

static unsigned below(unsigned n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (unsigned)((random_state >> 16) % n);
}

static void write_program(uint64_t seed)
{
	unsigned id = 1;

	random_state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	for (unsigned task = 0; task < N_TASKS; task++)
		for (unsigned i = 0; i < N_STEPS; i++) {
			struct step *step = &program[task][i];

			step->kind = (enum kind)below(N_KINDS);
			if (step->kind == CANCEL && below(4) != 0)
				step->kind = YIELD;
			step->which = below(step->kind == CANCEL ? N_TASKS : N_THINGS);
			step->wait_ns = MSEC(below(50));
			step->duration_ns = MSEC(below(30));
			step->id = id;
			id += 2;
		}
	_Static_assert(2 * N_TASKS * N_STEPS < 4096, "ids are lowest digits");
}

/* ---- the programs as tasks ------------------------------------------------------------------- */

static struct {
	struct mcfg_task *tasks[N_TASKS];
	struct mcfg_mutex mutexes[N_THINGS];
	struct mcfg_semaphore semaphores[N_THINGS];
	struct mcfg_channel channels[N_THINGS];
	unsigned items[N_THINGS][ROOM];
} real;

static int receive(struct mcfg_channel *from)
{
	unsigned item;
	int error = mcfg_channel_receive(from, &item);

	return error ? error : (int)item;
}

static int do_step(const struct step *step)
{
	struct mcfg_mutex *mutex = &real.mutexes[step->which % N_THINGS];

	switch (step->kind) {
	case SLEEP:
		return task_sleep_until_ns(
		    point_in_time(task_now_ns(), step->duration_ns, step->id + 1));
	case YIELD: return task_yield();
	case LOCK: return mutex->owner == task_self() ? 1 : mcfg_mutex_lock(mutex);
	case UNLOCK:
		if (mutex->owner != task_self())
			return 1;
		mcfg_mutex_unlock(mutex);
		return 0;
	case TAKE: return mcfg_semaphore_wait(&real.semaphores[step->which]);
	case POST: mcfg_semaphore_post(&real.semaphores[step->which]); return 0;
	case SEND: return mcfg_channel_send(&real.channels[step->which], &step->id);
	case RECEIVE: return receive(&real.channels[step->which]);
	case CANCEL: task_cancel(real.tasks[step->which]); return 0;
	case N_KINDS: break;
	}
	return -EINVAL;
}

static int run_script(void *argument)
{
	const struct step *steps = argument;
	unsigned task = (unsigned)((struct step(*)[N_STEPS])argument - program);

	for (unsigned i = 0; i < N_STEPS; i++) {
		uint64_t at_ns = point_in_time(task_now_ns(), steps[i].wait_ns, steps[i].id);
		uint64_t outer_ns = task_deadline_push(at_ns);
		int result = do_step(&steps[i]);

		task_deadline_pop(outer_ns);
		record(&seen, task, i, task_now_ns(), result);
	}
	return 0;
}

static void run_program(void)
{
	memset(&real, 0, sizeof real);
	for (unsigned i = 0; i < N_THINGS; i++)
		mcfg_channel_init(&real.channels[i], real.items[i], sizeof **real.items, i * ROOM);
	for (unsigned i = 0; i < N_TASKS; i++)
		assert_int_equal(task_spawn(&real.tasks[i], NULL, run_script, program[i]), 0);
	task_join(real.tasks, N_TASKS);
}

/* ---- the model: all by searching, nothing by pointers ---------------------------------------- */

enum phase { RUNNABLE, WAITING, OVER };

static struct actor {
	enum phase phase;
	unsigned step;
	bool begun; /* in the middle of the step: its result is known when it runs */
	bool cancelled;
	int result;
	uint64_t
	    turn; /* among the runnable, or those that wait for one thing: the lowest is first */
	uint64_t due_ns; /* when its wait ends by itself, with due_result */
	int due_result;
} actors[N_TASKS];

static struct {
	uint64_t now_ns, turns;
	int owner[N_THINGS]; /* -1: none */
	unsigned n[N_THINGS];
	unsigned items[N_THINGS][ROOM];
	unsigned n_items[N_THINGS];
} model;

static const struct step *step_of(const struct actor *actor)
{
	return &program[actor - actors][actor->step];
}

static void make_runnable(struct actor *actor, int result)
{
	actor->phase = RUNNABLE;
	actor->turn = ++model.turns;
	actor->result = result;
}

/* The one that waits in such a step for this thing longest, or null. */
static struct actor *waits_longest(enum kind kind, unsigned which)
{
	struct actor *first = NULL;

	for (struct actor *actor = actors; actor < actors + N_TASKS; actor++)
		if (actor->phase == WAITING && step_of(actor)->kind == kind &&
		    step_of(actor)->which == which && (!first || actor->turn < first->turn))
			first = actor;
	return first;
}

/* The step cannot end now. */
static bool waits(struct actor *actor)
{
	const struct step *step = step_of(actor);
	uint64_t deadline_ns = point_in_time(model.now_ns, step->wait_ns, step->id);
	uint64_t at_ns = point_in_time(model.now_ns, step->duration_ns, step->id + 1);
	bool wakes = step->kind == SLEEP && at_ns <= deadline_ns;

	if (actor->cancelled) {
		make_runnable(actor, -ECANCELED);
		return true;
	}
	actor->phase = WAITING;
	actor->turn = ++model.turns;
	actor->due_ns = wakes ? at_ns : deadline_ns;
	actor->due_result = wakes ? 0 : -ETIMEDOUT;
	return true;
}

static bool unlock(struct actor *actor, unsigned which)
{
	struct actor *next = waits_longest(LOCK, which);

	actor->result = model.owner[which] != actor - actors;
	if (actor->result == 0) {
		model.owner[which] = next ? (int)(next - actors) : -1;
		if (next)
			make_runnable(next, 0);
	}
	return false;
}

static bool send(struct actor *actor, unsigned which, unsigned id)
{
	struct actor *receiver = waits_longest(RECEIVE, which);

	if (receiver)
		make_runnable(receiver, (int)id);
	else if (model.n_items[which] < which * ROOM)
		model.items[which][model.n_items[which]++] = id;
	else
		return waits(actor);
	return false;
}

static bool receive_item(struct actor *actor, unsigned which)
{
	struct actor *sender = waits_longest(SEND, which);
	unsigned id = sender ? step_of(sender)->id : 0;

	if (model.n_items[which] > 0) {
		unsigned *items = model.items[which];

		actor->result = (int)items[0];
		memmove(items, items + 1, (ROOM - 1) * sizeof *items);
		if (sender)
			items[model.n_items[which] - 1] = id;
		else
			model.n_items[which]--;
	} else if (sender) {
		actor->result = (int)id;
	} else {
		return waits(actor);
	}
	if (sender)
		make_runnable(sender, 0);
	return false;
}

static bool cancel(struct actor *actor, struct actor *other)
{
	(void)actor;
	if (other->phase != OVER)
		other->cancelled = true;
	if (other->phase == WAITING)
		make_runnable(other, -ECANCELED);
	return false;
}

/* Begins a step. Does it wait? If not, actor->result is how it ended. */
static bool begin_step(struct actor *actor)
{
	const struct step *step = step_of(actor);
	unsigned which = step->which;

	actor->result = 0;
	switch (step->kind) {
	case SLEEP: return waits(actor);
	case YIELD: make_runnable(actor, 0); return true;
	case LOCK:
		actor->result = model.owner[which] == actor - actors;
		if (model.owner[which] >= 0 && actor->result == 0)
			return waits(actor);
		model.owner[which] = (int)(actor - actors);
		return false;
	case UNLOCK: return unlock(actor, which);
	case TAKE: return model.n[which] > 0 ? model.n[which]--, false : waits(actor);
	case POST:
		if (waits_longest(TAKE, which))
			make_runnable(waits_longest(TAKE, which), 0);
		else
			model.n[which]++;
		return false;
	case SEND: return send(actor, which, step->id);
	case RECEIVE: return receive_item(actor, which);
	case CANCEL: return cancel(actor, &actors[which]);
	case N_KINDS: break;
	}
	return false;
}

/* Runs one task until it waits. */
static void act(struct actor *actor)
{
	for (; actor->step < N_STEPS; actor->step++) {
		if (!actor->begun && begin_step(actor)) {
			actor->begun = true;
			return;
		}
		if (actor->begun && step_of(actor)->kind == YIELD)
			actor->result = actor->cancelled ? -ECANCELED : 0;
		actor->begun = false;
		record(&foreseen, (unsigned)(actor - actors), actor->step, model.now_ns,
		       actor->result);
	}
	actor->phase = OVER;
}

static struct actor *first_runnable(void)
{
	struct actor *first = NULL;

	for (struct actor *actor = actors; actor < actors + N_TASKS; actor++)
		if (actor->phase == RUNNABLE && (!first || actor->turn < first->turn))
			first = actor;
	return first;
}

static struct actor *first_due(void)
{
	struct actor *first = NULL;

	for (struct actor *actor = actors; actor < actors + N_TASKS; actor++)
		if (actor->phase == WAITING && (!first || actor->due_ns < first->due_ns))
			first = actor;
	return first;
}

static void foresee(uint64_t begin_ns)
{
	struct actor *actor;

	memset(&model, 0, sizeof model);
	memset(actors, 0, sizeof actors);
	model.now_ns = begin_ns;
	for (unsigned i = 0; i < N_THINGS; i++)
		model.owner[i] = -1;
	for (unsigned i = 0; i < N_TASKS; i++)
		make_runnable(&actors[i], 0);
	for (;;) {
		while ((actor = first_runnable()))
			act(actor);
		actor = first_due();
		if (!actor)
			return;
		model.now_ns = actor->due_ns;
		make_runnable(actor, actor->due_result);
	}
}

/* ---- comparing ------------------------------------------------------------------------------- */

static void compare(uint64_t seed)
{
	for (size_t i = 0; i < foreseen.n; i++) {
		const struct event *a = &foreseen.events[i], *b = &seen.events[i];

		if (a->task != b->task || a->step != b->step || a->at_ns != b->at_ns ||
		    a->result != b->result)
			fail_msg("MCFG_SEED=%llu: event %zu: task %u step %u (kind %d) with %d at "
			         "%llu foreseen, task %u step %u with %d at %llu seen",
			         (unsigned long long)seed, i, a->task, a->step,
			         (int)program[a->task][a->step].kind, a->result,
			         (unsigned long long)a->at_ns, b->task, b->step, b->result,
			         (unsigned long long)b->at_ns);
	}
}

static void random_programs_do_as_the_model(void **state)
{
	const char *only = getenv("MCFG_SEED");
	uint64_t first = only ? strtoull(only, NULL, 0) : 1;

	(void)state;
	for (uint64_t seed = first; seed < first + (only ? 1 : N_PROGRAMS); seed++) {
		seen.n = foreseen.n = 0;
		write_program(seed);
		foresee(task_now_ns());
		run_program();
		assert_int_equal(seen.n, (size_t)N_TASKS * N_STEPS);
		compare(seed);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(random_programs_do_as_the_model) };

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
