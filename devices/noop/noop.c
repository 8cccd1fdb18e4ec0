/* A job that ends at once. */
#include <mcfg/job.h>

int noop_run(struct job *self)
{
	(void)self;
	return 0;
}
