#include <mcfg/git.h>
#include <mcfg/git_client.h>

int unikernel_make_start(struct git *git, struct git_client *git_client)
{
	git_show(git, 0);
	git_client_show(git_client, 0);
	return 0;
}
