int disk_size(struct block *self)
{
	return self == NULL;
}
