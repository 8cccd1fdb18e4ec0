struct tap {
	struct probe probe;
	int n, links;
};
