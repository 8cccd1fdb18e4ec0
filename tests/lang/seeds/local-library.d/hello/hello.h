/* hello.h - a library beside the application. */
void hello(const char *whom);
