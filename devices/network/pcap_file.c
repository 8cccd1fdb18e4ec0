/* A capture in a file of the host. See pcap_file.h. */
#include "pcap_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- on the thread --------------------------------------------------------------------------- */

static void write_all(struct mcfg_work *work)
{
	struct pcap_file *file = container_of(work, struct pcap_file, work);
	size_t at = 0;

	while (at < file->n_writing) {
		ssize_t n = write(file->fd, file->writing + at, file->n_writing - at);

		if (n < 0 && errno != EINTR) {
			file->error = -errno;
			return;
		}
		if (n > 0)
			at += (size_t)n;
	}
}

/* ---- in tasks -------------------------------------------------------------------------------- */

static void start_writing(struct pcap_file *file)
{
	unsigned char *full = file->filling;

	file->filling = file->writing;
	file->writing = full;
	file->n_writing = file->n_filling;
	file->n_filling = 0;
	file->busy = true;
	if (mcfg_work_submit(&file->work)) {
		file->busy = false;
		file->error = -ENOMEM;
	}
}

static void written(struct mcfg_work *work)
{
	struct pcap_file *file = container_of(work, struct pcap_file, work);

	file->busy = false;
	if (file->n_filling > 0 && !file->error)
		start_writing(file);
	else if (file->idle)
		mcfg_waker_wake(file->idle, 0);
}

static struct pcap_file *file_of(struct capture_sink *sink)
{
	return container_of(sink, struct pcap_file, sink);
}

static void push(struct capture_sink *sink)
{
	struct pcap_file *file = file_of(sink);

	if (!file->busy && !file->error)
		start_writing(file);
}

static unsigned char *append(struct capture_sink *sink, size_t n)
{
	struct pcap_file *file = file_of(sink);
	unsigned char *at = file->filling + file->n_filling;

	if (file->error || n > PCAP_BUFFER_BYTES - file->n_filling)
		return NULL;
	file->n_filling += n;
	return at;
}

static int wait_until_written(struct capture_sink *sink)
{
	struct pcap_file *file = file_of(sink);
	struct mcfg_waker idle = { 0 };
	struct mcfg_shield shield;

	task_shield_begin(&shield);
	while (file->busy) {
		idle = (struct mcfg_waker){ 0 };
		file->idle = &idle;
		mcfg_waker_wait(&idle);
		file->idle = NULL;
	}
	task_shield_end(&shield);
	return file->error;
}

int pcap_file_open(struct pcap_file *file, const char *path)
{
	*file = (struct pcap_file){ .sink = { append, push, wait_until_written },
		                    .work = { .run = write_all, .done = written } };
	file->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (file->fd < 0)
		return -errno;
	file->filling = malloc(2 * PCAP_BUFFER_BYTES);
	if (!file->filling) {
		close(file->fd);
		return -ENOMEM;
	}
	file->writing = file->filling + PCAP_BUFFER_BYTES;
	return 0;
}

int pcap_file_close(struct pcap_file *file)
{
	wait_until_written(&file->sink);
	free(file->filling < file->writing ? file->filling : file->writing);
	close(file->fd);
	return file->error;
}
