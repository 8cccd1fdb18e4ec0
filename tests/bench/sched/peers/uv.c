/* libuv: N timers that go off after 0.5 to 1.5 s. Prints as ours.c does. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <uv.h>

static size_t n_fired;

static void fired(uv_timer_t *timer)
{
	(void)timer;
	n_fired++;
}

int main(int argc, char **argv)
{
	size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
	uv_loop_t *loop = uv_default_loop();
	uint64_t begin_ns = uv_hrtime(), made_ns;
	uv_timer_t *timers = malloc(n * sizeof *timers);
	struct rusage usage;

	if (!timers)
		return 1;
	for (size_t i = 0; i < n; i++) {
		uv_timer_init(loop, &timers[i]);
		uv_timer_start(&timers[i], fired, 500 + (uint64_t)rand() % 1000, 0);
	}
	made_ns = uv_hrtime();
	uv_run(loop, UV_RUN_DEFAULT);
	getrusage(RUSAGE_SELF, &usage);
	printf("%.1f %.3f %.0f\n", (double)(made_ns - begin_ns) / (double)n,
	       (double)(uv_hrtime() - begin_ns) / 1e9, (double)usage.ru_maxrss * 1024 / (double)n);
	return n_fired == n ? 0 : 1;
}
