/* A capture on a disk. See pcap_disk.h. */
#include "pcap_disk.h"

#include <errno.h>
#include <mcfg/log.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_BYTES = 4096, LEAST_PAGES = 3 };

static MCFG_LOG(disk_log, "net.pcap");

static struct pcap_disk *disk_of(struct capture_sink *sink)
{
	return container_of(sink, struct pcap_disk, sink);
}

/* ---- writing --------------------------------------------------------------------------------- */

static int write_buf(struct pcap_disk *self, uint64_t at_bytes, struct mcfg_buf *buf)
{
	return block_write(self->disk, at_bytes / self->sector_bytes, &buf, 1);
}

/* Where padding from `used` bytes on ends: at a page's end, and there is room for a block. */
static size_t padded(const struct pcap_disk *self, size_t used)
{
	size_t page = self->page_bytes, end = (used + page - 1) / page * page;

	return end > used && end - used < PCAPNG_PADDING_BYTES ? end + page : end;
}

/* What was filled goes behind the bytes that its first page has. The last page is kept. */
static struct mcfg_buf *take_filled(struct pcap_disk *self)
{
	size_t before = (size_t)(self->at_bytes % self->page_bytes),
	       used = before + self->n_filling;
	size_t end = padded(self, used), last = used / self->page_bytes * self->page_bytes;
	struct mcfg_buf *buf = mcfg_buf_get(&self->pool);
	unsigned char *bytes = mcfg_buf_append(buf, end);

	memcpy(bytes, self->page, before);
	memcpy(bytes + before, self->filling, self->n_filling);
	if (end > used)
		pcapng_put_padding(bytes + used, end - used);
	memcpy(self->page, bytes + last, used - last);
	self->n_writing = self->n_filling;
	self->n_filling = 0;
	return buf;
}

static void write_filled(struct pcap_disk *self)
{
	uint64_t page_at = self->at_bytes - self->at_bytes % self->page_bytes;
	struct mcfg_buf *buf = take_filled(self);

	self->error = write_buf(self, page_at, buf);
	mcfg_buf_put(buf);
	self->at_bytes += self->n_writing;
	self->n_writing = 0;
}

static int write_on(void *argument)
{
	struct pcap_disk *self = argument;
	int error = 0;

	while (!error) {
		struct mcfg_waker more = { 0 };

		while (self->n_filling > 0 && !self->error)
			write_filled(self);
		if (self->idle)
			mcfg_waker_wake(self->idle, 0);
		self->more = &more;
		error = mcfg_waker_wait(&more);
		self->more = NULL;
	}
	return error;
}

/* ---- the sink -------------------------------------------------------------------------------- */

/* Is there none? Then none of what comes later has room, either: what is there is without gaps. */
static bool is_full(struct pcap_disk *self, size_t n)
{
	if (self->full)
		return true;
	self->full = self->at_bytes + self->n_writing + self->n_filling + n > self->room_bytes;
	if (self->full)
		mcfg_log_warning(&disk_log, "the disk is full: no more is captured");
	return self->full;
}

static unsigned char *append(struct capture_sink *sink, size_t n)
{
	struct pcap_disk *self = disk_of(sink);
	unsigned char *at = self->filling + self->n_filling;

	if (self->error || is_full(self, n) || n > PCAP_DISK_BYTES - self->n_filling)
		return NULL;
	self->n_filling += n;
	return at;
}

static void push(struct capture_sink *sink)
{
	struct pcap_disk *self = disk_of(sink);

	if (self->more)
		mcfg_waker_wake(self->more, 0);
}

static void end(struct capture_sink *sink)
{
	struct pcap_disk *self = disk_of(sink);

	self->room_bytes += self->page_bytes;
	self->full = false;
}

static int wait_until_written(struct capture_sink *sink)
{
	struct pcap_disk *self = disk_of(sink);
	bool was_full = self->full || self->n_filling + self->n_writing == 0;
	struct mcfg_shield shield;

	task_shield_begin(&shield);
	while (self->n_filling + self->n_writing > 0 && !self->error) {
		struct mcfg_waker idle = { 0 };

		self->idle = &idle;
		push(sink);
		mcfg_waker_wait(&idle);
		self->idle = NULL;
	}
	task_shield_end(&shield);
	return self->error ? self->error : was_full ? -ENOSPC : 0;
}

/* ---- opening and closing --------------------------------------------------------------------- */

/* Sectors that make no page, at the disk's end, are a block of their own. */
static int format_rest(struct pcap_disk *self, uint64_t at_bytes, struct mcfg_buf *buf)
{
	struct block_info info;
	size_t n;

	block_info(self->disk, &info);
	n = (size_t)(info.n_sectors * info.sector_bytes - at_bytes);
	if (n == 0)
		return 0;
	mcfg_buf_trim(buf, n);
	pcapng_put_padding(buf->data, n);
	return write_buf(self, at_bytes, buf);
}

static int format(struct pcap_disk *self, uint64_t n_pages)
{
	size_t at_once = PCAP_DISK_BYTES / self->page_bytes, page = self->page_bytes;
	struct mcfg_buf *buf = mcfg_buf_get(&self->pool);
	unsigned char *bytes = mcfg_buf_append(buf, at_once * page);
	int error = 0;

	for (size_t i = 0; i < at_once; i++)
		pcapng_put_padding(bytes + i * page, page);
	for (uint64_t i = 0; i < n_pages && !error; i += at_once) {
		if (n_pages - i < at_once)
			mcfg_buf_trim(buf, (size_t)(n_pages - i) * page);
		error = write_buf(self, i * page, buf);
	}
	if (!error)
		error = format_rest(self, n_pages * page, buf);
	mcfg_buf_put(buf);
	return error;
}

static int measure(struct pcap_disk *self, uint64_t *n_pages)
{
	struct block_info info;

	block_info(self->disk, &info);
	self->sector_bytes = info.sector_bytes;
	self->page_bytes = info.sector_bytes > PAGE_BYTES ? info.sector_bytes : PAGE_BYTES;
	*n_pages = info.n_sectors / (self->page_bytes / info.sector_bytes);
	if (info.read_only)
		return -EROFS;
	if (*n_pages < LEAST_PAGES || self->page_bytes > PCAP_DISK_BYTES)
		return -ENOSPC;
	self->room_bytes = (*n_pages - 2) * self->page_bytes;
	return 0;
}

static int start(struct pcap_disk *self, uint64_t n_pages)
{
	struct mcfg_task_options options = { .name = "pcap" };
	int error = format(self, n_pages);

	return error ? error : task_spawn(&self->writer, &options, write_on, self);
}

int pcap_disk_open(struct pcap_disk *self, struct block *disk)
{
	struct mcfg_buf_pool_options options = { .name = "pcap", .n = 1 };
	uint64_t n_pages;
	int error;

	*self =
	    (struct pcap_disk){ .disk = disk, .sink = { append, push, wait_until_written, end } };
	error = measure(self, &n_pages);
	if (error)
		return error;
	options.block_bytes = PCAP_DISK_BYTES + 3 * self->page_bytes;
	self->filling = malloc(PCAP_DISK_BYTES + self->page_bytes);
	if (!self->filling)
		return -ENOMEM;
	self->page = self->filling + PCAP_DISK_BYTES;
	error = mcfg_buf_pool_open(&self->pool, &options);
	if (!error) {
		error = start(self, n_pages);
		if (error)
			mcfg_buf_pool_close(&self->pool);
	}
	if (error)
		free(self->filling);
	return error;
}

void pcap_disk_close(struct pcap_disk *self)
{
	wait_until_written(&self->sink);
	if (self->error)
		mcfg_log_error(&disk_log, "the capture is not complete: %s",
		               strerror(-self->error));
	task_cancel(self->writer);
	task_join(&self->writer, 1);
	mcfg_buf_pool_close(&self->pool);
	free(self->filling);
}
