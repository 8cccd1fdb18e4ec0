#include <mcfg/drive.h>

int app_main_start(struct drive *a, struct drive *b)
{
	return drive_size(a) + drive_size(b);
}
