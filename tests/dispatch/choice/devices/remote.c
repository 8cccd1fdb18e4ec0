int remote_get(struct store *self, int drive)
{
	(void)self;
	return drive;
}
