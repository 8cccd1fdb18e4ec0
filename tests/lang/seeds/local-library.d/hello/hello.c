#include "hello.h"

#include <stdio.h>

void hello(const char *whom)
{
	printf("hello, %s\n", whom);
}
