/* chiosa-diff-lines.h
 *
 * Two texts side by side as lines to be shown: what changed, a little of what stands around it, gaps for the rest.
 * Values and a list model; how a line looks is ChiosaDiffRow's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include "chiosa-edit.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_DIFF_SAME,       /* a paragraph that both texts have: context */
  CHIOSA_DIFF_CHANGED,
  CHIOSA_DIFF_GAP,        /* paragraphs that both texts have, not shown */
  CHIOSA_DIFF_REST,       /* there are more changes than anybody will read */
} ChiosaDiffKind;

/* One side of a line. Of a long stretch that did not change only the ends are in it. */
typedef struct
{
  char   *text;           /* without the end of the paragraph; "" where this side has nothing */
  GArray *marks;          /* ChiosaDiffMark: what the other side does not have */
} ChiosaDiffSide;

/* Bytes of the side's text, as Pango counts. */
typedef struct
{
  guint start;
  guint end;
} ChiosaDiffMark;

#define CHIOSA_TYPE_DIFF_LINE (chiosa_diff_line_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaDiffLine, chiosa_diff_line, CHIOSA, DIFF_LINE, GObject)

ChiosaDiffKind        chiosa_diff_line_get_kind   (ChiosaDiffLine *self);
const ChiosaDiffSide *chiosa_diff_line_get_old    (ChiosaDiffLine *self);
const ChiosaDiffSide *chiosa_diff_line_get_new    (ChiosaDiffLine *self);
/* Paragraphs of a gap; changes that are left out of a rest. */
guint                 chiosa_diff_line_get_n      (ChiosaDiffLine *self);
/* TRUE for the first line of a change: where "Next Change" stops. */
gboolean              chiosa_diff_line_get_first  (ChiosaDiffLine *self);

/* (transfer full): of ChiosaDiffLine; empty where the texts are the same. */
GListStore           *chiosa_diff_lines_new       (const ChiosaText *old_text, const ChiosaText *new_text);
/* Puts the paragraphs of the gap at @position in its place, or the first few hundred of them. */
void                  chiosa_diff_lines_expand    (GListStore *lines, guint position);

/* How many words of @old an edit changes, takes out or puts in. */
guint                 chiosa_diff_count_words     (const ChiosaText *old_text, const ChiosaEdit *edit);

G_END_DECLS
