/* test-display-breaks.c
 *
 * An over-long paragraph has line ends in the buffer that the document does not have. Needs no display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-buffer.h"
#include "chiosa-long-paragraph.h"
#include "chiosa-tagset-file.h"

#include <locale.h>
#include <string.h>

#define SENTENCE "The minister said so on Thursday, and nothing will change. "
#define N_SENTENCES 300

typedef struct
{
  ChiosaDocument *document;
  ChiosaBuffer   *buffer;
  guint           n_rebroken;
} Fixture;

static void
on_rebroken (ChiosaBuffer *buffer,
             guint64       start,
             guint64       end,
             Fixture      *fixture)
{
  g_assert_cmpuint (start, <, end);
  fixture->n_rebroken++;
}

static char *
repeat (const char *piece,
        guint       n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (all, piece);
  return g_string_free (all, FALSE);
}

/* @piece: of which the text is made, N_SENTENCES times. */
static void
set_up (Fixture       *fixture,
        gconstpointer  piece)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autofree char *text = repeat (piece, N_SENTENCES);

  fixture->document = chiosa_document_new (tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_new (text, -1), NULL);
  fixture->buffer = chiosa_buffer_new (fixture->document);
  chiosa_buffer_set_editable (fixture->buffer, TRUE);
  g_signal_connect (fixture->buffer, "rebroken", G_CALLBACK (on_rebroken), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  piece)
{
  g_signal_handlers_disconnect_by_data (fixture->buffer, fixture);
  chiosa_buffer_close (fixture->buffer);
  g_object_unref (fixture->buffer);
  g_assert_finalize_object (fixture->document);
}

/* --- Helpers ---------------------------------------------------------------------------------------------------------------- */

static void
settle (Fixture *fixture)
{
  chiosa_buffer_flush (fixture->buffer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static const ChiosaText *
get_text (Fixture *fixture)
{
  return chiosa_document_get_text (fixture->document);
}

static char *
document_text (Fixture *fixture)
{
  return chiosa_text_get_slice (get_text (fixture), 0, chiosa_text_get_length (get_text (fixture)));
}

static char *
raw_text (Fixture *fixture)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (fixture->buffer), &start, &end);
  return gtk_text_iter_get_slice (&start, &end);
}

static guint
count_breaks (Fixture *fixture)
{
  guint n = 0;

  for (gsize i = 0; i < chiosa_text_get_length (get_text (fixture)); i++)
    n += chiosa_buffer_get_hidden (fixture->buffer, i) != 0;

  return n;
}

static gsize
find_break (Fixture *fixture,
            gsize    from)
{
  while (from < chiosa_text_get_length (get_text (fixture)))
    if (chiosa_buffer_get_hidden (fixture->buffer, from++) != 0)
      return from - 1;

  g_assert_not_reached ();
}

static void
assert_in_step (Fixture *fixture)
{
  g_autofree char *expected = document_text (fixture);
  g_autofree char *raw = raw_text (fixture);
  g_autofree char *slice = chiosa_buffer_get_slice (fixture->buffer, 0, chiosa_text_get_length (get_text (fixture)));
  const char *p = raw;
  gsize columns = 0;

  g_assert_cmpstr (slice, ==, expected);
  for (gsize i = 0; i < chiosa_text_get_length (get_text (fixture)); i++, p = g_utf8_next_char (p))
    {
      gunichar hidden = chiosa_buffer_get_hidden (fixture->buffer, i);
      gunichar c = chiosa_text_get_char (get_text (fixture), i);

      g_assert_cmpuint (g_utf8_get_char (p), ==, hidden ? 0x2029 : c);
      if (hidden)
        g_assert_cmpuint (hidden, ==, c);

      columns = hidden || c == '\n' ? 0 : columns + (g_unichar_iswide (c) ? 2 : 1);
      g_assert_cmpuint (columns, <=, CHIOSA_MAX_UNBROKEN);
    }

  g_assert_cmpuint (*p, ==, 0);
}

static void
place_cursor (Fixture *fixture,
              gsize    insert,
              gsize    bound)
{
  GtkTextIter one, two;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &one, insert);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &two, bound);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (fixture->buffer), &one, &two);
}

static void
type_at (Fixture    *fixture,
         gsize       offset,
         const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->buffer);

  place_cursor (fixture, offset, offset);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

static void
delete_range (Fixture *fixture,
              gsize    start,
              gsize    end)
{
  place_cursor (fixture, start, end);
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (fixture->buffer), TRUE, TRUE);
}

static gsize
get_cursor (Fixture *fixture)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->buffer);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_offset (&iter);
}

/* --- Tests ------------------------------------------------------------------------------------------------------------------ */

static void
test_loads (Fixture       *fixture,
            gconstpointer  piece)
{
  g_assert_cmpuint (count_breaks (fixture), >=, 5);
  assert_in_step (fixture);
  g_assert_false (chiosa_document_is_text_modified (fixture->document));
}

static void
test_usual_text_has_none (Fixture       *fixture,
                          gconstpointer  piece)
{
  g_assert_cmpuint (count_breaks (fixture), ==, 0);
  type_at (fixture, 10, "x");
  settle (fixture);
  g_assert_cmpuint (count_breaks (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_rebroken, ==, 0);
}

static void
test_typing_moves_no_break (Fixture       *fixture,
                            gconstpointer  piece)
{
  gsize first = find_break (fixture, 0);
  gsize second = find_break (fixture, first + 1);
  guint n = count_breaks (fixture);

  for (guint i = 0; i < 20; i++)
    {
      type_at (fixture, first + 100, "x");
      settle (fixture);
    }

  assert_in_step (fixture);
  g_assert_cmpuint (find_break (fixture, 0), ==, first);
  g_assert_cmpuint (find_break (fixture, first + 1), ==, second + 20);
  g_assert_cmpuint (count_breaks (fixture), ==, n);
  g_assert_cmpuint (fixture->n_rebroken, ==, 0);
}

static void
test_deleting_a_break_deletes_the_space (Fixture       *fixture,
                                         gconstpointer  piece)
{
  gsize first = find_break (fixture, 0);
  gsize length = chiosa_text_get_length (get_text (fixture));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &iter, first + 1);
  gtk_text_buffer_backspace (GTK_TEXT_BUFFER (fixture->buffer), &iter, TRUE, TRUE);
  settle (fixture);

  g_assert_cmpuint (chiosa_text_get_length (get_text (fixture)), ==, length - 1);
  g_assert_cmpuint (chiosa_text_get_char (get_text (fixture), first), ==, 'T');
  assert_in_step (fixture);

  chiosa_document_undo (fixture->document);
  settle (fixture);
  g_assert_cmpuint (chiosa_text_get_char (get_text (fixture), first), ==, ' ');
  assert_in_step (fixture);
  g_assert_false (chiosa_document_is_text_modified (fixture->document));
}

static void
test_enter_makes_a_real_line_end (Fixture       *fixture,
                                  gconstpointer  piece)
{
  gsize first = find_break (fixture, 0);

  type_at (fixture, first, "\n");
  settle (fixture);

  g_assert_cmpuint (chiosa_text_get_char (get_text (fixture), first), ==, '\n');
  assert_in_step (fixture);
}

static void
test_long_pasted_text_is_broken (Fixture       *fixture,
                                 gconstpointer  piece)
{
  g_autofree char *more = repeat (SENTENCE, 1000);

  place_cursor (fixture, 30, 30);
  chiosa_buffer_paste (fixture->buffer, more);
  /* At once: whoever scrolls to the cursor now lays the line out. */
  assert_in_step (fixture);
  g_assert_cmpuint (get_cursor (fixture), ==, 30 + strlen (more));
  settle (fixture);
  assert_in_step (fixture);
}

static void
test_paragraph_that_became_short_is_whole (Fixture       *fixture,
                                           gconstpointer  piece)
{
  delete_range (fixture, 500, chiosa_text_get_length (get_text (fixture)) - 500);
  settle (fixture);
  g_assert_cmpuint (count_breaks (fixture), ==, 0);
  assert_in_step (fixture);

  chiosa_document_undo (fixture->document);
  settle (fixture);
  g_assert_cmpuint (count_breaks (fixture), >=, 5);
  assert_in_step (fixture);
}

/* Enters make short paragraphs of a long one, piece by piece. */
static void
test_no_needless_breaks_stay (Fixture       *fixture,
                              gconstpointer  piece)
{
  gsize length = chiosa_text_get_length (get_text (fixture));

  for (gsize i = length / 1000 * 1000; i > 0; i -= 1000)
    {
      type_at (fixture, i, "\n");
      settle (fixture);
    }

  assert_in_step (fixture);
  g_assert_cmpuint (count_breaks (fixture), ==, 0);
}

static void
test_marks_stay (Fixture       *fixture,
                 gconstpointer  piece)
{
  gsize first = find_break (fixture, 0);
  gsize cursors[] = { first - 1, first, first + 1, first + 2 };

  for (guint i = 0; i < G_N_ELEMENTS (cursors); i++)
    {
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (first + 300, chiosa_text_get_length (get_text (fixture)), "");

      place_cursor (fixture, cursors[i], 5);
      g_assert_true (chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, NULL));
      settle (fixture);
      g_assert_cmpuint (chiosa_buffer_get_hidden (fixture->buffer, first), ==, 0);
      g_assert_cmpuint (get_cursor (fixture), ==, cursors[i]);
      chiosa_document_undo (fixture->document);
      settle (fixture);
      g_assert_cmpuint (get_cursor (fixture), ==, cursors[i]);
      first = find_break (fixture, 0);
      assert_in_step (fixture);
    }
}

static void
test_own_selection_comes_back_as_text (Fixture       *fixture,
                                       gconstpointer  piece)
{
  gsize first = find_break (fixture, 0);
  g_autofree char *expected = chiosa_text_get_slice (get_text (fixture), first - 40, first + 40);
  g_autofree char *found = chiosa_buffer_get_slice (fixture->buffer, first - 40, first + 40);

  g_assert_cmpstr (found, ==, expected);
  g_assert_null (strstr (found, "\342\200\251"));
}

/* GTK takes what is dragged from the buffer. */
static void
test_dragged_text_has_no_breaks (Fixture       *fixture,
                                 gconstpointer  piece)
{
  gsize first = find_break (fixture, 0);
  g_autofree char *expected = chiosa_text_get_slice (get_text (fixture), first - 40, first + 40);
  g_autofree char *raw = NULL;
  g_autofree char *found = NULL;
  GtkTextIter start, end, to;

  place_cursor (fixture, first - 40, first + 40);
  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (fixture->buffer), &start, &end);
  raw = gtk_text_iter_get_slice (&start, &end);
  g_assert_nonnull (strstr (raw, "\342\200\251"));
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &to, 100);
  gtk_text_buffer_insert_interactive (GTK_TEXT_BUFFER (fixture->buffer), &to, raw, -1, TRUE);
  settle (fixture);

  found = chiosa_text_get_slice (get_text (fixture), 100, 180);
  g_assert_cmpstr (found, ==, expected);
  assert_in_step (fixture);
}

static void
test_annotating_over_a_break (Fixture       *fixture,
                              gconstpointer  piece)
{
  gsize first = find_break (fixture, 0);
  ChiosaSpan span = { first - 20, first + 20 };
  g_autofree char *id = g_strdup (chiosa_document_tag (fixture->document, "claim", "FACT", &span, 1, NULL));
  g_autofree char *quote = NULL;
  ChiosaSpan extent;

  g_assert_nonnull (id);
  quote = chiosa_document_get_quote (fixture->document, id);
  g_assert_null (strstr (quote, "\342\200\251"));

  /* The break goes, the claim stays. */
  delete_range (fixture, first + 200, chiosa_text_get_length (get_text (fixture)));
  settle (fixture);
  g_assert_true (chiosa_document_get_extent (fixture->document, id, &extent));
  g_assert_cmpuint (extent.start, ==, span.start);
  g_assert_cmpuint (extent.end, ==, span.end);
  assert_in_step (fixture);
}

static void
test_refused_edit_is_taken_back (Fixture       *fixture,
                                 gconstpointer  piece)
{
  g_autofree char *before = document_text (fixture);
  g_autofree char *after = NULL;
  gsize first = find_break (fixture, 0);

  chiosa_document_set_read_only (fixture->document, TRUE);
  delete_range (fixture, first - 100, first + 100);
  settle (fixture);

  after = document_text (fixture);
  g_assert_cmpstr (after, ==, before);
  assert_in_step (fixture);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  piece)
{
  static const char *const typed[] = { "x", " ", "\n", ".", "é", "汉", "\342\200\217", "word. Next", "\r\n" };
  guint n_rounds = g_getenv ("CHIOSA_TEST_LONG") ? 2000 : 150;

  for (guint i = 0; i < n_rounds; i++)
    {
      gsize length = chiosa_text_get_length (get_text (fixture));
      gsize a = g_test_rand_int_range (0, length + 1);
      gsize b = g_test_rand_int_range (0, length + 1);
      g_autofree char *pasted = NULL;

      switch (g_test_rand_int_range (0, 9))
        {
        case 0: case 1: case 2:
          type_at (fixture, a, typed[g_test_rand_int_range (0, G_N_ELEMENTS (typed))]);
          break;
        case 3:
          delete_range (fixture, a, MIN (a + g_test_rand_int_range (0, 3000), length));
          break;
        case 4:
          delete_range (fixture, MIN (a, b), MAX (a, b));
          break;
        case 5:
          pasted = repeat (typed[g_test_rand_int_range (3, G_N_ELEMENTS (typed))], g_test_rand_int_range (1, 3000));
          place_cursor (fixture, a, MIN (a + 10, length));
          chiosa_buffer_paste (fixture->buffer, pasted);
          break;
        case 6: case 7:
          chiosa_document_undo (fixture->document);
          break;
        default:
          chiosa_document_redo (fixture->document);
        }

      if (g_test_rand_int_range (0, 3) > 0)
        {
          settle (fixture);
          assert_in_step (fixture);
        }
      else
        {
          chiosa_buffer_flush (fixture->buffer);
        }
    }
}

#define ADD(path, piece, func) g_test_add ("/display-breaks/" path, Fixture, piece, set_up, func, tear_down)
#define CHINESE "这是一个很长的段落，没有任何空格，而且它不会很快结束，因为我们需要很多字符来测试。"
#define BASE64 "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0NTY3ODkrL2FiY2RlZmdoaWprbG1ub3A"

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("load", SENTENCE, test_loads);
  ADD ("load-chinese", CHINESE, test_loads);
  ADD ("load-without-spaces", BASE64, test_loads);
  ADD ("usual-text-has-none", SENTENCE "\n", test_usual_text_has_none);
  ADD ("typing-moves-no-break", SENTENCE, test_typing_moves_no_break);
  ADD ("deleting-a-break-deletes-the-space", SENTENCE, test_deleting_a_break_deletes_the_space);
  ADD ("enter-makes-a-real-line-end", SENTENCE, test_enter_makes_a_real_line_end);
  ADD ("long-pasted-text-is-broken", SENTENCE "\n", test_long_pasted_text_is_broken);
  ADD ("paragraph-that-became-short-is-whole", SENTENCE, test_paragraph_that_became_short_is_whole);
  ADD ("no-needless-breaks-stay", SENTENCE, test_no_needless_breaks_stay);
  ADD ("cursor-stays", SENTENCE, test_marks_stay);
  ADD ("slices-have-the-text", SENTENCE, test_own_selection_comes_back_as_text);
  ADD ("dragged-text-has-no-breaks", SENTENCE, test_dragged_text_has_no_breaks);
  ADD ("annotating-over-a-break", SENTENCE, test_annotating_over_a_break);
  ADD ("refused-edit-is-taken-back", SENTENCE, test_refused_edit_is_taken_back);
  ADD ("random-operations", SENTENCE, test_random);
  ADD ("random-operations-chinese", CHINESE, test_random);
  ADD ("random-operations-paragraphs", SENTENCE SENTENCE SENTENCE "\r\n", test_random);

  return g_test_run ();
}
