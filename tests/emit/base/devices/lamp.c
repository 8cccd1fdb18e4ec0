int lamp_run(struct job *self)
{
	(void)self;
	return 0;
}
