
int unikernel_main_start(void)
{

	return 0;
}
