/* summary.c - see summary.h. */
#include "trace/summary.h"

#include <stdlib.h>
#include <string.h>

/* ---- tasks ----------------------------------------------------------------------------------- */

static void put_task(struct text *out, const struct traced_task *task)
{
	uint64_t sums[N_DOINGS] = { 0 }, longest = 0;
	size_t turns = 0;

	for (size_t i = 0; i < task->stretches.n; i++) {
		const struct stretch *stretch = &task->stretches.items[i];
		uint64_t ns = stretch->to_ns - stretch->from_ns;

		sums[stretch->doing] += ns;
		turns += stretch->doing == DOING_RUNNING;
		if (stretch->doing == DOING_RUNNING && ns > longest)
			longest = ns;
	}
	text_printf(out, "%5u  ", task->id);
	text_printf(out, "%8s %8s ", history_time(out->arena, sums[DOING_RUNNING]),
	            history_time(out->arena, longest));
	text_printf(out, "%8s %8s %7zu  ", history_time(out->arena, sums[DOING_READY]),
	            history_time(out->arena, sums[DOING_WAITING]), turns);
	text_visible(out, history_name(out->arena, task));
	if (task->ended && task->status != 0)
		text_printf(out, " (ended with %d)", (int)task->status);
	text_putc(out, '\n');
}

/* ---- operations ------------------------------------------------------------------------------ */

struct sum {
	const char *operation, *device;
	uint64_t ns, longest_ns;
	size_t n;
};

static int by_name(const void *left, const void *right)
{
	const struct traced_call *a = left, *b = right;
	int order = strcmp(a->operation, b->operation);

	return order ? order : strcmp(a->device, b->device);
}

static int by_time(const void *left, const void *right)
{
	const struct sum *a = left, *b = right;
	int order = (a->ns < b->ns) - (a->ns > b->ns);

	if (order)
		return order;
	order = strcmp(a->operation, b->operation);
	return order ? order : strcmp(a->device, b->device);
}

typedef VEC(struct traced_call) call_list;
typedef VEC(struct sum) sum_list;

static void add_up(struct arena *arena, const call_list *all, sum_list *sums)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct traced_call *call = &all->items[i];
		uint64_t ns = call->to_ns - call->from_ns;
		struct sum *sum;

		if (i == 0 || by_name(call, call - 1))
			*vec_push(arena, sums) =
			    (struct sum){ .operation = call->operation, .device = call->device };
		sum = &sums->items[sums->n - 1];
		sum->n++;
		sum->ns += ns;
		if (ns > sum->longest_ns)
			sum->longest_ns = ns;
	}
}

static void put_operations(struct text *out, const struct history *history)
{
	call_list all = { 0 };
	sum_list sums = { 0 };

	for (size_t i = 0; i < history->tasks.n; i++)
		for (size_t k = 0; k < history->tasks.items[i].calls.n; k++)
			*vec_push(out->arena, &all) = history->tasks.items[i].calls.items[k];
	if (all.n == 0)
		return;
	qsort(all.items, all.n, sizeof *all.items, by_name);
	add_up(out->arena, &all, &sums);
	qsort(sums.items, sums.n, sizeof *sums.items, by_time);
	text_puts(out, "\n  calls     took  longest  operation of device\n");
	for (size_t i = 0; i < sums.n; i++) {
		const struct sum *sum = &sums.items[i];

		text_printf(out, "%7zu %8s %8s  ", sum->n, history_time(out->arena, sum->ns),
		            history_time(out->arena, sum->longest_ns));
		text_visible(out, sum->operation);
		if (*sum->device) {
			text_puts(out, " of ");
			text_visible(out, sum->device);
		}
		text_putc(out, '\n');
	}
}

void summary_print(struct text *out, const struct history *history)
{
	const struct trace *trace = history->trace;
	uint64_t busy = 0, all = history->end_ns - history->begin_ns;

	text_visible(out, trace->image);
	text_printf(out, ": %zu events in %s", trace->events.n, history_time(out->arena, all));
	if (trace->n_lost)
		text_printf(out, ", after %llu that are lost", (unsigned long long)trace->n_lost);
	for (size_t i = 0; i < history->busy.n; i++)
		busy += history->busy.items[i].to_ns - history->busy.items[i].from_ns;
	text_printf(out, "; busy %.1f %% of the time\n\n",
	            all ? 100 * (double)busy / (double)all : 0.0);
	text_puts(out, " task       ran  longest    ready    waits   turns  name\n");
	for (size_t i = 0; i < history->tasks.n; i++)
		put_task(out, &history->tasks.items[i]);
	put_operations(out, history);
}
