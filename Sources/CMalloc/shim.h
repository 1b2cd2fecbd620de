// What the C library offers beside malloc and free; Swift's Glibc module leaves it out.
#if defined(__linux__)
#include <features.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#endif
