// What the C library says of memory and of what is mapped of the program; Swift's Glibc module leaves it out.
#if defined(__linux__)
#include <features.h>
#if defined(__GLIBC__)
#include <malloc.h>
// Types that Swift's module has, too, must look as they do there: what GNU adds is asked for only behind them.
#include <sys/types.h>
#ifndef __USE_GNU
#define __USE_GNU 1
#endif
#include <link.h>
#endif
#endif
