/* chiosa-sidecar-write.c
 *
 * The bytes of a sidecar: members in a fixed order, one annotation or relation on a line, so that a diff shows what
 * a person did. The same snapshot always gives the same bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-segment.h"
#include "chiosa-sidecar-private.h"

#include <string.h>

/* Code points of context on either side of a fragment. */
#define CONTEXT 32
/* Bytes of a fragment's words. More is left out: escaped it could be longer than a reader allows. */
#define MAX_WORDS 131072

typedef struct
{
  GString              *out;
  const ChiosaSnapshot *snapshot;
  const ChiosaText     *text;
  gsize                 length;     /* code points of text */
} Writer;

static void
append_raw (GString    *out,
            const char *key,
            const char *raw)
{
  chiosa_json_append_key (out, key);
  g_string_append (out, raw);
}

static void
append_extra (GString    *out,
              const char *extra)
{
  if (extra == NULL || *extra == '\0')
    return;

  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  g_string_append (out, extra);
}

void
chiosa_sidecar_append_value (GString         *out,
                             ChiosaValueKind  kind,
                             const char      *value)
{
  switch (kind)
    {
    case CHIOSA_VALUE_FLAG:
      g_string_append (out, strcmp (value, "true") == 0 ? "true" : "false");
      return;

    case CHIOSA_VALUE_NUMBER:
      if (chiosa_json_number_is_valid (value))
        g_string_append (out, value);
      else
        chiosa_json_append_string (out, value);
      return;

    case CHIOSA_VALUE_JSON:
      g_string_append (out, value);
      return;

    case CHIOSA_VALUE_TEXT:
    default:
      chiosa_json_append_string (out, value);
      return;
    }
}

/* --- Fragments -------------------------------------------------------------------------------------------------- */

/* Letters, ideographs, digits, signs and white space that nothing combines with: a boundary between two of them needs
 * no look at the rules. A line feed is one of them, a carriage return before it is not. */
static gboolean
is_plain (gunichar c)
{
  return c == '\n'
         || (c >= 0x20 && c < 0x300 && c != 0xa9 && c != 0xad && c != 0xae)
         || (c >= 0x370 && c < 0x483)
         || (c >= 0x5d0 && c < 0x5eb)
         || (c >= 0x620 && c < 0x64b)
         || (c >= 0x2010 && c < 0x2028)
         || (c >= 0x20a0 && c < 0x20c1)
         || (c >= 0x3041 && c < 0x3097)
         || (c >= 0x30a1 && c < 0x3100)
         || (c >= 0x3400 && c < 0xa000)
         || (c >= 0xac00 && c < 0xd7a4);
}

static gboolean
is_edge (const Writer *self,
         gsize         offset)
{
  return offset == 0 || offset == self->length
         || (is_plain (chiosa_text_get_char (self->text, offset - 1)) && is_plain (chiosa_text_get_char (self->text, offset)))
         || chiosa_segment_is_edge (self->text, CHIOSA_SEGMENT_GRAPHEME, offset);
}

/* Where the context before @start begins and the one behind @end ends: at edges of graphemes. */
static ChiosaSpan
find_context (const Writer     *self,
              const ChiosaSpan *span)
{
  ChiosaSpan context = { span->start - MIN (span->start, CONTEXT), MIN (self->length, span->end + CONTEXT) };

  while (context.start < span->start && !is_edge (self, context.start))
    context.start++;
  while (context.end > span->end && !is_edge (self, context.end))
    context.end--;

  return context;
}

static void
append_words (GString    *out,
              const char *key,
              const char *words,
              const char *end)
{
  chiosa_json_append_key (out, key);
  chiosa_json_append_string_len (out, words, end - words);
}

static void
append_live_span (Writer           *self,
                  const ChiosaSpan *span)
{
  ChiosaSpan context = find_context (self, span);
  g_autofree char *before = NULL, *around = NULL;
  const char *exact, *suffix;

  g_string_append_c (self->out, '{');
  chiosa_json_append_number (self->out, "start", span->start);
  chiosa_json_append_number (self->out, "end", span->end);

  if (span->end - span->start > MAX_WORDS)
    {
      before = chiosa_text_get_slice (self->text, context.start, span->start);
      around = chiosa_text_get_slice (self->text, span->end, context.end);
      chiosa_json_append_text (self->out, "prefix", before);
      chiosa_json_append_text (self->out, "suffix", around);
      g_string_append_c (self->out, '}');
      return;
    }

  around = chiosa_text_get_slice (self->text, context.start, context.end);
  exact = g_utf8_offset_to_pointer (around, span->start - context.start);
  suffix = g_utf8_offset_to_pointer (exact, span->end - span->start);

  if (suffix - exact <= MAX_WORDS)
    append_words (self->out, "exact", exact, suffix);
  append_words (self->out, "prefix", around, exact);
  append_words (self->out, "suffix", suffix, suffix + strlen (suffix));
  g_string_append_c (self->out, '}');
}

static void
append_live_spans (Writer                   *self,
                   const ChiosaSnapshotItem *item)
{
  const ChiosaSpan *spans = &g_array_index (self->snapshot->spans, ChiosaSpan, item->first_span);

  chiosa_json_append_key (self->out, "spans");
  g_string_append_c (self->out, '[');
  for (guint i = 0; i < item->n_spans; i++)
    {
      if (i > 0)
        g_string_append_c (self->out, ',');
      append_live_span (self, &spans[i]);
    }
  g_string_append_c (self->out, ']');
}

static void
append_last_words (GString    *out,
                   const char *exact)
{
  const char *end = exact + strlen (exact);

  if (end - exact > MAX_WORDS)
    end = g_utf8_find_prev_char (exact, exact + MAX_WORDS);

  append_words (out, "exact", exact, end);
}

/* One object for each place; the words belong to the first where they do not fall apart into as many pieces. */
static void
append_detached_spans (Writer            *self,
                       const ChiosaQuote *quote)
{
  ChiosaSpan point = { quote->point, quote->point };
  const ChiosaSpan *spans = quote->n_spans > 0 ? quote->spans : &point;
  guint n = MAX (quote->n_spans, 1);
  g_auto (GStrv) pieces = n > 1 ? g_strsplit (quote->exact, " … ", -1) : NULL;
  gboolean apart = pieces != NULL && g_strv_length (pieces) == n;

  chiosa_json_append_key (self->out, "spans");
  g_string_append_c (self->out, '[');
  for (guint i = 0; i < n; i++)
    {
      g_string_append (self->out, i > 0 ? ",{" : "{");
      chiosa_json_append_number (self->out, "start", spans[i].start);
      chiosa_json_append_number (self->out, "end", spans[i].end);
      if (apart)
        append_last_words (self->out, pieces[i]);
      else if (i == 0)
        append_last_words (self->out, quote->exact);
      if (i == 0 && quote->prefix != NULL)
        chiosa_json_append_text (self->out, "prefix", quote->prefix);
      if (i == n - 1 && quote->suffix != NULL)
        chiosa_json_append_text (self->out, "suffix", quote->suffix);
      g_string_append_c (self->out, '}');
    }
  g_string_append_c (self->out, ']');
}

static void
append_detached (Writer                 *self,
                 const ChiosaAnnotation *annotation)
{
  ChiosaQuote nothing = { .exact = (char *) "" };
  const ChiosaQuote *quote = annotation->quote != NULL ? annotation->quote : &nothing;

  chiosa_json_append_text (self->out, "state", "detached");
  chiosa_json_append_number (self->out, "point", quote->point);
  append_detached_spans (self, quote);
}

static void
append_place (Writer                   *self,
              const ChiosaSnapshotItem *item)
{
  if (item->n_spans > 0)
    append_live_spans (self, item);
  else
    append_detached (self, item->annotation);
}

void
chiosa_sidecar_append_place (GString                  *out,
                             const ChiosaSnapshot     *snapshot,
                             const ChiosaSnapshotItem *item)
{
  Writer self = { out, snapshot, snapshot->text, chiosa_text_get_length (snapshot->text) };

  append_place (&self, item);
}

/* --- Lines ------------------------------------------------------------------------------------------------------ */

static void
append_origin (GString                *out,
               const ChiosaAnnotation *annotation)
{
  if (annotation->origin != CHIOSA_ORIGIN_HAND)
    chiosa_json_append_text (out, "origin", annotation->origin == CHIOSA_ORIGIN_IMPORT ? "import" : "suggestion");
  chiosa_json_append_text (out, "suggester", annotation->suggester);
  if (chiosa_json_number_is_valid (annotation->confidence))
    append_raw (out, "confidence", annotation->confidence);
}

static void
append_annotation (Writer                   *self,
                   const ChiosaSnapshotItem *item)
{
  const ChiosaAnnotation *annotation = item->annotation;
  GString *out = self->out;

  g_string_append_c (out, '{');
  chiosa_json_append_text (out, "id", annotation->id);
  chiosa_json_append_text (out, "type", annotation->type);
  if (*annotation->label != '\0')
    chiosa_json_append_text (out, "label", annotation->label);

  append_place (self, item);
  chiosa_sidecar_append_attributes (out, annotation->attributes);
  chiosa_json_append_text (out, "note", annotation->note);
  chiosa_json_append_text (out, "creator", annotation->creator);
  chiosa_json_append_text (out, "created", annotation->created);
  append_origin (out, annotation);
  if (annotation->edited)
    append_raw (out, "edited", "true");
  if (annotation->review)
    append_raw (out, "review", "true");
  append_extra (out, annotation->extra);
  g_string_append_c (out, '}');
}

void
chiosa_sidecar_append_annotation (GString                  *out,
                                  const ChiosaSnapshot     *snapshot,
                                  const ChiosaSnapshotItem *item)
{
  Writer self = { out, snapshot, snapshot->text, chiosa_text_get_length (snapshot->text) };

  append_annotation (&self, item);
}

void
chiosa_sidecar_append_relation (GString              *out,
                                const ChiosaRelation *relation)
{
  g_string_append_c (out, '{');
  chiosa_json_append_text (out, "id", relation->id);
  chiosa_json_append_text (out, "type", relation->type);
  chiosa_json_append_text (out, "from", relation->from);
  chiosa_json_append_text (out, "to", relation->to);
  chiosa_sidecar_append_attributes (out, relation->attributes);
  chiosa_json_append_text (out, "note", relation->note);
  chiosa_json_append_text (out, "creator", relation->creator);
  chiosa_json_append_text (out, "created", relation->created);
  append_extra (out, relation->extra);
  g_string_append_c (out, '}');
}

static void
begin_line (GString  *out,
            gboolean *first)
{
  g_string_append (out, *first ? "\n" : ",\n");
  *first = FALSE;
}

static void
append_raw_lines (GString         *out,
                  const GPtrArray *raw,
                  gboolean        *first)
{
  for (guint i = 0; i < raw->len; i++)
    {
      begin_line (out, first);
      g_string_append (out, g_ptr_array_index (raw, i));
    }
}

/* Live ones by the first fragment's start and end, detached ones last; then by id. */
static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      spans)
{
  const ChiosaSnapshotItem *x = *(const ChiosaSnapshotItem * const *) a;
  const ChiosaSnapshotItem *y = *(const ChiosaSnapshotItem * const *) b;

  if ((x->n_spans == 0) != (y->n_spans == 0))
    return x->n_spans == 0 ? 1 : -1;

  if (x->n_spans > 0)
    {
      const ChiosaSpan *s = &g_array_index ((GArray *) spans, ChiosaSpan, x->first_span);
      const ChiosaSpan *t = &g_array_index ((GArray *) spans, ChiosaSpan, y->first_span);

      if (s->start != t->start)
        return s->start < t->start ? -1 : 1;
      if (s->end != t->end)
        return s->end < t->end ? -1 : 1;
    }

  return strcmp (x->annotation->id, y->annotation->id);
}

static void
append_annotations (Writer              *self,
                    const ChiosaSidecar *sidecar)
{
  const GArray *items = self->snapshot->items;
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (items->len);
  gboolean first = TRUE;

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (sorted, &g_array_index (items, ChiosaSnapshotItem, i));
  g_ptr_array_sort_with_data (sorted, compare_items, self->snapshot->spans);

  g_string_append (self->out, "\"annotations\":[");
  for (guint i = 0; i < sorted->len; i++)
    {
      begin_line (self->out, &first);
      append_annotation (self, g_ptr_array_index (sorted, i));
    }
  append_raw_lines (self->out, sidecar->raw_items, &first);
  g_string_append (self->out, "\n],\n");
}

static int
compare_relations (gconstpointer a,
                   gconstpointer b)
{
  const ChiosaRelation *x = *(const ChiosaRelation * const *) a;
  const ChiosaRelation *y = *(const ChiosaRelation * const *) b;

  return strcmp (x->id, y->id);
}

static void
append_relations (Writer              *self,
                  const ChiosaSidecar *sidecar)
{
  const GPtrArray *relations = self->snapshot->relations;
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (relations->len);
  gboolean first = TRUE;

  for (guint i = 0; i < relations->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (relations, i));
  g_ptr_array_sort (sorted, compare_relations);

  g_string_append (self->out, "\"relations\":[");
  for (guint i = 0; i < sorted->len; i++)
    {
      begin_line (self->out, &first);
      chiosa_sidecar_append_relation (self->out, g_ptr_array_index (sorted, i));
    }
  append_raw_lines (self->out, sidecar->raw_relations, &first);
  g_string_append (self->out, "\n]");
}

/* --- Head ------------------------------------------------------------------------------------------------------- */

static void
append_text_member (Writer               *self,
                    const ChiosaSidecar  *sidecar,
                    const ChiosaEncoding *encoding)
{
  const char *known = self->snapshot->text_sha256;
  g_autofree char *sha256 = known != NULL ? g_strdup (known) : chiosa_text_hash (self->text);

  g_string_append (self->out, "\"text\":{");
  chiosa_json_append_text (self->out, "sha256", sha256);
  chiosa_json_append_number (self->out, "length", self->length);
  chiosa_json_append_text (self->out, "charset", encoding->charset);
  append_raw (self->out, "bom", encoding->bom ? "true" : "false");
  chiosa_json_append_text (self->out, "newline", chiosa_newline_to_string (encoding->newline));
  append_extra (self->out, sidecar->text_extra);
  g_string_append (self->out, "},\n");
}

static void
append_tagset (GString             *out,
               const ChiosaSidecar *sidecar)
{
  if (sidecar->tagset_id == NULL && sidecar->tagset_version == NULL && sidecar->tagset_extra == NULL)
    return;

  g_string_append (out, "\"tagset\":{");
  chiosa_json_append_text (out, "id", sidecar->tagset_id);
  chiosa_json_append_text (out, "version", sidecar->tagset_version);
  append_extra (out, sidecar->tagset_extra);
  g_string_append (out, "},\n");
}

/**
 * chiosa_sidecar_append_details:
 * @out: JSON so far, within an object
 * @article: what is known of an article
 *
 * Adds the members that are one text each, title to status, as a sidecar has them; those that are not known are left out.
 */
void
chiosa_sidecar_append_details (GString             *out,
                               const ChiosaArticle *article)
{
  chiosa_json_append_text (out, "title", article->title);
  chiosa_json_append_text (out, "author", article->author);
  chiosa_json_append_text (out, "publisher", article->publisher);
  chiosa_json_append_text (out, "url", article->url);
  chiosa_json_append_text (out, "date", article->date);
  chiosa_json_append_text (out, "language", article->language);
  chiosa_json_append_text (out, "licence", article->licence);
  chiosa_json_append_text (out, "note", article->note);
  chiosa_json_append_text (out, "status", chiosa_status_to_string (article->status));
}

static void
append_article (GString             *out,
                const ChiosaArticle *article)
{
  static const ChiosaArticle nothing = { .status = CHIOSA_STATUS_NEW };

  if (article == NULL)
    article = &nothing;

  g_string_append (out, "\"article\":{");
  chiosa_sidecar_append_details (out, article);
  chiosa_sidecar_append_attributes (out, article->attributes);
  append_extra (out, article->extra);
  g_string_append (out, "},\n");
}

/**
 * chiosa_sidecar_append_attributes:
 * @out: JSON so far, within an object
 * @attributes: (nullable): what to write
 *
 * Adds the member "attributes" as a sidecar has it; nothing where there are none.
 */
void
chiosa_sidecar_append_attributes (GString                *out,
                                  const ChiosaAttributes *attributes)
{
  guint n = chiosa_attributes_get_n (attributes);

  if (n == 0)
    return;

  chiosa_json_append_key (out, "attributes");
  g_string_append_c (out, '{');
  for (guint i = 0; i < n; i++)
    {
      ChiosaValueKind kind;
      const char *value;

      chiosa_json_append_key (out, chiosa_attributes_nth (attributes, i, &kind, &value));
      chiosa_sidecar_append_value (out, kind, value);
    }
  g_string_append_c (out, '}');
}

/**
 * chiosa_sidecar_write:
 * @sidecar: version, tag set, annotator, what was not understood; its snapshot is not looked at
 * @snapshot: the document with its text
 * @encoding: of the article
 *
 * The words of a fragment longer than 128 kB are left out: such a fragment is known by its place only.
 *
 * Returns: (transfer full): the bytes of the file
 */
GBytes *
chiosa_sidecar_write (const ChiosaSidecar  *sidecar,
                      const ChiosaSnapshot *snapshot,
                      const ChiosaEncoding *encoding)
{
  Writer self = { .snapshot = snapshot, .text = snapshot->text };

  g_return_val_if_fail (sidecar != NULL && snapshot->text != NULL && encoding != NULL, NULL);

  self.out = g_string_sized_new (1024 + 256 * (gsize) snapshot->items->len);
  self.length = chiosa_text_get_length (snapshot->text);

  g_string_append_printf (self.out, "{\n\"format\":\"chiosa-sidecar\",\n\"version\":\"%u.%u\",\n",
                          sidecar->major, sidecar->minor);
  append_text_member (&self, sidecar, encoding);
  append_tagset (self.out, sidecar);
  if (sidecar->annotator != NULL)
    {
      g_string_append (self.out, "\"annotator\":");
      chiosa_json_append_string (self.out, sidecar->annotator);
      g_string_append (self.out, ",\n");
    }
  append_article (self.out, snapshot->article);
  append_annotations (&self, sidecar);
  append_relations (&self, sidecar);
  chiosa_sidecar_append_conflicts (self.out, sidecar, snapshot->conflicts);
  if (sidecar->extra != NULL && *sidecar->extra != '\0')
    g_string_append_printf (self.out, ",\n%s", sidecar->extra);
  g_string_append (self.out, "\n}\n");

  return g_string_free_to_bytes (self.out);
}
