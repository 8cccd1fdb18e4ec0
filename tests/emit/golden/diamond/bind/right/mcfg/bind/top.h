/* top in right.c: whole. */
extern const struct top_ops whole_top_ops_via_right;
#line 2 "devices/diamond.mdev"
int whole_name_via_right(struct top *self, int n);
#line 6 "bind/right/mcfg/bind/top.h"

static inline int top_name(struct top *self, int n)
{
	MCFG_TRACE_OPERATION("top_name", self);
	MCFG_EXPECT_HANDLE(self->ops == &whole_top_ops_via_right, "top", self->ops);
	return whole_name_via_right(self, n);
}
