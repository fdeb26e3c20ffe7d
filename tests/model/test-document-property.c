/* test-document-property.c
 *
 * Random sessions against a slow model in which every character carries the annotations that own it.
 * The seed is printed; CHIOSA_TEST_SEED=N runs one again, CHIOSA_TEST_OPERATIONS=N sets how many operations (100,000).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model-fixture.h"

#include "chiosa-segment.h"

#include <stdlib.h>
#include <string.h>

#define OPERATIONS 100000
#define OPERATIONS_PER_DOCUMENT 250
#define MAX_ANNOTATIONS 14
#define MAX_LENGTH 160

/* One character of the slow model. */
typedef struct
{
  gunichar   c;
  GPtrArray *owners;   /* ids, owned */
} Cell;

typedef struct
{
  GRand          *rand;
  ChiosaDocument *document;
  ChiosaText     *follower;    /* a buffer that hears only "text-edited" */
  GHashTable     *states;      /* revisions of text and annotations -> dump */
  GPtrArray      *ids;         /* of all annotations before the operation; owned */
  gsize           caret;
  gsize           run_start;   /* keys typed one after the other do what their run would do at once */
  gsize           run_end;     /* G_MAXSIZE: no run */
  const char     *operation;
} Session;

static const char *const pieces[] = {
  "Ada", "Bob", "said", "a", "b", "is", "not", "42", "Rome", " ", " ", " ", ", ", ". ", "\n", "\r\n", "\"", "“", "”",
  "e\u0301", "\u0301", "\U0001F469\u200D\U0001F467", "\u200D", "東", "京", "'s", "-",
};

static const char *const types[][2] = {
  { "ENTITY", "PERSON" }, { "ENTITY", "ORG" }, { "CLAIM", "FACT" }, { "CLAIM", "OPINION" }, { "CLAIM", "" },
  { "SOURCE", "NAMED" }, { "CUE", "" }, { "FREE", "" }, { "FREE", "" },
};

static const char *const relation_types[] = { "attributed_to", "cued_by", "contradicts", "same_as" };

static gsize
pick (Session *session,
      gsize    n)
{
  return n > 0 ? (gsize) g_rand_int_range (session->rand, 0, n) : 0;
}

/* From @start on at most @span characters, not beyond @length. */
static gsize
pick_end (Session *session,
          gsize    start,
          gsize    span,
          gsize    length)
{
  gsize end = start + pick (session, span);

  return MIN (end, length);
}

static gsize
get_length (Session *session)
{
  return chiosa_text_get_length (chiosa_document_get_text (session->document));
}

static char *
random_text (Session *session,
             guint    max_pieces)
{
  GString *text = g_string_new (NULL);
  guint n = 1 + pick (session, max_pieces);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[pick (session, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

/* --- The slow model ----------------------------------------------------------------------------------------------- */

static void
cell_clear (gpointer data)
{
  g_ptr_array_unref (((Cell *) data)->owners);
}

static gboolean
owned_by (const Cell *cell,
          const char *id)
{
  return g_ptr_array_find_with_equal_func (cell->owners, id, g_str_equal, NULL);
}

static GArray *
read_cells (ChiosaDocument *document)
{
  const ChiosaText *text = chiosa_document_get_text (document);
  gsize length = chiosa_text_get_length (text);
  g_autofree char *utf8 = chiosa_text_get_slice (text, 0, length);
  g_autoptr (GPtrArray) list = chiosa_document_list (document);
  GArray *cells = g_array_sized_new (FALSE, FALSE, sizeof (Cell), length);

  g_array_set_clear_func (cells, cell_clear);
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      Cell cell = { g_utf8_get_char (p), g_ptr_array_new_with_free_func (g_free) };

      g_array_append_val (cells, cell);
    }

  for (guint i = 0; i < list->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (list, i);
      g_autofree ChiosaSpan *spans = NULL;
      guint n_spans;

      spans = chiosa_document_get_spans (document, annotation->id, &n_spans);
      for (guint s = 0; s < n_spans; s++)
        for (gsize c = spans[s].start; c < spans[s].end; c++)
          g_ptr_array_add (g_array_index (cells, Cell, c).owners, g_strdup (annotation->id));
    }

  return cells;
}

static gboolean
is_extender (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200D;
}

static gpointer
copy_id (gconstpointer id,
         gpointer      data)
{
  return g_strdup (id);
}

/* Takes [start, end) out of the model and puts @text in; what stands between two characters of one owner is the owner's. */
static void
edit_cells (GArray     *cells,
            gsize       start,
            gsize       end,
            const char *text)
{
  g_autoptr (GPtrArray) shared = g_ptr_array_new_with_free_func (g_free);
  gsize at = start;

  if (start > 0 && end < cells->len)
    {
      const Cell *before = &g_array_index (cells, Cell, start - 1);

      for (guint i = 0; i < before->owners->len; i++)
        {
          if (owned_by (&g_array_index (cells, Cell, end), g_ptr_array_index (before->owners, i)))
            g_ptr_array_add (shared, g_strdup (g_ptr_array_index (before->owners, i)));
        }
    }

  if (end > start)
    g_array_remove_range (cells, start, end - start);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      Cell cell = { g_utf8_get_char (p), g_ptr_array_copy (shared, copy_id, NULL) };

      g_array_insert_val (cells, at, cell);
      at++;
    }
}

/* Whether a letter or digit of [id] is left in the model. */
static gboolean
has_words (GArray     *cells,
           const char *id)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = &g_array_index (cells, Cell, i);

      if (g_unichar_isalnum (cell->c) && owned_by (cell, id))
        return TRUE;
    }

  return FALSE;
}

/* Only letters and digits are compared: edges are trimmed of white space and snapped to graphemes. [from, to) is left out. */
static void
compare_owners (Session    *session,
                GArray     *expected,
                const char *id,
                gsize       from,
                gsize       to)
{
  g_autoptr (GArray) actual = read_cells (session->document);
  const ChiosaAnnotation *annotation = chiosa_document_find (session->document, id);

  g_assert_cmpuint (actual->len, ==, expected->len);
  if (annotation->state == CHIOSA_STATE_DETACHED)
    {
      g_assert_true (to > from || !has_words (expected, id));
      return;
    }

  for (guint i = 0; i < expected->len; i++)
    {
      const Cell *mine = &g_array_index (expected, Cell, i);
      const Cell *theirs = &g_array_index (actual, Cell, i);
      gboolean extended = i + 1 < expected->len && is_extender (g_array_index (expected, Cell, i + 1).c);
      gboolean extends = i > 0 && is_extender (g_array_index (expected, Cell, i - 1).c);

      g_assert_cmpuint (mine->c, ==, theirs->c);
      if ((i >= from && i < to) || !g_unichar_isalnum (mine->c) || extended || extends)
        continue;
      if (owned_by (mine, id) != owned_by (theirs, id))
        g_error ("%s: character %u is %sowned by %s", session->operation, i, owned_by (theirs, id) ? "" : "not ", id);
    }
}

/* An edge that the insertion meets may move into what was inserted (word completion, graphemes); nothing else may. */
static void
check_edit_against_model (Session    *session,
                          GArray     *cells,
                          gsize       start,
                          gsize       end,
                          const char *text)
{
  gsize inserted = g_utf8_strlen (text, -1);

  edit_cells (cells, start, end, text);
  for (guint i = 0; i < session->ids->len; i++)
    {
      const char *id = g_ptr_array_index (session->ids, i);
      gboolean was_live = FALSE;

      for (guint c = 0; c < cells->len && !was_live; c++)
        was_live = owned_by (&g_array_index (cells, Cell, c), id);
      if (!was_live || chiosa_document_find (session->document, id) == NULL)
        continue;

      /* What is both deleted and inserted is a replacement: its rules are tested with the spans. */
      if (start < end && inserted > 0)
        continue;
      compare_owners (session, cells, id, MIN (start, session->run_start), start + inserted);
    }
}

/* --- Invariants --------------------------------------------------------------------------------------------------- */

static void
check_value (Session                *session,
             const ChiosaAnnotation *annotation)
{
  gsize length = get_length (session);
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  spans = chiosa_document_get_spans (session->document, annotation->id, &n_spans);
  if (annotation->state == CHIOSA_STATE_DETACHED)
    {
      g_assert_cmpuint (n_spans, ==, 0);
      g_assert_nonnull (annotation->quote);
      g_assert_cmpuint (annotation->quote->point, <=, length);
      return;
    }

  g_assert_null (annotation->quote);
  g_assert_cmpuint (n_spans, >, 0);
  for (guint i = 0; i < n_spans; i++)
    {
      g_assert_cmpuint (spans[i].start, <, spans[i].end);
      g_assert_cmpuint (spans[i].end, <=, length);
      if (i > 0)
        g_assert_cmpuint (spans[i - 1].end, <, spans[i].start);
    }
}

static int
compare_places (const ChiosaFragment *a,
                const ChiosaFragment *b)
{
  if (a->span.start != b->span.start)
    return a->span.start < b->span.start ? -1 : 1;

  return (a->span.end < b->span.end) - (a->span.end > b->span.end);
}

static gboolean
in_range (Session                *session,
          const ChiosaAnnotation *annotation,
          gsize                   start,
          gsize                   end,
          guint                  *n_touching)
{
  g_autofree ChiosaSpan *spans = NULL;
  gboolean found = FALSE;
  guint n_spans;

  spans = chiosa_document_get_spans (session->document, annotation->id, &n_spans);
  for (guint i = 0; i < n_spans; i++)
    {
      found = found || (spans[i].start < end && spans[i].end > start)
              || (start == end && spans[i].start <= end && spans[i].end >= start);
      *n_touching += spans[i].start <= end && spans[i].end >= start ? 1 : 0;
    }

  return found;
}

/* A query of a random range finds, in order, what a walk over everything finds. */
static void
check_query (Session   *session,
             GPtrArray *list)
{
  gsize length = get_length (session);
  gsize start = pick (session, length + 1);
  gsize end = start + pick (session, length - start + 1);
  g_autoptr (GPtrArray) found = chiosa_document_query (session->document, start, end);
  g_autoptr (GArray) fragments = g_array_new (FALSE, FALSE, sizeof (ChiosaFragment));
  guint n_found = 0;
  guint n_touching = 0;

  for (guint i = 0; i < list->len; i++)
    {
      if (!in_range (session, g_ptr_array_index (list, i), start, end, &n_touching))
        continue;

      g_assert_cmpuint (n_found, <, found->len);
      g_assert_true (g_ptr_array_index (found, n_found) == g_ptr_array_index (list, i));
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, found->len);

  chiosa_document_query_fragments (session->document, start, end, fragments);
  g_assert_cmpuint (fragments->len, ==, n_touching);
  for (guint i = 1; i < fragments->len; i++)
    g_assert_cmpint (compare_places (&g_array_index (fragments, ChiosaFragment, i - 1),
                                     &g_array_index (fragments, ChiosaFragment, i)), <=, 0);
}

/* Going on and back passes each annotation once, in the order of the list. */
static void
check_walk (Session   *session,
            GPtrArray *list)
{
  const ChiosaAnnotation *forward = chiosa_document_next (session->document, 0, NULL);
  const ChiosaAnnotation *back = chiosa_document_previous (session->document, G_MAXUINT32, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_assert_true (forward == g_ptr_array_index (list, i));
      g_assert_true (back == g_ptr_array_index (list, list->len - 1 - i));
      forward = chiosa_document_next (session->document, 0, forward->id);
      back = chiosa_document_previous (session->document, 0, back->id);
    }

  g_assert_null (forward);
  g_assert_null (back);
}

static void
check_relations (Session *session)
{
  g_autoptr (GPtrArray) relations = chiosa_document_list_relations (session->document, NULL);

  g_assert_cmpuint (relations->len, ==, chiosa_document_get_n_relations (session->document));
  for (guint i = 0; i < relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (relations, i);
      g_autoptr (GPtrArray) of_from = chiosa_document_list_relations (session->document, relation->from);
      g_autoptr (GPtrArray) of_to = chiosa_document_list_relations (session->document, relation->to);

      g_assert_nonnull (chiosa_document_find (session->document, relation->from));
      g_assert_nonnull (chiosa_document_find (session->document, relation->to));
      g_assert_true (g_ptr_array_find (of_from, relation, NULL));
      g_assert_true (g_ptr_array_find (of_to, relation, NULL));
    }
}

static void
check_invariants (Session *session)
{
  ChiosaDocument *document = session->document;
  const ChiosaText *text = chiosa_document_get_text (document);
  g_autofree char *here = chiosa_text_get_slice (text, 0, G_MAXSIZE);
  g_autofree char *there = chiosa_text_get_slice (session->follower, 0, G_MAXSIZE);
  g_autoptr (GPtrArray) list = chiosa_document_list (document);
  g_autoptr (GPtrArray) detached = chiosa_document_list_detached (document);

  g_assert_cmpstr (here, ==, there);
  g_assert_cmpuint (list->len, ==, chiosa_document_get_n_annotations (document));
  g_assert_cmpuint (detached->len, ==, chiosa_document_get_n_detached (document));
  for (guint i = 0; i < list->len; i++)
    check_value (session, g_ptr_array_index (list, i));
  for (guint i = 0; i < detached->len; i++)
    check_value (session, g_ptr_array_index (detached, i));

  check_query (session, list);
  check_walk (session, list);
  check_relations (session);
}

static void
remember_ids (Session *session)
{
  g_autoptr (GPtrArray) list = chiosa_document_list (session->document);
  g_autoptr (GPtrArray) detached = chiosa_document_list_detached (session->document);

  g_ptr_array_set_size (session->ids, 0);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (session->ids, g_strdup (((ChiosaAnnotation *) g_ptr_array_index (list, i))->id));
  for (guint i = 0; i < detached->len; i++)
    g_ptr_array_add (session->ids, g_strdup (((ChiosaAnnotation *) g_ptr_array_index (detached, i))->id));
}

/* Every id is still there, but @removed; and so many new ones. */
static void
check_ids (Session    *session,
           const char *removed,
           guint       n_added)
{
  guint n = chiosa_document_get_n_annotations (session->document) + chiosa_document_get_n_detached (session->document);

  for (guint i = 0; i < session->ids->len; i++)
    {
      const char *id = g_ptr_array_index (session->ids, i);
      gboolean there = chiosa_document_find (session->document, id) != NULL;

      g_assert_true (there == (g_strcmp0 (id, removed) != 0));
    }

  g_assert_cmpuint (n, ==, session->ids->len + n_added - (removed != NULL ? 1 : 0));
}

static char *
state_name (Session *session)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT,
                          chiosa_document_get_text_revision (session->document),
                          chiosa_document_get_annotations_revision (session->document));
}

/* One state, one number: what has been seen under these revisions is what is seen now, to the byte. */
static void
check_state (Session  *session,
             gboolean  must_be_known)
{
  g_autofree char *name = state_name (session);
  g_autofree char *dump = model_dump (session->document);
  const char *known = g_hash_table_lookup (session->states, name);

  if (known != NULL && !g_str_equal (dump, known))
    g_error ("%s: revision %s was\n%s\nand now is\n%s", session->operation, name, known, dump);
  else if (known != NULL)
    return;
  else if (must_be_known)
    g_error ("%s: revision %s was never seen", session->operation, name);
  else
    g_hash_table_insert (session->states, g_steal_pointer (&name), g_steal_pointer (&dump));
}

/* --- Operations --------------------------------------------------------------------------------------------------- */

static const char *
random_id (Session *session)
{
  return session->ids->len > 0 ? g_ptr_array_index (session->ids, pick (session, session->ids->len)) : "none";
}

/* Whole graphemes, as a person selects them. */
static guint
random_spans (Session    *session,
              ChiosaSpan *spans,
              guint       max)
{
  const ChiosaText *text = chiosa_document_get_text (session->document);
  gsize length = get_length (session);
  guint wanted = 1 + pick (session, max);
  gsize from = pick (session, length + 1);
  guint n = 0;

  while (n < wanted && from < length)
    {
      ChiosaSpan span = { from, pick_end (session, from + 1, 12, length) };

      chiosa_segment_snap_graphemes (text, &span.start, &span.end);
      if (n > 0 && span.start < spans[n - 1].end)
        break;
      spans[n++] = span;
      from = span.end + 1 + pick (session, 6);
    }

  return n;
}

static void
replace_and_check (Session        *session,
                   ChiosaEditKind  kind,
                   gsize           start,
                   gsize           end,
                   const char     *text)
{
  g_autoptr (GArray) cells = read_cells (session->document);

  if (kind != CHIOSA_EDIT_TYPING || start != end || start != session->run_end)
    session->run_start = start;
  model_edit (session->document, kind, start, end, text);
  check_edit_against_model (session, cells, start, end, text);
  session->caret = start + g_utf8_strlen (text, -1);
  session->run_end = kind == CHIOSA_EDIT_TYPING ? session->caret : G_MAXSIZE;
  check_ids (session, NULL, 0);
}

static void
op_insert (Session *session)
{
  g_autofree char *text = random_text (session, 4);
  gsize at = pick (session, get_length (session) + 1);

  if (get_length (session) < MAX_LENGTH)
    replace_and_check (session, CHIOSA_EDIT_OTHER, at, at, text);
}

static void
op_delete (Session *session)
{
  gsize length = get_length (session);
  gsize start = pick (session, length + 1);
  gsize end = pick_end (session, start, length > MAX_LENGTH ? length : 20, length);

  replace_and_check (session, CHIOSA_EDIT_OTHER, start, end, "");
}

static void
op_replace (Session *session)
{
  g_autofree char *text = random_text (session, 3);
  gsize length = get_length (session);
  gsize start = pick (session, length + 1);

  replace_and_check (session, CHIOSA_EDIT_OTHER, start, pick_end (session, start, 12, length), text);
}

static void
op_type (Session *session)
{
  guint n = 1 + pick (session, 5);

  session->caret = MIN (session->caret, get_length (session));
  if (pick (session, 3) == 0)
    session->caret = pick (session, get_length (session) + 1);
  for (guint i = 0; i < n && get_length (session) < MAX_LENGTH; i++)
    {
      const char key[] = { "abcAB1 ,\n"[pick (session, 9)], '\0' };

      replace_and_check (session, CHIOSA_EDIT_TYPING, session->caret, session->caret, key);
      check_state (session, FALSE);
    }
}

static void
op_backspace (Session *session)
{
  guint n = 1 + pick (session, 5);

  session->caret = MIN (session->caret, get_length (session));
  for (guint i = 0; i < n && session->caret > 0; i++)
    {
      replace_and_check (session, CHIOSA_EDIT_DELETING, session->caret - 1, session->caret, "");
      check_state (session, FALSE);
    }
}

static void
op_composed (Session *session)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();
  g_autoptr (ChiosaText) naive = chiosa_text_copy (chiosa_document_get_text (session->document));
  g_autofree char *expected = NULL;
  g_autofree char *actual = NULL;
  guint n = 2 + pick (session, 4);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = pick (session, 3) > 0 ? random_text (session, 2) : g_strdup ("");
      gsize length = chiosa_text_get_length (naive);
      gsize start = pick (session, length + 1);
      gsize end = pick_end (session, start, 8, length);

      chiosa_edit_compose (edit, start, end, text);
      chiosa_text_replace (naive, start, end, text, -1);
    }

  g_assert_true (chiosa_document_edit (session->document, edit, CHIOSA_EDIT_OTHER, NULL));
  expected = chiosa_text_get_slice (naive, 0, G_MAXSIZE);
  actual = chiosa_text_get_slice (chiosa_document_get_text (session->document), 0, G_MAXSIZE);
  g_assert_cmpstr (actual, ==, expected);
  check_ids (session, NULL, 0);
}

static void
op_cut_and_paste (Session *session)
{
  gsize length = get_length (session);
  gsize start = pick (session, length + 1);
  gsize end = pick_end (session, start, 25, length);
  g_autofree char *text = chiosa_text_get_slice (chiosa_document_get_text (session->document), start, end);
  guint n_live = chiosa_document_get_n_annotations (session->document);
  gsize at;

  replace_and_check (session, CHIOSA_EDIT_CUT, start, end, "");
  check_state (session, FALSE);
  if (pick (session, 4) == 0)
    op_insert (session);
  check_state (session, FALSE);

  at = pick (session, get_length (session) + 1);
  if (pick (session, 3) == 0 && start <= get_length (session))
    at = start;
  replace_and_check (session, CHIOSA_EDIT_PASTE, at, at, text);
  g_assert_cmpuint (chiosa_document_get_n_annotations (session->document), <=,
                    n_live + chiosa_document_get_n_detached (session->document));
}

static void
op_tag (Session *session)
{
  ChiosaSpan spans[3];
  guint n = random_spans (session, spans, 3);
  const char *const *type = types[pick (session, G_N_ELEMENTS (types))];
  const char *id;

  if (session->ids->len >= MAX_ANNOTATIONS)
    return;

  id = chiosa_document_tag (session->document, type[0], type[1], spans, n, NULL);
  check_ids (session, NULL, id != NULL ? 1 : 0);
}

static void
op_relabel (Session *session)
{
  const char *const *type = types[pick (session, G_N_ELEMENTS (types))];

  chiosa_document_relabel (session->document, random_id (session), type[0], type[1], NULL);
  check_ids (session, NULL, 0);
}

static void
op_set_spans (Session *session)
{
  ChiosaSpan spans[3];
  guint n = random_spans (session, spans, 3);

  chiosa_document_set_spans (session->document, random_id (session), spans, n, NULL);
  check_ids (session, NULL, 0);
}

static void
op_remove (Session *session)
{
  const char *id = random_id (session);
  gboolean removed = chiosa_document_remove (session->document, id, NULL);

  check_ids (session, removed ? id : NULL, 0);
}

static void
op_relate (Session *session)
{
  const char *type = relation_types[pick (session, G_N_ELEMENTS (relation_types))];

  for (guint i = 0; i < 6; i++)
    {
      if (chiosa_document_relate (session->document, type, random_id (session), random_id (session), NULL) != NULL)
        break;
    }
  check_ids (session, NULL, 0);
}

static void
op_remove_relation (Session *session)
{
  g_autoptr (GPtrArray) relations = chiosa_document_list_relations (session->document, NULL);
  const ChiosaRelation *relation;

  if (relations->len == 0)
    return;

  relation = g_ptr_array_index (relations, pick (session, relations->len));
  g_assert_true (chiosa_document_remove_relation (session->document, relation->id, NULL));
}

static void
op_write (Session *session)
{
  g_autofree char *text = random_text (session, 2);
  g_autoptr (ChiosaArticle) article = chiosa_article_copy (chiosa_document_get_article (session->document));

  switch (pick (session, 3))
    {
    case 0:
      chiosa_document_set_note (session->document, random_id (session), text, NULL);
      break;
    case 1:
      chiosa_document_set_attribute (session->document, random_id (session), "summary", CHIOSA_VALUE_TEXT, text, NULL);
      break;
    default:
      g_set_str (&article->title, text);
      g_assert_true (chiosa_document_set_article (session->document, article, NULL));
    }
  check_ids (session, NULL, 0);
}

static void
op_occurrences (Session *session)
{
  guint n;

  if (session->ids->len >= MAX_ANNOTATIONS)
    return;

  n = chiosa_document_tag_occurrences (session->document, random_id (session), NULL);
  check_ids (session, NULL, n);
}

static void
op_undo (Session *session)
{
  guint n = 1 + pick (session, 6);

  for (guint i = 0; i < n && chiosa_document_undo (session->document); i++)
    check_state (session, TRUE);
}

static void
op_redo (Session *session)
{
  guint n = 1 + pick (session, 6);

  for (guint i = 0; i < n && chiosa_document_redo (session->document); i++)
    check_state (session, TRUE);
}

static void
op_save (Session *session)
{
  chiosa_document_set_saved (session->document,
                             chiosa_document_get_text_revision (session->document),
                             chiosa_document_get_annotations_revision (session->document));
  g_assert_false (chiosa_document_is_text_modified (session->document));
  g_assert_false (chiosa_document_is_annotations_modified (session->document));
}

typedef struct
{
  const char *name;
  void      (*run) (Session *session);
  guint       weight;
  gboolean    in_step;   /* may be part of a longer step */
} Operation;

static const Operation operations[] = {
  { "insert", op_insert, 10, TRUE },
  { "delete", op_delete, 10, TRUE },
  { "replace", op_replace, 8, TRUE },
  { "type", op_type, 10, FALSE },
  { "backspace", op_backspace, 6, FALSE },
  { "composed edit", op_composed, 4, TRUE },
  { "cut and paste", op_cut_and_paste, 4, FALSE },
  { "tag", op_tag, 20, TRUE },
  { "relabel", op_relabel, 4, TRUE },
  { "set spans", op_set_spans, 5, TRUE },
  { "remove", op_remove, 2, TRUE },
  { "relate", op_relate, 6, TRUE },
  { "remove relation", op_remove_relation, 2, TRUE },
  { "write", op_write, 4, TRUE },
  { "occurrences", op_occurrences, 1, TRUE },
  { "undo", op_undo, 8, FALSE },
  { "redo", op_redo, 6, FALSE },
  { "save", op_save, 1, FALSE },
};

static const Operation *
random_operation (Session *session)
{
  guint total = 0;
  guint at;

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    total += operations[i].weight;

  at = pick (session, total);
  for (guint i = 0;; i++)
    {
      if (at < operations[i].weight)
        return &operations[i];
      at -= operations[i].weight;
    }
}

static void
run_operation (Session         *session,
               const Operation *operation)
{
  session->operation = operation->name;
  remember_ids (session);
  operation->run (session);
}

static void
run_step (Session *session)
{
  guint n = 2 + pick (session, 4);

  chiosa_document_begin_step (session->document, "Several");
  for (guint i = 0; i < n; i++)
    {
      const Operation *operation = random_operation (session);

      if (operation->in_step)
        run_operation (session, operation);
    }
  chiosa_document_end_step (session->document);
}

/* --- Sessions ----------------------------------------------------------------------------------------------------- */

static void
on_text_edited (ChiosaDocument   *document,
                const ChiosaEdit *edit,
                Session          *session)
{
  chiosa_edit_apply (edit, session->follower);
}

static void
unwind (Session    *session,
        const char *first)
{
  g_autofree char *last = model_dump (session->document);
  g_autofree char *back = NULL;
  g_autofree char *again = NULL;

  session->operation = "undo everything";
  while (chiosa_document_undo (session->document))
    check_state (session, TRUE);
  back = model_dump (session->document);
  g_assert_cmpstr (back, ==, first);

  session->operation = "redo everything";
  while (chiosa_document_redo (session->document))
    check_state (session, TRUE);
  again = model_dump (session->document);
  g_assert_cmpstr (again, ==, last);
}

static guint
run_session (GRand *rand,
             guint  n_operations)
{
  Session session = { .rand = rand, .ids = g_ptr_array_new_with_free_func (g_free) };
  g_autofree char *text = random_text (&session, 40);
  g_autofree char *first = NULL;
  guint n = 0;

  session.document = model_document (text);
  session.follower = chiosa_text_new (text, -1);
  session.states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect (session.document, "text-edited", G_CALLBACK (on_text_edited), &session);
  first = model_dump (session.document);
  check_state (&session, FALSE);

  for (; n < n_operations; n++)
    {
      if (pick (&session, 12) == 0)
        run_step (&session);
      else
        run_operation (&session, random_operation (&session));
      check_invariants (&session);
      check_state (&session, FALSE);
    }
  while (chiosa_document_redo (session.document));
  unwind (&session, first);

  g_assert_finalize_object (session.document);
  chiosa_text_free (session.follower);
  g_hash_table_unref (session.states);
  g_ptr_array_unref (session.ids);
  return n;
}

static guint64
get_number (const char *variable,
            guint64     fallback)
{
  const char *value = g_getenv (variable);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : fallback;
}

static void
test_random_sessions (void)
{
  guint32 seed = get_number ("CHIOSA_TEST_SEED", g_random_int ());
  guint64 total = get_number ("CHIOSA_TEST_OPERATIONS", OPERATIONS);

  for (guint64 done = 0; done < total; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

      /* Ids are random too, and their order decides ties. */
      g_random_set_seed (seed);
      g_test_message ("CHIOSA_TEST_SEED=%u after %" G_GUINT64_FORMAT " operations", seed, done);
      done += run_session (rand, MIN (OPERATIONS_PER_DOCUMENT, total - done));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/random-sessions-lose-nothing-and-come-back-exactly", test_random_sessions);

  return g_test_run ();
}
