/* chiosa-text-merge.h
 *
 * Three versions of a text as one: what each side changed against what was common, by words (the algorithm of diff3:
 * Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007). Knows no annotations: those are chiosa-merge.h's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-span.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_HUNK_SAME,
  CHIOSA_HUNK_MINE,       /* only mine is changed */
  CHIOSA_HUNK_THEIRS,
  CHIOSA_HUNK_BOTH,       /* the same change on both sides */
  CHIOSA_HUNK_CONFLICT,
} ChiosaHunkKind;

/* One after the other, hunks cover all three texts without gaps. Code points. */
typedef struct
{
  ChiosaHunkKind kind;
  ChiosaSpan     base;
  ChiosaSpan     mine;
  ChiosaSpan     theirs;
} ChiosaMergeHunk;

typedef enum
{
  CHIOSA_CHOICE_MINE,
  CHIOSA_CHOICE_THEIRS,
  CHIOSA_CHOICE_BASE,
  CHIOSA_CHOICE_MINE_THEN_THEIRS,
} ChiosaMergeChoice;

/* (transfer full) (element-type ChiosaMergeHunk) */
GArray     *chiosa_text_merge       (const ChiosaText *base, const ChiosaText *mine, const ChiosaText *theirs);
guint       chiosa_text_merge_count (const GArray *hunks, ChiosaHunkKind kind);
/* @choices: one for each hunk, looked at for conflicts; BASE overrules a change of one side too. NULL: mine in conflicts. */
ChiosaText *chiosa_text_merge_apply (const GArray *hunks, const ChiosaText *base, const ChiosaText *mine,
                                     const ChiosaText *theirs, const ChiosaMergeChoice *choices);

G_END_DECLS
