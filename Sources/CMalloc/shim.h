// What the C library says of memory and of what is mapped of the program; Swift's Glibc module leaves it out.
#if defined(__linux__)
#define _GNU_SOURCE 1
#include <features.h>
#if defined(__GLIBC__)
#include <link.h>
#include <malloc.h>
#endif
#endif
