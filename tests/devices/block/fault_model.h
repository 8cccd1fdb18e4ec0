/*
 * fault_model.h - what each sector of a disk may hold: through the disk with faults, and on the
 * medium below, if the power failed now. What is written to a sector is made from its number and a
 * version, which is another one each time; version 0 is a sector of zeros.
 */
#ifndef FAULT_MODEL_H
#define FAULT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SECTOR_BYTES = 512, MOST_VERSIONS = 16 };

struct versions {
	bool any; /* it was discarded */
	unsigned n;
	uint32_t of[MOST_VERSIONS];
};

struct sector {
	struct versions now, medium;
	bool written; /* once at least */
};

void model_fill(unsigned char *bytes, uint64_t sector, uint32_t version);

/* Is it the content of one of the versions? It is the only one then. */
bool model_read(struct versions *versions, uint64_t sector, const unsigned char *bytes);

/* A write of a version begins: the medium may have it. Has failed: the sector may. Is done. */
void model_write(struct sector *sector, uint32_t version);
void model_failed(struct sector *sector, uint32_t version);
void model_written(struct sector *sector, uint32_t version);

void model_discard(struct sector *sector);
void model_flush(struct sector *sector);

/* Is there room for another write, and for one that fails? */
bool model_is_full(const struct versions *versions);

/* What cksum says of bytes: before any the sum is 0; at the end, with the length. Source: POSIX,
 * cksum. */
uint32_t model_cksum(uint32_t sum, const unsigned char *bytes, size_t n);
uint32_t model_cksum_end(uint32_t sum, uint64_t n_bytes);

#endif
