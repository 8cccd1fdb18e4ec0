/* What faults and interrupts reach on x86-64. See ../xen_arch.h. */
#include "../../guest/leaf.h"

#include "../../../arch/x86_64/port.h"
#include "../../../arch/x86_64/registers.h"
#include "../events.h"
#include "../xen_arch.h"

/* Xen puts what is written there into its own log. */
enum { XEN_LOG_PORT = 0xe9 };

/* There is one vector, and Xen wants no end of it. */
void mcfg_x86_interrupt(unsigned vector)
{
	(void)vector;
	xen_events_interrupt();
}

void xen_arch_console_message(const char *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
		mcfg_port_write(XEN_LOG_PORT, (uint8_t)data[i]);
}

size_t xen_arch_console_put(const char *data, size_t len)
{
	xen_arch_console_message(data, len);
	return len;
}

size_t xen_arch_console_get(char *data, size_t cap)
{
	(void)data, (void)cap;
	return 0;
}
