/* test-document-edit.c
 *
 * Edits of the text in a document: what becomes of annotations, how key presses join, what undo brings back, what is signalled.
 * The rules for single spans are tested in test-span.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model-fixture.h"

#include <string.h>

static void
assert_text (ChiosaDocument *document,
             const char     *expected)
{
  g_autofree char *actual = model_text (document);

  g_assert_cmpstr (actual, ==, expected);
}

static void
assert_dump (ChiosaDocument *document,
             const char     *expected)
{
  g_autofree char *actual = model_dump (document);

  g_assert_cmpstr (actual, ==, expected);
}

/* Types at @offset, one character after the other. */
static void
type (ChiosaDocument *document,
      gsize           offset,
      const char     *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, g_utf8_next_char (p) - p);

      model_edit (document, CHIOSA_EDIT_TYPING, offset, offset, key);
      offset++;
    }
}

static void
backspace (ChiosaDocument *document,
           gsize           offset,
           guint           n)
{
  for (guint i = 0; i < n; i++)
    model_edit (document, CHIOSA_EDIT_DELETING, offset - i - 1, offset - i, "");
}

static guint
undo_all (ChiosaDocument *document)
{
  guint n = 0;

  while (chiosa_document_undo (document))
    n++;

  return n;
}

/* --- The fate of annotations -------------------------------------------------------------------------------------- */

static void
test_follows (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob and Eve");
  g_autofree char *before = NULL;

  model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  model_tag (document, "CLAIM", "FACT", "Bob and Eve", 0);
  before = model_dump (document);

  model_edit (document, CHIOSA_EDIT_OTHER, 4, 7, "greeted");
  assert_text (document, "[PERSON:Ada] greeted [FACT:[PERSON:Bob] and Eve]");
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "So ");
  assert_text (document, "So [PERSON:Ada] greeted [FACT:[PERSON:Bob] and Eve]");
  undo_all (document);
  chiosa_document_redo (document);
  chiosa_document_redo (document);
  chiosa_document_redo (document);
  assert_dump (document, before);
}

static void
test_edited (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob");
  const char *id = model_tag (document, "CLAIM", "FACT", "Ada met Bob", 0);
  const ChiosaAnnotation *first;

  type (document, 5, "x");
  first = chiosa_document_find (document, id);
  g_assert_true (first->edited);
  g_assert_false (first->review);
  type (document, 6, "yz");
  g_assert_true (chiosa_document_find (document, id) == first);

  g_assert_true (chiosa_document_undo (document));
  g_assert_false (chiosa_document_find (document, id)->edited);
  assert_text (document, "[FACT:Ada met Bob]");
}

static void
test_review (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob");
  const char *id = model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  const ChiosaSpan same = { 8, 13 };

  model_edit (document, CHIOSA_EDIT_OTHER, 8, 11, "Xerxe");
  assert_text (document, "Ada met [PERSON:Xerxe]");
  g_assert_true (chiosa_document_find (document, id)->review);

  /* Saying once more where it belongs is the review. */
  g_assert_true (chiosa_document_set_spans (document, id, &same, 1, NULL));
  g_assert_false (chiosa_document_find (document, id)->review);
}

static void
test_detached (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob and Eve");
  const char *id = model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  g_autofree char *before = model_dump (document);
  g_autofree char *quote = NULL;
  const ChiosaAnnotation *annotation;
  ChiosaSpan extent;
  guint n;

  model_edit (document, CHIOSA_EDIT_OTHER, 4, 12, "");
  annotation = chiosa_document_find (document, id);
  quote = chiosa_document_get_quote (document, id);

  g_assert_cmpint (annotation->state, ==, CHIOSA_STATE_DETACHED);
  g_assert_cmpstr (quote, ==, "Bob");
  g_assert_cmpstr (annotation->quote->prefix, ==, "Ada met ");
  g_assert_cmpstr (annotation->quote->suffix, ==, " and Eve");
  g_assert_cmpuint (annotation->quote->spans[0].start, ==, 8);
  g_assert_cmpuint (annotation->quote->point, ==, 4);
  g_assert_null (chiosa_document_get_spans (document, id, &n));
  g_assert_false (chiosa_document_get_extent (document, id, &extent));
  g_assert_cmpuint (chiosa_document_get_n_annotations (document), ==, 0);
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 1);

  g_assert_true (chiosa_document_undo (document));
  assert_dump (document, before);
}

static void
test_detached_context (void)
{
  g_autofree char *before = g_strnfill (40, 'x');
  g_autofree char *text = g_strconcat (before, "ééé", before, NULL);
  g_autoptr (ChiosaDocument) document = model_document (text);
  const char *id = model_tag (document, "FREE", NULL, "ééé", 0);
  const ChiosaQuote *quote;

  model_edit (document, CHIOSA_EDIT_OTHER, 40, 43, "");
  quote = chiosa_document_find (document, id)->quote;
  g_assert_cmpstr (quote->exact, ==, "ééé");
  g_assert_cmpuint (strlen (quote->prefix), ==, 32);
  g_assert_cmpuint (strlen (quote->suffix), ==, 32);
}

static void
test_relations_keep_detached_ends (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada said so");
  const char *claim = model_tag (document, "CLAIM", "FACT", "so", 0);
  const char *source = model_tag (document, "SOURCE", "NAMED", "Ada", 0);
  const char *relation = chiosa_document_relate (document, "attributed_to", claim, source, NULL);

  model_edit (document, CHIOSA_EDIT_OTHER, 0, 4, "");
  g_assert_cmpstr (chiosa_document_find_relation (document, relation)->to, ==, source);
  g_assert_cmpint (chiosa_document_find (document, source)->state, ==, CHIOSA_STATE_DETACHED);
}

static void
test_point_moves_along (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob and Eve");
  const char *id = model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  static const struct { gsize start, end; const char *text; gsize point; } edits[] = {
    { 0, 0, "So ", 11 },
    { 0, 3, "", 8 },
    { 12, 12, "x", 8 },
    { 8, 8, "Carl", 8 },
    { 6, 10, "-", 6 },
    { 4, 6, "saw", 7 },
    { 2, 20, "", 2 },
  };

  model_edit (document, CHIOSA_EDIT_OTHER, 8, 11, "");
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      gsize length = chiosa_text_get_length (chiosa_document_get_text (document));

      model_edit (document, CHIOSA_EDIT_OTHER, edits[i].start, MIN (edits[i].end, length), edits[i].text);
      g_assert_cmpuint (chiosa_document_find (document, id)->quote->point, ==, edits[i].point);
    }

  for (guint i = G_N_ELEMENTS (edits); i > 0; i--)
    {
      g_assert_true (chiosa_document_undo (document));
      g_assert_cmpuint (chiosa_document_find (document, id)->quote->point, ==, i > 1 ? edits[i - 2].point : 8);
    }
}

static void
test_reattach (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob and Eve");
  const char *id = model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  const ChiosaSpan eve = { 12, 15 };
  g_autofree char *before = NULL;

  model_edit (document, CHIOSA_EDIT_OTHER, 8, 11, "");
  before = model_dump (document);
  g_assert_true (chiosa_document_set_spans (document, id, &eve, 1, NULL));

  g_assert_cmpstr (chiosa_document_get_undo_name (document), ==, "Re-attach");
  g_assert_null (chiosa_document_find (document, id)->quote);
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 0);
  assert_text (document, "Ada met  and[PERSON: Ev]e");
  g_assert_true (chiosa_document_undo (document));
  assert_dump (document, before);
}

static void
test_detached_can_be_written_on (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob and Eve");
  const char *id = model_tag (document, "ENTITY", "PERSON", "Bob", 0);

  model_edit (document, CHIOSA_EDIT_OTHER, 8, 11, "");
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 4, "");
  g_assert_true (chiosa_document_relabel (document, id, NULL, "ORG", NULL));
  g_assert_cmpuint (chiosa_document_find (document, id)->quote->point, ==, 4);
  g_assert_true (chiosa_document_remove (document, id, NULL));
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 0);
}

/* --- What is refused, what is nothing ----------------------------------------------------------------------------- */

static void
test_outside (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada");
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (2, 4, "x");
  g_autoptr (GError) error = NULL;

  g_assert_false (chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, &error));
  g_assert_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN);
  assert_text (document, "Ada");
}

static void
test_nothing (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob");

  model_edit (document, CHIOSA_EDIT_OTHER, 4, 7, "met");
  model_edit (document, CHIOSA_EDIT_OTHER, 4, 4, "");
  g_assert_null (chiosa_document_get_undo_name (document));
  g_assert_false (chiosa_document_is_text_modified (document));
}

/* --- Joining ------------------------------------------------------------------------------------------------------ */

static void
test_typing_joins_word_by_word (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("");

  type (document, 0, "Ada met  Bob");
  g_assert_cmpstr (chiosa_document_get_undo_name (document), ==, "Typing");
  g_assert_true (chiosa_document_undo (document));
  assert_text (document, "Ada met  ");
  g_assert_true (chiosa_document_undo (document));
  assert_text (document, "Ada ");
  g_assert_true (chiosa_document_undo (document));
  assert_text (document, "");
  g_assert_false (chiosa_document_undo (document));
}

static void
test_line_break_is_its_own (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("");

  type (document, 0, "ab\ncd");
  g_assert_true (chiosa_document_undo (document));
  assert_text (document, "ab\n");
  g_assert_true (chiosa_document_undo (document));
  assert_text (document, "ab");
}

/* Key by key, as a person does it: what a run of keys does is what the run does, not what its first letter would. */
static void
type_keys (ChiosaDocument *document,
           gsize           offset,
           const char     *keys)
{
  for (const char *at = keys; *at != '\0'; at = g_utf8_next_char (at), offset++)
    {
      g_autofree char *key = g_strndup (at, g_utf8_next_char (at) - at);

      model_edit (document, CHIOSA_EDIT_TYPING, offset, offset, key);
    }
}

static void
test_typing_word_before_a_span_stays_out (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("said John");
  g_autofree char *typed = NULL;
  g_autofree char *undone = NULL;

  model_tag (document, "ENTITY", "PERSON", "John", 0);
  type_keys (document, 5, "the ");
  typed = model_text (document);
  g_assert_cmpstr (typed, ==, "said the [PERSON:John]");

  g_assert_true (chiosa_document_undo (document));
  undone = model_text (document);
  g_assert_cmpstr (undone, ==, "said [PERSON:John]");
}

static void
test_typing_completes_a_word (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("said John.");
  g_autofree char *typed = NULL;

  model_tag (document, "ENTITY", "PERSON", "John", 0);
  type_keys (document, 9, "ny ");
  typed = model_text (document);
  g_assert_cmpstr (typed, ==, "said [PERSON:Johnny] .");
}

static void
test_typing_elsewhere_is_new (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("....");

  type (document, 2, "ab");
  type (document, 2, "c");
  g_assert_cmpuint (undo_all (document), ==, 2);
}

static void
test_typing_over_a_selection_joins (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob");

  model_edit (document, CHIOSA_EDIT_TYPING, 4, 7, "s");
  type (document, 5, "aw");
  assert_text (document, "Ada saw Bob");
  g_assert_cmpuint (undo_all (document), ==, 1);
  assert_text (document, "Ada met Bob");
}

static void
test_anything_between_ends_joining (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("xxx Ada");

  type (document, 0, "a");
  model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  type (document, 1, "b");
  backspace (document, 2, 1);
  type (document, 1, "c");
  chiosa_document_set_saved (document, 0, 0);
  type (document, 2, "d");
  g_assert_true (chiosa_document_undo (document));
  g_assert_true (chiosa_document_redo (document));
  type (document, 3, "e");
  g_assert_cmpuint (undo_all (document), ==, 7);
}

static void
test_deletions_join (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob");

  backspace (document, 7, 4);
  model_edit (document, CHIOSA_EDIT_DELETING, 3, 4, "");
  assert_text (document, "AdaBob");
  g_assert_cmpstr (chiosa_document_get_undo_name (document), ==, "Deletion");
  backspace (document, 1, 1);
  g_assert_cmpuint (undo_all (document), ==, 2);
}

static void
test_joined_steps_keep_the_first_image (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("one Ada two Bob three");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  model_tag (document, "ENTITY", "ORG", "Bob", 0);
  model_tag (document, "CLAIM", "FACT", "two", 0);
  before = model_dump (document);

  /* Bob is touched first, then "two", then Ada is deleted; each later one in a text that has moved already. */
  backspace (document, 15, 14);
  after = model_dump (document);
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 3);
  g_assert_true (chiosa_document_undo (document));
  assert_dump (document, before);
  g_assert_true (chiosa_document_redo (document));
  assert_dump (document, after);
}

static void
test_names (void)
{
  static const struct { ChiosaEditKind kind; const char *name; } names[] = {
    { CHIOSA_EDIT_OTHER, "Edit Text" },
    { CHIOSA_EDIT_TYPING, "Typing" },
    { CHIOSA_EDIT_DELETING, "Deletion" },
    { CHIOSA_EDIT_CUT, "Cut" },
    { CHIOSA_EDIT_PASTE, "Paste" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (ChiosaDocument) document = model_document ("Ada");

      model_edit (document, names[i].kind, 0, 1, "");
      g_assert_cmpstr (chiosa_document_get_undo_name (document), ==, names[i].name);
      g_assert_null (chiosa_document_get_redo_name (document));
      chiosa_document_undo (document);
      g_assert_cmpstr (chiosa_document_get_redo_name (document), ==, names[i].name);
    }
}

/* --- Cut and paste ------------------------------------------------------------------------------------------------ */

static void
test_cut_and_paste (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob. Eve left. ");
  const char *bob = model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  const char *claim = model_tag (document, "CLAIM", "FACT", "Ada met Bob", 0);
  const char *partly = model_tag (document, "FREE", NULL, "Bob. Eve", 0);
  g_autofree char *before = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *pasted = NULL;

  chiosa_document_set_note (document, bob, "friend", NULL);
  before = model_dump (document);

  model_edit (document, CHIOSA_EDIT_CUT, 0, 13, "");
  cut = model_dump (document);
  assert_text (document, "[FREE:Eve] left. ");
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 2);

  model_edit (document, CHIOSA_EDIT_PASTE, 10, 10, "Ada met Bob. ");
  pasted = model_dump (document);
  assert_text (document, "[FREE:Eve] left. [FACT:Ada met [PERSON:Bob]]. ");
  g_assert_cmpstr (chiosa_document_find (document, bob)->note, ==, "friend");
  g_assert_false (chiosa_document_find (document, claim)->edited);
  g_assert_true (chiosa_document_find (document, partly)->edited);

  g_assert_true (chiosa_document_undo (document));
  assert_dump (document, cut);
  g_assert_true (chiosa_document_undo (document));
  assert_dump (document, before);
  chiosa_document_redo (document);
  chiosa_document_redo (document);
  assert_dump (document, pasted);
}

static void
test_paste_twice (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob.");

  model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  model_edit (document, CHIOSA_EDIT_CUT, 8, 11, "");
  model_edit (document, CHIOSA_EDIT_PASTE, 0, 0, "Bob");
  model_edit (document, CHIOSA_EDIT_PASTE, 3, 3, "Bob");
  assert_text (document, "[PERSON:Bob]BobAda met .");
}

static void
test_paste_over_a_selection (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob and Boo");

  model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  model_edit (document, CHIOSA_EDIT_CUT, 8, 11, "");
  model_edit (document, CHIOSA_EDIT_PASTE, 13, 16, "Bob");
  assert_text (document, "Ada met  and [PERSON:Bob]");
}

static void
test_other_text_pasted (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob.");

  model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  model_edit (document, CHIOSA_EDIT_CUT, 8, 11, "");
  model_edit (document, CHIOSA_EDIT_PASTE, 0, 0, "Eve");
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "Bob");
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 1);
  model_edit (document, CHIOSA_EDIT_PASTE, 0, 0, "Bob");
  assert_text (document, "[PERSON:Bob]BobEveAda met .");
}

/* --- History, revisions, signals ---------------------------------------------------------------------------------- */

static void
test_revisions (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob");
  guint64 text = chiosa_document_get_text_revision (document);
  guint64 annotations = chiosa_document_get_annotations_revision (document);

  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "x");
  g_assert_true (chiosa_document_is_text_modified (document));
  g_assert_false (chiosa_document_is_annotations_modified (document));

  model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  g_assert_true (chiosa_document_is_annotations_modified (document));
  chiosa_document_set_saved (document, chiosa_document_get_text_revision (document),
                             chiosa_document_get_annotations_revision (document));
  g_assert_false (chiosa_document_is_annotations_modified (document));
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "y");
  g_assert_true (chiosa_document_is_annotations_modified (document));

  g_assert_cmpuint (undo_all (document), ==, 3);
  g_assert_cmpuint (chiosa_document_get_text_revision (document), ==, text);
  g_assert_cmpuint (chiosa_document_get_annotations_revision (document), ==, annotations);
  g_assert_true (chiosa_document_is_text_modified (document));

  chiosa_document_redo (document);
  chiosa_document_redo (document);
  g_assert_false (chiosa_document_is_text_modified (document));
  g_assert_false (chiosa_document_is_annotations_modified (document));
}

static void
test_new_step_after_undo (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada");
  guint64 revision;

  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "x");
  revision = chiosa_document_get_text_revision (document);
  g_assert_true (chiosa_document_undo (document));
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "y");
  g_assert_cmpuint (chiosa_document_get_text_revision (document), !=, revision);
  g_assert_null (chiosa_document_get_redo_name (document));
  g_assert_false (chiosa_document_redo (document));
}

static void
test_history_is_bounded (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("");

  for (guint i = 0; i < 10010; i++)
    model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "x");
  g_assert_cmpuint (undo_all (document), ==, 10000);
  g_assert_cmpuint (chiosa_text_get_length (chiosa_document_get_text (document)), ==, 10);
}

static void
on_edited (ChiosaDocument   *document,
           const ChiosaEdit *edit,
           GString          *log)
{
  for (guint i = 0; i < chiosa_edit_get_n (edit); i++)
    {
      const ChiosaReplacement *r = chiosa_edit_get (edit, i);

      g_string_append_printf (log, "edited %u-%u %s; ", (guint) r->start, (guint) r->end, r->text);
    }
}

static void
on_changed (ChiosaDocument *document,
            guint64         start,
            guint64         end,
            GString        *log)
{
  g_string_append_printf (log, "changed %u-%u; ", (guint) start, (guint) end);
}

static void
on_step (ChiosaDocument *document,
         int             direction,
         GString        *log)
{
  g_string_append_printf (log, "step %d; ", direction);
}

static void
on_notify (ChiosaDocument *document,
           GParamSpec     *property,
           GString        *log)
{
  g_string_append_printf (log, "%s; ", property->name);
}

static void
assert_log (GString    *log,
            const char *expected)
{
  g_assert_cmpstr (log->str, ==, expected);
  g_string_truncate (log, 0);
}

static void
test_signals (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob");
  g_autoptr (GString) log = g_string_new (NULL);
  ChiosaSpan place;

  g_signal_connect (document, "text-edited", G_CALLBACK (on_edited), log);
  g_signal_connect (document, "annotations-changed", G_CALLBACK (on_changed), log);
  g_signal_connect (document, "step", G_CALLBACK (on_step), log);

  model_tag (document, "ENTITY", "PERSON", "Bob", 0);
  assert_log (log, "changed 8-11; step 1; ");
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 3, "Eva");
  assert_log (log, "edited 0-2 Ev; step 1; ");
  model_edit (document, CHIOSA_EDIT_OTHER, 8, 11, "");
  assert_log (log, "edited 8-11 ; changed 8-8; step 1; ");
  chiosa_document_undo (document);
  assert_log (log, "edited 8-8 Bob; changed 8-11; step -1; ");
  place = chiosa_document_get_last_place (document);
  g_assert_cmpuint (place.start, ==, 8);
  g_assert_cmpuint (place.end, ==, 11);
  chiosa_document_redo (document);
  assert_log (log, "edited 8-11 ; changed 8-8; step 2; ");

  chiosa_document_begin_step (document, "Both");
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 3, "");
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "Mia");
  model_tag (document, "ENTITY", "PERSON", "Mia", 0);
  assert_log (log, "edited 0-3 ; edited 0-0 Mia; ");
  chiosa_document_end_step (document);
  assert_log (log, "changed 0-3; step 1; ");
  chiosa_document_undo (document);
  assert_log (log, "edited 0-2 Ev; changed 0-3; step -1; ");
}

static void
test_notifies (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada");
  g_autoptr (GString) log = g_string_new (NULL);
  gboolean can_undo, can_redo, text_modified, annotations_modified, read_only;
  g_autofree char *name = NULL;
  g_autofree char *redo_name = NULL;
  g_autoptr (ChiosaTagset) tagset = NULL;

  g_signal_connect (document, "notify::text-modified", G_CALLBACK (on_notify), log);
  g_signal_connect (document, "notify::annotations-modified", G_CALLBACK (on_notify), log);
  g_signal_connect (document, "notify::read-only", G_CALLBACK (on_notify), log);
  g_signal_connect (document, "notify::can-undo", G_CALLBACK (on_notify), log);

  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "x");
  g_object_get (document, "can-undo", &can_undo, "can-redo", &can_redo, "undo-name", &name, "redo-name", &redo_name,
                "text-modified", &text_modified, "annotations-modified", &annotations_modified,
                "read-only", &read_only, "tagset", &tagset, NULL);
  g_assert_true (can_undo && text_modified && !can_redo && !annotations_modified && !read_only);
  g_assert_null (redo_name);
  g_assert_true (tagset == chiosa_document_get_tagset (document));
  g_assert_cmpstr (name, ==, "Edit Text");
  g_assert_nonnull (strstr (log->str, "text-modified; "));
  g_assert_nonnull (strstr (log->str, "can-undo; "));
  g_assert_null (strstr (log->str, "annotations-modified; "));

  g_string_truncate (log, 0);
  chiosa_document_undo (document);
  g_assert_nonnull (strstr (log->str, "text-modified; "));

  g_string_truncate (log, 0);
  g_object_set (document, "read-only", TRUE, NULL);
  chiosa_document_set_read_only (document, TRUE);
  assert_log (log, "read-only; ");
}

/* --- Many at once ------------------------------------------------------------------------------------------------- */

#define N_WORDS 400

/* "w0000 w0001 …", each word tagged; some in two pieces with the next. */
static ChiosaDocument *
many_words (void)
{
  GString *text = g_string_new (NULL);
  ChiosaDocument *document;

  for (guint i = 0; i < N_WORDS; i++)
    g_string_append_printf (text, "w%04u ", i);
  document = model_document (text->str);
  g_string_free (text, TRUE);

  for (guint i = 0; i + 1 < N_WORDS; i++)
    {
      const ChiosaSpan spans[] = { { 6 * i, 6 * i + 5 }, { 6 * i + 6, 6 * i + 11 } };

      g_assert_nonnull (chiosa_document_tag (document, "FREE", NULL, spans, i % 5 == 0 ? 2 : 1, NULL));
    }

  return document;
}

/* Every annotation still holds the words it held: "w0005", or "w0005 … w0006", but with @sign for "w". */
static void
assert_words (ChiosaDocument *document,
              const char     *sign)
{
  g_autoptr (GPtrArray) list = chiosa_document_list (document);

  g_assert_cmpuint (list->len, ==, N_WORDS - 1);
  for (guint i = 0; i < list->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (list, i);
      g_autofree char *quote = chiosa_document_get_quote (document, annotation->id);
      g_autofree char *one = g_strdup_printf ("%s%04u", sign, i);
      g_autofree char *two = g_strdup_printf ("%s%04u … %s%04u", sign, i, sign, i + 1);

      g_assert_cmpstr (quote, ==, i % 5 == 0 ? two : one);
    }
}

static void
test_replace_all (void)
{
  g_autoptr (ChiosaDocument) document = many_words ();
  g_autofree char *before = model_dump (document);
  g_autofree char *after = NULL;
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();

  for (guint i = 0; i < N_WORDS; i++)
    chiosa_edit_compose (edit, 7 * i, 7 * i + 1, "vv");
  g_assert_true (chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, NULL));

  assert_words (document, "vv");
  after = model_dump (document);
  chiosa_document_undo (document);
  assert_dump (document, before);
  chiosa_document_redo (document);
  assert_dump (document, after);
}

static void
test_replace_between (void)
{
  g_autoptr (ChiosaDocument) document = many_words ();
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  g_autofree char *before = NULL;

  /* Ten detached ones, whose points have to move as well. */
  model_edit (document, CHIOSA_EDIT_OTHER, length - 66, length, "");
  before = model_dump (document);
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 10);

  for (guint i = 0; i < 300; i++)
    chiosa_edit_compose (edit, 8 * i + 5, 8 * i + 6, " - ");
  g_assert_true (chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, NULL));
  g_assert_cmpuint (chiosa_document_get_n_annotations (document), ==, N_WORDS - 11);
  g_assert_true (chiosa_document_undo (document));
  assert_dump (document, before);
}

static void
test_delete_all (void)
{
  g_autoptr (ChiosaDocument) document = many_words ();
  g_autofree char *before = model_dump (document);
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  g_autofree char *text = chiosa_text_get_slice (chiosa_document_get_text (document), 0, length);

  model_edit (document, CHIOSA_EDIT_CUT, 0, length, "");
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, N_WORDS - 1);
  model_edit (document, CHIOSA_EDIT_PASTE, 0, 0, text);
  assert_words (document, "w");
  assert_dump (document, before);
  chiosa_document_undo (document);
  chiosa_document_undo (document);
  assert_dump (document, before);
  g_assert_cmpuint (undo_all (document), ==, N_WORDS - 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/edit/annotations-follow", test_follows);
  g_test_add_func ("/document/edit/changed-words-are-marked-once", test_edited);
  g_test_add_func ("/document/edit/other-words-ask-for-review", test_review);
  g_test_add_func ("/document/edit/without-words-it-is-detached-and-undo-brings-it-back", test_detached);
  g_test_add_func ("/document/edit/a-detached-one-knows-its-surroundings", test_detached_context);
  g_test_add_func ("/document/edit/relations-keep-detached-ends", test_relations_keep_detached_ends);
  g_test_add_func ("/document/edit/the-point-of-a-detached-one-moves-along", test_point_moves_along);
  g_test_add_func ("/document/edit/a-detached-one-can-be-attached-again", test_reattach);
  g_test_add_func ("/document/edit/a-detached-one-can-be-written-on", test_detached_can_be_written_on);
  g_test_add_func ("/document/edit/outside-the-text-is-refused", test_outside);
  g_test_add_func ("/document/edit/changing-nothing-is-no-step", test_nothing);
  g_test_add_func ("/document/join/typing-word-by-word", test_typing_joins_word_by_word);
  g_test_add_func ("/document/join/a-line-break-is-its-own", test_line_break_is_its_own);
  g_test_add_func ("/document/join/word-typed-before-a-span-stays-out", test_typing_word_before_a_span_stays_out);
  g_test_add_func ("/document/join/word-is-completed-key-by-key", test_typing_completes_a_word);
  g_test_add_func ("/document/join/typing-elsewhere-is-new", test_typing_elsewhere_is_new);
  g_test_add_func ("/document/join/typing-over-a-selection", test_typing_over_a_selection_joins);
  g_test_add_func ("/document/join/anything-between-ends-it", test_anything_between_ends_joining);
  g_test_add_func ("/document/join/adjacent-deletions", test_deletions_join);
  g_test_add_func ("/document/join/the-first-image-wins", test_joined_steps_keep_the_first_image);
  g_test_add_func ("/document/history/names", test_names);
  g_test_add_func ("/document/cut/annotations-travel-with-their-ids", test_cut_and_paste);
  g_test_add_func ("/document/cut/only-the-first-paste-has-them", test_paste_twice);
  g_test_add_func ("/document/cut/pasting-over-a-selection", test_paste_over_a_selection);
  g_test_add_func ("/document/cut/other-text-leaves-them-detached", test_other_text_pasted);
  g_test_add_func ("/document/history/revisions-come-back", test_revisions);
  g_test_add_func ("/document/history/a-new-step-forgets-what-was-undone", test_new_step_after_undo);
  g_test_add_func ("/document/history/is-bounded", test_history_is_bounded);
  g_test_add_func ("/document/signals/in-order-and-once", test_signals);
  g_test_add_func ("/document/signals/properties", test_notifies);
  g_test_add_func ("/document/many/replaced-at-once", test_replace_all);
  g_test_add_func ("/document/many/moved-at-once", test_replace_between);
  g_test_add_func ("/document/many/cut-and-pasted-at-once", test_delete_all);

  return g_test_run ();
}
