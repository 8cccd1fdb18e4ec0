/* The file of a capture. See pcap.h. */
#include "pcap.h"

#include <errno.h>
#include <fcntl.h>
#include <mcfg/task.h>
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

void pcap_file_push(struct pcap_file *file)
{
	if (!file->busy && !file->error)
		start_writing(file);
}

unsigned char *pcap_file_append(struct pcap_file *file, size_t n)
{
	unsigned char *at = file->filling + file->n_filling;

	if (file->error || n > PCAP_BUFFER_BYTES - file->n_filling)
		return NULL;
	file->n_filling += n;
	return at;
}

int pcap_file_open(struct pcap_file *file, const char *path)
{
	*file = (struct pcap_file){ .work = { .run = write_all, .done = written } };
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

static void wait_until_written(struct pcap_file *file)
{
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
}

int pcap_file_close(struct pcap_file *file)
{
	wait_until_written(file);
	free(file->filling < file->writing ? file->filling : file->writing);
	close(file->fd);
	return file->error;
}
