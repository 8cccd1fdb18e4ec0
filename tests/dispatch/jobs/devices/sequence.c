int sequence_run(struct job *self)
{
	struct sequence *sequence = container_of(self, struct sequence, job);
	int status = job_run(sequence->args.job);

	return status ? status : job_run(sequence->args.job_2);
}
