/* test-view.c
 *
 * The article on a screen: keys, word cursor, what is drawn and how often. The window is real, the keys go to the view's own controller.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

#include "chiosa-tagset-file.h"
#include "chiosa-view-private.h"

#include <locale.h>
#include <string.h>

#define TEXT "Jeff Bezos said on Thursday that Amazon pays taxes.\n" \
             "\n" \
             "Amazon denied it, according to Vanity Fair, which had asked the company about the matter for weeks and weeks.\n" \
             "Amazon shares fell."
#define ARABIC "قال جيف بيزوس يوم الخميس"

typedef struct
{
  ChiosaDocument     *document;
  ChiosaEditor       *editor;
  GtkWidget          *window;
  ChiosaView         *view;
  GtkEventController *keys;
  char               *announced;
} Fixture;

static void
on_announce (ChiosaEditor *editor,
             const char   *text,
             Fixture      *fixture)
{
  g_set_str (&fixture->announced, text);
}

static void
iterate (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* Until what changed is on the screen. */
static void
settle (Fixture *fixture)
{
  iterate (60);
}

static GtkEventController *
find_keys (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), "chiosa-view-keys") == 0)
        return controller;
    }

  g_assert_not_reached ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  text)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->document = chiosa_document_new (tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_new (text, -1), NULL);
  fixture->editor = chiosa_editor_new (fixture->document);
  g_signal_connect (fixture->editor, "announce", G_CALLBACK (on_announce), fixture);

  fixture->window = gtk_window_new ();
  fixture->view = CHIOSA_VIEW (g_object_ref_sink (chiosa_view_new ()));
  fixture->keys = find_keys (GTK_WIDGET (fixture->view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  chiosa_view_set_editor (fixture->view, fixture->editor);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->view));
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  text)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  iterate (20);
  chiosa_view_set_editor (fixture->view, NULL);
  g_assert_finalize_object (fixture->view);
  g_signal_handlers_disconnect_by_data (fixture->editor, fixture);
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->document);
  g_free (fixture->announced);
}

/* --- Helpers ---------------------------------------------------------------------------------------------------------------- */

static gboolean
press_code (Fixture         *fixture,
            guint            keyval,
            guint            keycode,
            GdkModifierType  state)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (fixture->keys, "key-pressed", keyval, keycode, state, &handled);
  return handled;
}

static gboolean
press (Fixture         *fixture,
       guint            keyval,
       GdkModifierType  state)
{
  return press_code (fixture, keyval, 0, state);
}

static char *
selected_text (Fixture *fixture)
{
  ChiosaSpan span = chiosa_editor_get_text_selection (fixture->editor);

  return chiosa_text_get_slice (chiosa_document_get_text (fixture->document), span.start, span.end);
}

static void
assert_selection (Fixture    *fixture,
                  const char *expected)
{
  g_autofree char *actual = selected_text (fixture);

  g_assert_cmpstr (actual, ==, expected);
}

static char *
cursor_word (Fixture *fixture)
{
  ChiosaSpan word;

  if (!chiosa_view_get_cursor_word (fixture->view, &word))
    return NULL;

  return chiosa_text_get_slice (chiosa_document_get_text (fixture->document), word.start, word.end);
}

static void
assert_word (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *actual = cursor_word (fixture);

  g_assert_cmpstr (actual, ==, expected);
}

static char *
tag (Fixture    *fixture,
     const char *type,
     const char *label,
     const char *words)
{
  ChiosaSpan span = { strstr (TEXT, words) - TEXT, 0 };
  const char *id;

  span.end = span.start + strlen (words);
  id = chiosa_document_tag (fixture->document, type, label, &span, 1, NULL);
  g_assert_nonnull (id);
  return g_strdup (id);
}

static void
assert_selected_quote (Fixture    *fixture,
                       const char *quote)
{
  const char *id = chiosa_editor_get_selected (fixture->editor);
  g_autofree char *actual = id ? chiosa_document_get_quote (fixture->document, id) : NULL;

  g_assert_cmpstr (actual, ==, quote);
}

/* NULL while the view has not been drawn since it changed. */
static GskRenderNode *
record (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  return gtk_snapshot_free_to_node (snapshot);
}

static GBytes *
render_once (Fixture *fixture)
{
  GtkWidget *widget = GTK_WIDGET (fixture->view);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width, height;
  guchar *pixels;

  for (guint i = 0; i < 200 && node == NULL; i++)
    {
      settle (fixture);
      node = record (widget);
    }
  g_assert_nonnull (node);

  width = gtk_widget_get_width (widget);
  height = gtk_widget_get_height (widget);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  pixels = g_malloc (width * height * 4);
  gdk_texture_download (texture, pixels, width * 4);
  return g_bytes_new_take (pixels, width * height * 4);
}

static gboolean
looks_alike (GBytes *one,
             GBytes *two)
{
  return g_bytes_equal (one, two);
}

/* The word cursor looks different when another window takes the focus away: where that would matter, it stands on no word. */
static void
hide_word_cursor (Fixture *fixture)
{
  gsize length = chiosa_text_get_length (chiosa_document_get_text (fixture->document));
  ChiosaSpan word;

  for (gsize offset = 0; offset <= length; offset++)
    {
      chiosa_view_set_cursor (fixture->view, offset);
      if (!chiosa_view_get_cursor_word (fixture->view, &word))
        return;
    }

  g_assert_not_reached ();
}

/* What the view looks like when nothing moves any more: layout and focus come in their own time. */
static GBytes *
render (Fixture *fixture)
{
  GBytes *look = render_once (fixture);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GBytes) before = look;

      look = render_once (fixture);
      if (looks_alike (before, look))
        break;
    }

  return look;
}

/* --- Keys ------------------------------------------------------------------------------------------------------------------- */

static void
test_arrows_go_by_word (Fixture       *fixture,
                        gconstpointer  text)
{
  assert_word (fixture, "Jeff");
  press (fixture, GDK_KEY_Right, 0);
  assert_word (fixture, "Bezos");
  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_KP_Left, 0);
  assert_word (fixture, "Bezos");
  press (fixture, GDK_KEY_End, 0);
  press (fixture, GDK_KEY_Left, 0);
  assert_word (fixture, "pays");
  press (fixture, GDK_KEY_Home, GDK_CONTROL_MASK);
  assert_word (fixture, "Jeff");
  press (fixture, GDK_KEY_End, GDK_CONTROL_MASK);
  assert_word (fixture, "fell");
}

static void
test_arrows_are_visual_in_arabic (Fixture       *fixture,
                                  gconstpointer  text)
{
  assert_word (fixture, "قال");
  press (fixture, GDK_KEY_Left, 0);
  assert_word (fixture, "جيف");
  press (fixture, GDK_KEY_Right, 0);
  assert_word (fixture, "قال");
}

static void
test_shift_extends_by_word (Fixture       *fixture,
                            gconstpointer  text)
{
  press (fixture, GDK_KEY_Right, 0);
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_selection (fixture, "Bezos");
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_selection (fixture, "Bezos said");
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_selection (fixture, "Bezos");
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_selection (fixture, "Jeff Bezos");
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_selection (fixture, "Bezos");
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_selection (fixture, "Bezos said");
}

static void
test_control_goes_by_character (Fixture       *fixture,
                                gconstpointer  text)
{
  press (fixture, GDK_KEY_Right, GDK_CONTROL_MASK);
  g_assert_cmpuint (chiosa_view_get_cursor (fixture->view), ==, 1);
  g_assert_true (gtk_text_view_get_cursor_visible (GTK_TEXT_VIEW (fixture->view)));
  press (fixture, GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Right, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_selection (fixture, "ef");
}

static void
test_up_and_down_go_by_line (Fixture       *fixture,
                             gconstpointer  text)
{
  press (fixture, GDK_KEY_Down, 0);
  press (fixture, GDK_KEY_Down, 0);
  assert_word (fixture, "Amazon");
  press (fixture, GDK_KEY_Up, 0);
  press (fixture, GDK_KEY_Up, 0);
  assert_word (fixture, "Jeff");
}

static void
test_space_selects_more (Fixture       *fixture,
                         gconstpointer  text)
{
  press (fixture, GDK_KEY_space, 0);
  assert_selection (fixture, "Jeff");
  press (fixture, GDK_KEY_space, 0);
  assert_selection (fixture, "Jeff Bezos said on Thursday that Amazon pays taxes.");
  press (fixture, GDK_KEY_space, GDK_SHIFT_MASK);
  assert_selection (fixture, "Jeff");
  press (fixture, GDK_KEY_space, GDK_SHIFT_MASK);
  assert_selection (fixture, "");
}

static void
test_keys_tag (Fixture       *fixture,
               gconstpointer  text)
{
  press (fixture, GDK_KEY_1, 0);
  assert_selected_quote (fixture, "Jeff Bezos");

  press (fixture, GDK_KEY_End, 0);
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Left, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_c, 0);
  assert_selected_quote (fixture, "pays taxes");
  assert_selection (fixture, "");
}

static void
test_shift_digit_tags_everywhere (Fixture       *fixture,
                                  gconstpointer  text)
{
  press (fixture, GDK_KEY_End, GDK_CONTROL_MASK);
  press (fixture, GDK_KEY_Up, 0);
  press (fixture, GDK_KEY_End, GDK_CONTROL_MASK);
  press (fixture, GDK_KEY_Home, 0);
  assert_word (fixture, "Amazon");
  press_code (fixture, GDK_KEY_quotedbl, 11, GDK_SHIFT_MASK);

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 3);
}

/* French: the upper row writes signs; Greek: no key writes a Latin letter. */
static void
test_keys_work_on_other_layouts (Fixture       *fixture,
                                 gconstpointer  text)
{
  press_code (fixture, GDK_KEY_ampersand, 10, 0);
  assert_selected_quote (fixture, "Jeff Bezos");

  press_code (fixture, GDK_KEY_Greek_psi, 54, 0);
  g_assert_cmpstr (chiosa_editor_get_active_type (fixture->editor), ==, "claim");
}

static void
test_tab_enter_delete_escape (Fixture       *fixture,
                              gconstpointer  text)
{
  g_autofree char *claim = tag (fixture, "claim", "FACT", "Amazon pays taxes");
  g_autofree char *entity = tag (fixture, "entity", "ORG", "Amazon");

  press (fixture, GDK_KEY_Tab, 0);
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, claim);
  assert_word (fixture, "Amazon");
  press (fixture, GDK_KEY_Return, 0);
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, entity);
  press (fixture, GDK_KEY_Escape, 0);
  g_assert_null (chiosa_editor_get_selected (fixture->editor));
  press (fixture, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  press (fixture, GDK_KEY_Delete, 0);
  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 1);
}

static void
test_letters_relate (Fixture       *fixture,
                     gconstpointer  text)
{
  g_autofree char *source = tag (fixture, "source", "SRC_PERSON", "Jeff Bezos");
  g_autofree char *claim = tag (fixture, "claim", "FACT", "Amazon pays taxes");

  chiosa_editor_select (fixture->editor, claim, TRUE);
  settle (fixture);
  press (fixture, GDK_KEY_r, 0);
  g_assert_true (chiosa_editor_is_relating (fixture->editor));
  press (fixture, GDK_KEY_a, 0);
  g_assert_cmpuint (chiosa_document_get_n_relations (fixture->document), ==, 1);
}

static void
test_keys_adjust (Fixture       *fixture,
                  gconstpointer  text)
{
  g_autofree char *claim = tag (fixture, "claim", "FACT", "Amazon pays");

  chiosa_editor_select (fixture->editor, claim, TRUE);
  press (fixture, GDK_KEY_period, 0);
  assert_selected_quote (fixture, "Amazon pays taxes");
  press (fixture, GDK_KEY_comma, 0);
  press (fixture, GDK_KEY_less, GDK_SHIFT_MASK);
  assert_selected_quote (fixture, "that Amazon pays");
  press (fixture, GDK_KEY_colon, GDK_SHIFT_MASK);
  assert_selected_quote (fixture, "Amazon pays");

  press (fixture, GDK_KEY_b, 0);
  press (fixture, GDK_KEY_Left, GDK_CONTROL_MASK);
  assert_selected_quote (fixture, "Amazon pay");
  press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_selected_quote (fixture, "pay");
  press (fixture, GDK_KEY_Return, 0);
  press (fixture, GDK_KEY_Right, 0);
  assert_selected_quote (fixture, "pay");
}

static void
test_annotate_mode_keeps_the_text (Fixture       *fixture,
                                   gconstpointer  text)
{
  g_autofree char *after = NULL;
  const ChiosaText *document_text;

  g_signal_emit_by_name (fixture->view, "insert-at-cursor", "x");
  g_signal_emit_by_name (fixture->view, "backspace");
  g_signal_emit_by_name (fixture->view, "delete-from-cursor", GTK_DELETE_CHARS, 1);
  g_signal_emit_by_name (fixture->view, "paste-clipboard");
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (fixture->view->buffer), "x", -1);
  settle (fixture);

  document_text = chiosa_document_get_text (fixture->document);
  after = chiosa_text_get_slice (document_text, 0, chiosa_text_get_length (document_text));
  g_assert_cmpstr (after, ==, text);
  g_assert_cmpuint (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (fixture->view->buffer)), ==, strlen (text));
}

static void
test_edit_mode_edits (Fixture       *fixture,
                      gconstpointer  text)
{
  g_autofree char *id = tag (fixture, "entity", "PERSON", "Jeff Bezos");
  g_autofree char *start = NULL;

  chiosa_editor_set_mode (fixture->editor, CHIOSA_MODE_EDIT);
  chiosa_view_set_cursor (fixture->view, 4);
  g_assert_false (press (fixture, GDK_KEY_e, 0));
  g_signal_emit_by_name (fixture->view, "insert-at-cursor", "rey");
  g_signal_emit_by_name (fixture->view, "backspace");
  chiosa_buffer_flush (fixture->view->buffer);

  start = chiosa_text_get_slice (chiosa_document_get_text (fixture->document), 0, 12);
  g_assert_cmpstr (start, ==, "Jeffre Bezos");
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "text.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "text.undo", NULL);
  g_free (start);
  start = chiosa_text_get_slice (chiosa_document_get_text (fixture->document), 0, 10);
  g_assert_cmpstr (start, ==, "Jeff Bezos");
}

static void
test_edit_mode_tags_with_control (Fixture       *fixture,
                                  gconstpointer  text)
{
  chiosa_editor_set_mode (fixture->editor, CHIOSA_MODE_EDIT);
  chiosa_view_select_range (fixture->view, 10, 0);
  g_assert_true (press (fixture, GDK_KEY_1, GDK_CONTROL_MASK));

  assert_selected_quote (fixture, "Jeff Bezos");
  g_assert_false (press (fixture, GDK_KEY_1, 0));
}

static void
test_read_out_is_announced (Fixture       *fixture,
                            gconstpointer  text)
{
  g_free (tag (fixture, "entity", "PERSON", "Jeff Bezos"));
  press (fixture, GDK_KEY_d, 0);

  g_assert_cmpstr (fixture->announced, ==, "Entity, Person: “Jeff Bezos”");
}

static void
test_read_only_document (Fixture       *fixture,
                         gconstpointer  text)
{
  chiosa_editor_set_mode (fixture->editor, CHIOSA_MODE_EDIT);
  chiosa_document_set_read_only (fixture->document, TRUE);

  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (fixture->view)));
}

/* --- Drawing ---------------------------------------------------------------------------------------------------------------- */

static void
test_annotations_are_drawn (Fixture       *fixture,
                            gconstpointer  text)
{
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) tagged = NULL;
  g_autoptr (GBytes) selected = NULL;
  g_autoptr (GBytes) undone = NULL;
  g_autofree char *id = NULL;

  hide_word_cursor (fixture);
  plain = render (fixture);
  id = tag (fixture, "source", "SRC_MEDIA", "Vanity Fair");
  tagged = render (fixture);
  g_assert_false (looks_alike (plain, tagged));

  chiosa_editor_select (fixture->editor, id, FALSE);
  selected = render (fixture);
  g_assert_false (looks_alike (tagged, selected));

  chiosa_document_undo (fixture->document);
  undone = render (fixture);
  g_assert_true (looks_alike (plain, undone));
}

static void
test_shapes_differ_without_colour (Fixture       *fixture,
                                   gconstpointer  text)
{
  static const char *const types[] = { "entity", "claim", "source", "cue" };
  GBytes *looks[G_N_ELEMENTS (types)];

  hide_word_cursor (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      ChiosaSpan span = { 19, 27 };

      g_assert_nonnull (chiosa_document_tag (fixture->document, types[i],
                                             chiosa_editor_get_nth_label (fixture->editor, types[i], 1), &span, 1, NULL));
      looks[i] = render (fixture);
      chiosa_document_undo (fixture->document);
    }

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint j = i + 1; j < G_N_ELEMENTS (types); j++)
      g_assert_false (looks_alike (looks[i], looks[j]));

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_bytes_unref (looks[i]);
}

static void
test_arcs_are_drawn (Fixture       *fixture,
                     gconstpointer  text)
{
  g_autofree char *source = tag (fixture, "source", "SRC_MEDIA", "Vanity Fair");
  g_autofree char *claim = tag (fixture, "claim", "FACT", "Amazon pays taxes");
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  chiosa_editor_select (fixture->editor, claim, FALSE);
  before = render (fixture);
  chiosa_editor_relate (fixture->editor, claim, source);
  after = render (fixture);

  g_assert_false (looks_alike (before, after));
}

static void
test_letters_are_drawn (Fixture       *fixture,
                        gconstpointer  text)
{
  g_autofree char *source = tag (fixture, "source", "SRC_MEDIA", "Vanity Fair");
  g_autofree char *claim = tag (fixture, "claim", "FACT", "Amazon pays taxes");
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  chiosa_editor_select (fixture->editor, claim, FALSE);
  before = render (fixture);
  press (fixture, GDK_KEY_r, 0);
  after = render (fixture);

  g_assert_false (looks_alike (before, after));
}

static void
test_word_cursor_is_drawn (Fixture       *fixture,
                           gconstpointer  text)
{
  g_autoptr (GBytes) before = render (fixture);
  g_autoptr (GBytes) after = NULL;

  press (fixture, GDK_KEY_Right, 0);
  after = render (fixture);

  g_assert_false (looks_alike (before, after));
}

/* Only the paragraph that changed is drawn anew; those behind it move along. */
static void
test_typing_draws_one_paragraph (Fixture       *fixture,
                                 gconstpointer  text)
{
  guint before, after;

  g_free (tag (fixture, "entity", "PERSON", "Jeff Bezos"));
  g_free (tag (fixture, "source", "SRC_MEDIA", "Vanity Fair"));
  chiosa_editor_set_mode (fixture->editor, CHIOSA_MODE_EDIT);
  chiosa_view_set_cursor (fixture->view, 20);
  settle (fixture);

  before = chiosa_painter_get_n_drawn (fixture->view->painter);
  g_signal_emit_by_name (fixture->view, "insert-at-cursor", "x");
  settle (fixture);
  after = chiosa_painter_get_n_drawn (fixture->view->painter);
  g_assert_cmpuint (after - before, ==, 1);
}

/* What is kept of the drawing after a random edit looks like what is drawn from nothing. */
static void
test_kept_drawing_is_true (Fixture       *fixture,
                           gconstpointer  text)
{
  static const char *const pieces[] = { "x", "one two ", "\n", "a\nb" };

  g_free (tag (fixture, "entity", "PERSON", "Jeff Bezos"));
  g_free (tag (fixture, "claim", "FACT", "according to Vanity Fair, which had asked the company about the matter"));
  g_free (tag (fixture, "source", "SRC_MEDIA", "Vanity Fair"));
  g_free (tag (fixture, "entity", "ORG", "Amazon shares"));

  for (guint i = 0; i < 12; i++)
    {
      gsize length = chiosa_text_get_length (chiosa_document_get_text (fixture->document));
      gsize start = g_test_rand_int_range (0, length);
      gsize end = MIN (start + g_test_rand_int_range (0, 3), length);
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (start, end, pieces[g_test_rand_int_range (0, 4)]);
      g_autoptr (GBytes) kept = NULL;
      g_autoptr (GBytes) fresh = NULL;

      g_assert_true (chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, NULL));
      hide_word_cursor (fixture);
      kept = render (fixture);
      chiosa_painter_forget_all (fixture->view->painter);
      gtk_widget_queue_draw (GTK_WIDGET (fixture->view));
      fresh = render (fixture);
      g_assert_true (looks_alike (kept, fresh));
    }
}

static void
test_column_is_centred (Fixture       *fixture,
                        gconstpointer  text)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  int wide, narrow;

  g_object_set (fixture->view, "column-width", 30, NULL);
  settle (fixture);
  wide = gtk_text_view_get_left_margin (view);
  g_assert_cmpint (wide, ==, gtk_text_view_get_right_margin (view));

  g_object_set (fixture->view, "column-width", 300, NULL);
  settle (fixture);
  narrow = gtk_text_view_get_left_margin (view);
  g_assert_cmpint (narrow, <, wide);
}

static void
test_font_scale_scales (Fixture       *fixture,
                        gconstpointer  text)
{
  GtkTextIter start;
  GdkRectangle before, after;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (fixture->view->buffer), &start);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), &start, &before);
  g_object_set (fixture->view, "font", "Noto Sans 12", "font-scale", 3.0, NULL);
  settle (fixture);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), &start, &after);

  g_assert_cmpint (after.height, >, before.height * 2);
}

static void
test_reveal_scrolls (Fixture       *fixture,
                     gconstpointer  text)
{
  g_autoptr (GString) longer = g_string_new (NULL);
  g_autoptr (ChiosaEdit) edit = NULL;
  g_autofree char *id = tag (fixture, "entity", "ORG", "Amazon shares");
  gsize start, end;
  ChiosaSpan extent;

  for (guint i = 0; i < 300; i++)
    g_string_append (longer, "One more line\n");
  edit = chiosa_edit_new_replace (0, 0, longer->str);
  g_assert_true (chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, NULL));
  settle (fixture);
  chiosa_editor_select (fixture->editor, id, TRUE);
  g_assert_true (chiosa_document_get_extent (fixture->document, id, &extent));

  /* Scrolling takes its time. */
  for (guint i = 0; i < 100; i++)
    {
      iterate (50);
      chiosa_view_get_visible (fixture->view, &start, &end);
      if (extent.end <= end)
        break;
    }

  g_assert_cmpuint (extent.start, >=, start);
  g_assert_cmpuint (extent.end, <=, end);
  g_assert_cmpuint (chiosa_view_get_cursor (fixture->view), ==, extent.start);
}

static void
test_without_editor (void)
{
  GtkWidget *view = g_object_ref_sink (chiosa_view_new ());

  g_assert_null (chiosa_view_get_editor (CHIOSA_VIEW (view)));
  g_assert_finalize_object (view);
}

#define ADD(path, text, func) g_test_add ("/view/" path, Fixture, text, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/view/without-an-editor", test_without_editor);
  ADD ("arrows-go-by-word", TEXT, test_arrows_go_by_word);
  ADD ("arrows-are-visual-in-arabic", ARABIC, test_arrows_are_visual_in_arabic);
  ADD ("shift-extends-by-word", TEXT, test_shift_extends_by_word);
  ADD ("control-goes-by-character", TEXT, test_control_goes_by_character);
  ADD ("up-and-down-go-by-line", TEXT, test_up_and_down_go_by_line);
  ADD ("space-selects-more", TEXT, test_space_selects_more);
  ADD ("keys-tag", TEXT, test_keys_tag);
  ADD ("shift-digit-tags-everywhere", TEXT, test_shift_digit_tags_everywhere);
  ADD ("keys-work-on-other-layouts", TEXT, test_keys_work_on_other_layouts);
  ADD ("tab-enter-delete-escape", TEXT, test_tab_enter_delete_escape);
  ADD ("letters-relate", TEXT, test_letters_relate);
  ADD ("keys-adjust", TEXT, test_keys_adjust);
  ADD ("annotate-mode-keeps-the-text", TEXT, test_annotate_mode_keeps_the_text);
  ADD ("edit-mode-edits", TEXT, test_edit_mode_edits);
  ADD ("edit-mode-tags-with-control", TEXT, test_edit_mode_tags_with_control);
  ADD ("read-out-is-announced", TEXT, test_read_out_is_announced);
  ADD ("read-only-document", TEXT, test_read_only_document);
  ADD ("annotations-are-drawn", TEXT, test_annotations_are_drawn);
  ADD ("shapes-differ", TEXT, test_shapes_differ_without_colour);
  ADD ("arcs-are-drawn", TEXT, test_arcs_are_drawn);
  ADD ("letters-are-drawn", TEXT, test_letters_are_drawn);
  ADD ("word-cursor-is-drawn", TEXT, test_word_cursor_is_drawn);
  ADD ("typing-draws-one-paragraph", TEXT, test_typing_draws_one_paragraph);
  ADD ("kept-drawing-is-true", TEXT, test_kept_drawing_is_true);
  ADD ("column-is-centred", TEXT, test_column_is_centred);
  ADD ("font-scale-scales", TEXT, test_font_scale_scales);
  ADD ("reveal-scrolls", TEXT, test_reveal_scrolls);

  return g_test_run ();
}
