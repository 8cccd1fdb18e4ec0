#include <mcfg/store.h>

#include <stdio.h>

int needy_connect(struct needy *self, const struct needy_config *config)
{
	printf("needy\n");
	return !self || config;
}

int needy_get(struct store *self, int at)
{
	return self ? -at : 0;
}

void needy_disconnect(struct needy *self)
{
	printf("%s\n", self ? "not needy" : "?");
}
