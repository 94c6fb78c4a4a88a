// What libFuzzer, which comes with the toolchain, offers to the functions it calls.
#include <stddef.h>
#include <stdint.h>

// Changes the bytes in place at random, up to a size; returns their new size.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t largest);
