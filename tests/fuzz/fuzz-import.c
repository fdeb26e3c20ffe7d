/* fuzz-import.c
 *
 * A file of the exchange format FUZZ_FORMAT, and behind separators those that may stand beside it. Whatever is read is an article with
 * places that are in its text; it goes through our own JSON Lines and back whole, and through its own format with its text; and
 * an import makes nothing outside its folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-import.h"
#include "chiosa-tagset-file.h"
#include "formats-fixture.h"

#include <string.h>

/* One input in so many is imported for real: that takes a hundred times as long. */
#define IMPORT_ONE_IN 64
/* What is read is written again up to here: a few bytes can make a great deal of text. */
#define MAX_TEXT (1 << 20)

/* The names that readers look for beside a file. */
static const char * const beside[] = { "input.txt", "annotation.conf", "visual.conf", "input.a2", "config.xml" };

static void
check_article (const ChiosaArticle *article)
{
  const char *texts[] = { article->title, article->author, article->publisher, article->url, article->date, article->language, article->licence, article->note };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (texts[i] == NULL || g_utf8_validate (texts[i], -1, NULL));
}

static void
check_record (const ChiosaRecord *record)
{
  const ChiosaRelation *relation;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  guint from, to;

  g_assert_true (g_utf8_validate (record->utf8, -1, NULL));
  g_assert_true (g_utf8_validate (record->name, -1, NULL));
  g_assert_cmpuint (g_utf8_strlen (record->utf8, -1), ==, record->length);
  check_article (chiosa_record_get_article (record));
  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (record, i);
      guint n;
      const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n);

      g_assert_true (chiosa_id_is_valid (annotation->id) && g_hash_table_add (ids, annotation->id));
      g_assert_true (*annotation->type != '\0' && g_utf8_validate (annotation->type, -1, NULL) && g_utf8_validate (annotation->label, -1, NULL));
      g_assert_cmpuint (n, >, 0);
      for (guint s = 0; s < n; s++)
        {
          g_assert_cmpuint (spans[s].start, <, spans[s].end);
          g_assert_cmpuint (spans[s].end, <=, record->length);
          g_assert_true (s == 0 || spans[s - 1].end < spans[s].start);
        }
    }
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, &from, &to)) != NULL; i++)
    g_assert_true (chiosa_id_is_valid (relation->id) && from < chiosa_record_get_n (record) && to < chiosa_record_get_n (record));
}

/* How @records come back through @format. (transfer full); @losses is filled. */
static GPtrArray *
bring_back (const ChiosaFormat *format,
            ChiosaTagset       *tagset,
            GPtrArray          *records,
            ChiosaLosses       *losses)
{
  char *folder = g_build_filename (fuzz_folder (), "again", NULL);
  g_autoptr (GPtrArray) paths = NULL, problems = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);

  paths = formats_write (format, tagset, NULL, records, folder, losses);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      GPtrArray *some = formats_read (format, tagset, NULL, g_ptr_array_index (paths, i), problems, &error);

      g_assert_no_error (error);
      g_ptr_array_extend_and_steal (found, some);
    }
  if (problems->len > 0)
    g_printerr ("%s: %s\n", format->id, (const char *) g_ptr_array_index (problems, 0));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (found->len, ==, records->len);
  formats_remove_folder (folder);

  return found;
}

/* The value of an attribute that the tag set does not know comes back as its words; one that is the default need not come back. */
static void
check_attributes (const ChiosaRecord *before,
                  const ChiosaRecord *after,
                  ChiosaTagset       *tagset)
{
  for (guint i = 0; i < chiosa_record_get_n (before); i++)
    {
      const ChiosaAnnotation *mine = chiosa_record_get (before, i);
      guint place;

      g_assert_true (chiosa_record_find (after, mine->id, &place));
      for (guint n = 0; n < chiosa_attributes_get_n (mine->attributes); n++)
        {
          ChiosaValueKind kind;
          const char *value, *name = chiosa_attributes_nth (mine->attributes, n, &kind, &value);
          const ChiosaAttributeType *type = chiosa_tagset_find_attribute (tagset, mine->type, name);
          const char *found = chiosa_annotation_get_attribute (chiosa_record_get (after, place), name);

          if (kind != CHIOSA_VALUE_JSON && *value != '\0' && (found != NULL || type == NULL || g_strcmp0 (type->default_value, value) != 0))
            g_assert_cmpstr (found, ==, value);
        }
    }
}

/* A reading copy brings back what a sidecar may hold; a data set has ids only, and makes some. */
static gboolean
has_ids_only (const ChiosaRecord *record)
{
  gboolean all = TRUE;

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (record, i);

      all = all && chiosa_id_is_valid (annotation->type) && (*annotation->label == '\0' || chiosa_id_is_valid (annotation->label));
      all = all && (annotation->note == NULL || *annotation->note != '\0');
      for (guint n = 0; n < chiosa_attributes_get_n (annotation->attributes); n++)
        all = all && chiosa_id_is_valid (chiosa_attributes_nth (annotation->attributes, n, NULL, NULL));
    }

  return all;
}

static void
check_through_own (GPtrArray    *records,
                   ChiosaTagset *tagset)
{
  g_autoptr (ChiosaLosses) losses = chiosa_losses_new ();
  g_autoptr (GPtrArray) found = bring_back (&chiosa_format_jsonl, tagset, records, losses);
  guint lost = CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE);

  /* What the format cannot carry it says. */
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    lost |= losses->counts[kind] > 0 ? CHIOSA_LOSS_BIT (kind) : 0;
  for (guint i = 0; i < records->len; i++)
    {
      if (!has_ids_only (g_ptr_array_index (records, i)))
        continue;
      formats_assert_same (g_ptr_array_index (records, i), g_ptr_array_index (found, i), lost);
      check_attributes (g_ptr_array_index (records, i), g_ptr_array_index (found, i), tagset);
    }
}

static void
check_through_format (const ChiosaFormat *format,
                      GPtrArray          *records,
                      ChiosaTagset       *tagset)
{
  g_autoptr (ChiosaLosses) losses = chiosa_losses_new ();
  g_autoptr (GPtrArray) found = NULL;

  if (!(format->flags & CHIOSA_FORMAT_WRITES) || records->len == 0)
    return;

  /* Names of files: as an export would have made them. */
  for (guint i = 0; i < records->len; i++)
    {
      ChiosaRecord *record = g_ptr_array_index (records, i);

      g_free (record->name);
      record->name = g_strdup_printf ("article-%u", i);
    }
  found = bring_back (format, tagset, records, losses);

  for (guint i = 0; i < records->len; i++)
    {
      const ChiosaRecord *before = g_ptr_array_index (records, i), *after = g_ptr_array_index (found, i);

      check_record (after);
      if (losses->counts[CHIOSA_LOSS_TEXT] == 0 && losses->counts[CHIOSA_LOSS_WHITE_SPACE] == 0)
        g_assert_cmpstr (after->utf8, ==, before->utf8);
    }
}

static gsize
sum_texts (GPtrArray *records)
{
  gsize sum = 0;

  for (guint i = 0; i < records->len; i++)
    sum += strlen (((ChiosaRecord *) g_ptr_array_index (records, i))->utf8) + 1000;

  return sum;
}

/* Into a folder in a folder: nothing may come to stand in the outer one. */
static void
import (const ChiosaFormat *format,
        const char         *path)
{
  g_autofree char *outer = g_build_filename (fuzz_folder (), "outer", NULL);
  g_autoptr (ChiosaImportSettings) settings = chiosa_import_settings_new (format);
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();
  const char * const files[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  settings->output = g_build_filename (outer, "inner", NULL);
  g_assert_true (chiosa_import_run (settings, files, NULL, NULL, NULL, result, &error) || error != NULL);
  dir = g_dir_open (outer, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_assert_cmpstr (name, ==, "inner");
  fuzz_clear (outer);
}

static void
read_names (const ChiosaFormat *format,
            const char         *path)
{
  g_autoptr (ChiosaImportSettings) settings = chiosa_import_settings_new (format);
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();
  const char * const files[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  settings->output = g_build_filename (fuzz_folder (), "outer", "inner", NULL);
  g_assert_true (chiosa_import_check (settings, files, NULL, NULL, NULL, result, &error) || error != NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  const ChiosaFormat *format = chiosa_formats_find (FUZZ_FORMAT);
  GBytes *parts[G_N_ELEMENTS (beside) + 1];
  g_autofree char *name = g_strconcat ("input", format->extension, NULL), *path = NULL;
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free), records = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_clear (fuzz_folder ());
  fuzz_split (data, size, parts, G_N_ELEMENTS (parts));
  for (guint i = 1; i < G_N_ELEMENTS (parts) && parts[i] != NULL; i++)
    if (!g_str_equal (name, beside[i - 1]))
      g_free (fuzz_put (fuzz_folder (), beside[i - 1], g_bytes_get_data (parts[i], NULL), g_bytes_get_size (parts[i])));
  path = fuzz_put (fuzz_folder (), name, g_bytes_get_data (parts[0], NULL), g_bytes_get_size (parts[0]));

  records = formats_read (format, tagset, NULL, path, problems, &error);
  g_assert_true ((records == NULL) == (error != NULL));
  for (guint i = 0; records != NULL && i < records->len; i++)
    check_record (g_ptr_array_index (records, i));

  read_names (format, path);
  if (g_bytes_hash (parts[0]) % IMPORT_ONE_IN == 0)
    import (format, path);

  if (records != NULL && sum_texts (records) < MAX_TEXT)
    {
      check_through_own (records, tagset);
      check_through_format (format, records, tagset);
    }
  fuzz_parts_free (parts, G_N_ELEMENTS (parts));

  return 0;
}
