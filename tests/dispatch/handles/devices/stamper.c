int stamper_onto(struct stamp *self, struct flow *flow)
{
	struct stamper *stamper = container_of(self, struct stamper, stamp);

	return flow_write(flow, "stamped") + flow_write(stamper->args.flow, "stamped");
}
