#include <stdio.h>

int end_connect(struct end *self, const struct end_config *config)
{
	if (end_config_n(config) == 200)
		return -1;
	return self->config != config;
}

int end_sum(struct link *self)
{
	return (int)end_config_n(container_of(self, struct end, link)->config);
}

int link_to_sum(struct link *self)
{
	return link_sum(container_of(self, struct link_to, link)->args.link) + 1;
}

void link_to_disconnect(struct link_to *self)
{
	printf("%d ", link_to_sum(&self->link));
}
