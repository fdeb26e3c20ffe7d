/* bench-docs.h
 *
 * Articles for the benchmarks: generated news text with letters of several bytes, and annotations on it. The same every time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-document.h"

G_BEGIN_DECLS

/* About @n_bytes of UTF-8 in paragraphs of usual length. */
char           *bench_docs_text        (gsize n_bytes, guint32 seed);
/* @n_chars characters in one paragraph: with spaces, or without any, as Chinese has it. */
char           *bench_docs_paragraph   (gsize n_chars, gboolean spaces, guint32 seed);
/* @n annotations spread over @text: three of five entities, one of four claims, the rest sources; one of five lies in another. */
ChiosaSnapshot *bench_docs_annotations (const char *text, guint n, guint32 seed);

G_END_DECLS
