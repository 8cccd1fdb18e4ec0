#include <mcfg/tone.h>

#include <stdio.h>

int app_main_start(struct tone *a, struct tone *b, struct tone *c, struct tone *d, struct tone *e)
{
	printf("%d%d%d%d%d\n", tone_pitch(a), tone_pitch(b), tone_pitch(c), tone_pitch(d),
	       tone_pitch(e));
	return 0;
}
