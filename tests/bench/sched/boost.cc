// Boost.Context: N jumps between two stacks, N given. Prints nanoseconds for each.
#include <boost/context/detail/fcontext.hpp>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using boost::context::detail::fcontext_t;
using boost::context::detail::jump_fcontext;
using boost::context::detail::make_fcontext;
using boost::context::detail::transfer_t;

static void come_back(transfer_t from)
{
	for (;;)
		from = jump_fcontext(from.fctx, nullptr);
}

static double now_ns()
{
	timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e9 + now.tv_nsec;
}

int main(int argc, char **argv)
{
	static char stack[65536];
	fcontext_t context = make_fcontext(stack + sizeof stack, sizeof stack, come_back);
	long n = argc > 1 ? atol(argv[1]) : 1;
	double begin = now_ns();

	for (long i = 0; i < n / 2; i++)
		context = jump_fcontext(context, nullptr).fctx;
	std::printf("%.1f\n", (now_ns() - begin) / n);
}
