struct box {
	struct job job;
	int n;
};
