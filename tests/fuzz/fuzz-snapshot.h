/* fuzz-snapshot.h
 *
 * Annotations out of bytes, and what must hold of any snapshot, wherever it comes from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  FUZZ_WITHOUT_QUOTES,
  FUZZ_WITH_QUOTES,      /* each live annotation has its words, as a sidecar without its text gives them */
} FuzzQuotes;

/* A snapshot of @text with annotations (ids a0, a1, …) where the bytes say, some detached. (transfer full) */
ChiosaSnapshot *fuzz_snapshot_new   (const ChiosaText *text, const guint8 *data, gsize size, FuzzQuotes quotes);
/* Ids valid and each once; live ones on ordered, disjoint, filled spans within @text; detached ones with what they were. */
void            fuzz_snapshot_check (const ChiosaSnapshot *self, const ChiosaText *text);
/* All there is, as one string: a sidecar. (transfer full) */
char           *fuzz_snapshot_dump  (const ChiosaSnapshot *self);

G_END_DECLS
