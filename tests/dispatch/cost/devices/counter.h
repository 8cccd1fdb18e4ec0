struct counter {
	struct sink sink;
	long n;
};
