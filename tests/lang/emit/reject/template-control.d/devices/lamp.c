int lamp_run(struct job *self)
{
	return self == NULL;
}
