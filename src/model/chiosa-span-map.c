/* chiosa-span-map.c
 *
 * The editing rules: what an edit does to the fragments of an annotation.
 * Knows nothing of annotations, and takes no part in undo: that restores what was recorded (chiosa-document.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-span.h"

#include "chiosa-segment.h"
#include "chiosa-word-diff.h"

#include <string.h>

/* How far a replacement is widened to whole words before its words are compared, in code points. */
#define WORD_REACH 64
/* Below this a replaced fragment is for a person to look at. */
#define SIMILAR 0.5

/* A piece is a replacement with its place in the new text too. */
typedef ChiosaWordHunk Piece;

struct _ChiosaSpanMapper
{
  const ChiosaText *old_text;
  const ChiosaText *new_text;
  Piece            *pieces;
  guint             n_pieces;
  Piece             one;     /* room for the one piece of nearly every edit */
  GArray          **hunks;   /* by piece: the same replacement word by word, once it was needed */
};

/* Where a fragment lands, while the pieces that touch it are read from left to right. */
typedef struct
{
  gsize     start;
  gsize     end;
  gsize     run_start;      /* new text outside, right before the start, begins here: the start itself where there is none */
  gsize     run_end;        /* the same behind the end */
  gboolean  start_touched;  /* a piece touches the edge: graphemes may have changed there */
  gboolean  end_touched;
  gboolean  start_cut;      /* the first character was taken away */
  gboolean  end_cut;
  gboolean  gone;           /* within a larger replacement that keeps none of it */
  gboolean  replaced;       /* some words gave way to others */
  gsize     removed;        /* code points taken away */
  gsize     changed;        /* at most so many differ */
  GArray   *covering;       /* the words of a replacement of more than the fragment */
} Landing;

static inline gsize
span_length (const ChiosaSpan *span)
{
  return span->end - span->start;
}

static gboolean
has_content (const ChiosaText *text,
             gsize             start,
             gsize             end)
{
  for (gsize i = start; i < end; i++)
    {
      if (chiosa_word_is_content (chiosa_text_get_char (text, i)))
        return TRUE;
    }

  return FALSE;
}

static void
mapper_init (ChiosaSpanMapper *self,
             const ChiosaEdit *edit,
             const ChiosaText *old_text,
             const ChiosaText *new_text)
{
  gsize shift = 0;  /* wraps below zero, as all sums of offsets here may on the way */

  self->old_text = old_text;
  self->new_text = new_text;
  self->n_pieces = chiosa_edit_get_n (edit);
  self->pieces = self->n_pieces > 1 ? g_new (Piece, self->n_pieces) : &self->one;
  self->hunks = NULL;

  for (guint i = 0; i < self->n_pieces; i++)
    {
      const ChiosaReplacement *replacement = chiosa_edit_get (edit, i);
      Piece *piece = &self->pieces[i];

      piece->old_start = replacement->start;
      piece->old_end = replacement->end;
      piece->new_start = replacement->start + shift;
      piece->new_end = piece->new_start + replacement->inserted;
      shift = piece->new_end - piece->old_end;
    }
}

static void
mapper_clear (ChiosaSpanMapper *self)
{
  for (guint i = 0; self->hunks != NULL && i < self->n_pieces; i++)
    g_clear_pointer (&self->hunks[i], g_array_unref);

  g_free (self->hunks);
  if (self->pieces != &self->one)
    g_free (self->pieces);
}

/* Gives back the letters by which a replacement was widened, where a hunk begins or ends among them. */
static void
narrow (GArray      *hunks,
        const Piece *piece)
{
  Piece *first, *last;

  if (hunks->len == 0)
    return;

  first = &g_array_index (hunks, Piece, 0);
  last = &g_array_index (hunks, Piece, hunks->len - 1);
  if (first->old_start < piece->old_start &&
      first->old_end >= piece->old_start && first->new_end >= piece->new_start &&
      piece->old_start - first->old_start == piece->new_start - first->new_start)
    {
      first->old_start = piece->old_start;
      first->new_start = piece->new_start;
    }
  if (last->old_end > piece->old_end &&
      last->old_start <= piece->old_end && last->new_start <= piece->new_end &&
      last->old_end - piece->old_end == last->new_end - piece->new_end)
    {
      last->old_end = piece->old_end;
      last->new_end = piece->new_end;
    }
}

/* The words of replacement @i that changed, as pieces. Trimming has cut it inside words: it is widened to whole ones. */
static GArray *
get_hunks (ChiosaSpanMapper *self,
           guint             i)
{
  const Piece *piece = &self->pieces[i];
  gsize low = i > 0 ? self->pieces[i - 1].old_end : 0;
  gsize high = i + 1 < self->n_pieces ? self->pieces[i + 1].old_start : chiosa_text_get_length (self->old_text);
  gsize left = 0, right = 0;
  g_autofree char *old_words = NULL, *new_words = NULL;
  GArray *hunks;

  if (self->hunks == NULL)
    self->hunks = g_new0 (GArray *, self->n_pieces);
  if (self->hunks[i] != NULL)
    return self->hunks[i];

  while (left < WORD_REACH && piece->old_start - left > low &&
         chiosa_word_is_char (chiosa_text_get_char (self->old_text, piece->old_start - left - 1)))
    left++;
  while (right < WORD_REACH && piece->old_end + right < high &&
         chiosa_word_is_char (chiosa_text_get_char (self->old_text, piece->old_end + right)))
    right++;

  old_words = chiosa_text_get_slice (self->old_text, piece->old_start - left, piece->old_end + right);
  new_words = chiosa_text_get_slice (self->new_text, piece->new_start - left, piece->new_end + right);
  hunks = chiosa_word_diff (old_words, new_words);
  for (guint j = 0; j < hunks->len; j++)
    {
      Piece *hunk = &g_array_index (hunks, Piece, j);

      hunk->old_start += piece->old_start - left;
      hunk->old_end += piece->old_start - left;
      hunk->new_start += piece->new_start - left;
      hunk->new_end += piece->new_start - left;
    }
  narrow (hunks, piece);

  return self->hunks[i] = hunks;
}

/* Whether @piece lies wholly in the fragment: what it inserts is then part of it. */
static inline gboolean
lies_inside (const Piece      *piece,
             const ChiosaSpan *span)
{
  return piece->old_start >= span->start && piece->old_end <= span->end;
}

static inline gboolean
covers (const Piece      *piece,
        const ChiosaSpan *span)
{
  return piece->old_start <= span->start && piece->old_end >= span->end;
}

/* Rules 1, 2, 5, 7, 9, 10, 11 for the start. */
static void
land_start (Landing          *landing,
            const ChiosaSpan *span,
            const Piece      *piece)
{
  if (piece->old_start > span->start)
    return;

  landing->start_touched |= piece->old_end >= span->start;
  if (piece->old_end <= span->start)
    {
      landing->start = span->start - piece->old_end + piece->new_end;
      landing->run_start = piece->old_end == span->start ? piece->new_start : landing->start;
      return;
    }

  landing->start_cut = TRUE;
  landing->start = landing->run_start = piece->new_start;
  if (!lies_inside (piece, span) && !covers (piece, span))
    landing->start = piece->new_end;
}

/* Rules 3, 4, 5, 6, 9, 10, 11 for the end. */
static void
land_end (Landing          *landing,
          const ChiosaSpan *span,
          const Piece      *piece)
{
  landing->end_touched |= piece->old_start <= span->end && piece->old_end >= span->end;
  if (piece->old_start >= span->end)
    {
      landing->run_end = landing->end + (piece->new_end - piece->new_start);
      return;
    }

  if (piece->old_end < span->end)
    {
      landing->end = landing->run_end = span->end - piece->old_end + piece->new_end;
      return;
    }

  landing->end_cut = TRUE;
  landing->run_end = piece->new_end;
  landing->end = lies_inside (piece, span) ? piece->new_end : piece->new_start;
}

static void
land_piece (Landing          *landing,
            const ChiosaSpan *span,
            const Piece      *piece)
{
  gsize removed, inserted = piece->new_end - piece->new_start;

  land_start (landing, span, piece);
  land_end (landing, span, piece);
  if (piece->old_end <= span->start || piece->old_start >= span->end)
    return;

  removed = MIN (piece->old_end, span->end) - MAX (piece->old_start, span->start);
  landing->removed += removed;
  if (lies_inside (piece, span))
    {
      landing->changed += MAX (removed, inserted);
      landing->replaced |= removed > 0 && inserted > 0;
    }
  else
    {
      landing->changed += removed;
      landing->gone |= inserted > 0 && covers (piece, span);
    }
}

/* The first piece that ends at or behind @offset. */
static guint
first_piece (const Piece *pieces,
             guint        n_pieces,
             gsize        offset)
{
  guint low = 0, high = n_pieces;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (pieces[middle].old_end < offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Moves the whole fragment by what the pieces before it add; returns the first piece that may touch it. */
static guint
land_behind (Landing          *landing,
             const ChiosaSpan *span,
             const Piece      *pieces,
             guint             n_pieces)
{
  guint first = first_piece (pieces, n_pieces, span->start);

  if (first > 0)
    {
      gsize shift = pieces[first - 1].new_end - pieces[first - 1].old_end;

      landing->start = landing->run_start = span->start + shift;
      landing->end = landing->run_end = span->end + shift;
    }

  return first;
}

/* Whether @piece replaces across an edge of the fragment: its words decide then (rules 11 and 12). */
static inline gboolean
needs_words (const Piece      *piece,
             const ChiosaSpan *span)
{
  return piece->old_start < span->end && piece->old_end > span->start && !lies_inside (piece, span) &&
         piece->old_start < piece->old_end && piece->new_start < piece->new_end;
}

static void
land (ChiosaSpanMapper *self,
      const ChiosaSpan *span,
      Landing          *landing)
{
  *landing = (Landing) { .start = span->start, .end = span->end, .run_start = span->start, .run_end = span->end };

  for (guint i = land_behind (landing, span, self->pieces, self->n_pieces);
       i < self->n_pieces && self->pieces[i].old_start <= span->end; i++)
    {
      const Piece *piece = &self->pieces[i];
      GArray *hunks;
      const Piece *words;

      if (!needs_words (piece, span))
        {
          land_piece (landing, span, piece);
          continue;
        }

      hunks = get_hunks (self, i);
      words = (const Piece *) hunks->data;
      if (covers (piece, span))
        landing->covering = hunks;
      for (guint j = land_behind (landing, span, words, hunks->len);
           j < hunks->len && words[j].old_start <= span->end; j++)
        land_piece (landing, span, &words[j]);
    }
}

/* Rule 3a. A word that was whole and has letters added to it from outside takes them in, if they end it.
 * The edge of a word is where a letter or digit meets anything else: "John|'s" is one here, unlike in UAX #29,
 * since somebody who makes that "Johnny's" means the name. */
static void
complete_words (const ChiosaSpanMapper *self,
                const ChiosaSpan       *span,
                Landing                *landing)
{
  const ChiosaText *old = self->old_text, *new = self->new_text;
  gsize start = landing->start, end = landing->end;

  if (landing->run_start < start && chiosa_word_is_char (chiosa_text_get_char (new, start)) &&
      (span->start == 0 || !chiosa_word_is_char (chiosa_text_get_char (old, span->start - 1))))
    {
      while (start > landing->run_start && chiosa_word_is_char (chiosa_text_get_char (new, start - 1)))
        start--;
      if (start == 0 || !chiosa_word_is_char (chiosa_text_get_char (new, start - 1)))
        landing->start = start;
    }

  if (landing->run_end > end && chiosa_word_is_char (chiosa_text_get_char (new, end - 1)) &&
      !chiosa_word_is_char (chiosa_text_get_char (old, span->end)))
    {
      while (end < landing->run_end && chiosa_word_is_char (chiosa_text_get_char (new, end)))
        end++;
      if (!chiosa_word_is_char (chiosa_text_get_char (new, end)))
        landing->end = end;
    }
}

/* Rules 6 and 7: no white space at an edge where something was taken away. */
static void
trim_cut_edges (const ChiosaText *text,
                Landing          *landing)
{
  while (landing->start_cut && landing->start < landing->end &&
         g_unichar_isspace (chiosa_text_get_char (text, landing->start)))
    landing->start++;
  while (landing->end_cut && landing->start < landing->end &&
         g_unichar_isspace (chiosa_text_get_char (text, landing->end - 1)))
    landing->end--;
}

/* Whether a grapheme surely ends at @offset; what it costs to be sure otherwise is a paragraph. */
static gboolean
is_plain_edge (const ChiosaText *text,
               gsize             offset)
{
  gunichar before, after;

  if (offset == 0 || offset >= chiosa_text_get_length (text))
    return TRUE;

  before = chiosa_text_get_char (text, offset - 1);
  after = chiosa_text_get_char (text, offset);

  return before < 0x80 && after < 0x80 && !(before == '\r' && after == '\n');
}

/* Rules 3b and 19. */
static void
snap_touched_edges (const ChiosaText *text,
                    Landing          *landing)
{
  if (landing->start_touched && !is_plain_edge (text, landing->start))
    {
      gsize end = landing->start + 1;

      chiosa_segment_snap_graphemes (text, &landing->start, &end);
    }

  if (landing->end_touched && !is_plain_edge (text, landing->end))
    {
      gsize start = landing->end - 1;

      chiosa_segment_snap_graphemes (text, &start, &landing->end);
    }
}

/* Whether one of the words of a fragment outlives the replacement that covers it. */
static gboolean
keeps_words (const ChiosaSpanMapper *self,
             const GArray           *hunks,
             const ChiosaSpan       *span)
{
  const Piece *pieces = (const Piece *) hunks->data;
  gsize kept_from = span->start;

  for (guint i = first_piece (pieces, hunks->len, span->start);
       i < hunks->len && pieces[i].old_start < span->end; i++)
    {
      if (has_content (self->old_text, kept_from, pieces[i].old_start))
        return TRUE;
      kept_from = MAX (kept_from, pieces[i].old_end);
    }

  return has_content (self->old_text, kept_from, span->end);
}

/* What to say of a fragment that went from @span to @landed. */
static ChiosaSpanFate
judge (const ChiosaSpanMapper *self,
       const ChiosaSpan       *span,
       const ChiosaSpan       *landed,
       const Landing          *landing)
{
  gsize old_length = span_length (span), new_length = span_length (landed);
  gboolean may_differ_much = landing->replaced && landing->changed > MAX (old_length, new_length) / 2;
  g_autofree char *old_words = NULL, *new_words = NULL;

  if (landing->changed == 0 && new_length == old_length)
    return CHIOSA_SPAN_UNCHANGED;
  if (new_length != old_length && !may_differ_much)
    return CHIOSA_SPAN_EDITED;

  old_words = chiosa_text_get_slice (self->old_text, span->start, span->end);
  new_words = chiosa_text_get_slice (self->new_text, landed->start, landed->end);
  if (strcmp (old_words, new_words) == 0)
    return CHIOSA_SPAN_UNCHANGED;
  if (!may_differ_much || chiosa_word_similarity (old_words, new_words) >= SIMILAR)
    return CHIOSA_SPAN_EDITED;
  if (landing->covering != NULL && !keeps_words (self, landing->covering, span))
    return CHIOSA_SPAN_GONE;

  return CHIOSA_SPAN_REVIEW;
}

/* Maps one fragment in place; with %CHIOSA_SPAN_GONE it is empty, at the point of the deletion. */
static ChiosaSpanFate
map_fragment (ChiosaSpanMapper *self,
              ChiosaSpan       *span)
{
  ChiosaSpan old = *span;
  ChiosaSpanFate fate = CHIOSA_SPAN_GONE;
  gsize point;
  Landing landing;

  land (self, &old, &landing);
  point = landing.start;
  if (!landing.gone && landing.start < landing.end)
    {
      complete_words (self, &old, &landing);
      trim_cut_edges (self->new_text, &landing);
    }
  if (!landing.gone && landing.start < landing.end)
    {
      snap_touched_edges (self->new_text, &landing);
      *span = (ChiosaSpan) { landing.start, landing.end };
      if (landing.removed == 0 ||
          has_content (self->new_text, span->start, span->end) ||
          !has_content (self->old_text, old.start, old.end))
        fate = judge (self, &old, span, &landing);
    }

  if (fate == CHIOSA_SPAN_GONE)
    *span = (ChiosaSpan) { point, point };

  return fate;
}

/* Whether anything but white space and punctuation is left in any fragment. */
static gboolean
any_content (const ChiosaSpan *spans,
             guint             n_spans,
             const ChiosaText *text)
{
  for (guint i = 0; i < n_spans; i++)
    {
      if (has_content (text, spans[i].start, spans[i].end))
        return TRUE;
    }

  return FALSE;
}

ChiosaSpanFate
chiosa_span_map (ChiosaSpan       *spans,
                 guint            *n_spans,
                 const ChiosaEdit *edit,
                 const ChiosaText *old_text,
                 const ChiosaText *new_text)
{
  ChiosaSpanMapper mapper;
  ChiosaSpanFate fate;

  mapper_init (&mapper, edit, old_text, new_text);
  fate = chiosa_span_mapper_map (&mapper, spans, n_spans);
  mapper_clear (&mapper);

  return fate;
}

/**
 * chiosa_span_mapper_new:
 * @edit: one composed and trimmed user action
 * @old_text: the text before
 * @new_text: the text after
 *
 * For one edit that meets many annotations. Borrows its arguments: they must stay as they are while it lives.
 *
 * Returns: (transfer full): the mapper
 */
ChiosaSpanMapper *
chiosa_span_mapper_new (const ChiosaEdit *edit,
                        const ChiosaText *old_text,
                        const ChiosaText *new_text)
{
  ChiosaSpanMapper *self = g_new0 (ChiosaSpanMapper, 1);

  mapper_init (self, edit, old_text, new_text);

  return self;
}

/**
 * chiosa_span_mapper_free:
 * @self: (transfer full) (nullable): the mapper
 */
void
chiosa_span_mapper_free (ChiosaSpanMapper *self)
{
  if (self == NULL)
    return;

  mapper_clear (self);
  g_free (self);
}

/**
 * chiosa_span_mapper_map:
 * @self: the mapper
 * @spans: (inout) (array length=n_spans): the fragments of one annotation, ordered, not overlapping
 * @n_spans: (inout): how many, at least one
 *
 * Does what chiosa_span_map() does. The fate is
 * - unchanged when all fragments hold the very text that they held;
 * - review when words were replaced and the fragment is less than half like before (chiosa_word_similarity()).
 *   It is the whole fragment that is compared: a name typed over by another arrives as a replacement inside the name
 *   when the two share a letter at either end;
 * - gone when no fragment is left, or only white space and punctuation where there was more; also when the fragment was
 *   part of a larger replacement in which none of its words is found, nor one like them in their place;
 * - edited otherwise.
 *
 * Returns: what became of the annotation
 */
ChiosaSpanFate
chiosa_span_mapper_map (ChiosaSpanMapper *self,
                        ChiosaSpan       *spans,
                        guint            *n_spans)
{
  ChiosaSpanFate worst = CHIOSA_SPAN_UNCHANGED;
  gsize point = G_MAXSIZE;
  gboolean lost_content = FALSE;
  guint n = 0;

  g_return_val_if_fail (*n_spans > 0, CHIOSA_SPAN_GONE);

  for (guint i = 0; i < *n_spans; i++)
    {
      ChiosaSpan span = spans[i];
      ChiosaSpanFate fate = map_fragment (self, &span);

      if (fate == CHIOSA_SPAN_GONE)
        {
          lost_content = lost_content || has_content (self->old_text, spans[i].start, spans[i].end);
          point = MIN (point, span.start);
          fate = CHIOSA_SPAN_EDITED;
        }
      else if (n > 0 && span.start <= spans[n - 1].end)
        {
          spans[n - 1].end = MAX (spans[n - 1].end, span.end);
          fate = MAX (fate, CHIOSA_SPAN_EDITED);
        }
      else
        spans[n++] = span;

      worst = MAX (worst, fate);
    }

  if (n == 0 || (lost_content && !any_content (spans, n, self->new_text)))
    {
      spans[0] = (ChiosaSpan) { point, point };
      *n_spans = 1;
      return CHIOSA_SPAN_GONE;
    }

  *n_spans = n;

  return worst;
}
