/* test-editor.c
 *
 * Every command of the editor, without a widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-editor.h"
#include "chiosa-tagset-file.h"

#include <locale.h>
#include <string.h>

#define TEXT "Jeff Bezos said that Amazon pays taxes. Amazon denied it, according to Vanity Fair. Amazon shares fell.\n"

typedef struct
{
  ChiosaDocument *document;
  ChiosaEditor   *editor;
  GPtrArray      *messages;     /* "text" or "text [undo]" */
  GPtrArray      *announced;
  char           *choice;       /* of "choose-relation": the ids of the types */
  ChiosaSpan      revealed;
  guint           n_revealed;
} Fixture;

static void
on_message (ChiosaEditor *editor,
            const char   *text,
            gboolean      can_undo,
            Fixture      *fixture)
{
  g_ptr_array_add (fixture->messages, g_strconcat (text, can_undo ? " [undo]" : "", NULL));
}

static void
on_announce (ChiosaEditor *editor,
             const char   *text,
             Fixture      *fixture)
{
  g_ptr_array_add (fixture->announced, g_strdup (text));
}

static void
on_reveal (ChiosaEditor *editor,
           guint64       start,
           guint64       end,
           Fixture      *fixture)
{
  fixture->revealed = (ChiosaSpan) { start, end };
  fixture->n_revealed++;
}

static void
on_choose_relation (ChiosaEditor *editor,
                    const char   *from,
                    const char   *to,
                    GPtrArray    *types,
                    Fixture      *fixture)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < types->len; i++)
    g_string_append_printf (ids, "%s ", ((const ChiosaRelationType *) g_ptr_array_index (types, i))->tag.id);

  g_free (fixture->choice);
  fixture->choice = g_string_free (ids, FALSE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  text)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  fixture->document = chiosa_document_new (tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_new (text ? text : TEXT, -1), NULL);
  fixture->editor = chiosa_editor_new (fixture->document);
  fixture->messages = g_ptr_array_new_with_free_func (g_free);
  fixture->announced = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->editor, "message", G_CALLBACK (on_message), fixture);
  g_signal_connect (fixture->editor, "announce", G_CALLBACK (on_announce), fixture);
  g_signal_connect (fixture->editor, "reveal", G_CALLBACK (on_reveal), fixture);
  g_signal_connect (fixture->editor, "choose-relation", G_CALLBACK (on_choose_relation), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  text)
{
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->document);
  g_ptr_array_unref (fixture->messages);
  g_ptr_array_unref (fixture->announced);
  g_free (fixture->choice);
}

/* --- Helpers ---------------------------------------------------------------------------------------------------------------- */

static ChiosaSpan
find (const char *words,
      guint       nth)
{
  const char *place = TEXT;
  ChiosaSpan span;

  for (guint i = 0; i <= nth; i++)
    {
      place = strstr (i == 0 ? TEXT : place + 1, words);
      g_assert_nonnull (place);
    }

  span.start = place - TEXT;
  span.end = span.start + strlen (words);
  return span;
}

static void
select_words (Fixture    *fixture,
              const char *words)
{
  ChiosaSpan span = find (words, 0);

  chiosa_editor_set_text_selection (fixture->editor, span.start, span.end);
}

static void
put_cursor (Fixture    *fixture,
            const char *words,
            guint       nth)
{
  gsize place = find (words, nth).start;

  chiosa_editor_set_text_selection (fixture->editor, place, place);
}

static char *
tag (Fixture    *fixture,
     const char *type,
     const char *label,
     const char *words)
{
  select_words (fixture, words);
  g_assert_true (chiosa_editor_tag (fixture->editor, type, label));
  return g_strdup (chiosa_editor_get_selected (fixture->editor));
}

static const ChiosaAnnotation *
get_selected (Fixture *fixture)
{
  const char *id = chiosa_editor_get_selected (fixture->editor);

  g_assert_nonnull (id);
  return chiosa_document_find (fixture->document, id);
}

static void
assert_selected_quote (Fixture    *fixture,
                       const char *quote)
{
  g_autofree char *actual = chiosa_document_get_quote (fixture->document, get_selected (fixture)->id);

  g_assert_cmpstr (actual, ==, quote);
}

static const char *
last_of (GPtrArray *texts)
{
  return texts->len > 0 ? g_ptr_array_index (texts, texts->len - 1) : NULL;
}

/* --- Tests ------------------------------------------------------------------------------------------------------------------ */

static void
test_type_key_tags_selection (Fixture       *fixture,
                              gconstpointer  data)
{
  select_words (fixture, "Amazon pays taxes");
  chiosa_editor_choose_type (fixture->editor, "claim");

  g_assert_cmpstr (get_selected (fixture)->type, ==, "claim");
  g_assert_cmpstr (get_selected (fixture)->label, ==, "FACT");
  g_assert_cmpstr (chiosa_editor_get_active_type (fixture->editor), ==, "claim");
  assert_selected_quote (fixture, "Amazon pays taxes");
}

static void
test_type_key_remembers_label (Fixture       *fixture,
                               gconstpointer  data)
{
  g_free (tag (fixture, "claim", "CAUSAL", "pays taxes"));
  select_words (fixture, "denied it");
  chiosa_editor_choose_type (fixture->editor, "claim");

  g_assert_cmpstr (get_selected (fixture)->label, ==, "CAUSAL");
}

static void
test_type_key_without_selection_only_chooses (Fixture       *fixture,
                                              gconstpointer  data)
{
  put_cursor (fixture, "Amazon", 0);
  chiosa_editor_choose_type (fixture->editor, "source");

  g_assert_cmpstr (chiosa_editor_get_active_type (fixture->editor), ==, "source");
  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 0);
  g_assert_cmpstr (last_of (fixture->announced), ==, "Source");
}

static void
test_label_key_tags_capitalised_run (Fixture       *fixture,
                                     gconstpointer  data)
{
  put_cursor (fixture, "Bezos", 0);
  chiosa_editor_choose_label (fixture->editor, 1);

  assert_selected_quote (fixture, "Jeff Bezos");
  g_assert_cmpstr (get_selected (fixture)->label, ==, "PERSON");
  g_assert_cmpstr (last_of (fixture->announced), ==, "Tagged “Jeff Bezos” as Person");
}

static void
test_label_key_relabels_selected (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *id = tag (fixture, "entity", "PERSON", "Amazon");

  chiosa_editor_choose_label (fixture->editor, 2);

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 1);
  g_assert_cmpstr (get_selected (fixture)->id, ==, id);
  g_assert_cmpstr (get_selected (fixture)->label, ==, "ORG");
}

static void
test_label_key_after_moving_tags_the_word_there (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_free (tag (fixture, "entity", "ORG", "Amazon"));
  put_cursor (fixture, "Vanity", 0);
  chiosa_editor_choose_label (fixture->editor, 6);

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 2);
  assert_selected_quote (fixture, "Vanity Fair");
}

static void
test_label_key_of_other_type_tags (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_free (tag (fixture, "entity", "ORG", "Amazon"));
  chiosa_editor_choose_type (fixture->editor, "source");
  chiosa_editor_choose_label (fixture->editor, 2);

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 2);
  g_assert_cmpstr (get_selected (fixture)->type, ==, "source");
}

static void
test_unknown_label_number_is_a_message (Fixture       *fixture,
                                        gconstpointer  data)
{
  put_cursor (fixture, "said", 0);
  chiosa_editor_set_active_type (fixture->editor, "cue");
  chiosa_editor_choose_label (fixture->editor, 9);

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 0);
  g_assert_cmpuint (fixture->messages->len, ==, 1);
}

static void
test_nothing_to_tag_is_a_message (Fixture       *fixture,
                                  gconstpointer  data)
{
  gsize end = strlen (TEXT);

  chiosa_editor_set_text_selection (fixture->editor, end - 1, end);
  g_assert_false (chiosa_editor_tag (fixture->editor, "entity", NULL));
  g_assert_cmpuint (fixture->messages->len, ==, 1);
}

static void
test_same_tag_twice_is_a_message (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_free (tag (fixture, "entity", "ORG", "Amazon"));
  select_words (fixture, "Amazon");

  g_assert_false (chiosa_editor_tag (fixture->editor, "entity", "ORG"));
  g_assert_cmpuint (fixture->messages->len, ==, 1);
  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 1);
}

static void
test_edit_mode_second_label_corrects (Fixture       *fixture,
                                      gconstpointer  data)
{
  chiosa_editor_set_mode (fixture->editor, CHIOSA_MODE_EDIT);
  g_free (tag (fixture, "entity", "PERSON", "Amazon"));
  chiosa_editor_choose_label (fixture->editor, 2);

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 1);
  g_assert_cmpstr (get_selected (fixture)->label, ==, "ORG");
}

static void
test_read_only_stays_in_annotate_mode (Fixture       *fixture,
                                       gconstpointer  data)
{
  chiosa_document_set_read_only (fixture->document, TRUE);
  chiosa_editor_set_mode (fixture->editor, CHIOSA_MODE_EDIT);

  g_assert_cmpint (chiosa_editor_get_mode (fixture->editor), ==, CHIOSA_MODE_ANNOTATE);
  g_assert_cmpuint (fixture->messages->len, ==, 1);
}

static void
test_everywhere_is_one_step (Fixture       *fixture,
                             gconstpointer  data)
{
  put_cursor (fixture, "Amazon", 0);
  chiosa_editor_tag_everywhere (fixture->editor, "entity", "ORG");

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 3);
  g_assert_cmpstr (last_of (fixture->messages), ==, "2 further occurrences tagged [undo]");

  chiosa_editor_undo (fixture->editor);
  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 0);
}

static void
test_everywhere_of_selected_tags_the_rest (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_free (tag (fixture, "entity", "ORG", "Amazon"));
  chiosa_editor_tag_everywhere (fixture->editor, "entity", NULL);

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 3);
}

static void
test_no_further_occurrence_is_said (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_free (tag (fixture, "entity", "PERSON", "Jeff Bezos"));
  chiosa_editor_tag_occurrences (fixture->editor);

  g_assert_cmpstr (last_of (fixture->messages), ==, "No further occurrence");
}

static void
test_fragment_joins_selected (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *id = tag (fixture, "claim", "FACT", "Amazon pays");

  select_words (fixture, "denied it");
  chiosa_editor_add_fragment (fixture->editor);

  g_assert_cmpstr (get_selected (fixture)->id, ==, id);
  assert_selected_quote (fixture, "Amazon pays … denied it");
}

static void
test_overlapping_fragment_is_a_message (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_free (tag (fixture, "claim", "FACT", "Amazon pays taxes"));
  select_words (fixture, "pays");
  chiosa_editor_add_fragment (fixture->editor);

  assert_selected_quote (fixture, "Amazon pays taxes");
  g_assert_cmpuint (fixture->messages->len, ==, 1);
}

static void
test_removing_offers_undo (Fixture       *fixture,
                           gconstpointer  data)
{
  g_free (tag (fixture, "entity", "ORG", "Amazon"));
  chiosa_editor_remove_selected (fixture->editor);

  g_assert_null (chiosa_editor_get_selected (fixture->editor));
  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 0);
  g_assert_cmpstr (last_of (fixture->messages), ==, "Annotation of “Amazon” removed [undo]");

  chiosa_editor_undo (fixture->editor);
  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, 1);
}

static void
test_commands_without_selected_are_messages (Fixture       *fixture,
                                             gconstpointer  data)
{
  chiosa_editor_remove_selected (fixture->editor);
  chiosa_editor_add_fragment (fixture->editor);
  chiosa_editor_tag_occurrences (fixture->editor);
  chiosa_editor_nudge (fixture->editor, CHIOSA_NUDGE_END_LEFT, FALSE);
  chiosa_editor_begin_relation (fixture->editor, 0, strlen (TEXT));

  g_assert_cmpuint (fixture->messages->len, ==, 5);
}

static void
test_nudging (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { ChiosaNudge nudge; gboolean by_character; const char *quote; } steps[] = {
    { CHIOSA_NUDGE_END_RIGHT, FALSE, "Amazon pays taxes" },
    { CHIOSA_NUDGE_START_RIGHT, FALSE, "pays taxes" },
    { CHIOSA_NUDGE_END_LEFT, FALSE, "pays" },
    { CHIOSA_NUDGE_END_LEFT, FALSE, "pays" },
    { CHIOSA_NUDGE_START_LEFT, FALSE, "Amazon pays" },
    { CHIOSA_NUDGE_START_LEFT, TRUE, " Amazon pays" },
    { CHIOSA_NUDGE_START_RIGHT, TRUE, "Amazon pays" },
    { CHIOSA_NUDGE_END_LEFT, TRUE, "Amazon pay" },
    { CHIOSA_NUDGE_END_RIGHT, TRUE, "Amazon pays" },
  };

  g_free (tag (fixture, "claim", "FACT", "Amazon pays"));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      chiosa_editor_nudge (fixture->editor, steps[i].nudge, steps[i].by_character);
      assert_selected_quote (fixture, steps[i].quote);
    }
}

static void
test_cycling_goes_outwards (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *outer = tag (fixture, "claim", "FACT", "Amazon pays taxes");
  g_autofree char *inner = tag (fixture, "entity", "ORG", "Amazon");
  gsize place = find ("Amazon", 0).start + 2;

  chiosa_editor_select (fixture->editor, NULL, FALSE);
  g_assert_true (chiosa_editor_cycle_at (fixture->editor, place));
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, inner);
  g_assert_true (chiosa_editor_cycle_at (fixture->editor, place));
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, outer);
  g_assert_true (chiosa_editor_cycle_at (fixture->editor, place));
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, inner);
  g_assert_false (chiosa_editor_cycle_at (fixture->editor, 0));
}

static void
test_walking_wraps_in_reading_order (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autofree char *last = tag (fixture, "source", "SRC_MEDIA", "Vanity Fair");
  g_autofree char *first = tag (fixture, "entity", "PERSON", "Jeff Bezos");
  g_autofree char *middle = tag (fixture, "cue", "CUE_SAY", "denied");
  const char *const order[] = { first, middle, last, first };

  chiosa_editor_select (fixture->editor, NULL, FALSE);
  put_cursor (fixture, "shares", 0);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      chiosa_editor_select_next (fixture->editor);
      g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, order[i]);
    }

  chiosa_editor_select_previous (fixture->editor);
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, last);
  g_assert_cmpuint (fixture->revealed.start, ==, find ("Vanity Fair", 0).start);
}

static void
test_selecting_describes (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *claim = tag (fixture, "claim", "FACT", "Amazon pays taxes");
  g_autofree char *source = tag (fixture, "source", "SRC_PERSON", "Jeff Bezos");

  chiosa_editor_relate (fixture->editor, claim, source);
  chiosa_editor_select (fixture->editor, claim, FALSE);
  g_assert_cmpstr (last_of (fixture->announced), ==, "Claim, Fact: “Amazon pays taxes”; attributed to “Jeff Bezos”");

  chiosa_editor_select (fixture->editor, source, FALSE);
  g_assert_cmpstr (last_of (fixture->announced), ==, "Source, Person: “Jeff Bezos”; attributed to, from “Amazon pays taxes”");
}

static void
test_describe_at_lists_all (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *none = chiosa_editor_describe_at (fixture->editor, 0);
  g_autofree char *both = NULL;

  g_free (tag (fixture, "claim", "FACT", "Amazon pays taxes"));
  g_free (tag (fixture, "entity", "ORG", "Amazon"));
  both = chiosa_editor_describe_at (fixture->editor, find ("Amazon", 0).start);

  g_assert_cmpstr (none, ==, "No annotation here");
  g_assert_nonnull (strstr (both, "Claim, Fact: “Amazon pays taxes”\nEntity, Organisation: “Amazon”"));
}

static void
test_letters_join (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *source = tag (fixture, "source", "SRC_PERSON", "Jeff Bezos");
  g_autofree char *claim = tag (fixture, "claim", "FACT", "pays taxes");
  g_autofree char *cue = tag (fixture, "cue", "CUE_SAY", "said");
  g_autoptr (GPtrArray) relations = NULL;

  chiosa_editor_select (fixture->editor, claim, TRUE);
  chiosa_editor_begin_relation (fixture->editor, 0, strlen (TEXT));

  g_assert_true (chiosa_editor_is_relating (fixture->editor));
  g_assert_cmpstr (chiosa_editor_get_end_letters (fixture->editor, source), ==, "a");
  g_assert_cmpstr (chiosa_editor_get_end_letters (fixture->editor, cue), ==, "b");
  g_assert_null (chiosa_editor_get_end_letters (fixture->editor, claim));
  g_assert_false (chiosa_editor_type_letter (fixture->editor, 'x'));
  g_assert_true (chiosa_editor_type_letter (fixture->editor, 'B'));

  g_assert_false (chiosa_editor_is_relating (fixture->editor));
  relations = chiosa_document_list_relations (fixture->document, claim);
  g_assert_cmpuint (relations->len, ==, 1);
  g_assert_cmpstr (((ChiosaRelation *) g_ptr_array_index (relations, 0))->type, ==, "cued_by");
}

/* More ends than letters: two for each. */
static void
test_two_letters (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (ChiosaEditor) editor = NULL;
  g_autoptr (ChiosaDocument) document = NULL;
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GString) text = g_string_new ("claim");
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  ChiosaSpan span = { 0, 5 };

  for (guint i = 0; i < 30; i++)
    g_string_append (text, " x");
  document = chiosa_document_new (tagset);
  chiosa_document_load_text (document, chiosa_text_new (text->str, -1), NULL);
  editor = chiosa_editor_new (document);
  g_ptr_array_add (ids, g_strdup (chiosa_document_tag (document, "claim", "FACT", &span, 1, NULL)));
  for (guint i = 0; i < 30; i++)
    {
      span = (ChiosaSpan) { 6 + 2 * i, 7 + 2 * i };
      g_ptr_array_add (ids, g_strdup (chiosa_document_tag (document, "source", "SRC_ORG", &span, 1, NULL)));
    }

  chiosa_editor_select (editor, g_ptr_array_index (ids, 0), FALSE);
  chiosa_editor_begin_relation (editor, 0, text->len);
  g_assert_cmpstr (chiosa_editor_get_end_letters (editor, g_ptr_array_index (ids, 1)), ==, "aa");
  g_assert_cmpstr (chiosa_editor_get_end_letters (editor, g_ptr_array_index (ids, 30)), ==, "bd");

  g_assert_true (chiosa_editor_type_letter (editor, 'b'));
  g_assert_null (chiosa_editor_get_end_letters (editor, g_ptr_array_index (ids, 1)));
  g_assert_true (chiosa_editor_is_relating (editor));
  g_assert_true (chiosa_editor_type_letter (editor, 'd'));
  g_assert_false (chiosa_editor_is_relating (editor));
  g_assert_cmpuint (chiosa_document_get_n_relations (document), ==, 1);
}

static void
test_relation_turns_round (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *source = tag (fixture, "source", "SRC_PERSON", "Jeff Bezos");
  g_autofree char *claim = tag (fixture, "claim", "FACT", "pays taxes");
  g_autoptr (GPtrArray) relations = NULL;

  chiosa_editor_relate (fixture->editor, source, claim);

  relations = chiosa_document_list_relations (fixture->document, NULL);
  g_assert_cmpuint (relations->len, ==, 1);
  g_assert_cmpstr (((ChiosaRelation *) g_ptr_array_index (relations, 0))->from, ==, claim);
  g_assert_cmpstr (((ChiosaRelation *) g_ptr_array_index (relations, 0))->to, ==, source);
}

static void
test_several_relations_are_asked_for (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autofree char *one = tag (fixture, "claim", "FACT", "pays taxes");
  g_autofree char *two = tag (fixture, "claim", "FACT", "shares fell");

  chiosa_editor_relate (fixture->editor, one, two);
  g_assert_cmpstr (fixture->choice, ==, "supports contradicts same_as ");
  g_assert_cmpuint (chiosa_document_get_n_relations (fixture->document), ==, 0);

  chiosa_editor_relate_as (fixture->editor, "contradicts", one, two);
  g_assert_cmpuint (chiosa_document_get_n_relations (fixture->document), ==, 1);
}

static void
test_impossible_relation_is_a_message (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *entity = tag (fixture, "entity", "PERSON", "Jeff Bezos");
  g_autofree char *cue = tag (fixture, "cue", "CUE_SAY", "said");

  chiosa_editor_relate (fixture->editor, entity, cue);

  g_assert_cmpstr (last_of (fixture->messages), ==, "No relation joins Entity and Cue");
}

static void
test_escape_leads_back (Fixture       *fixture,
                        gconstpointer  data)
{
  g_free (tag (fixture, "source", "SRC_PERSON", "Jeff Bezos"));
  g_free (tag (fixture, "claim", "FACT", "pays taxes"));
  chiosa_editor_begin_relation (fixture->editor, 0, strlen (TEXT));

  chiosa_editor_cancel (fixture->editor);
  g_assert_false (chiosa_editor_is_relating (fixture->editor));
  g_assert_nonnull (chiosa_editor_get_selected (fixture->editor));
  chiosa_editor_cancel (fixture->editor);
  g_assert_null (chiosa_editor_get_selected (fixture->editor));
}

static void
test_undo_says_and_shows (Fixture       *fixture,
                          gconstpointer  data)
{
  g_free (tag (fixture, "entity", "ORG", "Amazon"));
  fixture->n_revealed = 0;
  chiosa_editor_undo (fixture->editor);

  g_assert_true (g_str_has_prefix (last_of (fixture->announced), "Undone: "));
  g_assert_cmpuint (fixture->n_revealed, ==, 1);
  g_assert_null (chiosa_editor_get_selected (fixture->editor));

  chiosa_editor_redo (fixture->editor);
  g_assert_true (g_str_has_prefix (last_of (fixture->announced), "Redone: "));
  chiosa_editor_redo (fixture->editor);
  g_assert_cmpstr (last_of (fixture->announced), ==, "Nothing to redo");
}

static void
test_reattaching (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *id = tag (fixture, "source", "SRC_MEDIA", "Vanity Fair");
  ChiosaSpan place = find ("Vanity Fair", 0);
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (place.start, place.end, "");

  g_assert_true (chiosa_document_edit (fixture->document, edit, CHIOSA_EDIT_OTHER, NULL));
  g_assert_cmpuint (chiosa_document_get_n_detached (fixture->document), ==, 1);
  g_assert_cmpstr (chiosa_editor_get_selected (fixture->editor), ==, id);

  put_cursor (fixture, "Jeff", 0);
  chiosa_editor_reattach (fixture->editor, id);
  g_assert_cmpuint (chiosa_document_get_n_detached (fixture->document), ==, 0);
  assert_selected_quote (fixture, "Jeff");
}

static void
test_active_type_follows_selected (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *entity = tag (fixture, "entity", "ORG", "Amazon");

  g_free (tag (fixture, "claim", "FACT", "denied it"));
  chiosa_editor_select (fixture->editor, entity, FALSE);

  g_assert_cmpstr (chiosa_editor_get_active_type (fixture->editor), ==, "entity");
}

static void
test_selection_is_clamped (Fixture       *fixture,
                           gconstpointer  data)
{
  chiosa_editor_set_text_selection (fixture->editor, 5, 100000);

  g_assert_cmpuint (chiosa_editor_get_text_selection (fixture->editor).end, ==, strlen (TEXT));
}

#define ADD(path, func) g_test_add ("/editor/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("type-key-tags-the-selection", test_type_key_tags_selection);
  ADD ("type-key-remembers-the-label", test_type_key_remembers_label);
  ADD ("type-key-without-selection-only-chooses", test_type_key_without_selection_only_chooses);
  ADD ("label-key-tags-the-capitalised-run", test_label_key_tags_capitalised_run);
  ADD ("label-key-relabels-the-selected", test_label_key_relabels_selected);
  ADD ("label-key-after-moving-tags-the-word-there", test_label_key_after_moving_tags_the_word_there);
  ADD ("label-key-of-another-type-tags", test_label_key_of_other_type_tags);
  ADD ("unknown-label-number-is-a-message", test_unknown_label_number_is_a_message);
  ADD ("nothing-to-tag-is-a-message", test_nothing_to_tag_is_a_message);
  ADD ("same-tag-twice-is-a-message", test_same_tag_twice_is_a_message);
  ADD ("edit-mode-second-label-corrects", test_edit_mode_second_label_corrects);
  ADD ("read-only-stays-in-annotate-mode", test_read_only_stays_in_annotate_mode);
  ADD ("everywhere-is-one-step", test_everywhere_is_one_step);
  ADD ("everywhere-of-the-selected-tags-the-rest", test_everywhere_of_selected_tags_the_rest);
  ADD ("no-further-occurrence-is-said", test_no_further_occurrence_is_said);
  ADD ("fragment-joins-the-selected", test_fragment_joins_selected);
  ADD ("overlapping-fragment-is-a-message", test_overlapping_fragment_is_a_message);
  ADD ("removing-offers-undo", test_removing_offers_undo);
  ADD ("commands-without-selected-are-messages", test_commands_without_selected_are_messages);
  ADD ("nudging", test_nudging);
  ADD ("cycling-goes-outwards", test_cycling_goes_outwards);
  ADD ("walking-wraps-in-reading-order", test_walking_wraps_in_reading_order);
  ADD ("selecting-describes", test_selecting_describes);
  ADD ("describe-at-lists-all", test_describe_at_lists_all);
  ADD ("letters-join", test_letters_join);
  ADD ("two-letters-where-one-is-not-enough", test_two_letters);
  ADD ("relation-turns-round", test_relation_turns_round);
  ADD ("several-relations-are-asked-for", test_several_relations_are_asked_for);
  ADD ("impossible-relation-is-a-message", test_impossible_relation_is_a_message);
  ADD ("escape-leads-back", test_escape_leads_back);
  ADD ("undo-says-and-shows", test_undo_says_and_shows);
  ADD ("reattaching", test_reattaching);
  ADD ("active-type-follows-the-selected", test_active_type_follows_selected);
  ADD ("selection-is-clamped", test_selection_is_clamped);

  return g_test_run ();
}
