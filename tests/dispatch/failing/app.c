int app_main_start(struct step_of *a, struct step_of *b, struct step_of *c, struct step_of *d)
{
	return a == b || c == d;
}
