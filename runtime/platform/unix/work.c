/*
 * A few threads that take work from a queue; a task hands back what they have done. See
 * <mcfg/unix/work.h>.
 */
#include <mcfg/unix/work.h>

#include <errno.h>
#include <mcfg/unix/fd.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* As many as a disk of our days wants to have in flight from one program. */
enum { N_THREADS = 4, STACK_BYTES = 64 * 1024 };

struct queue {
	struct mcfg_work *first, **end;
};

/* Of the threads, and of the task that waits for them. */
static struct {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct queue waiting, done; /* under the lock */
	struct mcfg_fd any_done;    /* an eventfd */
	bool started;
} workers = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.more = PTHREAD_COND_INITIALIZER,
	.waiting.end = &workers.waiting.first,
	.done.end = &workers.done.first,
};

static void put(struct queue *queue, struct mcfg_work *work)
{
	work->next = NULL;
	*queue->end = work;
	queue->end = &work->next;
}

static struct mcfg_work *take(struct queue *queue)
{
	struct mcfg_work *work = queue->first;

	if (work) {
		queue->first = work->next;
		if (!queue->first)
			queue->end = &queue->first;
	}
	return work;
}

/* ---- on the threads -------------------------------------------------------------------------- */

static void tell(void)
{
	static const uint64_t one = 1;

	while (write(workers.any_done.fd, &one, sizeof one) < 0 && errno == EINTR)
		continue;
}

static void *work_on(void *unused)
{
	struct mcfg_work *work;

	pthread_mutex_lock(&workers.lock);
	for (;;) {
		while (!(work = take(&workers.waiting)))
			pthread_cond_wait(&workers.more, &workers.lock);
		pthread_mutex_unlock(&workers.lock);
		work->run(work);
		pthread_mutex_lock(&workers.lock);
		put(&workers.done, work);
		tell();
	}
	return unused;
}

/* ---- in the task ----------------------------------------------------------------------------- */

static struct mcfg_work *take_done(void)
{
	struct mcfg_work *work;

	pthread_mutex_lock(&workers.lock);
	work = take(&workers.done);
	pthread_mutex_unlock(&workers.lock);
	return work;
}

static int hand_back(void *unused)
{
	uint64_t n;
	int error;

	(void)unused;
	while ((error = mcfg_fd_wait(&workers.any_done, MCFG_FD_READ)) == 0) {
		struct mcfg_work *work;

		if (read(workers.any_done.fd, &n, sizeof n) < 0)
			continue;
		while ((work = take_done()))
			work->done(work);
	}
	return error;
}

/* ---- starting -------------------------------------------------------------------------------- */

/* Returns how many run. */
static int start_threads(void)
{
	pthread_attr_t attributes;
	pthread_t thread;
	int n = 0;

	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	while (n < N_THREADS && pthread_create(&thread, &attributes, work_on, NULL) == 0)
		n++;
	pthread_attr_destroy(&attributes);
	return n;
}

static int start(void)
{
	struct mcfg_task_options options = { .name = "work" };
	struct mcfg_task *task;
	int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

	if (fd < 0)
		return -errno;
	mcfg_fd_init(&workers.any_done, fd);
	if (start_threads() == 0 || task_spawn(&task, &options, hand_back, NULL))
		return -ENOMEM;
	task_detach(task);
	workers.started = true;
	return 0;
}

int mcfg_work_submit(struct mcfg_work *work)
{
	int error = workers.started ? 0 : start();

	if (error)
		return error;
	pthread_mutex_lock(&workers.lock);
	put(&workers.waiting, work);
	pthread_mutex_unlock(&workers.lock);
	pthread_cond_signal(&workers.more);
	return 0;
}
