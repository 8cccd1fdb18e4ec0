/*
 * devicetree.h - what the device tree says about the machine. The tree lies in memory that is given
 * away later, so texts are copied.
 */
#ifndef MCFG_ARM64_DEVICETREE_H
#define MCFG_ARM64_DEVICETREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DEVICETREE_MEMORIES = 8,
	DEVICETREE_RESERVED = 16,
	DEVICETREE_VIRTIO = 48,
	DEVICETREE_OPTIONS_BYTES = 4096, /* twice what Linux takes */
	DEVICETREE_SEED_BYTES = 64
};

/* A range of physical addresses; of no bytes where there is none. */
struct devicetree_range {
	uint64_t at, bytes;
};

/* An interrupt of the GIC; 0: there is none. */
struct devicetree_interrupt {
	unsigned id;
	bool edge; /* else it is level-triggered */
};

enum devicetree_uart {
	DEVICETREE_NO_UART,
	DEVICETREE_PL011,
	DEVICETREE_SBSA_UART,
	DEVICETREE_NS16550
};

struct devicetree {
	struct devicetree_range memories[DEVICETREE_MEMORIES];
	size_t n_memories;
	struct devicetree_range reserved[DEVICETREE_RESERVED]; /* in these, but not ours */
	size_t n_reserved;

	unsigned gic_version; /* 2 or 3; 0: there is none */
	struct devicetree_range
	    gic[2]; /* distributor; the processor's interface, or redistributors */

	struct devicetree_interrupt timer; /* the virtual one */

	enum devicetree_uart uart_kind;
	struct devicetree_range uart;
	unsigned uart_shift; /* its registers are 1 << shift bytes apart: an NS16550's */
	struct devicetree_interrupt uart_interrupt;

	struct devicetree_range rtc; /* a PL031 */

	struct devicetree_virtio {
		struct devicetree_range at;
		struct devicetree_interrupt interrupt;
	} virtio[DEVICETREE_VIRTIO]; /* registers of virtio devices, of which any may be none */
	size_t n_virtio;

	bool psci;     /* there is one, */
	bool psci_smc; /* called by smc, else by hvc */

	bool xen; /* there is a node of Xen's; where there is none, it may be Xen all the same */
	struct devicetree_range grant_table;
	struct devicetree_interrupt xen_interrupt;

	char options[DEVICETREE_OPTIONS_BYTES];    /* the command line */
	bool options_cut;                          /* it was longer */
	unsigned char seed[DEVICETREE_SEED_BYTES]; /* of random numbers, by the loader */
	size_t seed_bytes;
};

/*
 * mcfg_devicetree_read - reads a flattened device tree.
 *
 * tree     borrows.
 *
 * Returns 0        what the tree lacks is zero
 *         -EINVAL  it is no device tree, or a broken one
 */
__attribute__((cold)) int mcfg_devicetree_read(const void *tree, struct devicetree *devices);

struct mcfg_region;

/* The memory without what is reserved in it: at most `max` regions. Returns how many. */
__attribute__((cold)) size_t mcfg_devicetree_memory(const struct devicetree *devices,
                                                    struct mcfg_region *regions, size_t max);

#endif
