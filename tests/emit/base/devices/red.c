int red;
