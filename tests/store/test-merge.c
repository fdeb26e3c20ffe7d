/* test-merge.c
 *
 * The annotations of two people as one: only true clashes are conflicts, nobody's id is lost, and it does not matter who
 * merges. Tables for the rules; random work on two documents for the rest, the seed printed by the test framework.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-merge.h"

#include "chiosa-conflict.h"
#include "chiosa-document.h"
#include "chiosa-sidecar.h"
#include "chiosa-tagset-file.h"
#include "chiosa-text-merge.h"

#include <string.h>

#define ARTICLE "Anna Verdi, mayor of Lodi, said on Monday that the bridge will open in June.\n" \
                "The ministry did not answer a request for comment.\n" \
                "Carlo Neri of the union called the plan a dream; workers fear for their jobs.\n" \
                "Trains to Milan run every hour, and nobody expects that to change before spring.\n"

static ChiosaTagset *tagset;

/* --- Snapshots -------------------------------------------------------------------------------------------------- */

static ChiosaDocument *
document_of (const ChiosaSnapshot *snapshot)
{
  ChiosaDocument *document = chiosa_document_new (tagset);

  chiosa_document_load_text (document, chiosa_text_copy (snapshot->text), NULL);
  chiosa_document_load_annotations (document, snapshot);
  return document;
}

static char *
bytes_of (const ChiosaSnapshot *snapshot)
{
  g_autoptr (ChiosaSidecar) sidecar = chiosa_sidecar_new ();
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *data;

  encoding->newline = CHIOSA_NEWLINE_LF;
  bytes = chiosa_sidecar_write (sidecar, snapshot, encoding);
  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data, length);
}

static ChiosaSpan
find (const char *text,
      const char *words)
{
  const char *at = strstr (text, words);
  gsize start;

  g_assert_nonnull (at);
  start = g_utf8_strlen (text, at - text);
  return (ChiosaSpan) { start, start + g_utf8_strlen (words, -1) };
}

static void
add (ChiosaSnapshot *snapshot,
     const char     *id,
     const char     *type,
     const char     *label,
     const char     *words)
{
  g_autofree char *text = chiosa_text_get_slice (snapshot->text, 0, G_MAXSIZE);
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, type, label);
  ChiosaSpan span = find (text, words);

  chiosa_snapshot_add (snapshot, annotation, &span, 1);
}

static ChiosaSnapshot *
make_base (void)
{
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();
  g_autoptr (ChiosaRelation) relation = chiosa_relation_new ("r1", "attributed_to", "a3", "a2");

  snapshot->text = chiosa_text_new (ARTICLE, -1);
  snapshot->article = chiosa_article_new ();
  snapshot->article->title = g_strdup ("A bridge");
  add (snapshot, "a1", "entity", "PERSON", "Anna Verdi");
  add (snapshot, "a2", "source", "SRC_PERSON", "Anna Verdi");
  add (snapshot, "a3", "claim", "PREDICTION", "the bridge will open in June");
  add (snapshot, "a4", "entity", "GPE", "Milan");
  add (snapshot, "a5", "entity", "PERSON", "Carlo Neri");
  chiosa_snapshot_add_relation (snapshot, relation);
  chiosa_snapshot_sort (snapshot);
  return snapshot;
}

static const ChiosaSnapshotItem *
item_of (const ChiosaSnapshot *snapshot,
         const char           *id)
{
  for (guint i = 0; i < snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);

      if (g_str_equal (item->annotation->id, id))
        return item;
    }

  return NULL;
}

static const ChiosaRelation *
relation_of (const ChiosaSnapshot *snapshot,
             const char           *id)
{
  for (guint i = 0; i < snapshot->relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (snapshot->relations, i);

      if (g_str_equal (relation->id, id))
        return relation;
    }

  return NULL;
}

static char *
words_of (const ChiosaSnapshot *snapshot,
          const char           *id)
{
  const ChiosaSnapshotItem *item = item_of (snapshot, id);

  if (item == NULL || item->n_spans == 0)
    return NULL;

  return chiosa_spans_get_quote (&g_array_index (snapshot->spans, ChiosaSpan, item->first_span), item->n_spans, snapshot->text);
}

/* --- Two people ------------------------------------------------------------------------------------------------- */

typedef struct
{
  ChiosaSnapshot *base;
  ChiosaDocument *mine;
  ChiosaDocument *theirs;
} Pair;

static void
pair_init (Pair *self)
{
  self->base = make_base ();
  self->mine = document_of (self->base);
  self->theirs = document_of (self->base);
}

static void
pair_clear (Pair *self)
{
  chiosa_snapshot_free (self->base);
  g_object_unref (self->mine);
  g_object_unref (self->theirs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static ChiosaText *
merged_text (const ChiosaSnapshot *base,
             const ChiosaSnapshot *mine,
             const ChiosaSnapshot *theirs)
{
  g_autoptr (GArray) hunks = chiosa_text_merge (base->text, mine->text, theirs->text);

  return chiosa_text_merge_apply (hunks, base->text, mine->text, theirs->text, NULL);
}

/* In both directions, which must give the same file. */
static ChiosaMergeResult *
merge_snapshots (const ChiosaSnapshot *base,
                 const ChiosaSnapshot *mine,
                 const ChiosaSnapshot *theirs,
                 const ChiosaText     *text)
{
  ChiosaMergeResult *result = chiosa_merge (base, mine, theirs, text);
  g_autoptr (ChiosaMergeResult) swapped = chiosa_merge (base, theirs, mine, text);
  g_autofree char *one = bytes_of (result->snapshot);
  g_autofree char *other = bytes_of (swapped->snapshot);

  g_assert_cmpstr (one, ==, other);
  g_assert_cmpuint (result->conflicts->len, ==, swapped->conflicts->len);
  for (guint i = 0; i < result->conflicts->len; i++)
    {
      const ChiosaMergeConflict *x = g_ptr_array_index (result->conflicts, i);
      const ChiosaMergeConflict *y = g_ptr_array_index (swapped->conflicts, i);

      g_assert_cmpint (chiosa_merge_conflict_compare (x, y), ==, 0);
      g_assert_cmpstr (x->mine, ==, y->theirs);
      g_assert_cmpstr (x->theirs, ==, y->mine);
    }

  return result;
}

static ChiosaMergeResult *
pair_merge (const Pair *self)
{
  g_autoptr (ChiosaSnapshot) mine = chiosa_document_snapshot (self->mine);
  g_autoptr (ChiosaSnapshot) theirs = chiosa_document_snapshot (self->theirs);
  g_autoptr (ChiosaText) text = merged_text (self->base, mine, theirs);

  return merge_snapshots (self->base, mine, theirs, text);
}

static const ChiosaMergeConflict *
conflict_of (const ChiosaMergeResult *result,
             const char              *id,
             const char              *field)
{
  for (guint i = 0; i < result->conflicts->len; i++)
    {
      const ChiosaMergeConflict *conflict = g_ptr_array_index (result->conflicts, i);

      if (g_strcmp0 (conflict->id, id) == 0 && g_strcmp0 (conflict->field, field) == 0)
        return conflict;
    }

  return NULL;
}

static void
replace (ChiosaDocument *document,
         const char     *words,
         const char     *by)
{
  g_autofree char *text = chiosa_text_get_slice (chiosa_document_get_text (document), 0, G_MAXSIZE);
  ChiosaSpan span = find (text, words);
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (span.start, span.end, by);
  g_autoptr (GError) error = NULL;

  chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, &error);
  g_assert_no_error (error);
}

static void
move (ChiosaDocument *document,
      const char     *id,
      const char     *words)
{
  g_autofree char *text = chiosa_text_get_slice (chiosa_document_get_text (document), 0, G_MAXSIZE);
  ChiosaSpan span = find (text, words);
  g_autoptr (GError) error = NULL;

  chiosa_document_set_spans (document, id, &span, 1, &error);
  g_assert_no_error (error);
}

/* --- Rules ------------------------------------------------------------------------------------------------------ */

static void
test_different_fields (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  const ChiosaAnnotation *a1;

  pair_init (&pair);
  chiosa_document_set_note (pair.mine, "a1", "mine", NULL);
  chiosa_document_relabel (pair.theirs, "a1", NULL, "ORG", NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 0);
  a1 = item_of (result->snapshot, "a1")->annotation;
  g_assert_cmpstr (a1->note, ==, "mine");
  g_assert_cmpstr (a1->label, ==, "ORG");
}

static void
test_same_change (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;

  pair_init (&pair);
  chiosa_document_set_note (pair.mine, "a1", "same", NULL);
  chiosa_document_set_note (pair.theirs, "a1", "same", NULL);
  chiosa_document_remove (pair.mine, "a4", NULL);
  chiosa_document_remove (pair.theirs, "a4", NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 0);
  g_assert_null (item_of (result->snapshot, "a4"));
}

static void
test_same_field (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  const ChiosaMergeConflict *label, *attribute;

  pair_init (&pair);
  chiosa_document_relabel (pair.mine, "a1", NULL, "ORG", NULL);
  chiosa_document_relabel (pair.theirs, "a1", NULL, "GPE", NULL);
  chiosa_document_set_attribute (pair.mine, "a3", "voice", CHIOSA_VALUE_TEXT, "author", NULL);
  chiosa_document_set_attribute (pair.theirs, "a3", "voice", CHIOSA_VALUE_TEXT, "implicit", NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 2);
  label = conflict_of (result, "a1", "label");
  g_assert_cmpstr (label->base, ==, "\"PERSON\"");
  g_assert_cmpstr (label->mine, ==, "\"ORG\"");
  g_assert_cmpstr (label->theirs, ==, "\"GPE\"");
  attribute = conflict_of (result, "a3", "attributes.voice");
  g_assert_null (attribute->base);
  g_assert_cmpstr (item_of (result->snapshot, "a1")->annotation->label, ==, "GPE");
  g_assert_cmpuint (result->snapshot->conflicts->len, ==, 2);
}

/* A label belongs to its type: one side's label never lands on the other's type. */
static void
test_type_and_label (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  const ChiosaMergeConflict *conflict;

  pair_init (&pair);
  chiosa_document_relabel (pair.mine, "a5", "source", "SRC_PERSON", NULL);
  chiosa_document_relabel (pair.theirs, "a5", NULL, "ORG", NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 1);
  conflict = conflict_of (result, "a5", "type");
  g_assert_cmpstr (conflict->mine, ==, "{\"type\":\"source\",\"label\":\"SRC_PERSON\"}");
  g_assert_cmpstr (item_of (result->snapshot, "a5")->annotation->type, ==, "entity");
  g_assert_cmpstr (item_of (result->snapshot, "a5")->annotation->label, ==, "ORG");
}

static void
test_removed_here_changed_there (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  const ChiosaMergeConflict *conflict;

  pair_init (&pair);
  chiosa_document_remove (pair.mine, "a1", NULL);
  chiosa_document_set_note (pair.theirs, "a1", "wait", NULL);
  chiosa_document_remove (pair.mine, "a4", NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 1);
  conflict = conflict_of (result, "a1", NULL);
  g_assert_null (conflict->mine);
  g_assert_nonnull (strstr (conflict->theirs, "\"note\":\"wait\""));
  g_assert_cmpstr (item_of (result->snapshot, "a1")->annotation->note, ==, "wait");
  g_assert_null (item_of (result->snapshot, "a4"));
}

/* What edits of the text do of themselves is no change of the annotation. */
static void
test_removed_here_text_changed_there (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;

  pair_init (&pair);
  chiosa_document_remove (pair.mine, "a3", NULL);
  replace (pair.theirs, "will open", "is going to open");
  replace (pair.theirs, "Anna", "Maria");
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 0);
  g_assert_null (item_of (result->snapshot, "a3"));
}

static void
test_removed_here_related_there (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair);
  chiosa_document_remove (pair.mine, "a3", NULL);
  id = g_strdup (chiosa_document_relate (pair.theirs, "about", "a3", "a1", &error));
  g_assert_no_error (error);
  result = pair_merge (&pair);

  g_assert_nonnull (item_of (result->snapshot, "a3"));
  g_assert_nonnull (relation_of (result->snapshot, id));
  g_assert_nonnull (conflict_of (result, "a3", NULL));
}

/* Removing an annotation takes its relations along; where it stays after all, so do they. */
static void
test_relations_of_what_is_kept (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;

  pair_init (&pair);
  chiosa_document_remove (pair.mine, "a3", NULL);
  chiosa_document_set_note (pair.theirs, "a3", "wait", NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 1);
  g_assert_nonnull (relation_of (result->snapshot, "r1"));
}

static void
test_added_on_both_sides (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  ChiosaSpan span = find (ARTICLE, "ministry");
  g_autoptr (ChiosaAnnotation) same = chiosa_annotation_new ("b1", "entity", "ORG");
  g_autoptr (ChiosaAnnotation) other = chiosa_annotation_new ("b1", "entity", "ORG");

  pair_init (&pair);
  chiosa_document_tag (pair.mine, "entity", "ORG", &span, 1, NULL);
  chiosa_document_tag (pair.theirs, "entity", "ORG", &span, 1, NULL);
  span = find (ARTICLE, "Lodi");
  chiosa_document_add (pair.mine, same, &span, 1, NULL);
  chiosa_document_add (pair.theirs, other, &span, 1, NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 0);
  g_assert_cmpuint (result->snapshot->items->len, ==, 8);
}

static void
test_without_base (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  g_autoptr (ChiosaSnapshot) mine = NULL, theirs = NULL;

  pair_init (&pair);
  chiosa_document_remove (pair.mine, "a1", NULL);
  chiosa_document_remove (pair.theirs, "a4", NULL);
  chiosa_document_set_note (pair.theirs, "a5", "a note", NULL);
  mine = chiosa_document_snapshot (pair.mine);
  theirs = chiosa_document_snapshot (pair.theirs);
  result = merge_snapshots (NULL, mine, theirs, mine->text);

  g_assert_cmpuint (result->conflicts->len, ==, 0);
  g_assert_cmpuint (result->snapshot->items->len, ==, 5);
  g_assert_cmpstr (item_of (result->snapshot, "a5")->annotation->note, ==, "a note");
}

static void
test_text_on_both_sides (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  g_autofree char *a1 = NULL, *a3 = NULL, *a4 = NULL;

  pair_init (&pair);
  replace (pair.mine, "Anna Verdi, mayor", "The mayor");
  replace (pair.mine, "Trains to", "All trains to");
  replace (pair.theirs, "bridge", "old bridge");
  replace (pair.theirs, "union", "largest union");
  chiosa_document_set_note (pair.theirs, "a4", "a city", NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 0);
  a1 = words_of (result->snapshot, "a1");
  a3 = words_of (result->snapshot, "a3");
  a4 = words_of (result->snapshot, "a4");
  g_assert_null (a1);
  g_assert_cmpstr (a3, ==, "the old bridge will open in June");
  g_assert_cmpstr (a4, ==, "Milan");
  g_assert_cmpstr (item_of (result->snapshot, "a4")->annotation->note, ==, "a city");
  g_assert_nonnull (item_of (result->snapshot, "a1"));
}

/* One moves it, the other only edits the text before it. */
static void
test_moved_on_one_side (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  g_autofree char *a3 = NULL;

  pair_init (&pair);
  move (pair.mine, "a3", "bridge will open");
  replace (pair.theirs, "Anna Verdi", "The honourable Anna Verdi");
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 0);
  a3 = words_of (result->snapshot, "a3");
  g_assert_cmpstr (a3, ==, "bridge will open");
}

static void
test_moved_on_both_sides (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  const ChiosaMergeConflict *conflict;
  g_autofree char *a4 = NULL;

  pair_init (&pair);
  move (pair.mine, "a3", "bridge will open");
  move (pair.theirs, "a3", "the bridge will open");
  move (pair.mine, "a4", "Lodi");
  move (pair.theirs, "a4", "Lodi");
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 1);
  conflict = conflict_of (result, "a3", "spans");
  g_assert_nonnull (strstr (conflict->base, "\"exact\":\"the bridge will open in June\""));
  g_assert_nonnull (strstr (conflict->mine, "\"exact\":\"bridge will open\""));
  g_assert_nonnull (strstr (conflict->theirs, "\"exact\":\"the bridge will open\""));
  a4 = words_of (result->snapshot, "a4");
  g_assert_cmpstr (a4, ==, "Lodi");
}

static void
test_article (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  g_autoptr (ChiosaArticle) mine = NULL, theirs = NULL;

  pair_init (&pair);
  mine = chiosa_article_copy (chiosa_document_get_article (pair.mine));
  theirs = chiosa_article_copy (mine);
  mine->author = g_strdup ("B. Neri");
  mine->status = CHIOSA_STATUS_DONE;
  g_set_str (&mine->title, "One");
  g_set_str (&theirs->title, "Two");
  theirs->language = g_strdup ("en");
  chiosa_document_set_article (pair.mine, mine, NULL);
  chiosa_document_set_article (pair.theirs, theirs, NULL);
  result = pair_merge (&pair);

  g_assert_cmpuint (result->conflicts->len, ==, 1);
  g_assert_nonnull (conflict_of (result, NULL, "title"));
  g_assert_cmpstr (result->snapshot->article->author, ==, "B. Neri");
  g_assert_cmpstr (result->snapshot->article->language, ==, "en");
  g_assert_cmpint (result->snapshot->article->status, ==, CHIOSA_STATUS_DONE);
}

/* Members that nobody knows are merged by name, and stay byte for byte where one side has them right. */
static void
test_unknown_members (void)
{
  static const struct { const char *base, *mine, *theirs, *merged; guint n_conflicts; } cases[] = {
    { "\"z\":1,\"b\":[1, 2]", "\"z\":1,\"b\":[1, 2]", "\"z\":1,\"b\":[1, 2]", "\"z\":1,\"b\":[1, 2]", 0 },
    { "\"z\":1,\"b\":1", "\"z\":2,\"b\":1", "\"z\":1,\"b\":1", "\"z\":2,\"b\":1", 0 },
    { "\"z\":1,\"b\":1", "\"z\":2,\"b\":1", "\"z\":1,\"b\":3", "\"b\":3,\"z\":2", 0 },
    { NULL, "\"x\":1", "\"y\":1", "\"x\":1,\"y\":1", 0 },
    { "\"x\":1", "\"x\":2", NULL, "\"x\":2", 1 },
    { "\"x\":1", NULL, "\"x\":1", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *extras[] = { cases[i].base, cases[i].mine, cases[i].theirs };
      ChiosaSnapshot *versions[3];
      g_autoptr (ChiosaMergeResult) result = NULL;

      for (guint v = 0; v < 3; v++)
        {
          versions[v] = make_base ();
          item_of (versions[v], "a1")->annotation->extra = g_strdup (extras[v]);
        }
      result = merge_snapshots (versions[0], versions[1], versions[2], versions[0]->text);
      g_assert_cmpstr (item_of (result->snapshot, "a1")->annotation->extra, ==, cases[i].merged);
      g_assert_cmpuint (result->conflicts->len, ==, cases[i].n_conflicts);
      for (guint v = 0; v < 3; v++)
        chiosa_snapshot_free (versions[v]);
    }
}

/* --- Conflicts of before ---------------------------------------------------------------------------------------- */

static GPtrArray *
list_of (const char *ids)
{
  GPtrArray *list = chiosa_merge_conflicts_new ();

  for (; *ids != '\0'; ids++)
    {
      char id[] = { *ids, '\0' };

      g_ptr_array_add (list, chiosa_merge_conflict_new ("annotation", id, "note", NULL, "\"x\"", "\"y\""));
    }

  return list;
}

static void
test_earlier_conflicts (void)
{
  static const struct { const char *base, *mine, *theirs, *merged; } cases[] = {
    { "", "", "", "" }, { "", "k", "", "k" }, { "k", "k", "", "" }, { "k", "k", "k", "k" }, { "", "k", "k", "k" },
    { "kl", "k", "lm", "m" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *lists[] = { cases[i].base, cases[i].mine, cases[i].theirs };
      ChiosaSnapshot *versions[3];
      g_autoptr (ChiosaMergeResult) result = NULL;
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint v = 0; v < 3; v++)
        {
          g_autoptr (GPtrArray) list = list_of (lists[v]);

          versions[v] = make_base ();
          chiosa_snapshot_set_conflicts (versions[v], list);
        }
      result = merge_snapshots (versions[0], versions[1], versions[2], versions[0]->text);
      for (guint c = 0; result->snapshot->conflicts != NULL && c < result->snapshot->conflicts->len; c++)
        g_string_append (found, ((ChiosaMergeConflict *) g_ptr_array_index (result->snapshot->conflicts, c))->id);
      g_assert_cmpstr (found->str, ==, cases[i].merged);
      g_assert_cmpuint (result->conflicts->len, ==, 0);
      for (guint v = 0; v < 3; v++)
        chiosa_snapshot_free (versions[v]);
    }
}

/* --- Choices ---------------------------------------------------------------------------------------------------- */

/* Conflicts over a label, a place, and an annotation as a whole; what was read from the file, not what the merge made. */
static ChiosaDocument *
make_document_with_conflicts (void)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (ChiosaMergeResult) result = NULL;
  g_autoptr (ChiosaSidecar) back = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  ChiosaDocument *document;

  pair_init (&pair);
  chiosa_document_relabel (pair.mine, "a1", NULL, "ORG", NULL);
  chiosa_document_relabel (pair.theirs, "a1", NULL, "GPE", NULL);
  move (pair.mine, "a3", "bridge will open");
  move (pair.theirs, "a3", "the bridge will open");
  chiosa_document_remove (pair.mine, "a4", NULL);
  chiosa_document_set_note (pair.theirs, "a4", "wait", NULL);
  result = pair_merge (&pair);

  json = bytes_of (result->snapshot);
  bytes = g_bytes_new (json, strlen (json));
  back = chiosa_sidecar_parse (bytes, "x", result->snapshot->text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->problems->len, ==, 0);
  document = chiosa_document_new (tagset);
  chiosa_document_load_text (document, chiosa_text_copy (result->snapshot->text), NULL);
  chiosa_document_load_annotations (document, back->snapshot);
  return document;
}

static const ChiosaMergeConflict *
open_conflict (ChiosaDocument *document,
               const char     *id)
{
  g_autoptr (GPtrArray) open = chiosa_document_list_conflicts (document);

  for (guint i = 0; i < open->len; i++)
    {
      const ChiosaMergeConflict *conflict = g_ptr_array_index (open, i);

      if (g_strcmp0 (conflict->id, id) == 0)
        return conflict;
    }

  return NULL;
}

static char *
quote_of (ChiosaDocument *document,
          const char     *id)
{
  return chiosa_document_get_quote (document, id);
}

static void
resolve (ChiosaDocument    *document,
         const char        *id,
         ChiosaMergeChoice  choice)
{
  g_autoptr (GError) error = NULL;

  chiosa_conflict_resolve (document, open_conflict (document, id), choice, &error);
  g_assert_no_error (error);
}

static void
test_choice_is_one_step (void)
{
  static const struct { ChiosaMergeChoice choice; const char *label, *words; gboolean stays; } cases[] = {
    { CHIOSA_CHOICE_MINE, "GPE", "bridge will open", TRUE },
    { CHIOSA_CHOICE_THEIRS, "ORG", "the bridge will open", FALSE },
    { CHIOSA_CHOICE_BASE, "PERSON", "the bridge will open in June", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaDocument) document = make_document_with_conflicts ();
      g_autoptr (ChiosaSnapshot) snapshot = chiosa_document_snapshot (document);
      g_autofree char *before = bytes_of (snapshot);
      g_autofree char *words = NULL, *after = NULL;
      g_autoptr (ChiosaSnapshot) undone = NULL;
      const ChiosaAnnotation *a4;

      g_assert_cmpuint (chiosa_document_get_n_conflicts (document), ==, 3);
      resolve (document, "a1", cases[i].choice);
      resolve (document, "a3", cases[i].choice);
      resolve (document, "a4", cases[i].choice);

      g_assert_cmpuint (chiosa_document_get_n_conflicts (document), ==, 0);
      g_assert_true (chiosa_document_is_annotations_modified (document));
      g_assert_cmpstr (chiosa_document_find (document, "a1")->label, ==, cases[i].label);
      words = quote_of (document, "a3");
      if (i < 2 && !g_str_equal (words, cases[i].words))
        g_assert_cmpstr (words, ==, cases[1 - i].words);
      else
        g_assert_cmpstr (words, ==, cases[i].words);
      a4 = chiosa_document_find (document, "a4");
      g_assert_cmpint (a4 != NULL, ==, cases[i].stays);
      if (i == 2)
        g_assert_null (a4->note);

      for (guint n = 0; n < 3; n++)
        g_assert_true (chiosa_document_undo (document));
      g_assert_false (chiosa_document_undo (document));
      undone = chiosa_document_snapshot (document);
      after = bytes_of (undone);
      g_assert_cmpstr (before, ==, after);
      g_assert_true (chiosa_document_redo (document));
      g_assert_cmpuint (chiosa_document_get_n_conflicts (document), ==, 2);
    }
}

/* The text may have been edited since: the place is found by its words. */
static void
test_choice_after_edits (void)
{
  g_autoptr (ChiosaDocument) document = make_document_with_conflicts ();
  g_autofree char *words = NULL;

  replace (document, "Anna Verdi", "The honourable Anna Verdi");
  resolve (document, "a3", CHIOSA_CHOICE_BASE);
  words = quote_of (document, "a3");
  g_assert_cmpstr (words, ==, "the bridge will open in June");
}

static void
test_choice_that_cannot_be (void)
{
  g_autoptr (ChiosaDocument) document = make_document_with_conflicts ();
  g_autoptr (ChiosaMergeConflict) other = chiosa_merge_conflict_new ("annotation", "a1", "note", NULL, "1", "2");
  g_autoptr (ChiosaMergeConflict) held = chiosa_merge_conflict_ref (open_conflict (document, "a1"));
  g_autoptr (GError) error = NULL;

  g_assert_false (chiosa_conflict_resolve (document, other, CHIOSA_CHOICE_MINE, &error));
  g_assert_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN);
  g_clear_error (&error);

  resolve (document, "a1", CHIOSA_CHOICE_MINE);
  g_assert_false (chiosa_conflict_resolve (document, held, CHIOSA_CHOICE_MINE, &error));
  g_clear_error (&error);

  chiosa_document_set_read_only (document, TRUE);
  g_assert_false (chiosa_conflict_resolve (document, open_conflict (document, "a3"), CHIOSA_CHOICE_MINE, &error));
  g_assert_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_READ_ONLY);
  g_assert_cmpuint (chiosa_document_get_n_conflicts (document), ==, 2);
}

/* Somebody's file may have anything as a value: nothing is changed then, and the conflict stays. */
static void
test_hostile_values (void)
{
  static const struct { const char *field, *value; } cases[] = {
    { "note", "7" }, { "label", "[]" }, { "type", "\"x\"" }, { "type", "{}" }, { "type", "{\"type\":7}" }, { "spans", "7" },
    { "spans", "{}" }, { "spans", "{\"spans\":7}" }, { "spans", "{\"spans\":[7]}" }, { "spans", NULL }, { "origin", "\"x\"" },
    { "confidence", "2" }, { "unknown", "1" }, { NULL, "7" }, { NULL, "{\"id\":\"other\",\"type\":\"x\",\"spans\":[{\"start\":0,\"end\":1}]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaSnapshot) snapshot = make_base ();
      g_autoptr (GPtrArray) conflicts = chiosa_merge_conflicts_new ();
      g_autoptr (ChiosaDocument) document = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = NULL;

      g_ptr_array_add (conflicts, chiosa_merge_conflict_new ("annotation", "a1", cases[i].field, cases[i].value, "\"m\"", "\"t\""));
      chiosa_snapshot_set_conflicts (snapshot, conflicts);
      document = document_of (snapshot);
      shown = chiosa_conflict_describe (g_ptr_array_index (conflicts, 0), CHIOSA_CHOICE_BASE);
      g_assert_false (chiosa_conflict_resolve (document, g_ptr_array_index (conflicts, 0), CHIOSA_CHOICE_BASE, &error));
      g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID);
      g_assert_cmpuint (chiosa_document_get_n_conflicts (document), ==, 1);
      g_assert_null (chiosa_document_get_undo_name (document));
    }
}

/* --- At random -------------------------------------------------------------------------------------------------- */

static const char *
any_id (ChiosaDocument *document)
{
  g_autoptr (GPtrArray) list = chiosa_document_list (document);

  return list->len > 0 ? ((const ChiosaAnnotation *) g_ptr_array_index (list, g_test_rand_int_range (0, list->len)))->id : NULL;
}

static ChiosaSpan
any_words (ChiosaDocument *document)
{
  g_autofree char *text = chiosa_text_get_slice (chiosa_document_get_text (document), 0, G_MAXSIZE);
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  guint n = g_strv_length (words) - 1;
  guint from = g_test_rand_int_range (0, MAX (n, 1)), count = g_test_rand_int_range (1, 4);
  ChiosaSpan span = { 0, 0 };

  for (guint i = 0; i < from; i++)
    span.start += g_utf8_strlen (words[i], -1) + 1;
  span.end = span.start;
  for (guint i = from; i < MIN (n, from + count); i++)
    span.end += g_utf8_strlen (words[i], -1) + (i > from);

  return span;
}

static void
work_on_text (ChiosaDocument *document)
{
  static const char *const pieces[] = { "", "", "new", "some new words", "Άλλα λόγια", "end.\nNext" };
  ChiosaSpan span = any_words (document);
  g_autoptr (ChiosaEdit) edit = NULL;

  if (g_test_rand_int_range (0, 2) == 0)
    span.end = span.start;
  edit = chiosa_edit_new_replace (span.start, span.end, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, NULL);
}

/* What is not allowed is not done. */
static void
work (ChiosaDocument *document,
      gboolean        text_too)
{
  static const char *const labels[] = { "PERSON", "ORG", "GPE" };
  static const char *const notes[] = { "a note", "another", NULL };
  const char *label = labels[g_test_rand_int_range (0, 3)];
  ChiosaSpan span = any_words (document);
  const char *id = any_id (document), *other = any_id (document);

  switch (id != NULL ? g_test_rand_int_range (0, text_too ? 9 : 7) : 0)
    {
    case 0: chiosa_document_tag (document, "entity", label, &span, 1, NULL); break;
    case 1: chiosa_document_relabel (document, id, NULL, label, NULL); break;
    case 2: chiosa_document_set_note (document, id, notes[g_test_rand_int_range (0, 3)], NULL); break;
    case 3: chiosa_document_set_spans (document, id, &span, 1, NULL); break;
    case 4: chiosa_document_remove (document, id, NULL); break;
    case 5: chiosa_document_relate (document, g_test_rand_int_range (0, 2) ? "same_as" : "about", id, other, NULL); break;
    case 6: chiosa_document_set_attribute (document, id, "voice", CHIOSA_VALUE_TEXT, g_test_rand_int_range (0, 2) ? "implicit" : "author", NULL); break;
    default: work_on_text (document);
    }
}

static void
work_on_both (const Pair *pair,
              gboolean    text_too)
{
  guint mine = g_test_rand_int_range (0, 8), theirs = g_test_rand_int_range (0, 8);

  for (guint i = 0; i < mine; i++)
    work (pair->mine, text_too);
  for (guint i = 0; i < theirs; i++)
    work (pair->theirs, text_too);
}

static guint
rounds (void)
{
  return g_getenv ("CHIOSA_TEST_LONG") != NULL ? 20000 : 300;
}

static void
assert_as_before (const ChiosaSnapshot *version,
                  const ChiosaSnapshot *base,
                  const char           *id)
{
  const ChiosaAnnotation *now = item_of (version, id)->annotation, *before = item_of (base, id)->annotation;

  g_assert_cmpstr (now->label, ==, before->label);
  g_assert_cmpstr (now->note, ==, before->note);
  g_assert_true (chiosa_attributes_equal (now->attributes, before->attributes));
}

/* All ids of a side stay, but for those that the other side removed and this one has not touched. */
static void
assert_nothing_lost (const ChiosaMergeResult *result,
                     const ChiosaSnapshot    *base,
                     const ChiosaSnapshot    *version,
                     const ChiosaSnapshot    *other)
{
  for (guint i = 0; i < version->items->len; i++)
    {
      const char *id = g_array_index (version->items, ChiosaSnapshotItem, i).annotation->id;

      if (item_of (result->snapshot, id) != NULL)
        continue;
      g_assert_nonnull (item_of (base, id));
      g_assert_null (item_of (other, id));
      assert_as_before (version, base, id);
    }

  for (guint i = 0; i < version->relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (version->relations, i);

      if (relation_of (result->snapshot, relation->id) != NULL)
        continue;
      g_assert_null (relation_of (other, relation->id));
      g_assert_true (chiosa_relation_equal (relation_of (base, relation->id), relation));
    }
}

static void
test_random (void)
{
  for (guint i = 0; i < rounds (); i++)
    {
      g_auto (Pair) pair = { 0 };
      g_autoptr (ChiosaSnapshot) mine = NULL, theirs = NULL;
      g_autoptr (ChiosaMergeResult) result = NULL;

      pair_init (&pair);
      work_on_both (&pair, TRUE);
      mine = chiosa_document_snapshot (pair.mine);
      theirs = chiosa_document_snapshot (pair.theirs);
      result = pair_merge (&pair);

      assert_nothing_lost (result, pair.base, mine, theirs);
      assert_nothing_lost (result, pair.base, theirs, mine);
    }
}

static void
assert_same (const ChiosaSnapshot *base,
             const ChiosaSnapshot *mine,
             const ChiosaSnapshot *theirs,
             const ChiosaSnapshot *expected)
{
  g_autoptr (ChiosaMergeResult) result = merge_snapshots (base, mine, theirs, expected->text);
  g_autofree char *found = bytes_of (result->snapshot);
  g_autofree char *wanted = bytes_of (expected);

  g_assert_cmpstr (found, ==, wanted);
  g_assert_cmpuint (result->conflicts->len, ==, 0);
}

static void
test_random_one_side (void)
{
  for (guint i = 0; i < rounds (); i++)
    {
      g_auto (Pair) pair = { 0 };
      g_autoptr (ChiosaSnapshot) changed = NULL;

      pair_init (&pair);
      work_on_both (&pair, TRUE);
      changed = chiosa_document_snapshot (pair.mine);
      assert_same (pair.base, changed, changed, changed);
      assert_same (pair.base, changed, pair.base, changed);
    }
}

/* Whether the field of @id differs, by the slow way: what the written line says. Place and flags are not looked at. */
static gboolean
differs (const ChiosaSnapshot *a,
         const ChiosaSnapshot *b,
         const char           *id,
         const char           *field)
{
  const ChiosaSnapshotItem *x = item_of (a, id), *y = item_of (b, id);

  if (x == NULL || y == NULL)
    return x != y;
  if (g_strcmp0 (field, "label") == 0)
    return !g_str_equal (x->annotation->label, y->annotation->label);
  if (g_strcmp0 (field, "note") == 0)
    return g_strcmp0 (x->annotation->note, y->annotation->note) != 0;
  if (g_strcmp0 (field, "attributes.voice") == 0)
    return g_strcmp0 (chiosa_annotation_get_attribute (x->annotation, "voice"), chiosa_annotation_get_attribute (y->annotation, "voice")) != 0;
  if (g_strcmp0 (field, "spans") == 0)
    return !chiosa_spans_equal (&g_array_index (a->spans, ChiosaSpan, x->first_span), x->n_spans,
                                &g_array_index (b->spans, ChiosaSpan, y->first_span), y->n_spans);

  g_assert_not_reached ();
}

/* With one text for all, a field is in conflict if and only if all three versions of it differ. */
static void
test_random_only_true_clashes (void)
{
  static const char *const fields[] = { "label", "note", "attributes.voice", "spans" };

  for (guint i = 0; i < rounds (); i++)
    {
      g_auto (Pair) pair = { 0 };
      g_autoptr (ChiosaSnapshot) mine = NULL, theirs = NULL;
      g_autoptr (ChiosaMergeResult) result = NULL;

      pair_init (&pair);
      work_on_both (&pair, FALSE);
      mine = chiosa_document_snapshot (pair.mine);
      theirs = chiosa_document_snapshot (pair.theirs);
      result = merge_snapshots (pair.base, mine, theirs, pair.base->text);

      for (guint n = 0; n < pair.base->items->len; n++)
        {
          const char *id = g_array_index (pair.base->items, ChiosaSnapshotItem, n).annotation->id;

          if (item_of (mine, id) == NULL || item_of (theirs, id) == NULL)
            continue;
          for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
            {
              gboolean clash = differs (pair.base, mine, id, fields[f]) && differs (pair.base, theirs, id, fields[f])
                               && differs (mine, theirs, id, fields[f]);

              g_assert_cmpint (conflict_of (result, id, fields[f]) != NULL, ==, clash);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  tagset = chiosa_tagset_builtin ();

  g_test_add_func ("/merge/different-fields-of-one-annotation-are-no-conflict", test_different_fields);
  g_test_add_func ("/merge/both-sides-same-change-is-no-conflict", test_same_change);
  g_test_add_func ("/merge/one-field-changed-differently-is-a-conflict", test_same_field);
  g_test_add_func ("/merge/a-label-stays-with-its-type", test_type_and_label);
  g_test_add_func ("/merge/removed-here-and-changed-there-stays", test_removed_here_changed_there);
  g_test_add_func ("/merge/removed-here-and-its-text-edited-there-is-removed", test_removed_here_text_changed_there);
  g_test_add_func ("/merge/removed-here-and-related-there-stays", test_removed_here_related_there);
  g_test_add_func ("/merge/what-is-kept-keeps-its-relations", test_relations_of_what_is_kept);
  g_test_add_func ("/merge/one-id-added-twice-is-one-and-two-ids-are-two", test_added_on_both_sides);
  g_test_add_func ("/merge/without-a-base-all-ids-stay", test_without_base);
  g_test_add_func ("/merge/both-edit-the-text", test_text_on_both_sides);
  g_test_add_func ("/merge/moved-here-and-pushed-by-the-text-there-is-no-conflict", test_moved_on_one_side);
  g_test_add_func ("/merge/moved-to-different-places-is-a-conflict", test_moved_on_both_sides);
  g_test_add_func ("/merge/details-of-the-article", test_article);
  g_test_add_func ("/merge/unknown-members-by-name", test_unknown_members);
  g_test_add_func ("/merge/earlier-conflicts-are-a-set", test_earlier_conflicts);
  g_test_add_func ("/conflict/a-choice-is-one-step-that-undo-takes-back", test_choice_is_one_step);
  g_test_add_func ("/conflict/a-place-is-found-again-after-edits", test_choice_after_edits);
  g_test_add_func ("/conflict/what-is-gone-or-read-only-is-refused", test_choice_that_cannot_be);
  g_test_add_func ("/conflict/hostile-values-change-nothing", test_hostile_values);
  g_test_add_func ("/merge/random/no-id-is-lost-and-both-directions-are-the-same", test_random);
  g_test_add_func ("/merge/random/what-one-side-did-is-the-result", test_random_one_side);
  g_test_add_func ("/merge/random/only-true-clashes-are-conflicts", test_random_only_true_clashes);

  result = g_test_run ();
  g_object_unref (tagset);
  return result;
}
