#include <mcfg/conn.h>
#include <mcfg/http.h>
#include <mcfg/kv_ro.h>
#include <mcfg/random.h>
#include <mcfg/tcpv4v6.h>

int unikernel_make_start(struct random *random, struct kv_ro *kv_ro, struct kv_ro *kv_ro_2,
                         struct tcpv4v6 *tcpv4v6, struct conn *conn, struct http *http)
{
	(void)random;
	kv_ro_show(kv_ro, 0);
	kv_ro_show(kv_ro_2, 0);
	tcpv4v6_show(tcpv4v6, 0);
	conn_show(conn, 0);
	http_show(http, 0);
	return 0;
}
