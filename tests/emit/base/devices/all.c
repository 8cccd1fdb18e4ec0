int all;
