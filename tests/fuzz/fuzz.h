/* fuzz.h
 *
 * What the fuzz targets share: an input in parts, a folder for readers that want files, and the entry points of libFuzzer,
 * which driver.c calls where the targets are built as plain tests.
 * A target asserts what must hold whatever the bytes are; that it does not crash is the least of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int LLVMFuzzerInitialize   (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* Between the parts of an input (ASCII "record separator"): a reader's file, the file beside it, … */
#define FUZZ_SEPARATOR 0x1E

/* Cuts @data into at most @n parts; the last one takes what is left, those that are not there are NULL. (transfer full) */
void     fuzz_split  (const guint8 *data, gsize size, GBytes **parts, guint n);
void     fuzz_parts_free (GBytes **parts, guint n);
/* The bytes with a NUL behind them. (transfer full); NULL for NULL. */
char    *fuzz_string (GBytes *bytes);
/* The bytes as text: valid UTF-8 without NUL. (transfer full) */
char    *fuzz_utf8   (GBytes *bytes);

/* A folder of this process, the same all the time; borrowed. It goes when the process ends. */
const char *fuzz_folder   (void);
/* Makes the file @name in @folder; the path. (transfer full) */
char       *fuzz_put      (const char *folder, const char *name, gconstpointer data, gsize size);
/* Removes what is in @folder. */
void        fuzz_clear    (const char *folder);

void     fuzz_assert_same_bytes (GBytes *a, GBytes *b);

G_END_DECLS
