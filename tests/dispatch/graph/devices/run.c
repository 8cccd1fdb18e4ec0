#include <mcfg/job.h>
#include <mcfg/store.h>

#include <stdio.h>

int run_run(struct job *self)
{
	printf("run\n");
	return job_run(container_of(self, struct run, job)->args.job);
}

int connect_run(struct job *self)
{
	printf("connect %d\n", store_get(container_of(self, struct connect, job)->args.store, 3));
	return 0;
}
