#include "step.h"

#include <errno.h>
#include <stdio.h>

int step_connect(struct step *self, const struct step_config *config)
{
	self->n = (int)step_config_n(config);
	printf("%d connects\n", self->n);
	return self->n == 3 ? -EIO : 0;
}

void step_disconnect(struct step *self)
{
	printf("%d disconnects\n", self->n);
}

int step_number(struct step_of *self)
{
	return container_of(self, struct step, step_of)->n;
}
