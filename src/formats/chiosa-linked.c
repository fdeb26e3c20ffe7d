/* chiosa-linked.c
 *
 * What the formats of the web of data share when they write: members of JSON, addresses, words around a place, mentions of the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-linked.h"

#include "chiosa-json.h"
#include "chiosa-segment.h"

#include <string.h>

/**
 * chiosa_linked_append_text:
 * @out: where to
 * @key: of the member
 * @value: (nullable): a text; %NULL writes nothing
 */
void
chiosa_linked_append_text (GString    *out,
                           const char *key,
                           const char *value)
{
  if (value == NULL)
    return;

  chiosa_json_append_key (out, key);
  chiosa_json_append_string (out, value);
}

/**
 * chiosa_linked_append_number:
 * @out: where to
 * @key: of the member
 * @value: a number
 */
void
chiosa_linked_append_number (GString    *out,
                             const char *key,
                             gsize       value)
{
  chiosa_json_append_key (out, key);
  chiosa_json_append_uint (out, value);
}

/**
 * chiosa_linked_append_raw:
 * @out: where to
 * @key: of the member
 * @json: one value in JSON
 */
void
chiosa_linked_append_raw (GString    *out,
                          const char *key,
                          const char *json)
{
  chiosa_json_append_key (out, key);
  g_string_append (out, json);
}

/**
 * chiosa_linked_is_iri:
 * @iri: (nullable): what may be an address
 *
 * Returns: whether it is absolute and has only characters that RFC 3987 allows
 */
gboolean
chiosa_linked_is_iri (const char *iri)
{
  if (iri == NULL || !g_uri_is_valid (iri, G_URI_FLAGS_NONE, NULL))
    return FALSE;

  for (const char *p = iri; *p != '\0'; p++)
    if ((guchar) *p <= 0x20 || strchr ("<>\"{}|\\^`\x7f", *p) != NULL)
      return FALSE;

  return TRUE;
}

/**
 * chiosa_linked_is_day:
 * @date: (nullable): what may be a date
 *
 * Returns: whether it begins with a day of the calendar, YYYY-MM-DD, and ends there or goes on with a time
 */
gboolean
chiosa_linked_is_day (const char *date)
{
  static const char form[] = "dddd-dd-dd";

  if (date == NULL || strlen (date) < strlen (form) || (date[10] != '\0' && date[10] != 'T'))
    return FALSE;

  for (guint i = 0; form[i] != '\0'; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit (date[i]) : date[i] != form[i])
      return FALSE;

  return g_date_valid_dmy (atoi (date + 8), atoi (date + 5), MAX (atoi (date), 1));
}

/**
 * chiosa_linked_get_words:
 * @record: an article
 * @i: a live annotation
 *
 * Returns: (transfer full): its words
 */
char *
chiosa_linked_get_words (const ChiosaRecord *record,
                         guint               i)
{
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n);

  return chiosa_spans_get_quote (spans, n, record->snapshot->text);
}

/* Letters, ideographs and punctuation that stand for themselves: asking for the graphemes of a paragraph takes long. */
static gboolean
stands_alone (gunichar c)
{
  static const struct { gunichar first, last; } blocks[] = {
    { 0x0000, 0x02ff }, { 0x0370, 0x0482 }, { 0x05d0, 0x05ea }, { 0x0620, 0x064a }, { 0x0660, 0x066f }, { 0x2010, 0x2027 },
    { 0x3041, 0x3096 }, { 0x30a1, 0x30ff }, { 0x3400, 0x9fff }, { 0xac00, 0xd7a3 }, { 0x3001, 0x3020 }, { 0xff01, 0xff9d },
  };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (c >= blocks[i].first && c <= blocks[i].last)
      return c != 0xa9 && c != 0xae && c != 0xad;

  return FALSE;
}

static gboolean
is_edge (const ChiosaText *text,
         gsize             offset,
         gsize             length)
{
  gunichar before, behind;

  if (offset == 0 || offset >= length)
    return TRUE;

  before = chiosa_text_get_char (text, offset - 1);
  behind = chiosa_text_get_char (text, offset);
  if (stands_alone (before) && stands_alone (behind))
    return before != '\r' || behind != '\n';

  return chiosa_segment_is_edge (text, CHIOSA_SEGMENT_GRAPHEME, offset);
}

/**
 * chiosa_linked_get_context:
 * @record: an article
 * @span: a place in it, code points
 * @n: how many code points at most
 *
 * Returns: where the words before @span begin, and where those behind it end
 */
ChiosaSpan
chiosa_linked_get_context (const ChiosaRecord *record,
                           const ChiosaSpan   *span,
                           gsize               n)
{
  const ChiosaText *text = record->snapshot->text;
  ChiosaSpan around = { span->start - MIN (span->start, n), MIN (record->length, span->end + n) };

  while (around.start < span->start && !is_edge (text, around.start, record->length))
    around.start++;
  while (around.end > span->end && !is_edge (text, around.end, record->length))
    around.end--;

  return around;
}

static guint
find_root (guint *parents,
           guint  i)
{
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];

  return i;
}

/* For each live annotation the first one of its group. */
static guint *
group_same (const ChiosaRecord *record,
            guint               n)
{
  guint *parents = g_new (guint, MAX (n, 1));
  const ChiosaRelation *relation;
  guint from, to;

  for (guint i = 0; i < n; i++)
    parents[i] = i;

  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, &from, &to)) != NULL; i++)
    {
      if (!g_str_equal (relation->type, "same_as"))
        continue;
      from = find_root (parents, from);
      to = find_root (parents, to);
      parents[MAX (from, to)] = MIN (from, to);
    }
  for (guint i = 0; i < n; i++)
    parents[i] = find_root (parents, i);

  return parents;
}

/* The numbers of @keys (each below @n) sorted by key; @first: (out): where those of each key begin. */
static guint *
sort_by_key (const guint  *keys,
             guint         n_keys,
             guint         n,
             guint       **first)
{
  guint *sorted = g_new (guint, MAX (n_keys, 1));
  g_autofree guint *at = NULL;

  *first = g_new0 (guint, n + 1);
  for (guint i = 0; i < n_keys; i++)
    (*first)[keys[i] + 1]++;
  for (guint i = 0; i < n; i++)
    (*first)[i + 1] += (*first)[i];

  at = g_memdup2 (*first, (n + 1) * sizeof (guint));
  for (guint i = 0; i < n_keys; i++)
    sorted[at[keys[i]]++] = i;

  return sorted;
}

/**
 * chiosa_linked_index_new:
 * @record: an article
 *
 * Returns: (transfer full): its relations and groups
 */
ChiosaLinkedIndex *
chiosa_linked_index_new (const ChiosaRecord *record)
{
  ChiosaLinkedIndex *self = g_new0 (ChiosaLinkedIndex, 1);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = chiosa_record_get_n (record), from;

  for (guint i = 0; chiosa_record_get_relation (record, i, &from, NULL) != NULL; i++)
    g_array_append_val (starts, from);

  self->relations = sort_by_key ((const guint *) starts->data, starts->len, n, &self->first_relation);
  self->group = group_same (record, n);
  self->members = sort_by_key (self->group, n, n, &self->first_member);

  return self;
}

/**
 * chiosa_linked_index_free:
 * @self: (nullable) (transfer full): an index
 */
void
chiosa_linked_index_free (ChiosaLinkedIndex *self)
{
  if (self == NULL)
    return;

  g_free (self->first_relation);
  g_free (self->relations);
  g_free (self->group);
  g_free (self->first_member);
  g_free (self->members);
  g_free (self);
}

/**
 * chiosa_linked_index_next:
 * @self: the index of @record
 * @record: an article
 * @from: an annotation
 * @type: of relation
 * @at: (inout): 0 before the first
 * @to: (out): where it leads
 *
 * Returns: (transfer none) (nullable): the next of these relations
 */
const ChiosaRelation *
chiosa_linked_index_next (const ChiosaLinkedIndex *self,
                          const ChiosaRecord      *record,
                          guint                    from,
                          const char              *type,
                          guint                   *at,
                          guint                   *to)
{
  while (self->first_relation[from] + *at < self->first_relation[from + 1])
    {
      guint i = self->relations[self->first_relation[from] + (*at)++];
      const ChiosaRelation *relation = chiosa_record_get_relation (record, i, NULL, to);

      if (g_str_equal (relation->type, type))
        return relation;
    }

  return NULL;
}
