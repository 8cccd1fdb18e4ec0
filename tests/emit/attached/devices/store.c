#include <mcfg/store.h>

int drive_size(struct store *self)
{
	return self != NULL;
}

int card_size(struct store *self)
{
	return self != NULL;
}
