/* chiosa-diff-lines.c
 *
 * Two texts side by side as lines to be shown. Lines break where both texts go on in a new paragraph; a change that spans
 * several paragraphs is cut into lines paragraph by paragraph. Which words differ is chiosa_text_diff()'s business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-diff-lines.h"

#include "chiosa-text-diff.h"
#include "chiosa-word-diff.h"

#include <string.h>

#define MAX_LINES    4000   /* of changes; nobody reads more */
#define MAX_EXPANDED 500    /* paragraphs that a gap gives at once */
#define MAX_CELL     2000   /* code points of a changed stretch in one line */
#define MAX_KEPT     300    /* of a stretch within a line that did not change ... */
#define KEPT_END     120    /* ... of a longer one, so many at either end */
#define CONTEXT      3      /* paragraphs around a change, blank ones included */
#define MIN_GAP      2      /* fewer paragraphs are shown */

struct _ChiosaDiffLine
{
  GObject         parent_instance;

  ChiosaDiffKind  kind;
  ChiosaDiffSide  sides[2];
  guint           n;
  gboolean        first;
  ChiosaText     *text;      /* GAP: where the paragraphs are ... */
  gsize           start;     /* ... and where they begin in it */
};

G_DEFINE_FINAL_TYPE (ChiosaDiffLine, chiosa_diff_line, G_TYPE_OBJECT)

/* What of a line came from where, while it is put together. */
typedef enum
{
  KEPT,
  MARKED,
} Piece;

typedef enum
{
  NEXT_CHANGE,
  NEXT_END,
} Next;

typedef struct
{
  GString *text;
  GArray  *marks;
} Cell;

typedef struct
{
  const ChiosaText *texts[2];
  GListStore       *lines;
  GPtrArray        *cells[2];    /* Cell: of the change that is being read */
  gsize             done[2];     /* up to here the texts have been read */
  guint             n_changes;
  guint             n_left_out;
} Reader;

static Cell *
cell_new (void)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->text = g_string_new (NULL);
  cell->marks = g_array_new (FALSE, FALSE, sizeof (ChiosaDiffMark));

  return cell;
}

static void
cell_free (Cell *cell)
{
  g_string_free (cell->text, TRUE);
  g_array_unref (cell->marks);
  g_free (cell);
}

static ChiosaDiffLine *
line_new (ChiosaDiffKind kind)
{
  ChiosaDiffLine *line = g_object_new (CHIOSA_TYPE_DIFF_LINE, NULL);

  line->kind = kind;

  return line;
}

static void
append_line (GListStore     *lines,
             ChiosaDiffLine *line)
{
  g_list_store_append (lines, line);
  g_object_unref (line);
}

/* --- What did not change ---------------------------------------------------------------------------------------------- */

static gboolean
is_blank (const ChiosaText *text,
          gsize             start,
          gsize             end)
{
  for (gsize at = start; at < end; at++)
    if (!g_unichar_isspace (chiosa_text_get_char (text, at)))
      return FALSE;

  return TRUE;
}

static ChiosaDiffLine *
make_same (const ChiosaText *text,
           gsize             start)
{
  ChiosaDiffLine *line = line_new (CHIOSA_DIFF_SAME);
  gsize end = chiosa_text_paragraph_end (text, start);
  g_autofree char *head = NULL;

  if (end - start <= MAX_KEPT)
    {
      line->sides[0].text = chiosa_text_get_slice (text, start, end);
    }
  else
    {
      head = chiosa_text_get_slice (text, start, start + MAX_KEPT);
      line->sides[0].text = g_strconcat (head, "…", NULL);
    }
  line->sides[1].text = g_strdup (line->sides[0].text);

  return line;
}

/* Shows paragraphs from @start on until one has words: so many, at most @max. Returns where they end. */
static gsize
append_context (GListStore       *lines,
                const ChiosaText *text,
                gsize             start,
                gsize             end,
                guint             max)
{
  gboolean blank = TRUE;

  for (guint n = 0; n < max && blank && start < end; n++)
    {
      blank = is_blank (text, start, chiosa_text_paragraph_end (text, start));
      append_line (lines, make_same (text, start));
      start = chiosa_text_paragraph_next (text, start);
    }

  return start;
}

/* Where the context before @end begins; not before @start. */
static gsize
find_context (const ChiosaText *text,
              gsize             start,
              gsize             end)
{
  gboolean blank = TRUE;
  gsize at = end;

  for (guint n = 0; n < CONTEXT && blank && at > start; n++)
    {
      at = chiosa_text_paragraph_start (text, at - 1);
      blank = is_blank (text, at, chiosa_text_paragraph_end (text, at));
    }

  return MAX (at, start);
}

static guint
count_paragraphs (const ChiosaText *text,
                  gsize             start,
                  gsize             end)
{
  guint n = 0;

  while (start < end)
    {
      start = chiosa_text_paragraph_next (text, start);
      n++;
    }

  return n;
}

static void
append_gap (GListStore       *lines,
            const ChiosaText *text,
            gsize             start,
            gsize             end)
{
  guint n = count_paragraphs (text, start, end);
  ChiosaDiffLine *line;

  if (n < MIN_GAP)
    {
      append_context (lines, text, start, end, n);
      return;
    }

  line = line_new (CHIOSA_DIFF_GAP);
  line->n = n;
  line->text = chiosa_text_copy (text);
  line->start = start;
  append_line (lines, line);
}

/* [@start, @end) of the old text, whole paragraphs, is in both; a change follows it, or the end. */
static void
append_same (Reader *reader,
             gsize   start,
             gsize   end,
             Next    next)
{
  const ChiosaText *text = reader->texts[0];
  gsize after = next == NEXT_CHANGE ? find_context (text, start, end) : end;

  if (start >= end)
    return;

  if (start > 0 || reader->n_changes > 0)
    start = append_context (reader->lines, text, start, after, CONTEXT);
  append_gap (reader->lines, text, start, after);
  while (after < end)
    {
      append_line (reader->lines, make_same (text, after));
      after = chiosa_text_paragraph_next (text, after);
    }
}

/* --- What changed ----------------------------------------------------------------------------------------------------- */

static Cell *
last_cell (Reader *reader,
           guint   side)
{
  GPtrArray *cells = reader->cells[side];

  if (cells->len == 0)
    g_ptr_array_add (cells, cell_new ());

  return g_ptr_array_index (cells, cells->len - 1);
}

static void
append_to_cell (Reader *reader,
                guint   side,
                gsize   start,
                gsize   end,
                Piece   piece)
{
  Cell *cell = last_cell (reader, side);
  g_autofree char *text = chiosa_text_get_slice (reader->texts[side], start, end);
  ChiosaDiffMark mark = { cell->text->len, cell->text->len + strlen (text) };

  g_string_append (cell->text, text);
  if (piece == MARKED && mark.end > mark.start)
    g_array_append_val (cell->marks, mark);
}

/* A stretch without end of paragraph; of a long one that did not change only the ends. */
static void
append_stretch (Reader *reader,
                guint   side,
                gsize   start,
                gsize   end,
                Piece   piece)
{
  if (piece == KEPT && end - start > MAX_KEPT)
    {
      append_to_cell (reader, side, start, start + KEPT_END, KEPT);
      g_string_append (last_cell (reader, side)->text, " … ");
      append_to_cell (reader, side, end - KEPT_END, end, KEPT);
      return;
    }

  while (end - start > MAX_CELL)
    {
      append_to_cell (reader, side, start, start + MAX_CELL, piece);
      g_ptr_array_add (reader->cells[side], cell_new ());
      start += MAX_CELL;
    }
  append_to_cell (reader, side, start, end, piece);
}

/* An end of paragraph that only one side has is shown where it stands beside words that both have. */
static void
mark_break (Cell *cell)
{
  ChiosaDiffMark mark;

  for (guint i = 0; i < cell->marks->len; i++)
    if (g_array_index (cell->marks, ChiosaDiffMark, i).start == 0 &&
        g_array_index (cell->marks, ChiosaDiffMark, i).end == cell->text->len)
      return;

  mark.start = cell->text->len;
  g_string_append (cell->text, "↵");
  mark.end = cell->text->len;
  g_array_append_val (cell->marks, mark);
}

static void
append_piece (Reader *reader,
              guint   side,
              gsize   start,
              gsize   end,
              Piece   piece)
{
  const ChiosaText *text = reader->texts[side];

  while (start < end)
    {
      gsize stop = MIN (chiosa_text_paragraph_end (text, start), end);

      append_stretch (reader, side, start, stop, piece);
      if (stop >= end)
        return;

      if (piece == MARKED)
        mark_break (last_cell (reader, side));
      start = chiosa_text_paragraph_next (text, stop);
      if (start < end || piece == MARKED)
        g_ptr_array_add (reader->cells[side], cell_new ());
    }
}

static void
take_cell (Reader         *reader,
           guint           side,
           guint           i,
           ChiosaDiffLine *line)
{
  Cell *cell;

  if (i >= reader->cells[side]->len)
    {
      line->sides[side].text = g_strdup ("");
      return;
    }

  cell = g_ptr_array_index (reader->cells[side], i);
  line->sides[side].text = g_strdup (cell->text->str);
  line->sides[side].marks = g_array_ref (cell->marks);
}

/* The last paragraph of a side that ended with its end is no line of its own. */
static guint
count_cells (Reader *reader,
             guint   side)
{
  GPtrArray *cells = reader->cells[side];

  if (cells->len > 1 && last_cell (reader, side)->text->len == 0)
    return cells->len - 1;

  return cells->len;
}

static void
append_changed (Reader *reader)
{
  guint n = MAX (count_cells (reader, 0), count_cells (reader, 1));

  reader->n_changes++;
  if (g_list_model_get_n_items (G_LIST_MODEL (reader->lines)) >= MAX_LINES)
    reader->n_left_out++;
  else
    for (guint i = 0; i < MIN (n, MAX_LINES); i++)
      {
        ChiosaDiffLine *line = line_new (CHIOSA_DIFF_CHANGED);

        line->first = i == 0;
        take_cell (reader, 0, i, line);
        take_cell (reader, 1, i, line);
        append_line (reader->lines, line);
      }
  g_ptr_array_set_size (reader->cells[0], 0);
  g_ptr_array_set_size (reader->cells[1], 0);
}

/* --- Where lines break ------------------------------------------------------------------------------------------------ */

static gboolean
is_start (const Reader *reader,
          gsize         old_offset,
          gsize         new_offset)
{
  return chiosa_text_paragraph_start (reader->texts[0], old_offset) == old_offset &&
         chiosa_text_paragraph_start (reader->texts[1], new_offset) == new_offset;
}

/* The change that is being read ends within the kept stretch before @limit, where there is an end of paragraph in both texts. */
static gboolean
close_change (Reader *reader,
              gsize   limit)
{
  gsize old_at = reader->done[0], new_at = reader->done[1];

  if (!is_start (reader, old_at, new_at))
    {
      new_at -= old_at;
      old_at = chiosa_text_paragraph_next (reader->texts[0], old_at);
      new_at += old_at;
    }
  if (old_at > limit || (old_at < chiosa_text_get_length (reader->texts[0]) && !is_start (reader, old_at, new_at)))
    return FALSE;

  for (guint side = 0; side < 2; side++)
    {
      gsize at = side == 0 ? old_at : new_at;

      append_piece (reader, side, reader->done[side], at, KEPT);
      reader->done[side] = at;
    }
  append_changed (reader);

  return TRUE;
}

static void
read_replacement (Reader                  *reader,
                  const ChiosaReplacement *replacement,
                  gboolean                *open)
{
  gsize start, kept;

  if (*open)
    *open = !close_change (reader, replacement->start);

  if (!*open)
    {
      start = chiosa_text_paragraph_start (reader->texts[0], replacement->start);
      if (start < reader->done[0] || !is_start (reader, start, start - reader->done[0] + reader->done[1]))
        start = reader->done[0];
      append_same (reader, reader->done[0], start, NEXT_CHANGE);
      reader->done[1] += start - reader->done[0];
      reader->done[0] = start;
      *open = TRUE;
    }

  kept = replacement->start - reader->done[0];
  append_piece (reader, 0, reader->done[0], replacement->start, KEPT);
  append_piece (reader, 1, reader->done[1], reader->done[1] + kept, KEPT);
  reader->done[0] += kept;
  reader->done[1] += kept;

  append_piece (reader, 0, replacement->start, replacement->end, MARKED);
  append_piece (reader, 1, reader->done[1], reader->done[1] + replacement->inserted, MARKED);
  reader->done[0] = replacement->end;
  reader->done[1] += replacement->inserted;
}

static void
read_all (Reader           *reader,
          const ChiosaEdit *edit)
{
  gsize length = chiosa_text_get_length (reader->texts[0]);
  gboolean open = FALSE;
  ChiosaDiffLine *rest;

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    read_replacement (reader, chiosa_edit_get (edit, i), &open);

  if (open && !close_change (reader, length))
    append_changed (reader);
  append_same (reader, reader->done[0], length, NEXT_END);

  if (reader->n_left_out > 0)
    {
      rest = line_new (CHIOSA_DIFF_REST);
      rest->n = reader->n_left_out;
      append_line (reader->lines, rest);
    }
}

/* --- Lines ------------------------------------------------------------------------------------------------------------ */

static void
chiosa_diff_line_finalize (GObject *object)
{
  ChiosaDiffLine *self = CHIOSA_DIFF_LINE (object);

  for (guint side = 0; side < 2; side++)
    {
      g_free (self->sides[side].text);
      g_clear_pointer (&self->sides[side].marks, g_array_unref);
    }
  g_clear_pointer (&self->text, chiosa_text_free);

  G_OBJECT_CLASS (chiosa_diff_line_parent_class)->finalize (object);
}

static void
chiosa_diff_line_class_init (ChiosaDiffLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_diff_line_finalize;
}

static void
chiosa_diff_line_init (ChiosaDiffLine *self)
{
}

ChiosaDiffKind
chiosa_diff_line_get_kind (ChiosaDiffLine *self)
{
  return self->kind;
}

const ChiosaDiffSide *
chiosa_diff_line_get_old (ChiosaDiffLine *self)
{
  return &self->sides[0];
}

const ChiosaDiffSide *
chiosa_diff_line_get_new (ChiosaDiffLine *self)
{
  return &self->sides[1];
}

guint
chiosa_diff_line_get_n (ChiosaDiffLine *self)
{
  return self->n;
}

gboolean
chiosa_diff_line_get_first (ChiosaDiffLine *self)
{
  return self->first;
}

/**
 * chiosa_diff_lines_new:
 * @old_text: the text on the left
 * @new_text: the text on the right
 *
 * Returns: (transfer full): the lines to be shown; none where the texts are the same. Not without limit: what is long is cut
 *   where it did not change, and after thousands of lines one says how many changes are left out.
 */
GListStore *
chiosa_diff_lines_new (const ChiosaText *old_text,
                       const ChiosaText *new_text)
{
  g_autoptr (ChiosaEdit) edit = chiosa_text_diff (old_text, new_text);
  Reader reader = { { old_text, new_text } };

  reader.lines = g_list_store_new (CHIOSA_TYPE_DIFF_LINE);
  if (chiosa_edit_is_empty (edit))
    return reader.lines;

  for (guint side = 0; side < 2; side++)
    reader.cells[side] = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  read_all (&reader, edit);
  for (guint side = 0; side < 2; side++)
    g_ptr_array_unref (reader.cells[side]);

  return reader.lines;
}

/**
 * chiosa_diff_lines_expand:
 * @lines: of two texts
 * @position: of a gap
 *
 * Shows what the gap hides: all of it, or the first few hundred paragraphs.
 */
void
chiosa_diff_lines_expand (GListStore *lines,
                          guint       position)
{
  g_autoptr (ChiosaDiffLine) gap = g_list_model_get_item (G_LIST_MODEL (lines), position);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  gsize at;
  guint n;

  g_return_if_fail (gap != NULL && gap->kind == CHIOSA_DIFF_GAP);

  at = gap->start;
  n = MIN (gap->n, MAX_EXPANDED);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (shown, make_same (gap->text, at));
      at = chiosa_text_paragraph_next (gap->text, at);
    }
  if (gap->n > n)
    {
      ChiosaDiffLine *rest = line_new (CHIOSA_DIFF_GAP);

      rest->n = gap->n - n;
      rest->text = chiosa_text_copy (gap->text);
      rest->start = at;
      g_ptr_array_add (shown, rest);
    }
  g_list_store_splice (lines, position, 1, shown->pdata, shown->len);
}

/* Words as people count them: where nothing stands between words, each sign. */
static guint
count_words (const char *utf8)
{
  gboolean within = FALSE;
  guint n = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_char = chiosa_word_is_char (c);

      if (is_char && (!within || chiosa_word_is_spaceless (c)))
        n++;
      within = is_char;
    }

  return n;
}

/**
 * chiosa_diff_count_words:
 * @old_text: what @edit is for
 * @edit: a change
 *
 * Returns: how many words are changed: for each place the greater number of those that went and those that came
 */
guint
chiosa_diff_count_words (const ChiosaText *old_text,
                         const ChiosaEdit *edit)
{
  guint n = 0;

  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *replacement = chiosa_edit_get (edit, i);
      g_autofree char *removed = chiosa_text_get_slice (old_text, replacement->start, replacement->end);

      n += MAX (count_words (removed), count_words (replacement->text));
    }

  return n;
}
