/* Requests to a file by the kernel's queue, whose part the test plays: it does less than all, is
 * interrupted, fails, and will not do it. */
#include "../../devices/block/file_ring.c"
#include "../../devices/block/file_work.c"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { MANY = IOV_MAX + 10 };

static struct {
	struct mcfg_ring_request *request; /* the last that was submitted */
	unsigned n_submits, n_works, n_done;
	int refuses, work_refuses;
} queue;

static unsigned char memory[4096];
static struct iovec parts[MANY];
static struct file_block file;
static struct file_work request;

int mcfg_ring_submit(struct mcfg_ring_request *submitted)
{
	if (queue.refuses)
		return queue.refuses;
	queue.request = submitted;
	queue.n_submits++;
	return 0;
}

int mcfg_work_submit(struct mcfg_work *work)
{
	assert_ptr_equal(work, &request.work);
	queue.n_works++;
	return queue.work_refuses;
}

void file_request_done(struct file_work *done)
{
	assert_ptr_equal(done, &request);
	queue.n_done++;
}

/* A request at byte 4096 of n parts, of 512 and 1024 bytes by turns. */
static int submit(enum file_request_kind kind, size_t n)
{
	memset(&queue, 0, sizeof queue);
	for (size_t i = 0; i < n; i++)
		parts[i] = (struct iovec){ memory, i % 2 ? 1024 : 512 };
	request = (struct file_work){ .file = &file,
		                      .kind = kind,
		                      .at_bytes = 4096,
		                      .n = n,
		                      .parts = parts,
		                      .rest = parts,
		                      .n_rest = n };
	return file_ring_submit(&request);
}

static void result(int number)
{
	queue.request->done(queue.request, number);
}

static void test_whole(void **state)
{
	(void)state;
	assert_int_equal(submit(FILE_WRITE, 2), 0);
	assert_int_equal(queue.request->operation, MCFG_RING_WRITE);
	assert_int_equal(queue.request->at_bytes, 4096);
	assert_int_equal(queue.request->n, 2);
	result(1536);
	assert_int_equal(queue.n_done, 1);
	assert_int_equal(queue.n_submits, 1);
	assert_int_equal(request.error, 0);
}

static void test_short(void **state)
{
	(void)state;
	assert_int_equal(submit(FILE_READ, 2), 0);
	result(1000);
	assert_int_equal(queue.n_done, 0);
	assert_int_equal(queue.request->at_bytes, 5096);
	assert_int_equal(queue.request->n, 1);
	assert_ptr_equal(queue.request->parts->iov_base, memory + 488);
	assert_int_equal(queue.request->parts->iov_len, 536);
	result(536);
	assert_int_equal(queue.n_done, 1);
	assert_int_equal(request.error, 0);
}

static void test_interrupted(void **state)
{
	(void)state;
	assert_int_equal(submit(FILE_READ, 1), 0);
	result(-EINTR);
	assert_int_equal(queue.n_submits, 2);
	assert_int_equal(queue.request->at_bytes, 4096);
	result(512);
	assert_int_equal(queue.n_done, 1);
	assert_int_equal(submit(FILE_FLUSH, 0), 0);
	result(-EINTR);
	assert_int_equal(queue.n_done, 0);
	result(0);
	assert_int_equal(queue.n_done, 1);
	assert_int_equal(request.error, 0);
}

static void test_fails(void **state)
{
	(void)state;
	assert_int_equal(submit(FILE_READ, 2), 0);
	result(512);
	result(0);
	assert_int_equal(queue.n_done, 1);
	assert_int_equal(request.error, -EIO);
	assert_int_equal(submit(FILE_WRITE, 2), 0);
	result(512);
	result(-ENOSPC);
	assert_int_equal(queue.n_done, 1);
	assert_int_equal(request.error, -ENOSPC);
}

/* A thread goes on where the queue has stopped. */
static void test_to_thread(void **state)
{
	static const int errors[] = { -EAGAIN, -EOPNOTSUPP };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(submit(FILE_WRITE, 2), 0);
		result(600);
		result(errors[i]);
		assert_int_equal(queue.n_works, 1);
		assert_int_equal(queue.n_done, 0);
		assert_int_equal(request.at_bytes, 4696);
		assert_int_equal(request.n_rest, 1);
		assert_int_equal(request.rest->iov_len, 936);
		assert_int_equal(request.n, 2);
	}
	assert_int_equal(submit(FILE_WRITE, 2), 0);
	queue.work_refuses = -ENOMEM;
	result(-EAGAIN);
	assert_int_equal(queue.n_done, 1);
	assert_int_equal(request.error, -ENOMEM);
}

static void test_many_parts(void **state)
{
	(void)state;
	assert_int_equal(submit(FILE_READ, MANY), 0);
	assert_int_equal(queue.request->n, IOV_MAX);
	result(IOV_MAX / 2 * 1536);
	assert_int_equal(queue.request->n, MANY - IOV_MAX);
	assert_int_equal(queue.request->at_bytes, 4096 + IOV_MAX / 2 * 1536);
	result((MANY - IOV_MAX) / 2 * 1536);
	assert_int_equal(queue.n_done, 1);
}

/* What the queue does not do from the beginning, and where there is none. */
static void test_refused(void **state)
{
	(void)state;
	assert_int_equal(submit(FILE_DISCARD, 0), -EOPNOTSUPP);
	file = (struct file_block){ .direct = true, .info = { .sector_bytes = 512 } };
	request.parts[0].iov_base = memory + 1;
	memset(&queue, 0, sizeof queue);
	request = (struct file_work){ .file = &file, .kind = FILE_READ, .n = 1, .parts = parts };
	assert_int_equal(file_ring_submit(&request), -EOPNOTSUPP);
	file = (struct file_block){ 0 };
	queue.refuses = -EPERM;
	assert_int_equal(file_ring_submit(&request), -EPERM);
	assert_int_equal(queue.n_submits, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),       cmocka_unit_test(test_short),
		cmocka_unit_test(test_interrupted), cmocka_unit_test(test_fails),
		cmocka_unit_test(test_to_thread),   cmocka_unit_test(test_many_parts),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
