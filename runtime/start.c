/* The image from its options to its end: what a platform's start calls. See <mcfg/platform.h>. */
#include "args.h"
#include "report.h"
#include "sched.h"

#include <errno.h>
#include <mcfg/image.h>
#include <string.h>

/* A failure that is not a bad option. */
#define STATUS_FAILED 1

static struct {
	struct mcfg_waker over; /* woken with the image's status */
	struct mcfg_task *main; /* while it connects; else null */
	size_t n_running;       /* jobs */
} image;

void mcfg_stop_image(int status)
{
	mcfg_waker_wake(&image.over, status);
	if (image.main)
		task_cancel(image.main);
}

int mcfg_connect_failed(const char *device, int error)
{
	/* A stop during connect cancels what connects; that is no failure of the device. */
	if (!image.over.woken)
		mcfg_say("cannot connect %s: %s", device, strerror(-error));
	return error;
}

/* The status of an ended job, after saying what was wrong. */
static int job_status(const struct mcfg_job *job, int result)
{
	if (result < 0) {
		mcfg_say("job %s: %s", job->name, strerror(-result));
		return STATUS_FAILED;
	}
	if (result > 255) {
		mcfg_say("job %s: ended with %d, which is no status (0 to 255)", job->name, result);
		return STATUS_FAILED;
	}
	if (result > 0)
		mcfg_say("job %s: ended with status %d", job->name, result);
	return result;
}

static int run_job(void *argument)
{
	const struct mcfg_job *job = argument;
	int status = job_status(job, job->run());

	image.n_running--;
	if (status != 0 || image.n_running == 0)
		mcfg_stop_image(status);
	return status;
}

/* Runs all jobs as tasks, until the last has ended, one has failed, or the image is to stop. */
static int run_jobs(void)
{
	static struct mcfg_task *task; /* nobody joins it: the image ends first */

	for (size_t i = 0; i < mcfg_image.n_jobs; i++) {
		const struct mcfg_job *job = &mcfg_image.jobs[i];
		struct mcfg_task_options options = { .name = job->name };

		if (task_spawn(&task, &options, run_job, (void *)(uintptr_t)job)) {
			mcfg_say("no memory for job %s", job->name);
			return STATUS_FAILED;
		}
		image.n_running++;
	}
	return image.n_running > 0 ? mcfg_waker_wait(&image.over) : 0;
}

static int connect_and_run(void)
{
	int error;

	image.main = task_self();
	error = mcfg_image.connect ? mcfg_image.connect() : 0;
	image.main = NULL;
	if (image.over.woken)
		return image.over.value;
	return error ? STATUS_FAILED : run_jobs();
}

int mcfg_run_image(size_t n_words, char *const *words)
{
	int status;

	if (mcfg_sched_adopt(task_self())) {
		mcfg_say("no memory");
		return STATUS_FAILED;
	}
	status = mcfg_args_parse(n_words, words);
	if (status != MCFG_ARGS_RUN)
		return status;
	status = connect_and_run();
	if (mcfg_image.disconnect)
		mcfg_image.disconnect();
	if (mcfg_trace_save() && status == 0)
		status = STATUS_FAILED;
	return status;
}
