/* Device trees: any bytes are read within their bounds, and what is found lies within its own. */
#include "../../runtime/arch/arm64/devicetree.c"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct devicetree found;
	char *tree;

	/* A loader hands over as many bytes as the header says. */
	if (size < sizeof(struct fdt_header) || fdt_totalsize(data) > size)
		return 0;
	tree = malloc(size);
	if (!tree)
		return 0;
	memcpy(tree, data, size);
	if (mcfg_devicetree_read(tree, &found) == 0 &&
	    (found.n_memories > DEVICETREE_MEMORIES || found.n_reserved > DEVICETREE_RESERVED ||
	     strlen(found.options) >= DEVICETREE_OPTIONS_BYTES ||
	     found.seed_bytes > DEVICETREE_SEED_BYTES || found.timer.id > 1023 + 32))
		abort();
	free(tree);
	return 0;
}
