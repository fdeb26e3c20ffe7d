/* test-inspector.c
 *
 * The right-hand pane: what its controls do to the document, and what the document does to its controls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-annotation-model.h"
#include "chiosa-annotation-row.h"
#include "chiosa-attribute-control.h"
#include "chiosa-choice-row.h"
#include "chiosa-inspector.h"
#include "chiosa-note-editor.h"
#include "chiosa-relation-row.h"
#include "chiosa-tagset-file.h"

#include <locale.h>
#include <time.h>

#define TEXT "Jeff Bezos said that Amazon paid 53 billion dollars. Amazon denied it, according to Vanity Fair.\n"

typedef struct
{
  ChiosaTagset   *tagset;
  ChiosaDocument *document;
  ChiosaEditor   *editor;
  GtkWidget      *window;
  GtkWidget      *inspector;
  char           *message;
  guint           n_shown;      /* "show-me" */
  guint           n_focused;    /* win.focus-article */
  char           *claim;
  char           *source;
  char           *figure;
} Fixture;

/* --- Main loop ---------------------------------------------------------------------------------------------------------- */

static void
settle (void)
{
  for (guint i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static gboolean
on_time (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, on_time, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  settle ();
}

/* --- Widgets ------------------------------------------------------------------------------------------------------------- */

typedef gboolean (*Wanted) (GtkWidget *widget, const char *text);

static GtkWidget *
find (GtkWidget  *from,
      Wanted      wanted,
      const char *text)
{
  if (wanted (from, text))
    return from;

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, wanted, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_row (GtkWidget  *widget,
        const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_visible (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gboolean
is_of_type (GtkWidget  *widget,
            const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
}

static gboolean
has_tooltip (GtkWidget  *widget,
             const char *tooltip)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0;
}

static gboolean
is_label (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static GtkWidget *
row (Fixture    *fixture,
     const char *title)
{
  GtkWidget *found = find (fixture->inspector, is_row, title);

  if (found == NULL)
    g_error ("There is no row “%s”", title);

  return found;
}

static gboolean
has_row (Fixture    *fixture,
         const char *title)
{
  return find (fixture->inspector, is_row, title) != NULL;
}

static GtkWidget *
of_type (Fixture    *fixture,
         const char *type)
{
  GtkWidget *found = find (fixture->inspector, is_of_type, type);

  g_assert_nonnull (found);

  return found;
}

static void
press (GtkWidget *widget,
       guint      keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, (GdkModifierType) 0, &handled);
      if (handled)
        return;
    }
}

/* --- Fixture ---------------------------------------------------------------------------------------------------------------- */

static char *
tag (Fixture    *fixture,
     const char *type,
     const char *label,
     const char *words)
{
  const char *at = strstr (TEXT, words);
  ChiosaSpan span = { at - TEXT, at - TEXT + strlen (words) };
  g_autoptr (GError) error = NULL;
  const char *id = chiosa_document_tag (fixture->document, type, label, &span, 1, &error);

  g_assert_no_error (error);

  return g_strdup (id);
}

static void
on_message (ChiosaEditor *editor,
            const char   *text,
            gboolean      can_undo,
            Fixture      *fixture)
{
  g_set_str (&fixture->message, text);
}

static void
on_show_me (ChiosaInspector *inspector,
            Fixture         *fixture)
{
  fixture->n_shown++;
}

static void
on_focus_article (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  ((Fixture *) user_data)->n_focused++;
}

static void
set_up_window (Fixture *fixture)
{
  const GActionEntry entries[] = { { "focus-article", on_focus_article } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, 1, fixture);
  fixture->inspector = chiosa_inspector_new ();
  g_signal_connect (fixture->inspector, "show-me", G_CALLBACK (on_show_me), fixture);
  chiosa_inspector_set_editor (CHIOSA_INSPECTOR (fixture->inspector), fixture->editor);

  fixture->window = adw_window_new ();
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->inspector);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 300, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_ms (50);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->tagset = chiosa_tagset_builtin ();
  fixture->document = chiosa_document_new (fixture->tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_new (TEXT, -1), NULL);
  fixture->claim = tag (fixture, "claim", "FACT", "Amazon paid 53 billion dollars");
  fixture->source = tag (fixture, "source", "SRC_PERSON", "Jeff Bezos");
  fixture->figure = tag (fixture, "entity", "FIGURE", "53 billion dollars");
  fixture->editor = chiosa_editor_new (fixture->document);
  g_signal_connect (fixture->editor, "message", G_CALLBACK (on_message), fixture);
  set_up_window (fixture);
}

/* Everything goes when the window goes. */
static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->inspector), (gpointer *) &fixture->inspector);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_null (fixture->inspector);

  g_object_add_weak_pointer (G_OBJECT (fixture->editor), (gpointer *) &fixture->editor);
  g_object_unref (fixture->editor);
  g_assert_null (fixture->editor);
  g_assert_finalize_object (fixture->document);
  g_clear_object (&fixture->tagset);
  g_free (fixture->message);
  g_free (fixture->claim);
  g_free (fixture->source);
  g_free (fixture->figure);
}

static void
select_id (Fixture    *fixture,
           const char *id)
{
  chiosa_editor_select (fixture->editor, id, FALSE);
  settle ();
}

static void
assert_attribute (Fixture    *fixture,
                  const char *id,
                  const char *attribute,
                  const char *expected)
{
  const ChiosaAnnotation *annotation = chiosa_document_find (fixture->document, id);

  g_assert_nonnull (annotation);
  g_assert_cmpstr (chiosa_annotation_get_attribute (annotation, attribute), ==, expected);
}

static void
undo (Fixture *fixture)
{
  g_assert_true (chiosa_document_undo (fixture->document));
  settle ();
}

static void
relate (Fixture    *fixture,
        const char *type,
        const char *from,
        const char *to)
{
  g_autoptr (GError) error = NULL;

  chiosa_document_relate (fixture->document, type, from, to, &error);
  g_assert_no_error (error);
  settle ();
}

/* --- Attributes --------------------------------------------------------------------------------------------------------------- */

static void
test_choice (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *verdict;

  select_id (fixture, fixture->claim);
  verdict = row (fixture, "Verdict");
  g_assert_cmpstr (chiosa_choice_row_get_id (CHIOSA_CHOICE_ROW (verdict)), ==, "unchecked");

  adw_combo_row_set_selected (ADW_COMBO_ROW (verdict), 2);
  assert_attribute (fixture, fixture->claim, "verdict", "refuted");

  undo (fixture);
  g_assert_cmpstr (chiosa_choice_row_get_id (CHIOSA_CHOICE_ROW (verdict)), ==, "unchecked");
  assert_attribute (fixture, fixture->claim, "verdict", NULL);
}

static void
test_digits (Fixture       *fixture,
             gconstpointer  data)
{
  select_id (fixture, fixture->claim);

  press (row (fixture, "Verdict"), GDK_KEY_3);
  assert_attribute (fixture, fixture->claim, "verdict", "refuted");
  press (row (fixture, "Verdict"), GDK_KEY_KP_4);
  assert_attribute (fixture, fixture->claim, "verdict", "conflicting");
  press (row (fixture, "Verdict"), GDK_KEY_9);
  assert_attribute (fixture, fixture->claim, "verdict", "conflicting");
}

static void
test_flag (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *cue = tag (fixture, "cue", "CUE_SAY", "said");
  GtkWidget *negated;

  select_id (fixture, cue);
  negated = row (fixture, "Negated");
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (negated)));

  adw_switch_row_set_active (ADW_SWITCH_ROW (negated), TRUE);
  assert_attribute (fixture, cue, "negated", "true");

  undo (fixture);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (negated)));
}

static void
type_into (GtkWidget  *entry,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "apply");
  settle ();
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *reason;

  select_id (fixture, fixture->claim);
  reason = row (fixture, "Reason for the verdict");

  type_into (reason, "no such tax");
  assert_attribute (fixture, fixture->claim, "verdict_note", "no such tax");

  undo (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (reason)), ==, "");

  type_into (reason, "x");
  type_into (reason, "");
  assert_attribute (fixture, fixture->claim, "verdict_note", NULL);
}

static void
test_date (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *date;

  select_id (fixture, fixture->claim);
  date = row (fixture, "Date of the claim");

  type_into (date, "2018-02-30");
  assert_attribute (fixture, fixture->claim, "claim_date", NULL);
  g_assert_true (gtk_widget_has_css_class (date, "error"));

  type_into (date, " 2018-02-28 ");
  assert_attribute (fixture, fixture->claim, "claim_date", "2018-02-28");
  g_assert_false (gtk_widget_has_css_class (date, "error"));
}

static void
on_chosen (ChiosaAttributeControl *control,
           int                     kind,
           const char             *value,
           char                  **chosen)
{
  g_assert_cmpint (kind, ==, CHIOSA_VALUE_NUMBER);
  g_set_str (chosen, value);
}

static void
test_number (Fixture       *fixture,
             gconstpointer  data)
{
  const ChiosaAttributeType type = { .id = (char *) "n", .name = (char *) "Number", .kind = CHIOSA_ATTRIBUTE_NUMBER };
  g_autoptr (ChiosaAttributeControl) control = chiosa_attribute_control_new (fixture->tagset, &type);
  g_autofree char *chosen = NULL;

  g_signal_connect (control, "chosen", G_CALLBACK (on_chosen), &chosen);
  type_into (chiosa_attribute_control_get_row (control), "1,5");
  g_assert_null (chosen);
  type_into (chiosa_attribute_control_get_row (control), "1.50");
  g_assert_cmpstr (chosen, ==, "1.50");
}

static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *link;

  select_id (fixture, fixture->claim);
  link = row (fixture, "Evidence");
  g_assert_null (find (link, has_tooltip, "Open Link"));

  type_into (link, "https://example.org/a");
  assert_attribute (fixture, fixture->claim, "verdict_url", "https://example.org/a");
  g_assert_nonnull (find (link, has_tooltip, "Open Link"));

  type_into (link, "file:///etc/passwd");
  g_assert_null (find (link, has_tooltip, "Open Link"));
}

static void
test_escape_reverts (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *reason;

  select_id (fixture, fixture->claim);
  reason = row (fixture, "Reason for the verdict");
  gtk_editable_set_text (GTK_EDITABLE (reason), "half a thou");
  press (reason, GDK_KEY_Escape);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (reason)), ==, "");
  assert_attribute (fixture, fixture->claim, "verdict_note", NULL);
}

static void
test_typed_belongs_where_typed (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *other = tag (fixture, "claim", "FACT", "Amazon denied it");

  select_id (fixture, fixture->claim);
  gtk_editable_set_text (GTK_EDITABLE (row (fixture, "Reason for the verdict")), "because");
  select_id (fixture, other);

  assert_attribute (fixture, fixture->claim, "verdict_note", "because");
  assert_attribute (fixture, other, "verdict_note", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row (fixture, "Reason for the verdict"))), ==, "");
}

static void
test_typing_survives_updates (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *reason;

  select_id (fixture, fixture->claim);
  reason = row (fixture, "Reason for the verdict");
  gtk_editable_set_text (GTK_EDITABLE (reason), "half a thou");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "Verdict")), 2);
  settle ();

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (reason)), ==, "half a thou");
}

static void
test_label (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *label;

  select_id (fixture, fixture->figure);
  g_assert_true (has_row (fixture, "Unit"));
  label = row (fixture, "Label");

  press (label, GDK_KEY_1);
  settle ();
  g_assert_cmpstr (chiosa_document_find (fixture->document, fixture->figure)->label, ==, "PERSON");
  g_assert_false (has_row (fixture, "Unit"));

  undo (fixture);
  g_assert_cmpstr (chiosa_choice_row_get_id (CHIOSA_CHOICE_ROW (label)), ==, "FIGURE");
  g_assert_true (has_row (fixture, "Unit"));
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *verdict;

  select_id (fixture, fixture->claim);
  chiosa_document_set_read_only (fixture->document, TRUE);
  settle ();
  verdict = row (fixture, "Verdict");
  g_assert_false (gtk_widget_is_sensitive (verdict));

  adw_combo_row_set_selected (ADW_COMBO_ROW (verdict), 2);
  g_assert_nonnull (fixture->message);
  g_assert_cmpstr (chiosa_choice_row_get_id (CHIOSA_CHOICE_ROW (verdict)), ==, "unchecked");
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (ChiosaAnnotation) odd = chiosa_annotation_new ("odd", "gesture", "WAVE <b>");
  g_autoptr (ChiosaAnnotation) value = chiosa_annotation_new ("value", "claim", "FACTS");
  ChiosaSpan span = { 0, 4 };
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_snapshot_new ();

  chiosa_annotation_set_attribute (value, "verdict", CHIOSA_VALUE_TEXT, "perhaps");
  chiosa_snapshot_add (snapshot, odd, &span, 1);
  chiosa_snapshot_add (snapshot, value, &span, 1);
  chiosa_document_load_annotations (fixture->document, snapshot);

  select_id (fixture, "odd");
  g_assert_nonnull (find (fixture->inspector, is_label, "gesture"));
  select_id (fixture, "value");
  g_assert_cmpstr (chiosa_choice_row_get_id (CHIOSA_CHOICE_ROW (row (fixture, "Verdict"))), ==, "perhaps");
  g_assert_cmpstr (chiosa_choice_row_get_id (CHIOSA_CHOICE_ROW (row (fixture, "Label"))), ==, "FACTS");

  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "Label")), 0);
  g_assert_cmpstr (chiosa_document_find (fixture->document, "value")->label, ==, "FACT");
}

/* --- The rest of the selection page --------------------------------------------------------------------------------------------- */

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_nonnull (find (fixture->inspector, is_label, "Nothing Selected"));

  select_id (fixture, fixture->claim);
  g_assert_null (find (fixture->inspector, is_label, "Nothing Selected"));
  g_assert_nonnull (find (fixture->inspector, is_label, "Amazon paid 53 billion dollars"));

  chiosa_inspector_set_editor (CHIOSA_INSPECTOR (fixture->inspector), NULL);
  settle ();
  g_assert_nonnull (find (fixture->inspector, is_label, "Nothing Selected"));
}

/* A closed article is gone although the pane stays. */
static void
test_lets_go (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (ChiosaEditor) other = chiosa_editor_new (fixture->document);

  select_id (fixture, fixture->claim);
  relate (fixture, "attributed_to", fixture->claim, fixture->source);
  chiosa_inspector_show_list (CHIOSA_INSPECTOR (fixture->inspector));
  wait_ms (50);

  chiosa_inspector_set_editor (CHIOSA_INSPECTOR (fixture->inspector), other);
  wait_ms (50);
  g_assert_finalize_object (fixture->editor);
  fixture->editor = g_steal_pointer (&other);
}

static void
test_findings (Fixture       *fixture,
               gconstpointer  data)
{
  select_id (fixture, fixture->claim);
  g_assert_true (has_row (fixture, "Claim without a source"));

  relate (fixture, "attributed_to", fixture->claim, fixture->source);
  g_assert_false (has_row (fixture, "Claim without a source"));

  undo (fixture);
  g_assert_true (has_row (fixture, "Claim without a source"));
}

static void
test_relations (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *relation;

  select_id (fixture, fixture->claim);
  relate (fixture, "attributed_to", fixture->claim, fixture->source);
  relation = row (fixture, "attributed to");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (relation)), ==, "Jeff Bezos");

  adw_action_row_activate (ADW_ACTION_ROW (relation));
  settle ();
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, fixture->source);

  relation = of_type (fixture, "ChiosaRelationRow");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (relation)), ==, "Amazon paid 53 billion dollars");
  gtk_widget_activate (find (relation, has_tooltip, "Remove Relation"));
  wait_ms (300);
  g_assert_cmpuint (chiosa_document_get_n_relations (fixture->document), ==, 0);
  g_assert_null (find (fixture->inspector, is_of_type, "ChiosaRelationRow"));

  undo (fixture);
  g_assert_nonnull (find (fixture->inspector, is_of_type, "ChiosaRelationRow"));
}

static void
write_note (Fixture    *fixture,
            const char *text)
{
  GtkWidget *view = find (of_type (fixture, "ChiosaNoteEditor"), is_of_type, "GtkTextView");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static char *
read_note (Fixture *fixture)
{
  GtkWidget *view = find (of_type (fixture, "ChiosaNoteEditor"), is_of_type, "GtkTextView");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  char *text;

  g_object_get (buffer, "text", &text, NULL);

  return text;
}

static void
test_note (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *shown = NULL;

  select_id (fixture, fixture->claim);
  write_note (fixture, "see the\nannual report");
  g_assert_null (chiosa_document_find (fixture->document, fixture->claim)->note);

  chiosa_inspector_flush (CHIOSA_INSPECTOR (fixture->inspector));
  g_assert_cmpstr (chiosa_document_find (fixture->document, fixture->claim)->note, ==, "see the\nannual report");

  undo (fixture);
  shown = read_note (fixture);
  g_assert_cmpstr (shown, ==, "");
  g_assert_nonnull (chiosa_document_find (fixture->document, fixture->claim));
}

static void
test_note_is_saved_after_a_pause (Fixture       *fixture,
                                  gconstpointer  data)
{
  select_id (fixture, fixture->claim);
  write_note (fixture, "later");
  wait_ms (1700);
  g_assert_cmpstr (chiosa_document_find (fixture->document, fixture->claim)->note, ==, "later");
}

static void
test_note_belongs_where_written (Fixture       *fixture,
                                 gconstpointer  data)
{
  select_id (fixture, fixture->claim);
  write_note (fixture, "of the claim");
  select_id (fixture, fixture->source);

  g_assert_cmpstr (chiosa_document_find (fixture->document, fixture->claim)->note, ==, "of the claim");
  g_assert_null (chiosa_document_find (fixture->document, fixture->source)->note);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *focus;

  select_id (fixture, fixture->claim);
  g_signal_emit_by_name (fixture->editor, "edit-attributes");
  settle ();
  g_assert_cmpuint (fixture->n_shown, ==, 1);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, row (fixture, "Voice")) || focus == row (fixture, "Voice"));

  g_signal_emit_by_name (fixture->editor, "edit-note");
  settle ();
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (GTK_IS_TEXT_VIEW (focus));

  write_note (fixture, "done");
  press (gtk_widget_get_first_child (fixture->inspector), GDK_KEY_Escape);
  g_assert_cmpuint (fixture->n_focused, ==, 1);
  g_assert_cmpstr (chiosa_document_find (fixture->document, fixture->claim)->note, ==, "done");
}

static void
test_detached (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 10, "");
  g_autoptr (GError) error = NULL;

  select_id (fixture, fixture->source);
  g_assert_null (find (fixture->inspector, is_label, "detached"));
  chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, &error);
  g_assert_no_error (error);
  settle ();

  g_assert_nonnull (find (fixture->inspector, is_label, "detached"));
  g_assert_nonnull (find (fixture->inspector, is_label, "Jeff Bezos"));
}

static int
minimum_width (Fixture *fixture)
{
  int minimum;

  gtk_widget_measure (fixture->inspector, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  select_id (fixture, fixture->claim);
  relate (fixture, "attributed_to", fixture->claim, fixture->source);
  g_assert_cmpint (minimum_width (fixture), <=, 280);

  chiosa_inspector_show_list (CHIOSA_INSPECTOR (fixture->inspector));
  wait_ms (50);
  g_assert_cmpint (minimum_width (fixture), <=, 280);
}

/* --- The list ----------------------------------------------------------------------------------------------------------------------- */

static GListModel *
get_list (Fixture *fixture)
{
  GtkWidget *list = find (of_type (fixture, "ChiosaListPage"), is_of_type, "GtkListView");

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

/* "id id | id": what is in the list, with its sections. */
static char *
describe_list (Fixture *fixture)
{
  GListModel *list = get_list (fixture);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ChiosaAnnotationItem) item = g_list_model_get_item (list, i);
      guint start, end;

      gtk_section_model_get_section (GTK_SECTION_MODEL (list), i, &start, &end);
      g_string_append (text, i == 0 ? "" : start == i ? " | " : " ");
      g_string_append (text, chiosa_annotation_item_get (item)->id);
    }

  return g_string_free (text, FALSE);
}

static void
assert_list (Fixture    *fixture,
             const char *format,
             ...)
{
  g_autofree char *listed = describe_list (fixture);
  g_autofree char *expected = NULL;
  va_list args;

  va_start (args, format);
  expected = g_strdup_vprintf (format, args);
  va_end (args);
  g_assert_cmpstr (listed, ==, expected);
}

static void
open_list (Fixture *fixture)
{
  chiosa_inspector_show_list (CHIOSA_INSPECTOR (fixture->inspector));
  wait_ms (50);
}

static void
set_filter (Fixture          *fixture,
            ChiosaListFilter  filter)
{
  GtkWidget *group = find (of_type (fixture, "ChiosaListPage"), is_of_type, "AdwToggleGroup");

  adw_toggle_group_set_active (ADW_TOGGLE_GROUP (group), filter);
  wait_ms (50);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *amazon = tag (fixture, "entity", "ORG", "Amazon");

  open_list (fixture);
  assert_list (fixture, "%s %s | %s | %s", amazon, fixture->figure, fixture->claim, fixture->source);
  g_assert_nonnull (find (fixture->inspector, is_label, "Entity"));
  g_assert_nonnull (find (fixture->inspector, is_label, "4 annotations"));
}

static void
test_list_follows (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *amazon = NULL;

  open_list (fixture);
  amazon = tag (fixture, "entity", "ORG", "Amazon");
  settle ();
  assert_list (fixture, "%s | %s | %s", fixture->figure, fixture->claim, fixture->source);
  wait_ms (400);
  assert_list (fixture, "%s %s | %s | %s", amazon, fixture->figure, fixture->claim, fixture->source);

  chiosa_document_undo (fixture->document);
  wait_ms (400);
  assert_list (fixture, "%s | %s | %s", fixture->figure, fixture->claim, fixture->source);
}

static void
test_hidden_list_waits (Fixture       *fixture,
                        gconstpointer  data)
{
  wait_ms (400);
  g_assert_cmpuint (g_list_model_get_n_items (get_list (fixture)), ==, 0);
  open_list (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_list (fixture)), ==, 3);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *search;

  open_list (fixture);
  search = find (of_type (fixture, "ChiosaListPage"), is_of_type, "GtkSearchEntry");

  gtk_editable_set_text (GTK_EDITABLE (search), "BILLION");
  wait_ms (400);
  assert_list (fixture, "%s | %s", fixture->figure, fixture->claim);

  gtk_editable_set_text (GTK_EDITABLE (search), "nowhere");
  wait_ms (400);
  assert_list (fixture, "%s", "");
  g_assert_nonnull (find (fixture->inspector, is_label, "Nothing Found"));

  gtk_editable_set_text (GTK_EDITABLE (search), "");
  wait_ms (400);
  assert_list (fixture, "%s | %s | %s", fixture->figure, fixture->claim, fixture->source);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 10, "");

  open_list (fixture);
  set_filter (fixture, CHIOSA_LIST_INCOMPLETE);
  assert_list (fixture, "%s | %s", fixture->claim, fixture->source);
  g_assert_nonnull (find (fixture->inspector, is_label, "2 incomplete"));

  set_filter (fixture, CHIOSA_LIST_DETACHED);
  assert_list (fixture, "%s", "");

  g_assert_true (chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, NULL));
  wait_ms (400);
  assert_list (fixture, "%s", fixture->source);
  g_assert_nonnull (find (fixture->inspector, is_label, "Jeff Bezos"));

  set_filter (fixture, CHIOSA_LIST_ALL);
  assert_list (fixture, "%s | %s | %s", fixture->figure, fixture->claim, fixture->source);
}

static void
test_delete_detached (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 10, "");
  GtkWidget *of_detached;

  g_assert_true (chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, NULL));
  open_list (fixture);
  set_filter (fixture, CHIOSA_LIST_DETACHED);
  of_detached = of_type (fixture, "ChiosaAnnotationRow");

  chiosa_editor_set_text_selection (fixture->editor, 0, 5);
  gtk_widget_activate (find (of_detached, has_tooltip, "Re-attach to Selected Text"));
  wait_ms (600);
  g_assert_cmpuint (chiosa_document_get_n_detached (fixture->document), ==, 0);
  chiosa_document_undo (fixture->document);
  wait_ms (600);

  gtk_widget_activate (find (of_type (fixture, "ChiosaAnnotationRow"), has_tooltip, "Delete"));
  wait_ms (600);
  g_assert_null (chiosa_document_find (fixture->document, fixture->source));
}

static void
test_selection_goes_both_ways (Fixture       *fixture,
                               gconstpointer  data)
{
  GListModel *list;

  open_list (fixture);
  list = get_list (fixture);
  chiosa_editor_select (fixture->editor, fixture->claim, FALSE);
  settle ();
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (list)), ==, 1);

  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (list), 2);
  settle ();
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, fixture->source);

  chiosa_editor_cancel (fixture->editor);
  settle ();
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (list)), ==, GTK_INVALID_LIST_POSITION);
}

static void
test_refresh_keeps_the_selection (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *amazon = NULL;

  open_list (fixture);
  chiosa_editor_select (fixture->editor, fixture->claim, FALSE);
  amazon = tag (fixture, "entity", "ORG", "Amazon");
  wait_ms (400);

  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, fixture->claim);
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (get_list (fixture))), ==, 2);
}

/* --- A large article ------------------------------------------------------------------------------------------------------------ */

#define MANY 100000

static void
load_many (Fixture *fixture)
{
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_snapshot_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i);
      g_autoptr (ChiosaAnnotation) annotation = NULL;
      ChiosaSpan span = { text->len, text->len + 6 };

      annotation = chiosa_annotation_new (id, i % 2 ? "entity" : "claim", i % 2 ? "ORG" : "FACT");
      g_string_append_printf (text, "%06u%s", i, i % 10 == 9 ? "\n" : " ");
      chiosa_snapshot_add (snapshot, annotation, &span, 1);
    }

  chiosa_inspector_set_editor (CHIOSA_INSPECTOR (fixture->inspector), NULL);
  g_clear_object (&fixture->editor);
  g_clear_object (&fixture->document);
  fixture->document = chiosa_document_new (fixture->tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_new (text->str, text->len), NULL);
  chiosa_document_load_annotations (fixture->document, snapshot);
  fixture->editor = chiosa_editor_new (fixture->document);
}

/* The longest time that the main loop did not come round, in ms, within @ms. */
static double
longest_stall (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;
  gint64 longest = 0;

  while (g_get_monotonic_time () < end)
    {
      gint64 start = g_get_monotonic_time ();

      if (g_main_context_iteration (NULL, FALSE))
        longest = MAX (longest, g_get_monotonic_time () - start);
      else
        g_usleep (500);
    }

  return longest / 1000.0;
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  clock_t start;
  double shown, stall, key = 0;

  load_many (fixture);
  start = clock ();
  chiosa_inspector_set_editor (CHIOSA_INSPECTOR (fixture->inspector), fixture->editor);
  open_list (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (get_list (fixture)), ==, MANY);
  shown = (clock () - start) * 1000.0 / CLOCKS_PER_SEC;

  stall = longest_stall (3000);

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (300000 + i, 300000 + i, "x");

      chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_TYPING, NULL);
      key = MAX (key, longest_stall (30));
    }

  g_test_message ("shown in %.1f ms of processor time, longest stall while counting %.1f ms, after a key %.1f ms", shown, stall, key);

  select_id (fixture, "m99999");
  wait_ms (600);
  g_assert_cmpuint (gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (get_list (fixture))), !=,
                    GTK_INVALID_LIST_POSITION);
}

#define add(path, function) \
  g_test_add ("/inspector/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("choice/sets-the-value-and-undo-shows-the-old-one", test_choice);
  add ("choice/digits-choose", test_digits);
  add ("flag/sets-the-value-and-undo-shows-the-old-one", test_flag);
  add ("text/sets-and-unsets", test_text);
  add ("date/only-dates-are-taken", test_date);
  add ("number/only-numbers-are-taken", test_number);
  add ("link/only-web-pages-are-opened", test_link);
  add ("text/escape-goes-back-to-what-was", test_escape_reverts);
  add ("text/typed-text-belongs-where-it-was-typed", test_typed_belongs_where_typed);
  add ("text/half-typed-text-survives-other-changes", test_typing_survives_updates);
  add ("label/relabels-and-shows-the-attributes-of-the-label", test_label);
  add ("read-only/refuses-and-shows-what-is", test_read_only);
  add ("unknown/is-shown-and-can-be-set-right", test_unknown);
  add ("nothing-selected-is-said", test_nothing);
  add ("a-closed-article-is-let-go", test_lets_go);
  add ("findings/come-and-go", test_findings);
  add ("relations/are-shown-followed-and-removed-from-both-ends", test_relations);
  add ("note/is-one-step", test_note);
  add ("note/is-taken-over-after-a-pause", test_note_is_saved_after_a_pause);
  add ("note/belongs-where-it-was-written", test_note_belongs_where_written);
  add ("keys/lead-in-and-out", test_keys);
  add ("detached/is-shown-with-its-last-words", test_detached);
  add ("fits-into-280-pixels", test_narrow);
  add ("list/by-type-in-reading-order", test_list);
  add ("list/follows-after-a-pause", test_list_follows);
  add ("list/does-nothing-while-hidden", test_hidden_list_waits);
  add ("list/search-looks-into-the-words", test_search);
  add ("list/filters", test_filter);
  add ("list/detached-ones-can-be-attached-or-deleted", test_delete_detached);
  add ("list/selection-goes-both-ways", test_selection_goes_both_ways);
  add ("list/refreshing-keeps-the-selection", test_refresh_keeps_the_selection);
  add ("list/holds-a-hundred-thousand", test_many);

  return g_test_run ();
}
