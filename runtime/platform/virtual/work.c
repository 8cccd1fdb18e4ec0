/*
 * Work is done at once: in virtual time it takes none, and each run is as the one before. See
 * <mcfg/unix/work.h>.
 */
#include <mcfg/unix/work.h>

int mcfg_work_submit(struct mcfg_work *work)
{
	work->run(work);
	work->done(work);
	return 0;
}
