struct step {
	struct step_of step_of;
	int n;
};
