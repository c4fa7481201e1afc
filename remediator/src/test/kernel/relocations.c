/* A kernel that can be loaded anywhere has a hundred thousand pointers to put right; this one has a few more than a thousand. */
#if RELOCATIONS
static const char pointed_at[1];
const void *const many_pointers[1024] __attribute__((used)) = {[0 ... 1023] = pointed_at};
#endif
