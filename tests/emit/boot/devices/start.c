#include <mcfg/image.h>

void _start(void);
void _start(void)
{
	for (;;)
		mcfg_image.jobs[0].run();
}
