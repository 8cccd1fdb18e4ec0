/* psci.h - the firmware's, or the hypervisor's, hand on the machine's power. */
#ifndef MCFG_ARM64_PSCI_H
#define MCFG_ARM64_PSCI_H

#include <stdbool.h>
#include <stdint.h>

/* How it is called: by `smc`, else by `hvc`, which is what is done before this is said. */
void mcfg_psci_init(bool smc);

/* Calls by the SMC calling convention: of a hypervisor, of the firmware. Returns what is in x0. */
uint64_t mcfg_smccc_call(uint32_t function);

/* Turn the machine off, or on again. */
_Noreturn void mcfg_psci_off(void);
_Noreturn void mcfg_psci_reset(void);

#endif
