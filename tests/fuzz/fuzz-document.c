/* fuzz-document.c
 *
 * Bytes are operations on a document: edits of every kind, tagging, relating, detaching, undo and redo. After each the text is what
 * splicing a string gives, every state is the one seen before under its revisions, and in the end undoing everything gives the
 * start, redoing everything the end, and a sidecar brings back all there was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-sidecar.h"
#include "fuzz-states.h"
#include "model-fixture.h"

#include <string.h>

#define MAX_OPERATIONS 40
#define MAX_LENGTH 160
#define MAX_ANNOTATIONS 12

typedef struct
{
  FuzzStates   *states;
  const guint8 *at, *end;
  guint         depth;    /* of open steps */
} Session;

static const char * const pieces[] = {
  "Ada", "Bob said", "a", "is", " ", ", ", ". ", "\n", "\r", "\r\n", "\"", "“", "”", "e\u0301", "\u0301", "\U0001F469\u200D\U0001F467", "\u200D",
  "東京", "'s", "\u2029", "\u202E", "\uFEFF", "\U0001F1E6\U0001F1FA", "",
};

static const char * const types[][2] = {
  { "ENTITY", "PERSON" }, { "ENTITY", "ORG" }, { "CLAIM", "FACT" }, { "CLAIM", "OPINION" }, { "SOURCE", "NAMED" }, { "CUE", "" },
  { "FREE", "" }, { "UNKNOWN", "X" },
};

static const char * const relations[] = { "attributed_to", "cued_by", "contradicts", "same_as", "unknown" };

/* Behind the last byte everything is 0. */
static guint
take (Session *self,
      gsize    below)
{
  return self->at < self->end && below > 0 ? *self->at++ % MIN (below, 256) : 0;
}

static gsize
get_length (Session *self)
{
  return chiosa_text_get_length (chiosa_document_get_text (self->states->document));
}

static const char *
take_id (Session *self)
{
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_document_snapshot (self->states->document);
  guint n = snapshot->items->len;

  if (n == 0)
    return "none";

  return g_intern_string (g_array_index (snapshot->items, ChiosaSnapshotItem, take (self, n)).annotation->id);
}

static void
edit (Session *self)
{
  ChiosaDocument *document = self->states->document;
  ChiosaEditKind kind = take (self, CHIOSA_EDIT_PASTE + 1);
  gsize length = get_length (self), start = take (self, length + 1), end = start + take (self, MIN (length - start, 40) + 1);
  const char *text = length < MAX_LENGTH ? pieces[take (self, G_N_ELEMENTS (pieces))] : "";
  g_autofree char *before = chiosa_text_get_slice (chiosa_document_get_text (document), 0, start);
  g_autofree char *behind = chiosa_text_get_slice (chiosa_document_get_text (document), end, G_MAXSIZE);
  g_autofree char *expected = g_strconcat (before, text, behind, NULL), *after = NULL;

  model_edit (document, kind, start, end, text);
  after = chiosa_text_get_slice (chiosa_document_get_text (document), 0, G_MAXSIZE);
  g_assert_cmpstr (after, ==, expected);
}

/* Spans as a caller might give them, right or wrong. */
static guint
take_spans (Session    *self,
            ChiosaSpan *spans)
{
  guint n = 1 + take (self, 3);

  for (guint i = 0; i < n; i++)
    {
      spans[i].start = take (self, get_length (self) + 3);
      spans[i].end = spans[i].start + take (self, 24);
    }

  return n;
}

static void
tag (Session *self)
{
  const char * const *type = types[take (self, G_N_ELEMENTS (types))];
  ChiosaSpan spans[3];
  guint n = take_spans (self, spans);
  g_autoptr (GError) error = NULL;

  if (chiosa_document_get_n_annotations (self->states->document) < MAX_ANNOTATIONS
      && chiosa_document_tag (self->states->document, type[0], type[1], spans, n, &error) == NULL)
    g_assert_nonnull (error);
}

static void
move (Session *self)
{
  const char *id = take_id (self);
  ChiosaSpan spans[3];
  guint n = take_spans (self, spans);
  g_autoptr (GError) error = NULL;

  if (!chiosa_document_set_spans (self->states->document, id, spans, n, &error))
    g_assert_nonnull (error);
}

static void
change (Session *self)
{
  ChiosaDocument *document = self->states->document;
  const char *id = take_id (self);
  const char * const *type = types[take (self, G_N_ELEMENTS (types))];

  switch (take (self, 5))
    {
    case 0:
      chiosa_document_relabel (document, id, type[0], type[1], NULL);
      break;
    case 1:
      chiosa_document_set_note (document, id, pieces[take (self, G_N_ELEMENTS (pieces))], NULL);
      break;
    case 2:
      chiosa_document_set_attribute (document, id, "summary", CHIOSA_VALUE_TEXT, pieces[take (self, G_N_ELEMENTS (pieces))], NULL);
      break;
    case 3:
      chiosa_document_remove (document, id, NULL);
      break;
    default:
      if (chiosa_document_get_n_annotations (document) < MAX_ANNOTATIONS)
        chiosa_document_tag_occurrences (document, id, NULL);
    }
}

static void
relate (Session *self)
{
  ChiosaDocument *document = self->states->document;
  const char *from = take_id (self), *to = take_id (self);
  g_autoptr (GPtrArray) list = NULL;

  chiosa_document_relate (document, relations[take (self, G_N_ELEMENTS (relations))], from, to, NULL);
  list = chiosa_document_list_relations (document, NULL);
  if (list->len > 4)
    chiosa_document_remove_relation (document, ((ChiosaRelation *) g_ptr_array_index (list, take (self, list->len)))->id, NULL);
}

static void
travel (Session *self)
{
  gboolean (*go) (ChiosaDocument *) = take (self, 2) ? chiosa_document_redo : chiosa_document_undo;

  if (self->depth > 0)
    return;
  for (guint n = 1 + take (self, 8); n > 0 && go (self->states->document); n--)
    fuzz_states_check (self->states, FUZZ_STATE_KNOWN);
}

static void
group (Session *self)
{
  if (self->depth == 0 || (self->depth < 3 && take (self, 2)))
    {
      chiosa_document_begin_step (self->states->document, "Several");
      self->depth++;
      return;
    }

  chiosa_document_end_step (self->states->document);
  self->depth--;
}

static void (* const operations[]) (Session *) = { edit, edit, edit, tag, tag, move, change, relate, travel, travel, group };

/* What is saved and loaded is what was there. */
static void
check_saving (ChiosaDocument *document)
{
  g_autoptr (ChiosaSidecar) head = chiosa_sidecar_new (), sidecar = NULL;
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_document_snapshot (document);
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = chiosa_sidecar_write (head, snapshot, encoding);
  g_autofree char *hash = chiosa_text_hash (snapshot->text), *text = chiosa_text_get_slice (snapshot->text, 0, G_MAXSIZE);
  g_autofree char *before = model_dump (document), *after = NULL;
  g_autoptr (ChiosaDocument) again = model_document (text);
  g_autoptr (GError) error = NULL;

  sidecar = chiosa_sidecar_parse (bytes, "x", snapshot->text, hash, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  chiosa_document_load_annotations (again, sidecar->snapshot);
  after = model_dump (again);
  g_assert_cmpstr (after, ==, before);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  Session self = { .at = data, .end = data + size };
  GString *text = g_string_new (NULL);

  for (guint n = take (&self, 16); n > 0; n--)
    g_string_append (text, pieces[take (&self, G_N_ELEMENTS (pieces))]);
  self.states = fuzz_states_new (text->str);
  g_string_free (text, TRUE);

  for (guint i = 0; i < MAX_OPERATIONS && self.at < self.end; i++)
    {
      operations[take (&self, G_N_ELEMENTS (operations))] (&self);
      if (self.depth == 0)
        fuzz_states_check (self.states, FUZZ_STATE_NEW);
    }
  for (; self.depth > 0; self.depth--)
    chiosa_document_end_step (self.states->document);
  fuzz_states_check (self.states, FUZZ_STATE_NEW);

  check_saving (self.states->document);
  fuzz_states_end (self.states);

  return 0;
}
