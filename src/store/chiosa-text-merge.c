/* chiosa-text-merge.c
 *
 * Three texts as a row of hunks: the changes of both sides against the common text (chiosa_text_diff()), put together
 * where they touch. Where no kept character stands between a change of mine and one of theirs, nobody can say which
 * comes first: that is one hunk, and a conflict unless both made the same of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-text-merge.h"

#include "chiosa-text-diff.h"

#include <string.h>

/* One side's changes, walked through along the common text. */
typedef struct
{
  const ChiosaEdit *edit;
  guint             next;
  gssize            delta;    /* what the changes so far made longer */
} Side;

typedef struct
{
  const ChiosaText *base, *mine, *theirs;
  GArray           *hunks;
  Side              sides[2]; /* mine, theirs */
  ChiosaSpan        done;     /* up to here, in mine (start) and theirs (end) */
  gsize             at;       /* likewise, in base */
} Merge;

static const ChiosaReplacement *
peek (const Side *side)
{
  return side->next < chiosa_edit_get_n (side->edit) ? chiosa_edit_get (side->edit, side->next) : NULL;
}

static gboolean
same_words (const ChiosaText *a,
            const ChiosaSpan *in_a,
            const ChiosaText *b,
            const ChiosaSpan *in_b)
{
  g_autofree char *x = NULL, *y = NULL;

  if (in_a->end - in_a->start != in_b->end - in_b->start)
    return FALSE;

  x = chiosa_text_get_slice (a, in_a->start, in_a->end);
  y = chiosa_text_get_slice (b, in_b->start, in_b->end);
  return strcmp (x, y) == 0;
}

/* From where the last hunk ended to @base, @mine and @theirs. */
static void
add_hunk (Merge          *self,
          ChiosaHunkKind  kind,
          gsize           base,
          gsize           mine,
          gsize           theirs)
{
  ChiosaMergeHunk hunk = { kind, { self->at, base }, { self->done.start, mine }, { self->done.end, theirs } };

  if (kind == CHIOSA_HUNK_CONFLICT && same_words (self->mine, &hunk.mine, self->theirs, &hunk.theirs))
    hunk.kind = CHIOSA_HUNK_BOTH;
  self->at = base;
  self->done = (ChiosaSpan) { mine, theirs };
  if (kind != CHIOSA_HUNK_SAME || hunk.base.start < hunk.base.end)
    g_array_append_val (self->hunks, hunk);
}

static void
keep_until (Merge *self,
            gsize  base)
{
  add_hunk (self, CHIOSA_HUNK_SAME, base, base + self->sides[0].delta, base + self->sides[1].delta);
}

/* Takes in all changes of @side that begin at or before @end. */
static gboolean
take_touching (Side  *side,
               gsize *end)
{
  const ChiosaReplacement *r;
  gboolean taken = FALSE;

  for (; (r = peek (side)) != NULL && r->start <= *end; side->next++, taken = TRUE)
    {
      *end = MAX (*end, r->end);
      side->delta += (gssize) r->inserted - (gssize) (r->end - r->start);
    }

  return taken;
}

/* Where the next change of either side begins. */
static gboolean
next_start (Merge *self,
            gsize *start)
{
  const ChiosaReplacement *mine = peek (&self->sides[0]);
  const ChiosaReplacement *theirs = peek (&self->sides[1]);

  if (mine == NULL && theirs == NULL)
    return FALSE;

  *start = MIN (mine != NULL ? mine->start : G_MAXSIZE, theirs != NULL ? theirs->start : G_MAXSIZE);
  return TRUE;
}

static void
merge_next (Merge *self,
            gsize  start)
{
  gboolean changed[2] = { FALSE, FALSE };
  gboolean more = TRUE;
  gsize end = start;

  keep_until (self, start);
  while (more)
    {
      more = FALSE;
      for (guint i = 0; i < 2; i++)
        {
          if (!take_touching (&self->sides[i], &end))
            continue;
          changed[i] = more = TRUE;
        }
    }

  add_hunk (self, !changed[1] ? CHIOSA_HUNK_MINE : !changed[0] ? CHIOSA_HUNK_THEIRS : CHIOSA_HUNK_CONFLICT,
            end, end + self->sides[0].delta, end + self->sides[1].delta);
}

/**
 * chiosa_text_merge:
 * @base: what was common
 * @mine: one side
 * @theirs: the other
 *
 * Returns: (transfer full) (element-type ChiosaMergeHunk): hunks that cover all three texts without gaps
 */
GArray *
chiosa_text_merge (const ChiosaText *base,
                   const ChiosaText *mine,
                   const ChiosaText *theirs)
{
  g_autoptr (ChiosaEdit) to_mine = chiosa_text_diff (base, mine);
  g_autoptr (ChiosaEdit) to_theirs = chiosa_text_diff (base, theirs);
  Merge self = { base, mine, theirs, g_array_new (FALSE, FALSE, sizeof (ChiosaMergeHunk)),
                 { { to_mine, 0, 0 }, { to_theirs, 0, 0 } }, { 0, 0 }, 0 };
  gsize start;

  while (next_start (&self, &start))
    merge_next (&self, start);
  keep_until (&self, chiosa_text_get_length (base));

  return self.hunks;
}

/**
 * chiosa_text_merge_count:
 * @hunks: from chiosa_text_merge()
 * @kind: which
 *
 * Returns: how many hunks are of that kind
 */
guint
chiosa_text_merge_count (const GArray   *hunks,
                         ChiosaHunkKind  kind)
{
  guint n = 0;

  for (guint i = 0; i < hunks->len; i++)
    n += g_array_index (hunks, ChiosaMergeHunk, i).kind == kind;

  return n;
}

/* --- Applying --------------------------------------------------------------------------------------------------- */

static void
append (GString          *out,
        const ChiosaText *text,
        const ChiosaSpan *span)
{
  g_autofree char *slice = chiosa_text_get_slice (text, span->start, span->end);

  g_string_append (out, slice);
}

/* Words of two people do not run into each other. */
static void
append_both (GString               *out,
             const ChiosaText      *mine,
             const ChiosaText      *theirs,
             const ChiosaMergeHunk *hunk)
{
  gboolean apart = hunk->mine.start == hunk->mine.end || hunk->theirs.start == hunk->theirs.end
                   || g_unichar_isspace (chiosa_text_get_char (mine, hunk->mine.end - 1))
                   || g_unichar_isspace (chiosa_text_get_char (theirs, hunk->theirs.start));

  append (out, mine, &hunk->mine);
  if (!apart)
    g_string_append_c (out, ' ');
  append (out, theirs, &hunk->theirs);
}

static ChiosaMergeChoice
choose (const ChiosaMergeHunk *hunk,
        ChiosaMergeChoice      choice)
{
  switch (hunk->kind)
    {
    case CHIOSA_HUNK_MINE:
    case CHIOSA_HUNK_BOTH:
      return choice == CHIOSA_CHOICE_BASE ? choice : CHIOSA_CHOICE_MINE;
    case CHIOSA_HUNK_THEIRS:
      return choice == CHIOSA_CHOICE_BASE ? choice : CHIOSA_CHOICE_THEIRS;
    case CHIOSA_HUNK_CONFLICT:
      return choice;
    case CHIOSA_HUNK_SAME:
    default:
      return CHIOSA_CHOICE_BASE;
    }
}

/**
 * chiosa_text_merge_apply:
 * @hunks: from chiosa_text_merge() of these texts
 * @base: what was common
 * @mine: one side
 * @theirs: the other
 * @choices: (nullable): one for each hunk: what a conflict becomes; %CHIOSA_CHOICE_BASE for another hunk takes its change
 *   back, any other choice lets it be
 *
 * Returns: (transfer full): the merged text
 */
ChiosaText *
chiosa_text_merge_apply (const GArray            *hunks,
                         const ChiosaText        *base,
                         const ChiosaText        *mine,
                         const ChiosaText        *theirs,
                         const ChiosaMergeChoice *choices)
{
  g_autoptr (GString) out = g_string_sized_new (chiosa_text_get_n_bytes (mine) + 1);

  for (guint i = 0; i < hunks->len; i++)
    {
      const ChiosaMergeHunk *hunk = &g_array_index (hunks, ChiosaMergeHunk, i);

      switch (choose (hunk, choices != NULL ? choices[i] : CHIOSA_CHOICE_MINE))
        {
        case CHIOSA_CHOICE_THEIRS:
          append (out, theirs, &hunk->theirs);
          break;
        case CHIOSA_CHOICE_BASE:
          append (out, base, &hunk->base);
          break;
        case CHIOSA_CHOICE_MINE_THEN_THEIRS:
          append_both (out, mine, theirs, hunk);
          break;
        case CHIOSA_CHOICE_MINE:
        default:
          append (out, mine, &hunk->mine);
        }
    }

  return chiosa_text_new (out->str, out->len);
}
