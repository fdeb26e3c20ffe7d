/* test-buffer.c
 *
 * The buffer follows the document and the document gets what a person does in the buffer. Needs no display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-buffer.h"
#include "chiosa-tagset-file.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  ChiosaDocument *document;
  ChiosaBuffer   *buffer;
  guint           n_edits;
  guint           n_settled;
  char           *refused;
} Fixture;

static void
on_text_edited (ChiosaDocument   *document,
                const ChiosaEdit *edit,
                Fixture          *fixture)
{
  fixture->n_edits++;
}

static void
on_settled (ChiosaBuffer *buffer,
            Fixture      *fixture)
{
  fixture->n_settled++;
}

static void
on_refused (ChiosaBuffer *buffer,
            const char   *why,
            Fixture      *fixture)
{
  g_set_str (&fixture->refused, why);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  text)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  fixture->document = chiosa_document_new (tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_new (text, -1), NULL);
  fixture->buffer = chiosa_buffer_new (fixture->document);
  chiosa_buffer_set_editable (fixture->buffer, TRUE);
  g_signal_connect (fixture->document, "text-edited", G_CALLBACK (on_text_edited), fixture);
  g_signal_connect (fixture->buffer, "settled", G_CALLBACK (on_settled), fixture);
  g_signal_connect (fixture->buffer, "refused", G_CALLBACK (on_refused), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  text)
{
  g_signal_handlers_disconnect_by_data (fixture->document, fixture);
  /* Not asserted to be finalized: GTK keeps references of a buffer that had a selection. */
  chiosa_buffer_close (fixture->buffer);
  g_object_unref (fixture->buffer);
  g_assert_finalize_object (fixture->document);
  g_free (fixture->refused);
}

/* --- Helpers ---------------------------------------------------------------------------------------------------------------- */

static char *
document_text (ChiosaDocument *document)
{
  const ChiosaText *text = chiosa_document_get_text (document);

  return chiosa_text_get_slice (text, 0, chiosa_text_get_length (text));
}

static char *
buffer_text (ChiosaBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  return gtk_text_buffer_get_slice (GTK_TEXT_BUFFER (buffer), &start, &end, TRUE);
}

static void
assert_text (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *in_document = document_text (fixture->document);
  g_autofree char *in_buffer = buffer_text (fixture->buffer);

  g_assert_cmpstr (in_buffer, ==, expected);
  g_assert_cmpstr (in_document, ==, expected);
}

static void
select_range (Fixture *fixture,
              int      insert,
              int      bound)
{
  GtkTextIter one, two;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &one, insert);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &two, bound);
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (fixture->buffer), &one, &two);
}

/* As GtkTextView does it: a user action, in which the selection gives way. */
static void
type_at (Fixture    *fixture,
         int         offset,
         const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->buffer);

  if (offset >= 0)
    select_range (fixture, offset, offset);

  gtk_text_buffer_begin_user_action (buffer);
  if (gtk_text_buffer_delete_selection (buffer, TRUE, TRUE))
    {
      gtk_text_buffer_end_user_action (buffer);
      gtk_text_buffer_begin_user_action (buffer);
    }
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

static void
backspace_at (Fixture *fixture,
              int      offset)
{
  GtkTextIter iter;

  chiosa_buffer_begin_kind (fixture->buffer, CHIOSA_EDIT_DELETING);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &iter, offset);
  gtk_text_buffer_backspace (GTK_TEXT_BUFFER (fixture->buffer), &iter, TRUE, TRUE);
  chiosa_buffer_end_kind (fixture->buffer);
}

static void
delete_range (Fixture *fixture,
              int      start,
              int      end)
{
  GtkTextIter one, two;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &one, start);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &two, end);
  gtk_text_buffer_delete_interactive (GTK_TEXT_BUFFER (fixture->buffer), &one, &two, TRUE);
  chiosa_buffer_flush (fixture->buffer);
}

static char *
tag (Fixture *fixture,
     gsize    start,
     gsize    end)
{
  ChiosaSpan span = { start, end };
  const char *id = chiosa_document_tag (fixture->document, "entity", "ORG", &span, 1, NULL);

  g_assert_nonnull (id);
  return g_strdup (id);
}

static void
assert_extent (Fixture    *fixture,
               const char *id,
               gsize       start,
               gsize       end)
{
  ChiosaSpan extent;

  g_assert_true (chiosa_document_get_extent (fixture->document, id, &extent));
  g_assert_cmpuint (extent.start, ==, start);
  g_assert_cmpuint (extent.end, ==, end);
}

/* --- Tests ------------------------------------------------------------------------------------------------------------------ */

static void
test_loads (Fixture       *fixture,
            gconstpointer  text)
{
  assert_text (fixture, text);
  g_assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (fixture->buffer)));
}

static void
test_typing (Fixture       *fixture,
             gconstpointer  text)
{
  type_at (fixture, 5, "!");

  assert_text (fixture, "Hello! world\n");
  g_assert_cmpuint (fixture->n_edits, ==, 1);
  g_assert_cmpuint (fixture->n_settled, ==, 1);
}

static void
test_typed_word_is_one_undo (Fixture       *fixture,
                             gconstpointer  text)
{
  type_at (fixture, 5, "x");
  type_at (fixture, 6, "y");
  type_at (fixture, 7, "z");

  assert_text (fixture, "Helloxyz world\n");
  chiosa_document_undo (fixture->document);
  assert_text (fixture, text);
  chiosa_document_redo (fixture->document);
  assert_text (fixture, "Helloxyz world\n");
}

static void
test_user_action_is_one_edit (Fixture       *fixture,
                              gconstpointer  text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->buffer);
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 0);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 5);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, "Ciao", -1);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, "fine", -1);
  g_assert_true (chiosa_buffer_is_ahead (fixture->buffer));
  gtk_text_buffer_end_user_action (buffer);

  assert_text (fixture, "Ciao world\nfine");
  g_assert_cmpuint (fixture->n_edits, ==, 1);
  chiosa_document_undo (fixture->document);
  assert_text (fixture, text);
}

static void
test_edit_outside_user_action (Fixture       *fixture,
                               gconstpointer  text)
{
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (fixture->buffer), "🙂", -1);

  assert_text (fixture, "🙂Hello world\n");
}

/* Two user actions of GtkTextView, and yet the annotation of the words that gave way lives on. */
static void
test_typing_over_selection_is_one_edit (Fixture       *fixture,
                                        gconstpointer  text)
{
  g_autofree char *id = tag (fixture, 6, 11);

  select_range (fixture, 6, 11);
  type_at (fixture, -1, "x");

  assert_text (fixture, "Hello x\n");
  g_assert_cmpuint (fixture->n_edits, ==, 1);
  assert_extent (fixture, id, 6, 7);
  chiosa_document_undo (fixture->document);
  assert_text (fixture, text);
  assert_extent (fixture, id, 6, 11);
}

static void
test_deletion_does_not_wait_for_ever (Fixture       *fixture,
                                      gconstpointer  text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &start, 0);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &end, 6);
  gtk_text_buffer_delete_interactive (GTK_TEXT_BUFFER (fixture->buffer), &start, &end, TRUE);
  g_assert_true (chiosa_buffer_is_ahead (fixture->buffer));

  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_text (fixture, "world\n");
}

static void
test_document_changing_while_ahead (Fixture       *fixture,
                                    gconstpointer  text)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (11, 11, "!");
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &start, 0);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &end, 6);
  gtk_text_buffer_delete_interactive (GTK_TEXT_BUFFER (fixture->buffer), &start, &end, TRUE);
  g_assert_true (chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, NULL));

  assert_text (fixture, "Hello world!\n");
}

static void
test_backspacing (Fixture       *fixture,
                  gconstpointer  text)
{
  backspace_at (fixture, 5);
  backspace_at (fixture, 4);

  assert_text (fixture, "Hel world\n");
  chiosa_document_undo (fixture->document);
  assert_text (fixture, text);
}

/* GTK takes the accent off first: deletes the cluster and puts its base back. */
static void
test_backspace_on_combining_character (Fixture       *fixture,
                                       gconstpointer  text)
{
  backspace_at (fixture, 4);

  g_assert_false (chiosa_buffer_is_ahead (fixture->buffer));
  g_assert_cmpint (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (fixture->buffer)), ==,
                   chiosa_text_get_length (chiosa_document_get_text (fixture->document)));
  g_assert_cmpuint (fixture->n_edits, ==, 1);
}

static void
test_following (Fixture       *fixture,
                gconstpointer  text)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();

  chiosa_edit_compose (edit, 0, 5, "Buongiorno");
  chiosa_edit_compose (edit, 11, 16, "mondo");
  g_assert_true (chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, NULL));

  assert_text (fixture, "Buongiorno mondo\n");
  g_assert_cmpuint (fixture->n_settled, ==, 1);
  chiosa_document_undo (fixture->document);
  assert_text (fixture, text);
}

static void
test_not_editable (Fixture       *fixture,
                   gconstpointer  text)
{
  chiosa_buffer_set_editable (fixture->buffer, FALSE);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (fixture->buffer), "x", -1);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (fixture->buffer), "gone", -1);
  chiosa_buffer_paste (fixture->buffer, "y");
  backspace_at (fixture, 5);

  assert_text (fixture, text);
  g_assert_cmpuint (fixture->n_edits, ==, 0);
}

static void
test_refused_edit_is_taken_back (Fixture       *fixture,
                                 gconstpointer  text)
{
  chiosa_document_set_read_only (fixture->document, TRUE);
  type_at (fixture, 5, "x");

  assert_text (fixture, text);
  g_assert_nonnull (fixture->refused);
}

static void
test_enter_in_crlf (Fixture       *fixture,
                    gconstpointer  text)
{
  chiosa_buffer_set_newline_chars (fixture->buffer, "\r\n");
  type_at (fixture, 1, "\n");

  assert_text (fixture, "o\r\nne\r\ntwo\r\n");
}

static void
test_paste_in_crlf (Fixture       *fixture,
                    gconstpointer  text)
{
  chiosa_buffer_set_newline_chars (fixture->buffer, "\r\n");
  select_range (fixture, 0, 0);
  chiosa_buffer_paste (fixture->buffer, "a\nb\r\nc\rd");

  assert_text (fixture, "a\r\nb\r\nc\r\ndone\r\ntwo\r\n");
  chiosa_document_undo (fixture->document);
  assert_text (fixture, text);
}

static void
test_paste_of_crlf_in_lf (Fixture       *fixture,
                          gconstpointer  text)
{
  select_range (fixture, 0, 5);
  chiosa_buffer_paste (fixture->buffer, "a\r\nb");

  assert_text (fixture, "a\nb world\n");
  g_assert_cmpuint (fixture->n_edits, ==, 1);
}

static void
test_paste_of_invalid_text (Fixture       *fixture,
                            gconstpointer  text)
{
  select_range (fixture, 0, 0);
  chiosa_buffer_paste (fixture->buffer, "a\xff" "b");

  assert_text (fixture, "a\357\277\275bHello world\n");
}

static void
test_deletion_spares_no_half_of_crlf (Fixture       *fixture,
                                      gconstpointer  text)
{
  delete_range (fixture, 0, 4);
  assert_text (fixture, "\r\ntwo\r\n" + 2);
  chiosa_document_undo (fixture->document);

  delete_range (fixture, 4, 6);
  assert_text (fixture, "onewo\r\n");
}

static void
test_backspace_at_crlf (Fixture       *fixture,
                        gconstpointer  text)
{
  backspace_at (fixture, 5);

  assert_text (fixture, "onetwo\r\n");
}

static void
test_foreign_things_stay_out (Fixture       *fixture,
                              gconstpointer  text)
{
  g_autoptr (GdkPaintable) paintable = gdk_paintable_new_empty (4, 4);
  g_autoptr (GtkTextChildAnchor) anchor = gtk_text_child_anchor_new ();
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (fixture->buffer), &iter);
  gtk_text_buffer_insert_paintable (GTK_TEXT_BUFFER (fixture->buffer), &iter, paintable);
  gtk_text_buffer_insert_child_anchor (GTK_TEXT_BUFFER (fixture->buffer), &iter, anchor);

  assert_text (fixture, text);
}

/* Cut words take their annotation along to where they are pasted. */
static void
test_cut_and_paste_carries_annotations (Fixture       *fixture,
                                        gconstpointer  text)
{
  g_autofree char *id = tag (fixture, 6, 11);
  GtkTextIter start, end;

  chiosa_buffer_begin_kind (fixture->buffer, CHIOSA_EDIT_CUT);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &start, 6);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (fixture->buffer), &end, 11);
  gtk_text_buffer_delete_interactive (GTK_TEXT_BUFFER (fixture->buffer), &start, &end, TRUE);
  chiosa_buffer_end_kind (fixture->buffer);
  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 0);

  select_range (fixture, 0, 0);
  chiosa_buffer_paste (fixture->buffer, "world");
  assert_text (fixture, "worldHello \n");
  assert_extent (fixture, id, 0, 5);
}

/* Whatever is done to it, the buffer holds what the document holds. */
static void
test_random (Fixture       *fixture,
             gconstpointer  text)
{
  static const char *const pieces[] = { "x", "ab c", "\n", "é", "🙂", "\r\n", "ا", "\r" };

  chiosa_buffer_set_newline_chars (fixture->buffer, g_test_rand_bit () ? "\r\n" : "\n");
  for (guint i = 0; i < 1500; i++)
    {
      gsize length = chiosa_text_get_length (chiosa_document_get_text (fixture->document));
      int a = g_test_rand_int_range (0, length + 1);
      int b = g_test_rand_int_range (0, length + 1);
      const char *piece = pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];
      g_autofree char *in_document = NULL;

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
        case 1:
          type_at (fixture, a, piece);
          break;
        case 2:
          select_range (fixture, a, MIN (a + 3, (int) length));
          type_at (fixture, -1, piece);
          break;
        case 3:
          delete_range (fixture, MIN (a, b), MIN (MAX (a, b), MIN (a, b) + 6));
          break;
        case 4:
          backspace_at (fixture, a);
          break;
        case 5:
          select_range (fixture, a, a);
          chiosa_buffer_paste (fixture->buffer, piece);
          break;
        case 6:
          chiosa_document_undo (fixture->document);
          break;
        default:
          chiosa_document_redo (fixture->document);
        }

      chiosa_buffer_flush (fixture->buffer);
      in_document = document_text (fixture->document);
      assert_text (fixture, in_document);
    }
}

#define ADD(path, text, func) g_test_add ("/buffer/" path, Fixture, text, set_up, func, tear_down)
#define PLAIN "Hello world\n"
#define CRLF "one\r\ntwo\r\n"

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("loads", "Hello\r\nwörld 🙂\n\357\277\274", test_loads);
  ADD ("typing-reaches-the-document", PLAIN, test_typing);
  ADD ("typed-word-is-one-undo", PLAIN, test_typed_word_is_one_undo);
  ADD ("user-action-is-one-edit", PLAIN, test_user_action_is_one_edit);
  ADD ("edit-outside-a-user-action", PLAIN, test_edit_outside_user_action);
  ADD ("typing-over-a-selection-is-one-edit", PLAIN, test_typing_over_selection_is_one_edit);
  ADD ("deletion-does-not-wait-for-ever", PLAIN, test_deletion_does_not_wait_for_ever);
  ADD ("document-changing-while-ahead", PLAIN, test_document_changing_while_ahead);
  ADD ("backspacing", PLAIN, test_backspacing);
  ADD ("backspace-on-a-combining-character", "cafe\314\201 ab\n", test_backspace_on_combining_character);
  ADD ("follows-the-document", PLAIN, test_following);
  ADD ("not-editable-is-not-editable", PLAIN, test_not_editable);
  ADD ("refused-edit-is-taken-back", PLAIN, test_refused_edit_is_taken_back);
  ADD ("enter-in-crlf", CRLF, test_enter_in_crlf);
  ADD ("paste-in-crlf", CRLF, test_paste_in_crlf);
  ADD ("paste-of-crlf-in-lf", PLAIN, test_paste_of_crlf_in_lf);
  ADD ("paste-of-invalid-text", PLAIN, test_paste_of_invalid_text);
  ADD ("deletion-spares-no-half-of-crlf", CRLF, test_deletion_spares_no_half_of_crlf);
  ADD ("backspace-at-crlf-takes-both", CRLF, test_backspace_at_crlf);
  ADD ("foreign-things-stay-out", PLAIN, test_foreign_things_stay_out);
  ADD ("cut-and-paste-carries-annotations", PLAIN, test_cut_and_paste_carries_annotations);
  ADD ("random-operations-keep-both-equal", CRLF "three four\n", test_random);

  return g_test_run ();
}
