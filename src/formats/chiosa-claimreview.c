/* chiosa-claimreview.c
 *
 * schema.org ClaimReview in JSON-LD, written only: one graph with a node for each article, and behind it one ClaimReview for each claim
 * that has a verdict. What it is not for is counted: claims without a verdict, annotations that no such claim leads to, places.
 *
 * The scale is 1 (refuted), 3 (conflicting), 5 (supported); "not enough evidence" and the verdicts of other tag sets have words only,
 * since a number would be made up. The words are English or the tag set's own: data is never translated. "<", ">" and "&" are escaped, so that
 * it can stand in a script element of HTML.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-formats.h"

#include "chiosa-json.h"
#include "chiosa-linked.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaLosses             *losses;
  GString                  *out;
  char                     *source;     /* address of the article */
  ChiosaLinkedIndex        *index;
  gboolean                 *used;       /* of annotations: said somehow */
} Writer;

static const struct { const char *id, *words, *rating; } verdicts[] = {
  { "supported", "Supported", "5" },
  { "conflicting", "Conflicting evidence", "3" },
  { "refuted", "Refuted", "1" },
  { "not_enough_evidence", "Not enough evidence", NULL },
};

/* What schema.org calls what a label stands for. */
static const struct { const char *label, *type; } things[] = {
  { "SRC_PERSON", "Person" }, { "SRC_SOCIAL", "Person" }, { "SRC_ANON", "Person" }, { "SRC_ORG", "Organization" },
  { "SRC_MEDIA", "Organization" }, { "SRC_GROUP", "Organization" }, { "SRC_DOC", "CreativeWork" }, { "PERSON", "Person" },
  { "ORG", "Organization" }, { "GPE", "Place" }, { "LOC", "Place" }, { "PRODUCT", "Product" }, { "WORK", "CreativeWork" },
  { "EVENT", "Event" },
};

static const char *
get_verdict (const ChiosaAnnotation *annotation)
{
  const char *verdict = chiosa_annotation_get_attribute (annotation, "verdict");

  return verdict != NULL && *verdict != '\0' && !g_str_equal (verdict, "unchecked") ? verdict : NULL;
}

static const char *
get_thing (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (g_str_equal (things[i].label, label))
      return things[i].type;

  return "Thing";
}

/* NULL where words may not be given away. */
static char *
get_words (const Writer *self,
           guint         i)
{
  return self->context->text_mode != CHIOSA_TEXT_NONE ? chiosa_linked_get_words (self->record, i) : NULL;
}

static gboolean
is_name (const ChiosaAnnotation *annotation)
{
  const char *mention = chiosa_annotation_get_attribute (annotation, "mention");

  return mention == NULL || g_str_equal (mention, "name");
}

/* The mention that names what the i-th one means: who "she" is. */
static guint
find_name (const Writer *self,
           guint         i)
{
  const ChiosaLinkedIndex *index = self->index;
  guint group = index->group[i];

  if (is_name (chiosa_record_get (self->record, i)))
    return i;

  for (guint k = index->first_member[group]; k < index->first_member[group + 1]; k++)
    if (is_name (chiosa_record_get (self->record, index->members[k])))
      return index->members[k];

  return i;
}

/* The Wikidata id, or address, of a mention or of one that means the same. */
static char *
find_address (const Writer *self,
              guint         i)
{
  const ChiosaLinkedIndex *index = self->index;
  guint group = index->group[i];

  for (guint k = index->first_member[group]; k < index->first_member[group + 1]; k++)
    {
      const char *id = chiosa_annotation_get_attribute (chiosa_record_get (self->record, index->members[k]), "kb_id");

      if (chiosa_linked_is_iri (id))
        return g_strdup (id);
      if (id != NULL && g_regex_match_simple ("^Q[1-9][0-9]*$", id, G_REGEX_DOLLAR_ENDONLY, 0))
        return g_strconcat ("http://www.wikidata.org/entity/", id, NULL);
    }

  return NULL;
}

/* --- Counting --------------------------------------------------------------------------------------------------- */

static void
lose_attributes (Writer                 *self,
                 const ChiosaAnnotation *annotation,
                 const char * const     *carried)
{
  for (guint i = 0; i < chiosa_attributes_get_n (annotation->attributes); i++)
    {
      const char *name = chiosa_attributes_nth (annotation->attributes, i, NULL, NULL);

      if (!g_strv_contains (carried, name))
        chiosa_losses_add (self->losses, CHIOSA_LOSS_ATTRIBUTE, annotation->id, name);
    }
}

static void
lose_pieces (Writer *self,
             guint   i)
{
  guint n;

  chiosa_record_get_spans (self->record, i, &n);
  if (n > 1)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_FRAGMENTS, chiosa_record_get (self->record, i)->id, NULL);
}

/* A mention of which the words are written: it is counted once, however often it is. */
static void
use_mention (Writer *self,
             guint   i)
{
  static const char * const carried[] = { "kb_id", "mention", NULL };
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);

  if (self->used[i])
    return;

  self->used[i] = TRUE;
  lose_pieces (self, i);
  lose_attributes (self, annotation, carried);
  if (*annotation->label != '\0')
    chiosa_losses_add (self->losses, CHIOSA_LOSS_LABEL, annotation->id, annotation->label);
  if (annotation->creator != NULL || annotation->created != NULL || annotation->origin != CHIOSA_ORIGIN_HAND)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_PROVENANCE, annotation->id, NULL);
}

static void
lose_of_claim (Writer                 *self,
               guint                   i,
               const ChiosaAnnotation *claim)
{
  static const char * const carried[] = { "verdict", "verdict_url", "verdict_note", "normalised", "claim_date", NULL };

  self->used[i] = TRUE;
  lose_pieces (self, i);
  lose_attributes (self, claim, carried);
  if (claim->origin != CHIOSA_ORIGIN_HAND || claim->suggester != NULL || claim->confidence != NULL || claim->edited || claim->review)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_PROVENANCE, claim->id, NULL);
}

static void
lose_rest (Writer *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);
  const ChiosaRelation *relation;
  guint from;

  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    if (!self->used[i])
      chiosa_losses_add (self->losses, CHIOSA_LOSS_ANNOTATION, chiosa_record_get (self->record, i)->id,
                         chiosa_record_get (self->record, i)->type);

  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &from, NULL)) != NULL; i++)
    {
      gboolean joins = g_str_equal (relation->type, "attributed_to") || g_str_equal (relation->type, "about");

      if (!joins || !self->used[from] || get_verdict (chiosa_record_get (self->record, from)) == NULL)
        chiosa_losses_add (self->losses, CHIOSA_LOSS_RELATION, relation->id, relation->type);
      else if (relation->creator != NULL || relation->created != NULL)
        chiosa_losses_add (self->losses, CHIOSA_LOSS_PROVENANCE, relation->id, NULL);
    }

  if (article->note != NULL)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_ARTICLE, NULL, "note");
  if (article->status != CHIOSA_STATUS_NEW)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_ARTICLE, NULL, "status");
  for (guint i = 0; i < chiosa_attributes_get_n (article->attributes); i++)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_ARTICLE, NULL, chiosa_attributes_nth (article->attributes, i, NULL, NULL));
}

/* --- Writing ---------------------------------------------------------------------------------------------------- */

static void
begin_node (GString    *out,
            const char *key,
            const char *type)
{
  if (key != NULL)
    chiosa_json_append_key (out, key);
  g_string_append_c (out, '{');
  chiosa_linked_append_text (out, "@type", type);
}

static void
append_named (GString    *out,
              const char *key,
              const char *type,
              const char *name)
{
  if (name == NULL)
    return;

  begin_node (out, key, type);
  chiosa_linked_append_text (out, "name", name);
  g_string_append_c (out, '}');
}

static void
append_article (Writer *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);
  GString *out = self->out;

  begin_node (out, NULL, "NewsArticle");
  chiosa_linked_append_text (out, "@id", self->source);
  if (chiosa_linked_is_iri (article->url))
    chiosa_linked_append_text (out, "url", article->url);
  else
    chiosa_linked_append_text (out, "identifier", article->url);
  chiosa_linked_append_text (out, "headline", article->title);
  append_named (out, "author", "Person", article->author);
  append_named (out, "publisher", "Organization", article->publisher);
  chiosa_linked_append_text (out, "datePublished", article->date);
  chiosa_linked_append_text (out, "inLanguage", article->language);
  if (chiosa_linked_is_iri (article->licence))
    chiosa_linked_append_text (out, "license", article->licence);
  else
    append_named (out, "license", "CreativeWork", article->licence);
  g_string_append_c (out, '}');
}

static void
append_mention (Writer     *self,
                GString    *list,
                guint       i,
                const char *type)
{
  guint named = find_name (self, i);
  g_autofree char *words = get_words (self, i), *name = named != i ? get_words (self, named) : NULL, *address = find_address (self, i);

  if (words == NULL && address == NULL)
    return;

  g_string_append (list, list->len > 1 ? "," : "");
  g_string_append_c (list, '{');
  chiosa_linked_append_text (list, "@type", type);
  chiosa_linked_append_text (list, "name", words);
  chiosa_linked_append_text (list, "alternateName", name);
  chiosa_linked_append_text (list, "sameAs", address);
  g_string_append_c (list, '}');
}

/* An author is a person or an organisation; a document that speaks is neither, and gets no type. */
static const char *
get_author_type (const char *label)
{
  const char *type = get_thing (label);

  return g_str_equal (type, "Person") || g_str_equal (type, "Organization") ? type : NULL;
}

static void
append_mentions (Writer     *self,
                 guint       claim,
                 const char *relation_type,
                 const char *key)
{
  g_autoptr (GString) list = g_string_new ("[");
  gboolean author = g_str_equal (key, "author");
  guint at = 0, to;

  while (chiosa_linked_index_next (self->index, self->record, claim, relation_type, &at, &to) != NULL)
    {
      const char *label = chiosa_record_get (self->record, to)->label;

      use_mention (self, to);
      append_mention (self, list, to, author ? get_author_type (label) : get_thing (label));
    }

  if (list->len > 1)
    {
      g_string_append_c (list, ']');
      chiosa_linked_append_raw (self->out, key, list->str);
    }
}

static void
append_claim (Writer                 *self,
              guint                   i,
              const ChiosaAnnotation *claim)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);
  const char *date = chiosa_annotation_get_attribute (claim, "claim_date");
  g_autofree char *words = get_words (self, i);
  GString *out = self->out;

  begin_node (out, "itemReviewed", "Claim");
  chiosa_linked_append_text (out, "text", words);
  append_mentions (self, i, "attributed_to", "author");
  append_mentions (self, i, "about", "about");
  chiosa_linked_append_text (out, "datePublished", date != NULL ? date : article->date);
  chiosa_linked_append_text (out, "keywords", *claim->label != '\0' ? claim->label : NULL);
  begin_node (out, "appearance", "NewsArticle");
  chiosa_linked_append_text (out, "@id", self->source);
  if (chiosa_linked_is_iri (article->url))
    chiosa_linked_append_text (out, "url", article->url);
  g_string_append (out, "}}");
}

/* The words that the tag set has for a verdict we do not know. */
static const char *
find_verdict_name (const Writer           *self,
                   const ChiosaAnnotation *claim,
                   const char             *verdict)
{
  const ChiosaAttributeType *attribute = self->context->tagset != NULL
                                           ? chiosa_tagset_find_attribute (self->context->tagset, claim->type, "verdict") : NULL;

  for (guint i = 0; attribute != NULL && i < attribute->n_values; i++)
    if (g_str_equal (attribute->values[i].id, verdict) && attribute->values[i].name != NULL)
      return attribute->values[i].name;

  return verdict;
}

static void
append_rating (Writer                 *self,
               const ChiosaAnnotation *claim)
{
  const char *verdict = get_verdict (claim), *words = NULL, *rating = NULL;
  GString *out = self->out;

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_str_equal (verdicts[i].id, verdict))
      {
        words = verdicts[i].words;
        rating = verdicts[i].rating;
      }

  begin_node (out, "reviewRating", "Rating");
  if (rating != NULL)
    g_string_append_printf (out, ",\"ratingValue\":%s,\"bestRating\":5,\"worstRating\":1", rating);
  chiosa_linked_append_text (out, "alternateName", verdict);
  chiosa_linked_append_text (out, "name", words != NULL ? words : find_verdict_name (self, claim, verdict));
  g_string_append_c (out, '}');
}

static void
append_review (Writer *self,
               guint   i)
{
  const ChiosaAnnotation *claim = chiosa_record_get (self->record, i);
  const char *normalised = chiosa_annotation_get_attribute (claim, "normalised");
  g_autofree char *words = normalised != NULL && *normalised != '\0' ? g_strdup (normalised) : get_words (self, i);
  g_autofree char *id = NULL, *day = NULL;
  GString *out = self->out;

  if (words == NULL)
    return;

  g_string_append (out, ",\n");
  id = g_strdup_printf ("urn:chiosa:%s:annotation:%s", self->record->sha256, claim->id);
  day = chiosa_linked_is_day (claim->created) ? g_strndup (claim->created, 10) : NULL;
  begin_node (out, NULL, "ClaimReview");
  chiosa_linked_append_text (out, "@id", id);
  chiosa_linked_append_text (out, "url", chiosa_annotation_get_attribute (claim, "verdict_url"));
  chiosa_linked_append_text (out, "datePublished", day);
  append_named (out, "author", "Person", claim->creator);
  chiosa_linked_append_text (out, "claimReviewed", words);
  chiosa_linked_append_text (out, "inLanguage", chiosa_record_get_article (self->record)->language);
  append_claim (self, i, claim);
  append_rating (self, claim);
  chiosa_linked_append_text (out, "reviewBody", chiosa_annotation_get_attribute (claim, "verdict_note"));
  g_string_append_c (out, '}');
  lose_of_claim (self, i, claim);
}

/* In JSON these stand in strings only. */
static void
append_for_html (GString    *out,
                 const char *json)
{
  for (const char *p = json; *p != '\0'; p++)
    {
      if (*p == '<' || *p == '>' || *p == '&')
        g_string_append_printf (out, "\\u%04x", *p);
      else
        g_string_append_c (out, *p);
    }
}

static void
claimreview_prologue (const ChiosaWriteContext *context,
                      GString                  *out)
{
  g_string_append (out, "{\"@context\":\"https://schema.org\",\"@graph\":[\n");
}

static void
claimreview_epilogue (const ChiosaWriteContext *context,
                      GString                  *out)
{
  g_string_append (out, "\n]}\n");
}

static void
claimreview_write (const ChiosaWriteContext *context,
                   const ChiosaRecord       *record,
                   ChiosaOutput             *output)
{
  guint n = chiosa_record_get_n (record);
  const char *url = chiosa_record_get_article (record)->url;
  g_autofree char *source = chiosa_linked_is_iri (url) ? g_strdup (url) : g_strconcat ("urn:sha256:", record->sha256, NULL);
  g_autoptr (ChiosaLinkedIndex) index = chiosa_linked_index_new (record);
  g_autofree gboolean *used = g_new0 (gboolean, MAX (n, 1));
  g_autoptr (GString) json = g_string_new (NULL);
  Writer self = { context, record, chiosa_output_get_losses (output), json, source, index, used };

  append_article (&self);
  for (guint i = 0; i < n; i++)
    if (get_verdict (chiosa_record_get (record, i)) != NULL)
      append_review (&self, i);
  lose_rest (&self);
  append_for_html (chiosa_output_get_main (output), json->str);
}

const ChiosaFormat chiosa_format_claimreview = {
  .id = "claimreview",
  .name = N_("schema.org ClaimReview"),
  .description = N_("What fact-checkers publish with their verdicts, in JSON-LD: for archives and fact-check search. Only claims that have a verdict, with "
                    "their sources; not the text, not the places."),
  .extension = ".jsonld",
  .media_type = "application/ld+json",
  .flags = CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM | CHIOSA_FORMAT_TEXT_OPTIONAL,
  .unit = CHIOSA_UNIT_NONE,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_NOTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION_DETAIL) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED)
           | CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_ANNOTATION) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_LABEL)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_PROVENANCE)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE),
  .prologue = claimreview_prologue,
  .separator = ",\n",
  .epilogue = claimreview_epilogue,
  .write = claimreview_write,
};
