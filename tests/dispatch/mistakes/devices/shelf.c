int shelf_get(struct store *self, int at)
{
	return self ? at : 0;
}

void shelf_put(struct store *self, int at, int value)
{
	(void)self;
	(void)at;
	(void)value;
}
