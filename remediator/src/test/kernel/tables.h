/*
 * The shapes of a kernel's tables of boot parameters, and how rows get into them: as include/linux/init.h and
 * include/linux/moduleparam.h of Linux lay them out, in our own words. See README.md for what -D chooses.
 */
#ifndef TABLES_H
#define TABLES_H

/* __setup() and early_param(): the same from 2.6.11 to 7.2. */
struct obs_kernel_param {
	const char *str;
	int (*setup_func)(char *);
	int early;
};

#define ROW(id, text, handler, is_early)                                                                               \
	static const char setup_text_##id[] __attribute__((used, section(".init.rodata"), aligned(1))) = text;         \
	static const struct obs_kernel_param setup_##id                                                                \
	    __attribute__((used, section(".init.setup"), aligned(sizeof(long)))) = {setup_text_##id, handler, is_early}

#define SETUP(id, text, handler) ROW(id, text, handler, 0)
#define EARLY(id, text, handler) ROW(id, text, handler, 1)

/* module_param() of what is built in, and core_param(). */
struct kernel_param_ops {
	int (*set)(const char *, const void *);
	int (*get)(char *, const void *);
};

struct kernel_param {
	const char *name;
#if PARAM_LAYOUT == 2632 /* until 2.6.35 */
	unsigned short perm;
	unsigned short flags;
	int (*set)(const char *, const void *);
	int (*get)(char *, const void *);
#elif PARAM_LAYOUT == 310 /* 2.6.36 to 4.1 */
	const struct kernel_param_ops *ops;
	unsigned short perm;
	short level;
#else /* since 4.2 */
	void *module;
	const struct kernel_param_ops *ops;
	unsigned short perm;
	signed char level;
	unsigned char flags;
#endif
	void *arg;
};

#if PARAM_LAYOUT == 2632
#define PARAM_VALUES .set = set_number, .get = get_number
#else
#define PARAM_VALUES .ops = &number_ops
#endif

#define PARAM(id, text)                                                                                                \
	static int value_##id __attribute__((used)) = 1;                                                               \
	static const char param_text_##id[] __attribute__((used)) = text;                                              \
	static const struct kernel_param param_##id                                                                    \
	    __attribute__((used, section("__param"), aligned(sizeof(void *)))) = {                                     \
		.name = param_text_##id, PARAM_VALUES, .perm = 0644, .arg = &value_##id}

int strcmp(const char *one, const char *other);
char *next_token(char **text);

#endif
