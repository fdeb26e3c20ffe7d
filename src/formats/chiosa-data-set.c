/* chiosa-data-set.c
 *
 * What a publishable data set holds beside the articles: counted while they are written, put into the folder at the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-data-set-private.h"

#include "chiosa-json.h"
#include "chiosa-tagset-file.h"

#include <string.h>

static void
part_free (gpointer data)
{
  ChiosaDataSetPart *part = data;

  g_free (part->name);
  g_hash_table_unref (part->labels);
  g_hash_table_unref (part->relations);
  g_hash_table_unref (part->attributes);
  g_ptr_array_unref (part->ids);
  g_free (part);
}

static GHashTable *
set_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static ChiosaDataSetPart *
add_part (ChiosaDataSet *self,
          const char    *name)
{
  ChiosaDataSetPart *part = g_new0 (ChiosaDataSetPart, 1);

  part->name = g_strdup (name);
  part->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  part->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  part->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  part->ids = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->parts, part);

  return part;
}

/**
 * chiosa_data_set_new:
 * @settings: of the export; borrowed
 *
 * Returns: (transfer full): a data set with nothing in it; all parts of the split are there
 */
ChiosaDataSet *
chiosa_data_set_new (const ChiosaExportSettings *settings)
{
  ChiosaDataSet *self = g_new0 (ChiosaDataSet, 1);

  self->settings = settings;
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->languages = set_new ();
  self->licences = set_new ();
  self->publishers = set_new ();
  self->annotators = set_new ();
  for (guint i = 0; settings->split != NULL && i < chiosa_split_get_n (settings->split); i++)
    add_part (self, chiosa_split_get_name (settings->split, i));

  return self;
}

/**
 * chiosa_data_set_free:
 * @self: (nullable) (transfer full): a data set
 */
void
chiosa_data_set_free (ChiosaDataSet *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->parts);
  g_hash_table_unref (self->languages);
  g_hash_table_unref (self->licences);
  g_hash_table_unref (self->publishers);
  g_hash_table_unref (self->annotators);
  g_free (self->first_date);
  g_free (self->last_date);
  g_free (self);
}

/**
 * chiosa_data_set_name:
 * @part: of the split
 *
 * Returns: (transfer full): the file of the part, as the Hugging Face library finds it by itself
 */
char *
chiosa_data_set_name (const char *part)
{
  return g_strdup_printf ("data/%s.jsonl", part);
}

/* --- Counting ----------------------------------------------------------------------------------------------------- */

static void
count (GHashTable *counts,
       const char *name)
{
  guint64 *n = g_hash_table_lookup (counts, name);

  if (n == NULL)
    g_hash_table_insert (counts, g_strdup (name), n = g_new0 (guint64, 1));
  ++*n;
}

static void
add_name (GHashTable *set,
          const char *name)
{
  if (name != NULL && *name != '\0' && !g_hash_table_contains (set, name))
    g_hash_table_add (set, g_strdup (name));
}

static void
count_attributes (ChiosaDataSetPart      *part,
                  const ChiosaAnnotation *annotation)
{
  for (guint i = 0; i < chiosa_attributes_get_n (annotation->attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (annotation->attributes, i, &kind, &value);
      g_autofree char *id = NULL;

      /* What can be anything is not counted value by value. */
      if (kind == CHIOSA_VALUE_FLAG || (kind == CHIOSA_VALUE_TEXT && strlen (value) <= 32 && strchr (value, ' ') == NULL))
        id = g_strdup_printf ("%s.%s=%s", annotation->type, name, value);
      else
        id = g_strdup_printf ("%s.%s", annotation->type, name);
      count (part->attributes, id);
    }
}

static void
count_annotation (ChiosaDataSet      *self,
                  ChiosaDataSetPart  *part,
                  const ChiosaRecord *record,
                  guint               i)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (record, i);
  g_autofree char *label = g_strconcat (annotation->type, "/", annotation->label, NULL);
  guint n_spans;
  const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n_spans);

  count (part->labels, label);
  count_attributes (part, annotation);
  part->n_by_hand += annotation->origin == CHIOSA_ORIGIN_HAND;
  part->n_imported += annotation->origin == CHIOSA_ORIGIN_IMPORT;
  part->n_suggested += annotation->origin == CHIOSA_ORIGIN_SUGGESTION;
  part->n_suggested_unedited += annotation->origin == CHIOSA_ORIGIN_SUGGESTION && !annotation->edited;
  part->n_fragmented += n_spans > 1;
  for (guint s = 0; s < n_spans; s++)
    part->n_span_characters += spans[s].end - spans[s].start;
  add_name (self->annotators, annotation->creator);
}

static void
see_article (ChiosaDataSet       *self,
             const ChiosaArticle *article)
{
  add_name (self->languages, article->language);
  add_name (self->licences, article->licence);
  add_name (self->publishers, article->publisher);
  self->n_without_licence += article->licence == NULL;

  if (article->date == NULL)
    return;
  if (self->first_date == NULL || strcmp (article->date, self->first_date) < 0)
    g_set_str (&self->first_date, article->date);
  if (self->last_date == NULL || strcmp (article->date, self->last_date) > 0)
    g_set_str (&self->last_date, article->date);
}

/**
 * chiosa_data_set_see:
 * @self: a data set
 * @record: an article of it
 * @part: that it goes into
 */
void
chiosa_data_set_see (ChiosaDataSet      *self,
                     const ChiosaRecord *record,
                     const char         *name)
{
  ChiosaDataSetPart *part = NULL;
  const ChiosaRelation *relation;

  for (guint i = 0; i < self->parts->len && part == NULL; i++)
    if (g_str_equal (((ChiosaDataSetPart *) g_ptr_array_index (self->parts, i))->name, name))
      part = g_ptr_array_index (self->parts, i);
  if (part == NULL)
    part = add_part (self, name);

  part->n_articles++;
  part->n_characters += record->length;
  part->n_annotations += chiosa_record_get_n (record);
  g_ptr_array_add (part->ids, g_strdup (record->name));
  add_name (self->annotators, record->annotator);
  see_article (self, chiosa_record_get_article (record));
  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    count_annotation (self, part, record, i);
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    {
      part->n_relations++;
      count (part->relations, relation->type);
    }
}

/* --- Asking ------------------------------------------------------------------------------------------------------- */

GPtrArray *
chiosa_data_set_list (GHashTable *set)
{
  GPtrArray *names = g_hash_table_get_keys_as_ptr_array (set);

  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);

  return names;
}

guint64
chiosa_data_set_sum (const ChiosaDataSet *self,
                     gsize                field)
{
  guint64 sum = 0;

  for (guint i = 0; i < self->parts->len; i++)
    sum += G_STRUCT_MEMBER (guint64, g_ptr_array_index (self->parts, i), field);

  return sum;
}

const char *
chiosa_data_set_title (const ChiosaDataSet *self)
{
  return self->settings->title != NULL ? self->settings->title : "Annotated articles";
}

char *
chiosa_data_set_describe (const ChiosaDataSet *self)
{
  if (self->settings->description != NULL)
    return g_strdup (self->settings->description);

  return g_strdup_printf ("%" G_GUINT64_FORMAT " articles with %" G_GUINT64_FORMAT " annotations and %" G_GUINT64_FORMAT " relations.",
                          chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_articles)),
                          chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_annotations)),
                          chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_relations)));
}

char *
chiosa_data_set_licence_url (const char *licence)
{
  if (licence == NULL || *licence == '\0')
    return NULL;
  if (g_str_has_prefix (licence, "https://") || g_str_has_prefix (licence, "http://"))
    return g_strdup (licence);

  return g_strdup_printf ("https://spdx.org/licenses/%s.html", licence);
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

/* Which article is where: to be cited, and to be checked. */
static void
write_split (const ChiosaDataSet *self,
             GString             *out)
{
  g_string_append (out, "{\n\"split\":{");
  if (self->settings->split != NULL)
    chiosa_split_describe (self->settings->split, out);
  g_string_append (out, "},\n\"articles\":{");

  for (guint i = 0; i < self->parts->len; i++)
    {
      const ChiosaDataSetPart *part = g_ptr_array_index (self->parts, i);

      g_string_append (out, i > 0 ? ",\n" : "\n");
      chiosa_json_append_string (out, part->name);
      g_string_append (out, ":[");
      for (guint a = 0; a < part->ids->len; a++)
        {
          g_string_append (out, a > 0 ? "," : "");
          chiosa_json_append_string (out, g_ptr_array_index (part->ids, a));
        }
      g_string_append_c (out, ']');
    }
  g_string_append (out, "\n}}\n");
}

/* As sha256sum -c reads it. */
static void
write_checksums (GPtrArray *files,
                 GString   *out)
{
  for (guint i = 0; i < files->len; i++)
    {
      const ChiosaExportFile *file = g_ptr_array_index (files, i);

      g_string_append_printf (out, "%s  %s\n", file->sha256, file->name);
    }
}

static void
append_yaml (GString    *out,
             const char *key,
             const char *value)
{
  g_autoptr (GString) quoted = g_string_new (NULL);

  if (value == NULL)
    return;

  /* A string in JSON is one in YAML. */
  chiosa_json_append_string (quoted, value);
  g_string_append_printf (out, "%s: %s\n", key, quoted->str);
}

/* Citation File Format 1.2.0 */
static void
write_citation (const ChiosaDataSet *self,
                GString             *out)
{
  const ChiosaExportSettings *settings = self->settings;

  g_string_append (out, "cff-version: 1.2.0\ntype: dataset\n");
  append_yaml (out, "message", "Please cite this data set as below.");
  append_yaml (out, "title", chiosa_data_set_title (self));
  g_string_append (out, "authors:\n  - ");
  append_yaml (out, "name", settings->creator != NULL ? settings->creator : "unknown");
  append_yaml (out, "version", settings->version);
  append_yaml (out, "url", settings->url);
  if (settings->licence != NULL && strstr (settings->licence, "://") == NULL)
    append_yaml (out, "license", settings->licence);
}

static gboolean
put (ChiosaExportTarget  *target,
     const char          *name,
     GString             *content,
     GError             **error)
{
  gboolean done = chiosa_export_target_put (target, name, content, error);

  g_string_truncate (content, 0);

  return done;
}

static gboolean
put_tagset (ChiosaTagset        *tagset,
            ChiosaExportTarget  *target,
            GError             **error)
{
  g_autoptr (GBytes) bytes = chiosa_tagset_write (tagset);
  g_autoptr (GString) content = g_string_new_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return put (target, "schema.json", content, error);
}

/**
 * chiosa_data_set_finish:
 * @self: a data set that has seen all its articles
 * @tagset: that has everything that was seen
 * @target: where the articles are
 * @error: return location
 *
 * Returns: %FALSE when something cannot be written
 */
gboolean
chiosa_data_set_finish (ChiosaDataSet       *self,
                        ChiosaTagset        *tagset,
                        ChiosaExportTarget  *target,
                        GError             **error)
{
  g_autoptr (GString) content = g_string_new (NULL);
  GPtrArray *files = chiosa_export_target_get_files (target);

  chiosa_data_set_write_card (self, tagset, files, content);
  if (!put (target, "README.md", content, error))
    return FALSE;
  chiosa_data_set_write_croissant (self, files, content);
  if (!put (target, "croissant.json", content, error))
    return FALSE;
  chiosa_data_set_write_guidelines (tagset, content);
  if (!put (target, "guidelines.md", content, error) || !put_tagset (tagset, target, error))
    return FALSE;
  chiosa_data_set_write_statistics (self, content);
  if (!put (target, "statistics.json", content, error))
    return FALSE;
  write_split (self, content);
  if (!put (target, "SPLIT.json", content, error))
    return FALSE;
  write_citation (self, content);
  if (!put (target, "CITATION.cff", content, error))
    return FALSE;

  write_checksums (files, content);

  return put (target, "CHECKSUMS", content, error);
}
