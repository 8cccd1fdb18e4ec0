/* pvh.h - what a loader of virtual machines passes on x86-64, copied. Source:
 * xen/public/arch-x86/hvm/start_info.h. */
#ifndef MCFG_X86_PVH_H
#define MCFG_X86_PVH_H

#include "../../platform/guest/machine.h"

/* Copies what is needed; on the boot page tables. */
void mcfg_pvh_early(const void *boot);

/* The command line, or as much of it as there is room for. */
char *mcfg_pvh_command_line(void);

/* mcfg_machine_command_line and mcfg_machine_memory are these: RAM from 1 MiB up. */
char *mcfg_pvh_options(void);
size_t mcfg_pvh_memory(struct mcfg_region *regions, size_t max);

/* Where the ACPI tables begin, or 0. */
uint64_t mcfg_pvh_acpi(void);

#endif
