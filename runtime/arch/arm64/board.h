/*
 * board.h - what machines of arm64 have in common, whatever runs them: most of guest/machine.h,
 * made from the device tree.
 */
#ifndef MCFG_ARM64_BOARD_H
#define MCFG_ARM64_BOARD_H

#include "../../platform/guest/machine.h"
#include "devicetree.h"

/* What the tree said. */
extern const struct devicetree *const mcfg_board;

/* Reads the tree. Messages go to its UART from here on; a broken tree is an end without any. */
__attribute__((cold)) void mcfg_board_early(const void *tree);

/* mcfg_machine_command_line */
char *mcfg_board_options(void);

/* mcfg_machine_memory */
__attribute__((cold)) size_t mcfg_board_memory(struct mcfg_region *regions, size_t max);

/* mcfg_machine_map: the controller of interrupts, the UART, the clock. */
void mcfg_board_map(void);

/* The controller of interrupts, the timer, the wall clock. Crashes where one is missing. */
__attribute__((cold)) void mcfg_board_init(void);

/* mcfg_machine_entropy: the loader's seed, once. */
size_t mcfg_board_entropy(void *data, size_t len);

/* mcfg_machine_halt */
void mcfg_board_halt(uint64_t deadline_ns);

#endif
