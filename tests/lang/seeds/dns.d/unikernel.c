#include <mcfg/dns_client.h>

int unikernel_make_start(struct dns_client *dns_client)
{
	dns_client_show(dns_client, 0);
	return 0;
}
