#include <mcfg/random.h>
#include <mcfg/task.h>
#include <mcfg/time.h>

#include <errno.h>
#include <stdio.h>

int unikernel_timeout1_start(struct time *time, struct random *random)
{
	uint64_t outer;
	uint8_t more;
	int error;

	if (random_bytes(random, &more, 1))
		return 1;
	outer = task_deadline_push(task_now_ns() + MSEC(1));
	error = time_sleep_ns(time, SEC(10) + more);
	task_deadline_pop(outer);
	puts(error == -ETIMEDOUT ? "cancelled" : "done");
	return 0;
}
