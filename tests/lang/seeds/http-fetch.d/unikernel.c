#include <mcfg/http_client.h>

int unikernel_client_start(struct http_client *http_client)
{
	http_client_show(http_client, 0);
	return 0;
}
