/* counter.h - the generic timer, its virtual half: a clock, and an alarm. */
#ifndef MCFG_ARM64_COUNTER_H
#define MCFG_ARM64_COUNTER_H

#include "devicetree.h"

/* Learns how fast it counts, and attaches its interrupt. Returns 0, or a negative errno. */
int mcfg_counter_open(const struct devicetree *devices);

/* Since some point in the past. */
uint64_t mcfg_counter_ns(void);

/* The finest step, at least 1. */
uint64_t mcfg_counter_period_ns(void);

/* Has an interrupt come at that time, which ends a wait; UINT64_MAX: never. */
void mcfg_counter_set_alarm(uint64_t deadline_ns);

#endif
