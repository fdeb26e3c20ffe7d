/* test-view-text.c
 *
 * Text that is not simply shown: over-long paragraphs in parts, invisible characters as boxes. What leaves the view is the article's text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

#include "chiosa-find-bar.h"
#include "chiosa-outline.h"
#include "chiosa-tagset-file.h"
#include "chiosa-view-private.h"

#include <locale.h>
#include <string.h>

#define SENTENCE "The minister said so on Thursday, and nothing will change. "
#define CHINESE  "这是一个很长的段落，没有任何空格，而且它不会很快结束。"
#define ARABIC   "قال الوزير يوم الخميس إن شيئاً لن يتغير. "
#define N_REPEATED 500

typedef struct
{
  ChiosaDocument *document;
  ChiosaEditor   *editor;
  GtkWidget      *window;
  ChiosaView     *view;
  gsize           at;         /* of a display break; 0: none */
} Fixture;

static void
iterate (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
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

static gsize
find_break (Fixture *fixture)
{
  gsize length = chiosa_text_get_length (chiosa_document_get_text (fixture->document));

  for (gsize i = 0; i < length; i++)
    if (chiosa_buffer_get_hidden (fixture->view->buffer, i) != 0)
      return i;

  return 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  piece)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autofree char *text = repeat (piece, strlen (piece) > 100 ? 1 : N_REPEATED);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->document = chiosa_document_new (tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_new (text, -1), NULL);
  fixture->editor = chiosa_editor_new (fixture->document);
  fixture->window = gtk_window_new ();
  fixture->view = CHIOSA_VIEW (g_object_ref_sink (chiosa_view_new ()));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  chiosa_view_set_editor (fixture->view, fixture->editor);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  iterate (60);
  fixture->at = find_break (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  piece)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  iterate (20);
  chiosa_view_set_editor (fixture->view, NULL);
  g_assert_finalize_object (fixture->view);
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->document);
}

/* --- Helpers ---------------------------------------------------------------------------------------------------------------- */

static char *
get_slice (Fixture *fixture,
           gsize    start,
           gsize    end)
{
  return chiosa_text_get_slice (chiosa_document_get_text (fixture->document), start, end);
}

typedef struct
{
  char     *text;
  gboolean  done;
} Answer;

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Answer *answer = user_data;

  answer->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  answer->done = TRUE;
}

static char *
read_clipboard (GdkClipboard *clipboard)
{
  Answer answer = { NULL, FALSE };

  gdk_clipboard_read_text_async (clipboard, NULL, on_read, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);

  return answer.text;
}

/* Whether the view draws anything for display breaks now. */
static gboolean
draws_breaks (Fixture *fixture)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GdkRectangle visible;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (fixture->view), &visible);
  chiosa_view_snapshot_breaks (fixture->view, snapshot, &visible);
  node = gtk_snapshot_free_to_node (snapshot);
  return node != NULL;
}

static int
get_width (Fixture *fixture,
           gsize    offset)
{
  GtkTextIter iter;
  GdkRectangle place;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->view->buffer), &iter, offset);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), &iter, &place);
  return ABS (place.width);
}

/* --- Over-long paragraphs ----------------------------------------------------------------------------------------------------- */

static void
test_copy (Fixture       *fixture,
           gconstpointer  piece)
{
  g_autofree char *expected = get_slice (fixture, fixture->at - 30, fixture->at + 30);
  g_autofree char *copied = NULL;

  g_assert_cmpuint (fixture->at, >, 0);
  chiosa_view_select_range (fixture->view, fixture->at + 30, fixture->at - 30);
  g_signal_emit_by_name (fixture->view, "copy-clipboard");
  copied = read_clipboard (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)));

  g_assert_cmpstr (copied, ==, expected);
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  piece)
{
  g_autofree char *before = get_slice (fixture, 0, G_MAXSIZE);
  g_autofree char *expected = get_slice (fixture, fixture->at - 30, fixture->at + 30);
  g_autofree char *cut = NULL;
  g_autofree char *after = NULL;

  chiosa_editor_set_mode (fixture->editor, CHIOSA_MODE_EDIT);
  chiosa_view_select_range (fixture->view, fixture->at + 30, fixture->at - 30);
  g_signal_emit_by_name (fixture->view, "cut-clipboard");
  cut = read_clipboard (gtk_widget_get_clipboard (GTK_WIDGET (fixture->view)));
  g_assert_cmpstr (cut, ==, expected);
  g_assert_cmpuint (chiosa_text_get_length (chiosa_document_get_text (fixture->document)), ==, g_utf8_strlen (before, -1) - 60);

  g_signal_emit_by_name (fixture->view, "paste-clipboard");
  iterate (60);
  after = get_slice (fixture, 0, G_MAXSIZE);
  g_assert_cmpstr (after, ==, before);
}

static void
test_primary_selection (Fixture       *fixture,
                        gconstpointer  piece)
{
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (GTK_WIDGET (fixture->view));
  g_autofree char *expected = get_slice (fixture, fixture->at - 30, fixture->at + 30);
  g_autofree char *selected = NULL;
  g_autofree char *other = NULL;

  chiosa_view_select_range (fixture->view, fixture->at + 30, fixture->at - 30);
  selected = read_clipboard (primary);
  g_assert_cmpstr (selected, ==, expected);

  chiosa_view_select_range (fixture->view, 3, 0);
  other = read_clipboard (primary);
  g_assert_cmpstr (other, ==, "The");
}

static void
test_accessible_text (Fixture       *fixture,
                      gconstpointer  piece)
{
  GtkAccessibleText *accessible = GTK_ACCESSIBLE_TEXT (fixture->view);
  GtkAccessibleTextInterface *iface = GTK_ACCESSIBLE_TEXT_GET_IFACE (accessible);
  g_autofree char *expected = get_slice (fixture, fixture->at - 30, fixture->at + 30);
  g_autoptr (GBytes) contents = iface->get_contents (accessible, fixture->at - 30, fixture->at + 30);
  g_autoptr (GBytes) line = NULL;
  guint start, end;

  g_assert_true (g_str_has_prefix (g_bytes_get_data (contents, NULL), expected));
  line = iface->get_contents_at (accessible, fixture->at - 2, GTK_ACCESSIBLE_TEXT_GRANULARITY_LINE, &start, &end);
  g_assert_null (g_strstr_len (g_bytes_get_data (line, NULL), g_bytes_get_size (line), "\342\200\251"));
}

static void
test_words_are_found_over_breaks (Fixture       *fixture,
                                  gconstpointer  piece)
{
  g_autoptr (ChiosaFindBar) bar = g_object_ref_sink (g_object_new (CHIOSA_TYPE_FIND_BAR, NULL));
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->view->buffer);
  GtkTextIter start, end;

  chiosa_find_bar_set_view (bar, GTK_TEXT_VIEW (fixture->view));
  chiosa_view_select_range (fixture->view, fixture->at + 6, fixture->at - 6);
  chiosa_find_bar_open (bar);
  chiosa_view_select_range (fixture->view, fixture->at - 10, fixture->at - 10);
  chiosa_find_bar_move (bar, TRUE);

  g_assert_true (gtk_text_buffer_get_selection_bounds (buffer, &start, &end));
  g_assert_cmpint (gtk_text_iter_get_offset (&start), ==, fixture->at - 6);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), ==, fixture->at + 6);
  chiosa_find_bar_set_view (bar, NULL);
}

static void
test_breaks_are_marked (Fixture       *fixture,
                        gconstpointer  piece)
{
  g_assert_cmpuint (fixture->at, >, 0);
  chiosa_view_set_cursor (fixture->view, fixture->at);
  for (guint i = 0; i < 100 && !draws_breaks (fixture); i++)
    iterate (50);
  g_assert_true (draws_breaks (fixture));

  chiosa_view_set_cursor (fixture->view, 0);
  for (guint i = 0; i < 100 && draws_breaks (fixture); i++)
    iterate (50);
  g_assert_false (draws_breaks (fixture));
}

static void
test_annotating (Fixture       *fixture,
                 gconstpointer  piece)
{
  ChiosaSpan word;
  ChiosaSpan extent;
  const char *selected;
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (ChiosaBox));
  GdkRectangle visible;

  /* The word cursor goes over the break as over any space. */
  chiosa_view_set_cursor (fixture->view, fixture->at - 2);
  chiosa_view_move_by_word (fixture->view, TRUE, FALSE);
  g_assert_true (chiosa_view_get_cursor_word (fixture->view, &word));
  g_assert_cmpuint (word.start, ==, fixture->at + 1);

  chiosa_view_move_by_word (fixture->view, FALSE, TRUE);
  chiosa_view_move_by_word (fixture->view, FALSE, TRUE);
  g_assert_true (chiosa_editor_tag (fixture->editor, "claim", "FACT"));
  selected = chiosa_editor_get_selected (fixture->editor);
  g_assert_true (chiosa_document_get_extent (fixture->document, selected, &extent));
  g_assert_cmpuint (extent.start, <, fixture->at);
  g_assert_cmpuint (extent.end, >, fixture->at);

  /* It is drawn on both sides. */
  for (guint i = 0; i < 100 && boxes->len < 2; i++)
    {
      iterate (50);
      gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (fixture->view), &visible);
      g_array_set_size (boxes, 0);
      chiosa_painter_get_boxes (fixture->view->painter, selected, boxes);
    }
  g_assert_cmpuint (boxes->len, >=, 2);
}

/* --- Invisible characters ----------------------------------------------------------------------------------------------------- */

#define MARKS "a\342\200\256b \342\201\246c\342\201\251 d\342\200\213e f\302\255g h\357\273\277i"
#define JOINER "x\342\200\214y"

static void
test_invisible_characters_are_shown (void)
{
  static const gsize offsets[] = { 1, 4, 6, 9, 13, 17 };
  Fixture fixture = { 0 };
  GtkTextIter iter;
  g_autofree char *text = g_strconcat (MARKS, "\n", JOINER, "\n", NULL);
  g_autofree char *longer = repeat (text, 4);

  set_up (&fixture, longer);
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    g_assert_cmpint (get_width (&fixture, offsets[i]), >, 3);

  /* Joiners are nothing to be shown. */
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture.view->buffer), &iter, 21);
  g_assert_cmpuint (gtk_text_iter_get_char (&iter), ==, 0x200c);
  g_assert_null (gtk_text_iter_get_tags (&iter));
  tear_down (&fixture, longer);
}

static void
test_typed_marks_are_shown (Fixture       *fixture,
                            gconstpointer  piece)
{
  chiosa_editor_set_mode (fixture->editor, CHIOSA_MODE_EDIT);
  chiosa_view_select_range (fixture->view, 4, 4);
  g_signal_emit_by_name (fixture->view, "insert-at-cursor", "\342\200\256");
  iterate (60);

  g_assert_cmpuint (chiosa_text_get_char (chiosa_document_get_text (fixture->document), 4), ==, 0x202e);
  g_assert_cmpint (get_width (fixture, 4), >, 3);
}

#define ADD(path, piece, func) g_test_add ("/view-text/" path, Fixture, piece, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("copied-text-is-the-articles", SENTENCE, test_copy);
  ADD ("copied-text-is-the-articles-chinese", CHINESE, test_copy);
  ADD ("cut-text-is-the-articles", SENTENCE, test_cut);
  ADD ("cut-text-is-the-articles-chinese", CHINESE, test_cut);
  ADD ("primary-selection-is-the-articles", SENTENCE, test_primary_selection);
  ADD ("assistive-technologies-get-the-article", SENTENCE, test_accessible_text);
  ADD ("words-are-found-over-breaks", SENTENCE, test_words_are_found_over_breaks);
  ADD ("breaks-are-marked", SENTENCE, test_breaks_are_marked);
  ADD ("breaks-are-marked-chinese", CHINESE, test_breaks_are_marked);
  ADD ("breaks-are-marked-arabic", ARABIC, test_breaks_are_marked);
  ADD ("annotating-over-breaks", SENTENCE, test_annotating);
  g_test_add_func ("/view-text/invisible-characters-are-shown", test_invisible_characters_are_shown);
  ADD ("typed-marks-are-shown", SENTENCE, test_typed_marks_are_shown);

  return g_test_run ();
}
