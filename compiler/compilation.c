#include "compilation.h"

#include <pthread.h>

void compilation_init(struct compilation *c)
{
	*c = (struct compilation){ 0 };
	arena_init(&c->arena);
	intern_init(&c->names, &c->arena);
	sources_init(&c->sources, &c->arena);
	diags_init(&c->diags, &c->arena, &c->sources);
	graph_init(&c->graph, &c->arena);
	c->files_end = &c->files;
}

void compilation_fini(struct compilation *c)
{
	arena_fini(&c->arena);
}

/* What a leaf of the recursion may still need: printf, qsort, the allocator. */
enum { RESERVE_BYTES = 256 << 10 };

bool compilation_too_deep(const struct compilation *c)
{
	return c->stack_limit && (const char *)__builtin_frame_address(0) < c->stack_limit;
}

struct run {
	struct compilation *c;
	size_t stack_bytes;
	int (*run)(void *context);
	void *context;
	int result;
};

static void *run_on_thread(void *argument)
{
	struct run *run = argument;

	run->c->stack_limit =
	    (const char *)__builtin_frame_address(0) - run->stack_bytes + RESERVE_BYTES;
	run->result = run->run(run->context);
	run->c->stack_limit = NULL;
	return NULL;
}

int compilation_on_large_stack(struct compilation *c, size_t stack_bytes, int (*run)(void *context),
                               void *context)
{
	struct run r = { c, stack_bytes, run, context, 0 };
	pthread_attr_t attributes;
	pthread_t thread;
	int error;

	error = pthread_attr_init(&attributes);
	if (!error) {
		error = pthread_attr_setstacksize(&attributes, stack_bytes);
		if (!error)
			error = pthread_create(&thread, &attributes, run_on_thread, &r);
		pthread_attr_destroy(&attributes);
	}
	if (error)
		return run(context);
	pthread_join(thread, NULL);
	return r.result;
}
