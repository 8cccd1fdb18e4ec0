/* Entropy of the machine beside the processor's own. See ../guest/machine.h. */
#include "entropy.h"

#include "../../arch/arch.h"
#include "../guest/machine.h"

#include <mcfg/virtio/bus.h>

size_t mcfg_bus_entropy(void *data, size_t len)
{
	uint64_t word;

	return len > 0 && mcfg_virtio_entropy && !mcfg_arch_random(&word)
	           ? mcfg_virtio_entropy(data, len)
	           : 0;
}

void mcfg_virtio_halt(uint64_t deadline_ns)
{
	mcfg_machine_halt(deadline_ns);
}
