/* What lib/string.c has and the handlers call. Never inlined, so that a handler's code refers to the words it compares. */
#include "tables.h"

__attribute__((noinline)) int strcmp(const char *one, const char *other)
{
	while (*one && *one == *other) {
		one++;
		other++;
	}
	return (unsigned char)*one - (unsigned char)*other;
}

/* strsep(text, ",") */
__attribute__((noinline)) char *next_token(char **text)
{
	char *token = *text;
	char *end = token;

	if (!token)
		return token;
	while (*end && *end != ',')
		end++;
	*text = *end ? end + 1 : (char *)0;
	*end = 0;
	return token;
}
