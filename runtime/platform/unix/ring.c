/*
 * The kernel's queue for files. Two tasks serve it: one hands over what was submitted, once all who
 * could run have; the other waits for what is done. See <mcfg/unix/ring.h>; the kernel's side is
 * io_uring_setup(2) and io_uring_enter(2).
 */
#include <mcfg/unix/ring.h>

#include <errno.h>
#include <linux/io_uring.h>
#include <mcfg/task.h>
#include <mcfg/unix/fd.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* With the kernel at a time; it has room for twice as many that are done. */
enum { N_ENTRIES = 64 };

#ifndef IORING_SETUP_COOP_TASKRUN
#define IORING_SETUP_COOP_TASKRUN (1U << 8)
#endif

static struct {
	bool tried;
	int error; /* of the try; negative: there is no queue */
	struct mcfg_fd file;
	/* Of memory that the kernel writes to as well: heads, tails, and what lies between. */
	unsigned *to_tail, to_mask, *to_places;
	struct io_uring_sqe *to;
	unsigned *from_head, *from_tail, from_mask;
	struct io_uring_cqe *from;
	unsigned n_in_flight, n_to_hand_over;
	struct mcfg_ring_request *first, **end; /* those that wait for room */
	struct mcfg_waker *more;                /* of the task that hands over */
} queue = { .end = &queue.first };

/* ---- handing over ---------------------------------------------------------------------------- */

static void put(const struct mcfg_ring_request *request)
{
	static const uint8_t operations[] = {
		[MCFG_RING_READ] = IORING_OP_READV,
		[MCFG_RING_WRITE] = IORING_OP_WRITEV,
		[MCFG_RING_SYNC] = IORING_OP_FSYNC,
	};
	unsigned tail = *queue.to_tail, place = tail & queue.to_mask;
	struct io_uring_sqe *entry = &queue.to[place];

	memset(entry, 0, sizeof *entry);
	entry->opcode = operations[request->operation];
	entry->fd = request->fd;
	entry->user_data = (uintptr_t)request;
	if (request->operation == MCFG_RING_SYNC) {
		entry->fsync_flags = IORING_FSYNC_DATASYNC;
	} else {
		entry->off = request->at_bytes;
		entry->addr = (uintptr_t)request->parts;
		entry->len = request->n;
	}
	queue.to_places[place] = place;
	__atomic_store_n(queue.to_tail, tail + 1, __ATOMIC_RELEASE);
	queue.n_in_flight++;
	queue.n_to_hand_over++;
}

static void put_all(void)
{
	while (queue.first && queue.n_in_flight < N_ENTRIES) {
		const struct mcfg_ring_request *request = queue.first;

		queue.first = request->next;
		if (!queue.first)
			queue.end = &queue.first;
		put(request);
	}
}

/* What the kernel has no memory for just now stays, and is handed over a little later. */
static int hand_over(void)
{
	while (queue.n_to_hand_over > 0) {
		long n =
		    syscall(SYS_io_uring_enter, queue.file.fd, queue.n_to_hand_over, 0, 0, NULL, 0);
		int error = 0;

		if (n > 0)
			queue.n_to_hand_over -= (unsigned)n;
		else if (n == 0 || errno != EINTR)
			error = task_sleep_ns(MSEC(1));
		if (error)
			return error;
	}
	return 0;
}

/* ---- what is done ---------------------------------------------------------------------------- */

static void take_done(void)
{
	unsigned head = *queue.from_head;

	while (head != __atomic_load_n(queue.from_tail, __ATOMIC_ACQUIRE)) {
		struct io_uring_cqe done = queue.from[head & queue.from_mask];
		struct mcfg_ring_request *request =
		    (struct mcfg_ring_request *)(uintptr_t)done.user_data;

		__atomic_store_n(queue.from_head, ++head, __ATOMIC_RELEASE);
		queue.n_in_flight--;
		request->done(request, done.res);
	}
}

static void wake_for_more(void)
{
	if (queue.first && queue.more)
		mcfg_waker_wake(queue.more, 0);
}

/* ---- the tasks ------------------------------------------------------------------------------- */

/* Much is done by the time that it was handed over: what is cached, and what a medium need not do.
 */
static int serve(void *unused)
{
	int error = 0;

	(void)unused;
	while (!error) {
		struct mcfg_waker more = { 0 };

		put_all();
		error = hand_over();
		take_done();
		if (error || (queue.first && queue.n_in_flight < N_ENTRIES))
			continue;
		queue.more = &more;
		error = mcfg_waker_wait(&more);
		queue.more = NULL;
	}
	return error;
}

static int take_later(void *unused)
{
	int error;

	(void)unused;
	while ((error = mcfg_fd_wait(&queue.file, MCFG_FD_READ)) == 0) {
		take_done();
		wake_for_more();
	}
	return error;
}

static int spawn(const char *name, int (*run)(void *unused))
{
	struct mcfg_task_options options = { .name = name };
	struct mcfg_task *task;
	int error = task_spawn(&task, &options, run, NULL);

	if (!error)
		task_detach(task);
	return error;
}

/* ---- opening --------------------------------------------------------------------------------- */

static void *map(int fd, size_t bytes, off_t what)
{
	void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, what);

	return at == MAP_FAILED ? NULL : at;
}

/* One mapping has both queues, since Linux 5.4. */
static int map_all(int fd, const struct io_uring_params *of)
{
	size_t to_bytes = of->sq_off.array + of->sq_entries * sizeof(unsigned);
	size_t from_bytes = of->cq_off.cqes + of->cq_entries * sizeof *queue.from;
	char *at = map(fd, to_bytes > from_bytes ? to_bytes : from_bytes, IORING_OFF_SQ_RING);

	queue.to = map(fd, of->sq_entries * sizeof *queue.to, IORING_OFF_SQES);
	if (!at || !queue.to)
		return -ENOMEM;
	queue.to_tail = (unsigned *)(void *)(at + of->sq_off.tail);
	queue.to_mask = *(unsigned *)(void *)(at + of->sq_off.ring_mask);
	queue.to_places = (unsigned *)(void *)(at + of->sq_off.array);
	queue.from_head = (unsigned *)(void *)(at + of->cq_off.head);
	queue.from_tail = (unsigned *)(void *)(at + of->cq_off.tail);
	queue.from_mask = *(unsigned *)(void *)(at + of->cq_off.ring_mask);
	queue.from = (struct io_uring_cqe *)(void *)(at + of->cq_off.cqes);
	return 0;
}

/* Linux before 5.19 does not know to leave a process alone that will come by itself. */
static int set_up(struct io_uring_params *got)
{
	long fd;

	*got = (struct io_uring_params){ .flags = IORING_SETUP_COOP_TASKRUN };
	fd = syscall(SYS_io_uring_setup, N_ENTRIES, got);
	if (fd < 0 && errno == EINVAL) {
		*got = (struct io_uring_params){ 0 };
		fd = syscall(SYS_io_uring_setup, N_ENTRIES, got);
	}
	return fd < 0 ? -errno : (int)fd;
}

static int open_ring(void)
{
	const unsigned needed = IORING_FEAT_SINGLE_MMAP | IORING_FEAT_NODROP;
	struct io_uring_params got;
	int fd = set_up(&got), error = fd < 0 ? fd : 0;

	if (!error && (got.features & needed) != needed)
		error = -ENOSYS;
	if (!error)
		error = map_all(fd, &got);
	if (error) {
		if (fd >= 0)
			close(fd); /* what was mapped of it is little, and stays */
		return error;
	}
	mcfg_fd_init(&queue.file, fd);
	error = spawn("ring", serve);
	return error ? error : spawn("ring, done", take_later);
}

int mcfg_ring_submit(struct mcfg_ring_request *request)
{
	if (!queue.tried) {
		queue.tried = true;
		queue.error = open_ring();
	}
	if (queue.error)
		return queue.error;
	request->next = NULL;
	*queue.end = request;
	queue.end = &request->next;
	wake_for_more();
	return 0;
}
