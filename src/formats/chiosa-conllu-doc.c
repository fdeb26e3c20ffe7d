/* chiosa-conllu-doc.c
 *
 * What the lines of an article say of its annotations, until it ends and they can be put together: details from comments, places from
 * marks, and stretches of tags.
 *
 * Files of our own say everything twice, the tags for the tools that know nothing else. So a stretch of tags on the words of annotations of that
 * name is nothing new; any other was put there by somebody else and becomes an annotation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conllu.h"

#include <glib/gi18n-lib.h>

#define SHOWN_BYTES 80

/* Where an annotation with an id stands. */
typedef struct
{
  GArray   *spans;     /* ChiosaSpan */
  gsize     start;     /* of the piece that is open */
  gboolean  open;
  gboolean  described;
  guint     line;
} Place;

typedef struct
{
  ChiosaAnnotation *annotation;
  guint             line;
} Detail;

typedef struct
{
  ChiosaRelation *relation;
  guint           line;
} Link;

typedef struct
{
  char  *name;
  guint  first;        /* words */
  guint  end;
  guint  line;
} Stretch;

struct _ChiosaConlluDoc
{
  ChiosaConllArticle *article;
  GHashTable         *places;      /* id → Place */
  GPtrArray          *ids;         /* the keys, in order; borrowed */
  GPtrArray          *details;     /* Detail */
  GPtrArray          *links;       /* Link */
  GArray             *stretches;   /* Stretch */
  ChiosaArticle      *about;
  char               *annotator;
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_array_unref (place->spans);
  g_free (place);
}

static void
detail_free (gpointer data)
{
  Detail *detail = data;

  g_clear_pointer (&detail->annotation, chiosa_annotation_unref);
  g_free (detail);
}

static void
link_free (gpointer data)
{
  Link *link = data;

  g_clear_pointer (&link->relation, chiosa_relation_unref);
  g_free (link);
}

static void
stretch_clear (gpointer data)
{
  g_free (((Stretch *) data)->name);
}

ChiosaConlluDoc *
chiosa_conllu_doc_new (ChiosaConllArticle *article)
{
  ChiosaConlluDoc *self = g_new0 (ChiosaConlluDoc, 1);

  self->article = article;
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  self->ids = g_ptr_array_new ();
  self->details = g_ptr_array_new_with_free_func (detail_free);
  self->links = g_ptr_array_new_with_free_func (link_free);
  self->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  g_array_set_clear_func (self->stretches, stretch_clear);

  return self;
}

static void
reset (ChiosaConlluDoc *self)
{
  g_ptr_array_set_size (self->ids, 0);
  g_hash_table_remove_all (self->places);
  g_ptr_array_set_size (self->details, 0);
  g_ptr_array_set_size (self->links, 0);
  g_array_set_size (self->stretches, 0);
  g_clear_pointer (&self->about, chiosa_article_free);
  g_clear_pointer (&self->annotator, g_free);
}

void
chiosa_conllu_doc_free (ChiosaConlluDoc *self)
{
  reset (self);
  g_ptr_array_unref (self->ids);
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->details);
  g_ptr_array_unref (self->links);
  g_array_unref (self->stretches);
  g_free (self);
}

/**
 * chiosa_conllu_doc_add_annotation:
 * @annotation: (transfer full) (nullable): without a place
 */
void
chiosa_conllu_doc_add_annotation (ChiosaConlluDoc  *self,
                                  ChiosaAnnotation *annotation,
                                  guint             line)
{
  Detail *detail;

  if (annotation == NULL)
    return;

  detail = g_new0 (Detail, 1);
  detail->annotation = annotation;
  detail->line = line;
  g_ptr_array_add (self->details, detail);
}

/**
 * chiosa_conllu_doc_add_relation:
 * @relation: (transfer full) (nullable):
 */
void
chiosa_conllu_doc_add_relation (ChiosaConlluDoc *self,
                                ChiosaRelation  *relation,
                                guint            line)
{
  Link *link;

  if (relation == NULL)
    return;

  link = g_new0 (Link, 1);
  link->relation = relation;
  link->line = line;
  g_ptr_array_add (self->links, link);
}

/**
 * chiosa_conllu_doc_set_article:
 * @about: (transfer full) (nullable):
 * @name: (transfer full) (nullable): NULL leaves it as it is
 * @annotator: (transfer full) (nullable):
 */
void
chiosa_conllu_doc_set_article (ChiosaConlluDoc *self,
                               ChiosaArticle   *about,
                               char            *name,
                               char            *annotator)
{
  if (about == NULL)
    return;

  g_clear_pointer (&self->about, chiosa_article_free);
  self->about = about;
  g_free (self->annotator);
  self->annotator = annotator;

  if (name == NULL)
    return;

  g_free (self->article->name);
  self->article->name = name;
}

/**
 * chiosa_conllu_doc_set_meta:
 * @key: "title", "sourceURL" and others, which become attributes of the article
 */
void
chiosa_conllu_doc_set_meta (ChiosaConlluDoc *self,
                            const char      *key,
                            const char      *value)
{
  ChiosaArticle *about = self->about != NULL ? self->about : (self->about = chiosa_article_new ());
  const struct { const char *key; char **member; } known[] = {
    { "title", &about->title }, { "author", &about->author }, { "sourceURL", &about->url }, { "dateCreated", &about->date },
    { "publisher", &about->publisher }, { "license", &about->licence }, { "language", &about->language },
  };
  g_autofree char *id = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (key, known[i].key) && *known[i].member == NULL)
      {
        *known[i].member = g_strdup (value);
        return;
      }

  id = chiosa_labels_to_id (key);
  if (about->attributes == NULL)
    about->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (about->attributes, id, CHIOSA_VALUE_TEXT, value);
}

static Place *
get_place (ChiosaConlluDoc         *self,
           const ChiosaConlluPlace *mark,
           guint                    line)
{
  g_autofree char *id = g_strndup (mark->id, mark->n_id);
  Place *place = g_hash_table_lookup (self->places, id);

  if (place != NULL)
    return place;

  place = g_new0 (Place, 1);
  place->spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  place->line = line;
  g_ptr_array_add (self->ids, id);
  g_hash_table_insert (self->places, g_steal_pointer (&id), place);

  return place;
}

static gboolean
apply_mark (ChiosaConlluDoc         *self,
            const ChiosaConlluPlace *mark,
            guint                    word,
            guint                    line)
{
  ChiosaSpan at = g_array_index (self->article->words, ChiosaSpan, word);
  Place *place = get_place (self, mark, line);
  gsize length = at.end - at.start;
  ChiosaSpan span;

  if (mark->opens == place->open || mark->from >= length || (mark->closes && mark->to != G_MAXSIZE && mark->to > length))
    return FALSE;

  if (mark->opens)
    place->start = at.start + mark->from;
  place->open = !mark->closes;
  if (!mark->closes)
    return TRUE;

  span = (ChiosaSpan) { place->start, mark->to == G_MAXSIZE ? at.end : at.start + mark->to };
  if (span.start >= span.end)
    return FALSE;

  g_array_append_val (place->spans, span);

  return TRUE;
}

/**
 * chiosa_conllu_doc_push_marks:
 * @word: of the article
 * @value: marks, see chiosa-conllu-marks.c
 */
void
chiosa_conllu_doc_push_marks (ChiosaConlluDoc *self,
                              guint            word,
                              const char      *value,
                              guint            line)
{
  const char *at = value;
  ChiosaConlluPlace mark;

  while (chiosa_conllu_next_place (&at, &mark))
    if (!apply_mark (self, &mark, word, line))
      {
        chiosa_reader_problem (self->article->reader, line,
                               _("the mark of “%.*s” does not fit its word, or what was open before it; it and what follows it is left out"),
                               (int) MIN (mark.n_id, 64), mark.id);
        return;
      }

  if (*at != '\0')
    {
      g_autofree char *shown = g_utf8_substring (at, 0, g_utf8_strlen (at, SHOWN_BYTES));

      chiosa_reader_problem (self->article->reader, line, _("“%s” is no mark of an annotation; it is left out"), shown);
    }
}

/**
 * chiosa_conllu_doc_add_stretch:
 * @first: a word of the article
 * @end: the word behind the last
 */
void
chiosa_conllu_doc_add_stretch (ChiosaConlluDoc *self,
                               guint            first,
                               guint            end,
                               const char      *name,
                               guint            line)
{
  Stretch stretch = { .name = g_strdup (name), .first = first, .end = end, .line = line };

  g_array_append_val (self->stretches, stretch);
}

/* --- Putting it together ------------------------------------------------------------------------------------------- */

static void
add_stretches (ChiosaConlluDoc *self)
{
  g_autoptr (ChiosaConlluKnown) known = chiosa_conllu_known_new ();

  for (guint i = 0; i < self->details->len; i++)
    {
      const Detail *detail = g_ptr_array_index (self->details, i);
      const Place *place = g_hash_table_lookup (self->places, detail->annotation->id);

      if (place != NULL)
        chiosa_conllu_known_add (known, detail->annotation, place->spans);
    }

  for (guint i = 0; i < self->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (self->stretches, Stretch, i);

      if (!chiosa_conllu_known_holds (known, stretch->name, self->article->words, stretch->first, stretch->end))
        chiosa_conll_article_add_words (self->article, chiosa_reader_new_annotation (self->article->reader, NULL, stretch->name),
                                        stretch->first, stretch->end, stretch->line);
    }
}

static void
add_details (ChiosaConlluDoc *self)
{
  ChiosaReader *reader = self->article->reader;

  for (guint i = 0; i < self->details->len; i++)
    {
      Detail *detail = g_ptr_array_index (self->details, i);
      Place *place = g_hash_table_lookup (self->places, detail->annotation->id);

      if (place == NULL || place->spans->len == 0 || place->open)
        {
          chiosa_reader_problem (reader, detail->line, _("the annotation “%s” has no place in the text; it is left out"),
                                 detail->annotation->id);
          if (place != NULL)
            place->described = TRUE;
          continue;
        }

      place->described = TRUE;
      chiosa_conll_article_add (self->article, g_steal_pointer (&detail->annotation), g_array_ref (place->spans), detail->line);
    }

  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = g_ptr_array_index (self->ids, i);
      const Place *place = g_hash_table_lookup (self->places, id);

      if (!place->described)
        chiosa_reader_problem (reader, place->line, _("“%s” is marked here, but no comment says what it is; it is left out"), id);
    }
}

/**
 * chiosa_conllu_doc_take:
 * @last: whether the file ends here
 *
 * Returns: (transfer full): what was gathered; nothing is gathered then
 */
ChiosaRecord *
chiosa_conllu_doc_take (ChiosaConlluDoc *self,
                        gboolean         last)
{
  ChiosaRecord *record;

  add_stretches (self);
  add_details (self);
  record = chiosa_conll_article_take (self->article, last);

  for (guint i = 0; i < self->links->len; i++)
    {
      Link *link = g_ptr_array_index (self->links, i);
      GError *error = NULL;

      if (!chiosa_record_add_relation (record, g_steal_pointer (&link->relation), &error))
        chiosa_reader_problem_error (self->article->reader, link->line, error);
    }

  if (self->about != NULL)
    {
      g_clear_pointer (&record->snapshot->article, chiosa_article_free);
      record->snapshot->article = g_steal_pointer (&self->about);
    }
  record->annotator = g_steal_pointer (&self->annotator);
  reset (self);

  return record;
}
