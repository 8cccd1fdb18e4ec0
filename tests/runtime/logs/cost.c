/* Calls one of two functions N times: with a message that nobody watches, and without it. */
#include <mcfg/log.h>
#include <stdlib.h>
#include <string.h>

static MCFG_LOG(cost_log, "cost");

static volatile int sink;

static __attribute__((noinline)) void without(int n)
{
	sink = n;
}

static __attribute__((noinline)) void with(int n)
{
	mcfg_log_debug(&cost_log, "%d of %d", n, sink);
	sink = n;
}

int mcfg_log_configure(const char *text, struct mcfg_value_error *error)
{
	(void)text, (void)error;
	abort();
}

void mcfg_log_message(const struct mcfg_log *log, enum mcfg_log_level at, const char *format, ...)
{
	(void)log, (void)at, (void)format;
	abort();
}

int main(int argc, char **argv)
{
	int n = argc > 2 ? atoi(argv[2]) : 0;

	if (argc > 1 && strcmp(argv[1], "with") == 0)
		for (int i = 0; i < n; i++)
			with(i);
	else
		for (int i = 0; i < n; i++)
			without(i);
	return 0;
}
