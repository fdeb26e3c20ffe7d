/* test-document.c
 *
 * What can be done with annotations, relations and the article, and what is refused. Edits of the text: test-document-edit.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model-fixture.h"

#include <string.h>

#define TEXT "Ada Lovelace said “engines weave”. Ada wrote notes."

/* Does @call, which must fail with @code and leave the document as it was. */
#define assert_refused(document, call, code) \
  G_STMT_START { \
    g_autoptr (GError) refusal = NULL; \
    g_autofree char *before_ = model_dump (document); \
    g_autofree char *after_ = NULL; \
    GError **error = &refusal; \
    g_assert_false (call); \
    g_assert_error (refusal, CHIOSA_MODEL_ERROR, code); \
    after_ = model_dump (document); \
    g_assert_cmpstr (before_, ==, after_); \
  } G_STMT_END

static void
assert_text (ChiosaDocument *document,
             const char     *expected)
{
  g_autofree char *actual = model_text (document);

  g_assert_cmpstr (actual, ==, expected);
}

/* Undoing and doing again comes back to the byte. */
static void
assert_goes_back_and_forth (ChiosaDocument *document,
                            const char     *before,
                            const char     *name)
{
  g_autofree char *after = model_dump (document);
  g_autofree char *back = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpstr (chiosa_document_get_undo_name (document), ==, name);
  g_assert_true (chiosa_document_undo (document));
  back = model_dump (document);
  g_assert_cmpstr (back, ==, before);
  g_assert_cmpstr (chiosa_document_get_redo_name (document), ==, name);
  g_assert_true (chiosa_document_redo (document));
  again = model_dump (document);
  g_assert_cmpstr (again, ==, after);
}

static gboolean
tag_at (ChiosaDocument  *document,
        const char      *type,
        const char      *label,
        gsize            start,
        gsize            end,
        GError         **error)
{
  ChiosaSpan span = { start, end };

  return chiosa_document_tag (document, type, label, &span, 1, error) != NULL;
}

static gboolean
move_to (ChiosaDocument  *document,
         const char      *id,
         gsize            start,
         gsize            end,
         GError         **error)
{
  ChiosaSpan span = { start, end };

  return chiosa_document_set_spans (document, id, &span, 1, error);
}

/* --- Making ------------------------------------------------------------------------------------------------------- */

static void
test_tag (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autofree char *before = model_dump (document);
  const ChiosaAnnotation *annotation;
  g_autofree char *quote = NULL;

  chiosa_document_set_creator (document, "mia");
  annotation = chiosa_document_find (document, model_tag (document, "ENTITY", "PERSON", "Ada Lovelace", 0));
  quote = chiosa_document_get_quote (document, annotation->id);

  g_assert_cmpstr (quote, ==, "Ada Lovelace");
  g_assert_cmpstr (annotation->creator, ==, "mia");
  g_assert_cmpuint (strlen (annotation->created), ==, strlen ("2026-01-01T00:00:00Z"));
  g_assert_cmpint (annotation->origin, ==, CHIOSA_ORIGIN_HAND);
  g_assert_null (annotation->attributes);
  g_assert_cmpuint (chiosa_document_get_n_annotations (document), ==, 1);
  assert_goes_back_and_forth (document, before, "Tag as Person");
}

static void
test_tag_without_label (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autofree char *before = model_dump (document);

  model_tag (document, "CLAIM", NULL, "Ada wrote notes", 0);
  assert_goes_back_and_forth (document, before, "Tag as Claim");
}

static void
test_fragments_are_put_in_order (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const ChiosaSpan spans[] = { { 35, 38 }, { 4, 8 }, { 0, 3 }, { 8, 12 } };
  g_autofree ChiosaSpan *stored = NULL;
  ChiosaSpan extent;
  const char *id;
  guint n;

  id = chiosa_document_tag (document, "FREE", NULL, spans, 4, NULL);
  stored = chiosa_document_get_spans (document, id, &n);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (stored[1].start, ==, 4);
  g_assert_cmpuint (stored[1].end, ==, 12);
  g_assert_true (chiosa_document_get_extent (document, id, &extent));
  g_assert_cmpuint (extent.start, ==, 0);
  g_assert_cmpuint (extent.end, ==, 38);
}

static void
test_directness_from_quotation_marks (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *direct = model_tag (document, "CLAIM", "FACT", "engines weave", 0);
  const char *mixed = model_tag (document, "CLAIM", "FACT", "said “engines weave”", 0);
  const char *indirect = model_tag (document, "CLAIM", "FACT", "Ada wrote", 0);
  const char *other = model_tag (document, "FREE", NULL, "engines", 0);

  g_assert_cmpstr (chiosa_annotation_get_attribute (chiosa_document_find (document, direct), "directness"), ==, "direct");
  g_assert_cmpstr (chiosa_annotation_get_attribute (chiosa_document_find (document, mixed), "directness"), ==, "mixed");
  g_assert_null (chiosa_document_find (document, indirect)->attributes);
  g_assert_null (chiosa_document_find (document, other)->attributes);
}

static void
test_tag_refuses (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  const ChiosaSpan overlapping[] = { { 0, 5 }, { 4, 8 } };
  const ChiosaSpan apart[] = { { 0, 3 }, { 4, 12 } };

  assert_refused (document, tag_at (document, "VERB", NULL, 0, 3, error), CHIOSA_MODEL_ERROR_UNKNOWN);
  assert_refused (document, tag_at (document, "ENTITY", "FACT", 0, 3, error), CHIOSA_MODEL_ERROR_UNKNOWN);
  assert_refused (document, tag_at (document, "ENTITY", "PERSON", 3, 3, error), CHIOSA_MODEL_ERROR_SPAN);
  assert_refused (document, tag_at (document, "ENTITY", "PERSON", 0, length + 1, error), CHIOSA_MODEL_ERROR_SPAN);
  assert_refused (document, chiosa_document_tag (document, "FREE", NULL, NULL, 0, error), CHIOSA_MODEL_ERROR_SPAN);
  assert_refused (document, chiosa_document_tag (document, "FREE", NULL, overlapping, 2, error), CHIOSA_MODEL_ERROR_SPAN);
  assert_refused (document, chiosa_document_tag (document, "CUE", NULL, apart, 2, error), CHIOSA_MODEL_ERROR_SPAN);
  g_assert_null (chiosa_document_get_undo_name (document));
}

/* The words [4, 12) are tagged with the first; may [start, end) be tagged with the second? */
static void
test_beside_each_other (void)
{
  static const struct { const char *type, *label, *other_type, *other_label; gsize start, end; int code; } cases[] = {
    { "ENTITY", "PERSON", "ENTITY", "PERSON", 4, 12, CHIOSA_MODEL_ERROR_DUPLICATE },
    { "ENTITY", "PERSON", "ENTITY", "ORG", 4, 12, -1 },
    { "ENTITY", "PERSON", "ENTITY", "PERSON", 0, 12, -1 },
    { "ENTITY", "PERSON", "ENTITY", "PERSON", 5, 7, -1 },
    { "ENTITY", "PERSON", "ENTITY", "ORG", 0, 6, CHIOSA_MODEL_ERROR_CROSSING },
    { "ENTITY", "PERSON", "ENTITY", "ORG", 6, 17, CHIOSA_MODEL_ERROR_CROSSING },
    { "ENTITY", "PERSON", "ENTITY", "ORG", 12, 17, -1 },
    { "ENTITY", "PERSON", "CLAIM", "FACT", 0, 6, -1 },
    { "SOURCE", "NAMED", "SOURCE", "", 0, 12, CHIOSA_MODEL_ERROR_CROSSING },
    { "SOURCE", "NAMED", "SOURCE", "", 5, 7, CHIOSA_MODEL_ERROR_CROSSING },
    { "SOURCE", "NAMED", "SOURCE", "", 4, 12, CHIOSA_MODEL_ERROR_CROSSING },
    { "SOURCE", "NAMED", "SOURCE", "NAMED", 4, 12, CHIOSA_MODEL_ERROR_DUPLICATE },
    { "SOURCE", "NAMED", "SOURCE", "NAMED", 0, 4, -1 },
    { "FREE", "", "FREE", "", 0, 6, -1 },
    { "FREE", "", "FREE", "", 4, 12, CHIOSA_MODEL_ERROR_DUPLICATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaDocument) document = model_document (TEXT);
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_assert_true (tag_at (document, cases[i].type, cases[i].label, 4, 12, NULL));
      done = tag_at (document, cases[i].other_type, cases[i].other_label, cases[i].start, cases[i].end, &error);

      g_test_message ("case %u", i);
      g_assert_cmpint (done, ==, cases[i].code < 0);
      g_assert_cmpint (error != NULL ? error->code : -1, ==, cases[i].code);
    }
}

static void
test_gap_is_no_crossing (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const ChiosaSpan around[] = { { 0, 3 }, { 13, 17 } };

  g_assert_nonnull (chiosa_document_tag (document, "CLAIM", "FACT", around, 2, NULL));
  g_assert_true (tag_at (document, "CLAIM", "FACT", 4, 12, NULL));
  assert_refused (document, tag_at (document, "CLAIM", "FACT", 2, 12, error), CHIOSA_MODEL_ERROR_CROSSING);
}

static void
test_add (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autofree char *before = model_dump (document);
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new ("T1", "ENTITY", "PERSON");
  g_autoptr (ChiosaAnnotation) bad_id = chiosa_annotation_new ("T 1", "ENTITY", "PERSON");
  const ChiosaSpan span = { 0, 12 };

  annotation->origin = CHIOSA_ORIGIN_SUGGESTION;
  annotation->confidence = g_strdup ("0.75");
  g_assert_true (chiosa_document_add (document, annotation, &span, 1, NULL));
  g_assert_true (chiosa_document_find (document, "T1") == annotation);
  assert_goes_back_and_forth (document, before, "Tag as Person");

  assert_refused (document, chiosa_document_add (document, annotation, &span, 1, error), CHIOSA_MODEL_ERROR_DUPLICATE);
  assert_refused (document, chiosa_document_add (document, bad_id, &span, 1, error), CHIOSA_MODEL_ERROR_UNKNOWN);
}

static void
test_imported_may_cross (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new ("T1", "ENTITY", "ORG");
  const ChiosaSpan span = { 0, 6 };

  g_assert_true (tag_at (document, "ENTITY", "PERSON", 4, 12, NULL));
  assert_refused (document, chiosa_document_add (document, annotation, &span, 1, error), CHIOSA_MODEL_ERROR_CROSSING);
  annotation->origin = CHIOSA_ORIGIN_IMPORT;
  g_assert_true (chiosa_document_add (document, annotation, &span, 1, NULL));
}

static void
test_add_detached (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autofree char *before = model_dump (document);
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new ("T1", "ENTITY", "PERSON");
  const ChiosaSpan span = { 100, 103 };

  annotation->state = CHIOSA_STATE_DETACHED;
  annotation->quote = chiosa_quote_new ("Bob", "", "", &span, 1, 100);
  g_assert_true (chiosa_document_add (document, annotation, NULL, 0, NULL));
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 1);
  g_assert_cmpuint (chiosa_document_find (document, "T1")->quote->point, ==,
                    chiosa_text_get_length (chiosa_document_get_text (document)));
  assert_goes_back_and_forth (document, before, "Tag as Person");
}

/* --- Changing ----------------------------------------------------------------------------------------------------- */

static void
test_relabel (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *id = model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  g_autofree char *before = model_dump (document);

  g_assert_true (chiosa_document_relabel (document, id, NULL, "ORG", NULL));
  g_assert_cmpstr (chiosa_document_find (document, id)->label, ==, "ORG");
  assert_goes_back_and_forth (document, before, "Change Label to Organization");

  assert_refused (document, chiosa_document_relabel (document, id, NULL, "FACT", error), CHIOSA_MODEL_ERROR_UNKNOWN);
  assert_refused (document, chiosa_document_relabel (document, "none", NULL, "ORG", error), CHIOSA_MODEL_ERROR_UNKNOWN);
  g_assert_true (chiosa_document_relabel (document, id, "SOURCE", "NAMED", NULL));
  assert_text (document, "[NAMED:Ada] Lovelace said “engines weave”. Ada wrote notes.");
}

static void
test_relabel_keeps_constraints (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *person = model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  const char *claim = model_tag (document, "CLAIM", "FACT", "Ada wrote", 0);
  const char *source = model_tag (document, "SOURCE", "NAMED", "Lovelace said", 0);

  model_tag (document, "ENTITY", "ORG", "Ada", 0);
  g_assert_nonnull (chiosa_document_relate (document, "attributed_to", claim, source, NULL));

  assert_refused (document, chiosa_document_relabel (document, person, NULL, "ORG", error), CHIOSA_MODEL_ERROR_DUPLICATE);
  assert_refused (document, chiosa_document_relabel (document, claim, "ENTITY", "ORG", error), CHIOSA_MODEL_ERROR_RELATION);
  assert_refused (document, chiosa_document_relabel (document, source, "FREE", NULL, error), CHIOSA_MODEL_ERROR_RELATION);
}

static void
test_set_attribute (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *id = model_tag (document, "CLAIM", "FACT", "Ada wrote", 0);
  g_autofree char *before = model_dump (document);

  g_assert_true (chiosa_document_set_attribute (document, id, "voice", CHIOSA_VALUE_TEXT, "author", NULL));
  g_assert_cmpstr (chiosa_annotation_get_attribute (chiosa_document_find (document, id), "voice"), ==, "author");
  assert_goes_back_and_forth (document, before, "Change Voice");

  assert_refused (document, chiosa_document_set_attribute (document, id, "voice", CHIOSA_VALUE_TEXT, "whispered", error),
                  CHIOSA_MODEL_ERROR_UNKNOWN);
}

static void
test_default_is_not_stored (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *id = model_tag (document, "CLAIM", "FACT", "Ada wrote", 0);
  guint64 revision = chiosa_document_get_annotations_revision (document);

  g_assert_true (chiosa_document_set_attribute (document, id, "voice", CHIOSA_VALUE_TEXT, "reported", NULL));
  g_assert_cmpuint (chiosa_document_get_annotations_revision (document), ==, revision);

  g_assert_true (chiosa_document_set_attribute (document, id, "voice", CHIOSA_VALUE_TEXT, "author", NULL));
  g_assert_true (chiosa_document_set_attribute (document, id, "voice", CHIOSA_VALUE_TEXT, "reported", NULL));
  g_assert_null (chiosa_document_find (document, id)->attributes);
}

static void
test_note (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *id = model_tag (document, "CLAIM", "FACT", "Ada wrote", 0);
  g_autofree char *before = model_dump (document);

  g_assert_true (chiosa_document_set_note (document, id, "check this", NULL));
  g_assert_cmpstr (chiosa_document_find (document, id)->note, ==, "check this");
  assert_goes_back_and_forth (document, before, "Change Note");
  g_assert_true (chiosa_document_set_note (document, id, "", NULL));
  g_assert_null (chiosa_document_find (document, id)->note);
}

static void
test_change (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *id = model_tag (document, "CLAIM", "FACT", "Ada wrote", 0);
  g_autofree char *before = model_dump (document);
  g_autoptr (ChiosaAnnotation) changed = chiosa_annotation_copy (chiosa_document_find (document, id));
  g_autoptr (ChiosaAnnotation) again = NULL;

  changed->note = g_strdup ("note");
  chiosa_annotation_set_attribute (changed, "confidence", CHIOSA_VALUE_TEXT, "unsure");
  g_assert_true (chiosa_document_change (document, changed, NULL, NULL));
  g_assert_true (chiosa_document_find (document, id) == changed);
  assert_goes_back_and_forth (document, before, "Change Confidence");

  again = chiosa_annotation_copy (changed);
  g_set_str (&again->note, "other");
  g_assert_true (chiosa_document_change (document, again, "Accept Suggestion", NULL));
  g_assert_cmpstr (chiosa_document_get_undo_name (document), ==, "Accept Suggestion");
}

static void
test_change_does_not_move (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *id = model_tag (document, "CLAIM", "FACT", "Ada wrote", 0);
  g_autoptr (ChiosaAnnotation) changed = chiosa_annotation_copy (chiosa_document_find (document, id));

  changed->state = CHIOSA_STATE_DETACHED;
  changed->quote = chiosa_quote_new ("x", "", "", NULL, 0, 0);
  changed->note = g_strdup ("note");
  g_assert_true (chiosa_document_change (document, changed, NULL, NULL));

  g_assert_cmpint (chiosa_document_find (document, id)->state, ==, CHIOSA_STATE_LIVE);
  g_assert_null (chiosa_document_find (document, id)->quote);
  g_assert_cmpstr (chiosa_document_find (document, id)->note, ==, "note");
}

static void
test_same_again_is_no_step (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *id = model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  guint64 revision = chiosa_document_get_annotations_revision (document);

  g_assert_true (chiosa_document_relabel (document, id, "ENTITY", "PERSON", NULL));
  g_assert_true (chiosa_document_set_note (document, id, NULL, NULL));
  g_assert_true (move_to (document, id, 0, 3, NULL));
  g_assert_true (chiosa_document_set_article (document, chiosa_document_get_article (document), NULL));

  g_assert_cmpuint (chiosa_document_get_annotations_revision (document), ==, revision);
  g_assert_true (chiosa_document_undo (document));
  g_assert_null (chiosa_document_get_undo_name (document));
}

static void
test_set_spans (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const ChiosaSpan two[] = { { 0, 12 }, { 35, 38 } };
  const char *id = model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  g_autofree char *before = model_dump (document);
  g_autofree char *moved = NULL;

  g_assert_true (move_to (document, id, 0, 12, NULL));
  assert_text (document, "[PERSON:Ada Lovelace] said “engines weave”. Ada wrote notes.");
  assert_goes_back_and_forth (document, before, "Move Boundaries");

  moved = model_dump (document);
  g_assert_true (chiosa_document_set_spans (document, id, two, 2, NULL));
  assert_text (document, "[PERSON:Ada Lovelace] said “engines weave”. [PERSON:Ada] wrote notes.");
  assert_goes_back_and_forth (document, moved, "Add Fragment");

  assert_refused (document, move_to (document, id, 5, 5, error), CHIOSA_MODEL_ERROR_SPAN);
  assert_refused (document, move_to (document, "none", 0, 1, error), CHIOSA_MODEL_ERROR_UNKNOWN);
  model_tag (document, "ENTITY", "ORG", "said", 0);
  assert_refused (document, move_to (document, id, 0, 15, error), CHIOSA_MODEL_ERROR_CROSSING);
}

static void
test_remove (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *one = model_tag (document, "CLAIM", "FACT", "Ada wrote", 0);
  const char *other = model_tag (document, "CLAIM", "FACT", "engines weave", 0);
  const char *source = model_tag (document, "SOURCE", "NAMED", "Ada", 0);
  g_autofree char *before = NULL;

  chiosa_document_relate (document, "contradicts", one, other, NULL);
  chiosa_document_relate (document, "attributed_to", one, source, NULL);
  chiosa_document_relate (document, "attributed_to", other, source, NULL);
  before = model_dump (document);

  g_assert_true (chiosa_document_remove (document, one, NULL));
  g_assert_null (chiosa_document_find (document, one));
  g_assert_cmpuint (chiosa_document_get_n_relations (document), ==, 1);
  assert_goes_back_and_forth (document, before, "Remove Fact");
  assert_refused (document, chiosa_document_remove (document, "none", error), CHIOSA_MODEL_ERROR_UNKNOWN);
}

/* --- Occurrences -------------------------------------------------------------------------------------------------- */

static void
test_occurrences (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada, Adams and “Ada”. Ada's ADA; Ada");
  const char *id = model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  g_autofree char *before = NULL;

  chiosa_document_set_attribute (document, id, "confidence", CHIOSA_VALUE_TEXT, "unsure", NULL);
  before = model_dump (document);

  g_assert_cmpuint (chiosa_document_tag_occurrences (document, id, NULL), ==, 3);
  assert_text (document, "[PERSON:Ada], Adams and “[PERSON:Ada]”. [PERSON:Ada]'s ADA; [PERSON:Ada]");
  g_assert_cmpstr (chiosa_annotation_get_attribute (chiosa_document_next (document, 30, NULL), "confidence"), ==, "unsure");
  assert_goes_back_and_forth (document, before, "Tag 3 Occurrences");
  g_assert_cmpuint (chiosa_document_tag_occurrences (document, id, NULL), ==, 0);
}

static void
test_occurrences_inside_words (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("adalove adabob");
  const char *id = model_tag (document, "FREE", NULL, "da", 0);

  g_assert_cmpuint (chiosa_document_tag_occurrences (document, id, NULL), ==, 1);
  assert_text (document, "a[FREE:da]love a[FREE:da]bob");
  g_assert_cmpstr (chiosa_document_get_undo_name (document), ==, "Tag 1 Occurrence");
}

static void
test_occurrences_preset_anew (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("“it is so”, she said; it is so, he said");
  const char *id = model_tag (document, "CLAIM", "FACT", "it is so", 0);
  const ChiosaAnnotation *copy;

  g_assert_cmpuint (chiosa_document_tag_occurrences (document, id, NULL), ==, 1);
  copy = chiosa_document_next (document, 5, NULL);
  g_assert_cmpstr (chiosa_annotation_get_attribute (chiosa_document_find (document, id), "directness"), ==, "direct");
  g_assert_null (copy->attributes);
}

static void
test_occurrences_refused (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("a b a b a-c a");
  const ChiosaSpan two[] = { { 0, 1 }, { 4, 5 } };
  const char *id = chiosa_document_tag (document, "FREE", NULL, two, 2, NULL);
  const char *source = model_tag (document, "SOURCE", NULL, "a", 0);

  model_tag (document, "SOURCE", NULL, "a-c", 0);
  assert_refused (document, chiosa_document_tag_occurrences (document, id, error) > 0, CHIOSA_MODEL_ERROR_SPAN);
  assert_refused (document, chiosa_document_tag_occurrences (document, "none", error) > 0, CHIOSA_MODEL_ERROR_UNKNOWN);
  g_assert_cmpuint (chiosa_document_tag_occurrences (document, source, NULL), ==, 2);
}

/* --- Relations ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  ChiosaDocument *document;
  const char     *claim, *other_claim, *source, *other_source, *cue, *other_cue, *entity;
} Related;

static Related
related_new (void)
{
  Related related = { model_document ("Ada said so; Bob wrote that; Ada") };

  related.claim = model_tag (related.document, "CLAIM", "FACT", "so", 0);
  related.other_claim = model_tag (related.document, "CLAIM", "FACT", "that", 0);
  related.source = model_tag (related.document, "SOURCE", "NAMED", "Ada", 0);
  related.other_source = model_tag (related.document, "SOURCE", "NAMED", "Bob", 0);
  related.cue = model_tag (related.document, "CUE", NULL, "said", 0);
  related.other_cue = model_tag (related.document, "CUE", NULL, "wrote", 0);
  related.entity = model_tag (related.document, "ENTITY", "PERSON", "Ada", 5);

  return related;
}

static void
test_relate (void)
{
  Related r = related_new ();
  g_autofree char *before = model_dump (r.document);
  g_autoptr (GPtrArray) of_source = NULL;
  g_autoptr (GPtrArray) of_cue = NULL;
  const char *id;

  id = chiosa_document_relate (r.document, "attributed_to", r.claim, r.source, NULL);
  g_assert_cmpstr (chiosa_document_find_relation (r.document, id)->to, ==, r.source);
  of_source = chiosa_document_list_relations (r.document, r.source);
  of_cue = chiosa_document_list_relations (r.document, r.cue);
  g_assert_cmpuint (of_source->len, ==, 1);
  g_assert_cmpuint (of_cue->len, ==, 0);
  assert_goes_back_and_forth (r.document, before, "Add Relation “Attributed to”");

  g_object_unref (r.document);
}

static void
test_relate_refuses (void)
{
  Related r = related_new ();

  g_assert_nonnull (chiosa_document_relate (r.document, "attributed_to", r.claim, r.source, NULL));
  g_assert_nonnull (chiosa_document_relate (r.document, "attributed_to", r.claim, r.other_source, NULL));
  g_assert_nonnull (chiosa_document_relate (r.document, "contradicts", r.claim, r.other_claim, NULL));
  g_assert_nonnull (chiosa_document_relate (r.document, "cued_by", r.claim, r.cue, NULL));
  g_assert_nonnull (chiosa_document_relate (r.document, "same_as", r.entity, r.source, NULL));

#define refused(type, from, to, code) \
  assert_refused (r.document, chiosa_document_relate (r.document, type, from, to, error), CHIOSA_MODEL_ERROR_ ## code)

  refused ("attributed_to", r.claim, r.source, DUPLICATE);
  refused ("contradicts", r.other_claim, r.claim, DUPLICATE);
  refused ("contradicts", r.claim, r.claim, RELATION);
  refused ("attributed_to", r.source, r.claim, RELATION);
  refused ("same_as", r.claim, r.entity, RELATION);
  refused ("cued_by", r.claim, r.other_cue, RELATION);
  refused ("about", r.claim, r.entity, UNKNOWN);
  refused ("attributed_to", r.claim, "none", UNKNOWN);
  refused ("attributed_to", "none", r.source, UNKNOWN);
#undef refused

  g_object_unref (r.document);
}

static void
test_add_relation (void)
{
  Related r = related_new ();
  g_autoptr (ChiosaRelation) relation = chiosa_relation_new ("R1", "attributed_to", r.claim, r.source);
  g_autoptr (ChiosaRelation) taken = chiosa_relation_new ("R1", "attributed_to", r.claim, r.other_source);

  g_assert_true (chiosa_document_add_relation (r.document, relation, NULL));
  assert_refused (r.document, chiosa_document_add_relation (r.document, taken, error), CHIOSA_MODEL_ERROR_DUPLICATE);

  g_object_unref (r.document);
}

static void
test_change_relation (void)
{
  Related r = related_new ();
  const char *id = chiosa_document_relate (r.document, "attributed_to", r.claim, r.source, NULL);
  g_autofree char *before = model_dump (r.document);
  g_autoptr (ChiosaRelation) changed = chiosa_relation_copy (chiosa_document_find_relation (r.document, id));
  g_autoptr (ChiosaRelation) wrong = chiosa_relation_copy (changed);
  g_autoptr (GPtrArray) of_source = NULL;

  g_set_str (&changed->to, r.other_source);
  g_set_str (&changed->note, "rather him");
  g_assert_true (chiosa_document_change_relation (r.document, changed, NULL, NULL));
  of_source = chiosa_document_list_relations (r.document, r.source);
  g_assert_cmpuint (of_source->len, ==, 0);
  assert_goes_back_and_forth (r.document, before, "Change Relation");

  g_set_str (&wrong->to, r.cue);
  assert_refused (r.document, chiosa_document_change_relation (r.document, wrong, NULL, error), CHIOSA_MODEL_ERROR_RELATION);
  g_set_str (&wrong->id, "none");
  assert_refused (r.document, chiosa_document_change_relation (r.document, wrong, NULL, error), CHIOSA_MODEL_ERROR_UNKNOWN);

  g_object_unref (r.document);
}

static void
test_remove_relation (void)
{
  Related r = related_new ();
  const char *id = chiosa_document_relate (r.document, "attributed_to", r.claim, r.source, NULL);
  g_autofree char *before = model_dump (r.document);

  g_assert_true (chiosa_document_remove_relation (r.document, id, NULL));
  g_assert_cmpuint (chiosa_document_get_n_relations (r.document), ==, 0);
  assert_goes_back_and_forth (r.document, before, "Remove Relation");
  assert_refused (r.document, chiosa_document_remove_relation (r.document, "none", error), CHIOSA_MODEL_ERROR_UNKNOWN);

  g_object_unref (r.document);
}

/* --- Article, steps, read-only ------------------------------------------------------------------------------------ */

static void
count (guint *counter)
{
  ++*counter;
}

static void
test_article (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autofree char *before = model_dump (document);
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();
  guint n_changed = 0;

  g_signal_connect_swapped (document, "article-changed", G_CALLBACK (count), &n_changed);
  article->title = g_strdup ("Engines");
  article->status = CHIOSA_STATUS_DONE;
  g_assert_true (chiosa_document_set_article (document, article, NULL));

  g_assert_cmpstr (chiosa_document_get_article (document)->title, ==, "Engines");
  g_assert_true (chiosa_document_is_annotations_modified (document));
  g_assert_false (chiosa_document_is_text_modified (document));
  g_assert_cmpuint (n_changed, ==, 1);
  assert_goes_back_and_forth (document, before, "Change Article Details");
  g_assert_cmpuint (n_changed, ==, 3);
}

static void
test_article_and_relation_there_and_back (void)
{
  Related r = related_new ();
  g_autofree char *before = NULL;
  g_autofree char *name = g_strdup (chiosa_document_get_undo_name (r.document));
  g_autofree char *after = NULL;
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();

  before = model_dump (r.document);
  chiosa_document_begin_step (r.document, "There and Back");
  article->title = g_strdup ("Engines");
  g_assert_true (chiosa_document_set_article (r.document, article, NULL));
  g_clear_pointer (&article->title, g_free);
  g_assert_true (chiosa_document_set_article (r.document, article, NULL));
  g_assert_true (chiosa_document_remove_relation (r.document,
                                                  chiosa_document_relate (r.document, "attributed_to", r.claim, r.source, NULL),
                                                  NULL));
  g_assert_true (chiosa_document_set_note (r.document, r.claim, "note", NULL));
  g_assert_true (chiosa_document_set_note (r.document, r.claim, NULL, NULL));
  chiosa_document_end_step (r.document);

  after = model_dump (r.document);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (chiosa_document_get_undo_name (r.document), ==, name);
  g_object_unref (r.document);
}

static void
test_steps_nest (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autofree char *before = model_dump (document);
  const char *id;

  chiosa_document_begin_step (document, "Outer");
  chiosa_document_begin_step (document, "Inner");
  id = model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  chiosa_document_end_step (document);
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "Then ");
  /* The id that was handed out is still good after the value was replaced. */
  g_assert_true (chiosa_document_set_note (document, id, "note", NULL));
  g_assert_true (chiosa_document_relabel (document, id, NULL, "ORG", NULL));
  g_assert_false (chiosa_document_undo (document));
  chiosa_document_end_step (document);

  assert_text (document, "Then [ORG:Ada] Lovelace said “engines weave”. Ada wrote notes.");
  assert_goes_back_and_forth (document, before, "Outer");
}

static void
test_empty_step_is_none (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  guint n_steps = 0;

  g_signal_connect_swapped (document, "step", G_CALLBACK (count), &n_steps);
  chiosa_document_begin_step (document, "Nothing");
  g_assert_true (chiosa_document_remove (document, model_tag (document, "ENTITY", "PERSON", "Ada", 0), NULL));
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 0, "x");
  model_edit (document, CHIOSA_EDIT_OTHER, 0, 1, "");
  chiosa_document_end_step (document);

  g_assert_null (chiosa_document_get_undo_name (document));
  g_assert_false (chiosa_document_is_text_modified (document));
  g_assert_false (chiosa_document_is_annotations_modified (document));
  g_assert_cmpuint (n_steps, ==, 0);
}

static void
test_read_only (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const char *id = model_tag (document, "ENTITY", "PERSON", "Ada", 0);
  const char *source = model_tag (document, "SOURCE", "NAMED", "Ada", 0);
  const char *relation = chiosa_document_relate (document, "same_as", id, source, NULL);
  g_autoptr (ChiosaAnnotation) changed = chiosa_annotation_copy (chiosa_document_find (document, id));
  g_autoptr (ChiosaRelation) changed_relation = chiosa_relation_copy (chiosa_document_find_relation (document, relation));
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 3, "x");
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();
  const ChiosaSpan span = { 0, 3 };

  changed->note = g_strdup ("note");
  chiosa_document_set_read_only (document, TRUE);
  g_assert_true (chiosa_document_get_read_only (document));

#define refused(call) assert_refused (document, call, CHIOSA_MODEL_ERROR_READ_ONLY)
  refused (chiosa_document_edit (document, edit, CHIOSA_EDIT_TYPING, error));
  refused (chiosa_document_tag (document, "FREE", NULL, &span, 1, error));
  refused (chiosa_document_add (document, changed, &span, 1, error));
  refused (chiosa_document_change (document, changed, NULL, error));
  refused (chiosa_document_relabel (document, id, NULL, "ORG", error));
  refused (chiosa_document_set_attribute (document, id, "confidence", CHIOSA_VALUE_TEXT, "unsure", error));
  refused (chiosa_document_set_note (document, id, "note", error));
  refused (chiosa_document_set_spans (document, id, &span, 1, error));
  refused (chiosa_document_remove (document, id, error));
  refused (chiosa_document_tag_occurrences (document, id, error) > 0);
  refused (chiosa_document_relate (document, "same_as", id, source, error));
  refused (chiosa_document_add_relation (document, changed_relation, error));
  refused (chiosa_document_change_relation (document, changed_relation, NULL, error));
  refused (chiosa_document_remove_relation (document, relation, error));
  refused (chiosa_document_set_article (document, article, error));
#undef refused
  g_assert_false (chiosa_document_undo (document));

  chiosa_document_set_read_only (document, FALSE);
  g_assert_true (chiosa_document_undo (document));
}

/* --- Asking and loading ------------------------------------------------------------------------------------------- */

static void
test_reading_order (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  static const struct { const char *id; ChiosaSpan span; } items[] = {
    { "c", { 0, 3 } }, { "b", { 0, 3 } }, { "long", { 0, 12 } }, { "late", { 20, 22 } }, { "a", { 0, 3 } },
  };
  const char *order[] = { "long", "a", "b", "c", "late" };
  const ChiosaAnnotation *at = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (items[i].id, "FREE", NULL);

      annotation->origin = CHIOSA_ORIGIN_IMPORT;
      /* Differ in type where they stand on the same words. */
      if (i < 2)
        annotation->type = g_intern_string (i == 0 ? "ENTITY" : "CLAIM");
      g_assert_true (chiosa_document_add (document, annotation, &items[i].span, 1, NULL));
    }

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      at = chiosa_document_next (document, 0, at != NULL ? at->id : NULL);
      g_assert_cmpstr (at->id, ==, order[i]);
    }
  g_assert_null (chiosa_document_next (document, 0, at->id));
  g_assert_cmpstr (chiosa_document_previous (document, 0, "late")->id, ==, "c");
  g_assert_null (chiosa_document_previous (document, 0, "long"));
  g_assert_cmpstr (chiosa_document_next (document, 1, NULL)->id, ==, "late");
  g_assert_cmpstr (chiosa_document_previous (document, 20, NULL)->id, ==, "c");
}

static void
test_query (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  const ChiosaSpan around[] = { { 0, 3 }, { 13, 17 } };
  const char *split = chiosa_document_tag (document, "FREE", NULL, around, 2, NULL);
  const char *name = model_tag (document, "ENTITY", "PERSON", "Lovelace", 0);
  g_autoptr (GPtrArray) all = chiosa_document_query (document, 0, 100);
  g_autoptr (GPtrArray) gap = chiosa_document_query (document, 3, 4);
  g_autoptr (GPtrArray) caret = chiosa_document_query (document, 12, 12);
  g_autoptr (GArray) fragments = g_array_new (FALSE, FALSE, sizeof (ChiosaFragment));

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((ChiosaAnnotation *) g_ptr_array_index (all, 0))->id, ==, split);
  g_assert_cmpuint (gap->len, ==, 0);
  g_assert_cmpuint (caret->len, ==, 1);
  g_assert_cmpstr (((ChiosaAnnotation *) g_ptr_array_index (caret, 0))->id, ==, name);

  chiosa_document_query_fragments (document, 4, 20, fragments);
  g_assert_cmpuint (fragments->len, ==, 2);
  g_assert_cmpstr (g_array_index (fragments, ChiosaFragment, 0).annotation->id, ==, name);
  g_assert_true (g_array_index (fragments, ChiosaFragment, 0).first && g_array_index (fragments, ChiosaFragment, 0).last);
  g_assert_true (!g_array_index (fragments, ChiosaFragment, 1).first && g_array_index (fragments, ChiosaFragment, 1).last);
}

static void
add_item (ChiosaSnapshot *snapshot,
          const char     *id,
          const char     *type,
          gsize           start,
          gsize           end)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, type, NULL);
  const ChiosaSpan span = { start, end };

  chiosa_snapshot_add (snapshot, annotation, &span, 1);
}

static void
test_load_keeps_everything (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_snapshot_new ();
  g_autoptr (ChiosaRelation) unknown = chiosa_relation_new ("r1", "invented", "a1", "nobody");

  add_item (snapshot, "a1", "VERB", 0, 3);
  add_item (snapshot, "a1", "CLAIM", 0, 3);          /* a taken id */
  add_item (snapshot, "not an id", "CLAIM", 4, 6);
  add_item (snapshot, "a2", "CLAIM", 40, 4000);      /* outside */
  add_item (snapshot, "a3", "CLAIM", 5, 5);          /* empty */
  add_item (snapshot, "a4", "CLAIM", 2, 8);          /* crosses */
  chiosa_snapshot_add_relation (snapshot, unknown);
  snapshot->article = chiosa_article_new ();
  snapshot->article->title = g_strdup ("Engines");
  chiosa_document_load_annotations (document, snapshot);

  g_assert_cmpuint (chiosa_document_get_n_annotations (document), ==, 4);
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 2);
  g_assert_cmpstr (chiosa_document_find (document, "a1")->type, ==, "VERB");
  g_assert_cmpint (chiosa_document_find (document, "a2")->state, ==, CHIOSA_STATE_DETACHED);
  g_assert_cmpuint (chiosa_document_get_n_relations (document), ==, 1);
  g_assert_cmpstr (chiosa_document_get_article (document)->title, ==, "Engines");
  g_assert_false (chiosa_document_is_annotations_modified (document));
  g_assert_null (chiosa_document_get_undo_name (document));

  /* What the tag set does not know can be written on, moved and removed all the same. */
  g_assert_true (chiosa_document_set_note (document, "a1", "note", NULL));
  g_assert_true (move_to (document, "a1", 4, 12, NULL));
  g_assert_true (chiosa_document_remove (document, "a1", NULL));
}

static void
test_load_odd_relations (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_snapshot_new ();
  g_autoptr (ChiosaRelation) to_itself = chiosa_relation_new ("r1", "same_as", "a1", "a1");
  g_autoptr (ChiosaRelation) taken_id = chiosa_relation_new ("r1", "same_as", "a1", "a2");
  g_autoptr (ChiosaRelation) bad_id = chiosa_relation_new ("", "same_as", "a2", "a1");
  g_autoptr (GPtrArray) relations = NULL;
  g_autofree char *before = NULL;

  add_item (snapshot, "a1", "ENTITY", 0, 3);
  add_item (snapshot, "a2", "ENTITY", 4, 12);
  chiosa_snapshot_add_relation (snapshot, to_itself);
  chiosa_snapshot_add_relation (snapshot, taken_id);
  chiosa_snapshot_add_relation (snapshot, bad_id);
  chiosa_document_load_annotations (document, snapshot);
  relations = chiosa_document_list_relations (document, "a1");
  g_assert_cmpuint (relations->len, ==, 3);
  before = model_dump (document);

  g_assert_true (chiosa_document_remove (document, "a1", NULL));
  g_assert_cmpuint (chiosa_document_get_n_relations (document), ==, 0);
  assert_goes_back_and_forth (document, before, "Remove Entity");
}

static void
test_load_mends_states (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_snapshot_new ();
  g_autoptr (ChiosaAnnotation) live = chiosa_annotation_new ("a1", "ENTITY", NULL);
  g_autoptr (ChiosaAnnotation) detached = chiosa_annotation_new ("a2", "ENTITY", NULL);
  const ChiosaSpan span = { 0, 3 };

  live->quote = chiosa_quote_new ("Ada", NULL, NULL, &span, 1, 0);
  detached->state = CHIOSA_STATE_DETACHED;
  detached->quote = chiosa_quote_new ("Eve", NULL, NULL, &span, 1, 4000);
  chiosa_snapshot_add (snapshot, live, &span, 1);
  chiosa_snapshot_add (snapshot, detached, &span, 1);
  chiosa_document_load_annotations (document, snapshot);

  g_assert_null (chiosa_document_find (document, "a1")->quote);
  g_assert_cmpint (chiosa_document_find (document, "a2")->state, ==, CHIOSA_STATE_DETACHED);
  g_assert_cmpuint (chiosa_document_find (document, "a2")->quote->point, ==,
                    chiosa_text_get_length (chiosa_document_get_text (document)));
}

static void
test_load_round_trip (void)
{
  Related r = related_new ();
  g_autoptr (ChiosaDocument) other = NULL;
  g_autoptr (ChiosaSnapshot) snapshot = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  chiosa_document_relate (r.document, "attributed_to", r.claim, r.source, NULL);
  model_edit (r.document, CHIOSA_EDIT_OTHER, 0, 4, "");
  before = model_dump (r.document);
  snapshot = chiosa_document_snapshot (r.document);
  g_assert_cmpuint (snapshot->text_revision, ==, chiosa_document_get_text_revision (r.document));
  g_object_unref (r.document);

  other = model_document ("");
  chiosa_document_load_text (other, g_steal_pointer (&snapshot->text), NULL);
  chiosa_document_load_annotations (other, snapshot);
  after = model_dump (other);
  g_assert_cmpstr (before, ==, after);
}

static void
test_new_tagset_loses_nothing (void)
{
  g_autoptr (ChiosaDocument) document = model_document (TEXT);
  ChiosaTagsetBuilder *builder = model_tagset_builder ();
  g_autoptr (ChiosaTagset) tagset = NULL;
  const char *id = model_tag (document, "FREE", NULL, "Ada", 0);
  g_autofree char *before = model_dump (document);
  g_autofree char *after = NULL;
  guint n_notified = 0;

  g_array_set_size (builder->types, builder->types->len - 1);
  tagset = chiosa_tagset_builder_end (builder, NULL);
  g_signal_connect_swapped (document, "notify::tagset", G_CALLBACK (count), &n_notified);
  chiosa_document_set_tagset (document, tagset);

  after = model_dump (document);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (chiosa_document_get_tagset (document) == tagset);
  g_assert_true (chiosa_document_set_note (document, id, "note", NULL));
  assert_refused (document, tag_at (document, "FREE", NULL, 4, 5, error), CHIOSA_MODEL_ERROR_UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/tagging-says-who-and-when", test_tag);
  g_test_add_func ("/document/tagging-without-a-label-is-named-after-the-type", test_tag_without_label);
  g_test_add_func ("/document/fragments-are-put-in-order-and-joined", test_fragments_are_put_in_order);
  g_test_add_func ("/document/directness-is-read-off-the-quotation-marks", test_directness_from_quotation_marks);
  g_test_add_func ("/document/tagging-refuses-what-cannot-be", test_tag_refuses);
  g_test_add_func ("/document/what-may-stand-beside-what", test_beside_each_other);
  g_test_add_func ("/document/standing-in-a-gap-is-no-crossing", test_gap_is_no_crossing);
  g_test_add_func ("/document/adding-takes-the-value-as-it-is", test_add);
  g_test_add_func ("/document/imported-ones-may-cross", test_imported_may_cross);
  g_test_add_func ("/document/adding-a-detached-one", test_add_detached);
  g_test_add_func ("/document/relabelling", test_relabel);
  g_test_add_func ("/document/relabelling-keeps-the-constraints", test_relabel_keeps_constraints);
  g_test_add_func ("/document/setting-an-attribute", test_set_attribute);
  g_test_add_func ("/document/a-default-is-not-stored", test_default_is_not_stored);
  g_test_add_func ("/document/writing-a-note", test_note);
  g_test_add_func ("/document/changing-a-value", test_change);
  g_test_add_func ("/document/changing-a-value-does-not-move-it", test_change_does_not_move);
  g_test_add_func ("/document/the-same-again-is-no-step", test_same_again_is_no_step);
  g_test_add_func ("/document/moving-boundaries", test_set_spans);
  g_test_add_func ("/document/removing-takes-the-relations-along", test_remove);
  g_test_add_func ("/document/occurrences-are-whole-words", test_occurrences);
  g_test_add_func ("/document/occurrences-inside-words-when-the-first-is", test_occurrences_inside_words);
  g_test_add_func ("/document/occurrences-read-quotation-marks-anew", test_occurrences_preset_anew);
  g_test_add_func ("/document/occurrences-pass-over-what-may-not-be", test_occurrences_refused);
  g_test_add_func ("/document/relating", test_relate);
  g_test_add_func ("/document/relating-refuses-what-cannot-be", test_relate_refuses);
  g_test_add_func ("/document/adding-a-relation", test_add_relation);
  g_test_add_func ("/document/changing-a-relation", test_change_relation);
  g_test_add_func ("/document/removing-a-relation", test_remove_relation);
  g_test_add_func ("/document/article-details", test_article);
  g_test_add_func ("/document/there-and-back-in-one-step-is-no-step", test_article_and_relation_there_and_back);
  g_test_add_func ("/document/steps-nest-and-the-outermost-name-counts", test_steps_nest);
  g_test_add_func ("/document/an-empty-step-is-none", test_empty_step_is_none);
  g_test_add_func ("/document/read-only-refuses-everything", test_read_only);
  g_test_add_func ("/document/reading-order-is-by-place-then-length-then-id", test_reading_order);
  g_test_add_func ("/document/queries-see-fragments-not-gaps", test_query);
  g_test_add_func ("/document/loading-leaves-nothing-out", test_load_keeps_everything);
  g_test_add_func ("/document/loading-takes-odd-relations", test_load_odd_relations);
  g_test_add_func ("/document/loading-mends-states", test_load_mends_states);
  g_test_add_func ("/document/what-is-loaded-is-what-was", test_load_round_trip);
  g_test_add_func ("/document/a-new-tag-set-loses-nothing", test_new_tagset_loses_nothing);

  return g_test_run ();
}
