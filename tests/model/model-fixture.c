/* model-fixture.c
 *
 * What the tests of the model share. Builds and prints; asserts only where a test could not go on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model-fixture.h"

static ChiosaTag
make_tag (const char *id,
          const char *name,
          char        key)
{
  return (ChiosaTag) { .id = g_strdup (id), .name = g_strdup (name), .color = g_strdup ("#3584e4"), .key = key };
}

/* @pairs: id, name, id, name, … NULL */
static ChiosaTag *
make_tags (const char *const *pairs,
           gboolean           with_keys,
           guint             *n_tags)
{
  guint n = g_strv_length ((char **) pairs) / 2;
  ChiosaTag *tags = g_new0 (ChiosaTag, n);

  for (guint i = 0; i < n; i++)
    tags[i] = make_tag (pairs[2 * i], pairs[2 * i + 1], with_keys ? '1' + i : 0);
  *n_tags = n;

  return tags;
}

static ChiosaAttributeType
make_choice (const char        *id,
             const char        *name,
             const char *const *values)
{
  ChiosaAttributeType attribute = {
    .id = g_strdup (id), .name = g_strdup (name), .kind = CHIOSA_ATTRIBUTE_CHOICE,
  };

  attribute.values = make_tags (values, FALSE, &attribute.n_values);
  attribute.default_value = g_strdup (values[0]);
  return attribute;
}

static void
add_type (ChiosaTagsetBuilder *builder,
          const char          *id,
          const char          *name,
          char                 key,
          const char *const   *labels,
          ChiosaSpanType       type)
{
  type.tag = make_tag (id, name, key);
  type.labels = make_tags (labels, TRUE, &type.n_labels);
  g_array_append_val (builder->types, type);
}

static void
add_claim (ChiosaTagsetBuilder *builder)
{
  const char *const labels[] = { "FACT", "Fact", "OPINION", "Opinion", NULL };
  const char *const voices[] = { "reported", "Reported", "author", "Author", NULL };
  const char *const directness[] = { "indirect", "Indirect", "mixed", "Mixed", "direct", "Direct", NULL };
  const char *const for_facts[] = { "FACT", NULL };
  ChiosaSpanType claim = { .may_nest = TRUE, .n_attributes = 4 };

  claim.attributes = g_new0 (ChiosaAttributeType, 4);
  claim.attributes[0] = make_choice ("voice", "Voice", voices);
  claim.attributes[1] = make_choice ("directness", "Directness", directness);
  claim.attributes[1].preset = g_strdup ("quotes");
  claim.attributes[2] = (ChiosaAttributeType) { .id = g_strdup ("summary"), .name = g_strdup ("Summary"),
                                                .kind = CHIOSA_ATTRIBUTE_TEXT };
  claim.attributes[3] = (ChiosaAttributeType) { .id = g_strdup ("checked"), .name = g_strdup ("Checked"),
                                                .kind = CHIOSA_ATTRIBUTE_FLAG, .default_value = g_strdup ("false"),
                                                .labels = g_strdupv ((char **) for_facts) };
  add_type (builder, "CLAIM", "Claim", 'c', labels, claim);
}

static void
add_relation (ChiosaTagsetBuilder *builder,
              const char          *id,
              const char          *name,
              const char          *from,
              const char          *to,
              ChiosaRelationType   relation)
{
  relation.tag = make_tag (id, name, 0);
  relation.from = g_strsplit (from, " ", -1);
  relation.to = g_strsplit (to, " ", -1);
  g_array_append_val (builder->relations, relation);
}

ChiosaTagsetBuilder *
model_tagset_builder (void)
{
  const char *const entities[] = { "PERSON", "Person", "ORG", "Organization", NULL };
  const char *const sources[] = { "NAMED", "Named Source", NULL };
  const char *const none[] = { NULL };
  const char *const sure[] = { "sure", "Sure", "unsure", "Unsure", NULL };
  ChiosaTagsetBuilder *builder = chiosa_tagset_builder_new ();
  ChiosaAttributeType confidence = make_choice ("confidence", "Confidence", sure);

  builder->id = g_strdup ("test");
  builder->name = g_strdup ("Test Tags");
  builder->version = g_strdup ("1");
  add_type (builder, "ENTITY", "Entity", 'e', entities, (ChiosaSpanType) { .may_nest = TRUE });
  add_claim (builder);
  add_type (builder, "SOURCE", "Source", 's', sources, (ChiosaSpanType) { 0 });
  add_type (builder, "CUE", "Cue", 'u', none, (ChiosaSpanType) { .max_fragments = 1 });
  add_type (builder, "FREE", "Free", 'f', none, (ChiosaSpanType) { .may_nest = TRUE, .may_cross = TRUE });
  g_array_append_val (builder->attributes, confidence);

  add_relation (builder, "attributed_to", "Attributed to", "CLAIM", "SOURCE", (ChiosaRelationType) { 0 });
  add_relation (builder, "cued_by", "Cued by", "CLAIM", "CUE", (ChiosaRelationType) { .max_per_from = 1 });
  add_relation (builder, "contradicts", "Contradicts", "CLAIM", "CLAIM", (ChiosaRelationType) { .symmetric = TRUE });
  add_relation (builder, "same_as", "Same as", "ENTITY SOURCE CLAIM", "ENTITY SOURCE CLAIM",
                (ChiosaRelationType) { .symmetric = TRUE, .transitive = TRUE, .same_family = TRUE,
                                       .family = g_strsplit ("ENTITY SOURCE", " ", -1) });
  return builder;
}

ChiosaTagset *
model_tagset (void)
{
  g_autoptr (GError) error = NULL;
  ChiosaTagset *tagset = chiosa_tagset_builder_end (model_tagset_builder (), &error);

  g_assert_no_error (error);
  return tagset;
}

ChiosaDocument *
model_document (const char *text)
{
  g_autoptr (ChiosaTagset) tagset = model_tagset ();
  ChiosaDocument *document = chiosa_document_new (tagset);

  chiosa_document_load_text (document, chiosa_text_new (text, -1), NULL);
  return document;
}

static void
append_marks (ChiosaDocument *document,
              GString        *string,
              gsize           offset,
              gboolean        opening)
{
  g_autoptr (GPtrArray) list = chiosa_document_list (document);

  for (guint i = 0; i < list->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (list, i);
      g_autofree ChiosaSpan *spans = NULL;
      guint n_spans;

      spans = chiosa_document_get_spans (document, annotation->id, &n_spans);
      for (guint s = 0; s < n_spans; s++)
        {
          if (opening && spans[s].start == offset)
            g_string_append_printf (string, "[%s:", annotation->label[0] != '\0' ? annotation->label : annotation->type);
          else if (!opening && spans[s].end == offset)
            g_string_append_c (string, ']');
        }
    }
}

char *
model_text (ChiosaDocument *document)
{
  const ChiosaText *text = chiosa_document_get_text (document);
  GString *string = g_string_new (NULL);

  for (gsize i = 0; i <= chiosa_text_get_length (text); i++)
    {
      append_marks (document, string, i, FALSE);
      append_marks (document, string, i, TRUE);
      if (i < chiosa_text_get_length (text))
        g_string_append_unichar (string, chiosa_text_get_char (text, i));
    }

  return g_string_free (string, FALSE);
}

static void
dump_attributes (GString                *string,
                 const ChiosaAttributes *attributes)
{
  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);

      g_string_append_printf (string, " %s=%d:%s", name, kind, value);
    }
}

static void
dump_spans (GString          *string,
            const ChiosaSpan *spans,
            guint             n_spans)
{
  for (guint i = 0; i < n_spans; i++)
    g_string_append_printf (string, " %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, spans[i].start, spans[i].end);
}

static void
dump_item (GString                  *string,
           const ChiosaSnapshot     *snapshot,
           const ChiosaSnapshotItem *item)
{
  const ChiosaAnnotation *a = item->annotation;

  g_string_append_printf (string, "%s %s %s state %d origin %d edited %d review %d", a->id, a->type, a->label,
                          a->state, a->origin, a->edited, a->review);
  g_string_append_printf (string, " note %s by %s at %s from %s (%s) %s", a->note, a->creator, a->created,
                          a->suggester, a->confidence, a->extra);
  dump_attributes (string, a->attributes);
  if (item->n_spans > 0)
    dump_spans (string, &g_array_index (snapshot->spans, ChiosaSpan, item->first_span), item->n_spans);
  if (a->quote != NULL)
    {
      g_string_append_printf (string, " was %s|%s|%s at %" G_GSIZE_FORMAT, a->quote->prefix, a->quote->exact,
                              a->quote->suffix, a->quote->point);
      dump_spans (string, a->quote->spans, a->quote->n_spans);
    }
  g_string_append_c (string, '\n');
}

static void
dump_article (GString             *string,
              const ChiosaArticle *a)
{
  g_string_append_printf (string, "\narticle %s %s %s %s %s %s %s %s %s %s", a->title, a->author, a->publisher, a->url,
                          a->date, a->language, a->licence, a->note, chiosa_status_to_string (a->status), a->extra);
  dump_attributes (string, a->attributes);
  g_string_append_c (string, '\n');
}

char *
model_dump (ChiosaDocument *document)
{
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_document_snapshot (document);
  g_autofree char *text = chiosa_text_get_slice (snapshot->text, 0, G_MAXSIZE);
  GString *string = g_string_new (text);

  dump_article (string, snapshot->article);
  for (guint i = 0; i < snapshot->items->len; i++)
    dump_item (string, snapshot, &g_array_index (snapshot->items, ChiosaSnapshotItem, i));

  for (guint i = 0; i < snapshot->relations->len; i++)
    {
      const ChiosaRelation *r = g_ptr_array_index (snapshot->relations, i);

      g_string_append_printf (string, "%s %s %s -> %s note %s by %s at %s %s", r->id, r->type, r->from, r->to, r->note,
                              r->creator, r->created, r->extra);
      dump_attributes (string, r->attributes);
      g_string_append_c (string, '\n');
    }

  return g_string_free (string, FALSE);
}

const char *
model_tag (ChiosaDocument *document,
           const char     *type,
           const char     *label,
           const char     *words,
           gsize           from)
{
  g_autoptr (GError) error = NULL;
  ChiosaSpan span;
  const char *id;

  span.start = chiosa_text_find (chiosa_document_get_text (document), words, from);
  g_assert_cmpuint (span.start, !=, G_MAXSIZE);
  span.end = span.start + g_utf8_strlen (words, -1);

  id = chiosa_document_tag (document, type, label, &span, 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (id);
  return id;
}

void
model_edit (ChiosaDocument *document,
            ChiosaEditKind  kind,
            gsize           start,
            gsize           end,
            const char     *text)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (start, end, text);
  g_autoptr (GError) error = NULL;
  gboolean done = chiosa_document_edit (document, edit, kind, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}
