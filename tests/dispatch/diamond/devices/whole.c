static struct whole *the_one;

int whole_connect(struct whole *self, const struct whole_config *config)
{
	the_one = self;
	return config ? -1 : 0;
}

/* Whichever way the caller came, self is in the canonical place. */
int whole_name(struct top *self, int n)
{
	return container_of(self, struct whole, bottom.left.top) == the_one ? 100 + n : -1;
}

int whole_l(struct left *self)
{
	return container_of(self, struct whole, bottom.left) == the_one ? 1 : -1;
}

int whole_r(struct right *self)
{
	return container_of(self, struct whole, bottom.right) == the_one ? 2 : -1;
}

int whole_b(struct bottom *self)
{
	return container_of(self, struct whole, bottom) == the_one ? 3 : -1;
}
