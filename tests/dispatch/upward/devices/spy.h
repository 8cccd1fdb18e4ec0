struct spy {
	struct probe probe;
	int n, links;
};
