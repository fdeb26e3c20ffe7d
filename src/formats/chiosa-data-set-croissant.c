/* chiosa-data-set-croissant.c
 *
 * croissant.json: MLCommons Croissant 1.0 (JSON-LD), with its vocabulary for responsible AI. One file object and one record set
 * for each part; the columns that are single values are fields.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-data-set-private.h"

#include "chiosa-json.h"

/* The context that the specification gives, section "Croissant in JSON-LD". */
#define CONTEXT \
  "{\"@language\":\"en\",\"@vocab\":\"https://schema.org/\",\"citeAs\":\"cr:citeAs\",\"column\":\"cr:column\"," \
  "\"conformsTo\":\"dct:conformsTo\",\"cr\":\"http://mlcommons.org/croissant/\",\"rai\":\"http://mlcommons.org/croissant/RAI/\"," \
  "\"data\":{\"@id\":\"cr:data\",\"@type\":\"@json\"},\"dataType\":{\"@id\":\"cr:dataType\",\"@type\":\"@vocab\"}," \
  "\"dct\":\"http://purl.org/dc/terms/\",\"equivalentProperty\":\"cr:equivalentProperty\"," \
  "\"examples\":{\"@id\":\"cr:examples\",\"@type\":\"@json\"},\"extract\":\"cr:extract\"," \
  "\"field\":\"cr:field\",\"fileProperty\":\"cr:fileProperty\",\"fileObject\":\"cr:fileObject\",\"fileSet\":\"cr:fileSet\"," \
  "\"format\":\"cr:format\",\"includes\":\"cr:includes\",\"isLiveDataset\":\"cr:isLiveDataset\",\"jsonPath\":\"cr:jsonPath\"," \
  "\"key\":\"cr:key\",\"md5\":\"cr:md5\",\"parentField\":\"cr:parentField\",\"path\":\"cr:path\",\"recordSet\":\"cr:recordSet\"," \
  "\"references\":\"cr:references\",\"regex\":\"cr:regex\",\"repeated\":\"cr:repeated\",\"replace\":\"cr:replace\"," \
  "\"samplingRate\":\"cr:samplingRate\",\"sc\":\"https://schema.org/\"," \
  "\"separator\":\"cr:separator\",\"source\":\"cr:source\",\"subField\":\"cr:subField\",\"transform\":\"cr:transform\"}"

/* Not "date": pandas, behind the reference reader, makes timestamps of a column with that name, and those are no text. */
static const char * const columns[] = {
  "id", "text", "text_sha256", "title", "author", "publisher", "url", "language", "licence", "status", "annotator",
};

static void
append_file (GString                *out,
             const ChiosaExportFile *file)
{
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT " B", file->size);

  g_string_append (out, "{\"@type\":\"cr:FileObject\"");
  chiosa_json_append_text (out, "@id", file->name);
  chiosa_json_append_text (out, "name", file->name);
  chiosa_json_append_text (out, "contentUrl", file->name);
  chiosa_json_append_text (out, "contentSize", size);
  chiosa_json_append_text (out, "encodingFormat", "application/jsonlines");
  chiosa_json_append_text (out, "sha256", file->sha256);
  g_string_append_c (out, '}');
}

static void
append_field (GString    *out,
              const char *set,
              const char *column,
              const char *file)
{
  g_autofree char *id = g_strconcat (set, "/", column, NULL);

  g_string_append (out, "{\"@type\":\"cr:Field\"");
  chiosa_json_append_text (out, "@id", id);
  chiosa_json_append_text (out, "name", column);
  chiosa_json_append_text (out, "dataType", "sc:Text");
  g_string_append (out, ",\"source\":{\"fileObject\":{");
  chiosa_json_append_text (out, "@id", file);
  g_string_append (out, "},\"extract\":{");
  chiosa_json_append_text (out, "column", column);
  g_string_append (out, "}}}");
}

static void
append_record_set (GString                 *out,
                   const ChiosaDataSetPart *part)
{
  g_autofree char *file = chiosa_data_set_name (part->name);

  g_string_append (out, "{\"@type\":\"cr:RecordSet\"");
  chiosa_json_append_text (out, "@id", part->name);
  chiosa_json_append_text (out, "name", part->name);
  chiosa_json_append_text (out, "description", "One article for each record. The member “spans” of a line holds its annotations with offsets in code points, "
                              "“relations” what joins them; see README.md.");
  g_string_append (out, ",\"field\":[\n");
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_string_append (out, i > 0 ? ",\n" : "");
      append_field (out, part->name, columns[i], file);
    }
  g_string_append (out, "]}");
}

static void
append_head (const ChiosaDataSet *self,
             GString             *out)
{
  const ChiosaExportSettings *settings = self->settings;
  g_autofree char *description = chiosa_data_set_describe (self);
  g_autofree char *licence = chiosa_data_set_licence_url (settings->licence);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *version = g_strdup (settings->version != NULL ? settings->version : "1.0.0");
  g_autofree char *cite = g_strdup_printf ("@misc{dataset, title={%s}, author={%s}, year={%.4s}}", chiosa_data_set_title (self),
                                           settings->creator != NULL ? settings->creator : "unknown", today);

  chiosa_json_append_text (out, "conformsTo", "http://mlcommons.org/croissant/1.0");
  chiosa_json_append_text (out, "name", chiosa_data_set_title (self));
  chiosa_json_append_text (out, "description", description);
  chiosa_json_append_text (out, "license", licence != NULL ? licence : "https://spdx.org/licenses/NOASSERTION.html");
  chiosa_json_append_text (out, "url", settings->url != NULL ? settings->url : "https://example.org/");
  chiosa_json_append_text (out, "version", version);
  chiosa_json_append_text (out, "datePublished", today);
  chiosa_json_append_text (out, "citeAs", cite);
  g_string_append (out, ",\"creator\":{\"@type\":\"sc:Organization\"");
  chiosa_json_append_text (out, "name", settings->creator != NULL ? settings->creator : "unknown");
  g_string_append_c (out, '}');
}

static void
append_responsibility (const ChiosaDataSet *self,
                       GString             *out)
{
  guint64 suggested = chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_suggested));

  chiosa_json_append_text (out, "rai:dataAnnotationPlatform", "Chiosa " PACKAGE_VERSION);
  chiosa_json_append_text (out, "rai:dataAnnotationProtocol", "guidelines.md");
  if (suggested > 0)
    chiosa_json_append_text (out, "rai:machineAnnotationTools", "Chiosa " PACKAGE_VERSION);
  chiosa_json_append_text (out, "rai:personalSensitiveInformation",
          self->settings->pseudonymise ? "Names of persons that are annotated are replaced by placeholders." : "Articles name living persons.");
}

/**
 * chiosa_data_set_write_croissant:
 * @self: a data set
 * @files: (element-type ChiosaExportFile): what has been written
 * @out: where to
 */
void
chiosa_data_set_write_croissant (const ChiosaDataSet *self,
                                 GPtrArray           *files,
                                 GString             *out)
{
  gboolean first = TRUE;

  g_string_append (out, "{\n\"@context\":" CONTEXT ",\n\"@type\":\"sc:Dataset\"");
  append_head (self, out);
  append_responsibility (self, out);

  g_string_append (out, ",\n\"distribution\":[\n");
  for (guint i = 0; i < files->len; i++)
    {
      const ChiosaExportFile *file = g_ptr_array_index (files, i);

      if (!g_str_has_prefix (file->name, "data/"))
        continue;
      g_string_append (out, first ? "" : ",\n");
      append_file (out, file);
      first = FALSE;
    }

  g_string_append (out, "],\n\"recordSet\":[\n");
  for (guint i = 0; i < self->parts->len; i++)
    {
      g_string_append (out, i > 0 ? ",\n" : "");
      append_record_set (out, g_ptr_array_index (self->parts, i));
    }
  g_string_append (out, "]\n}\n");
}
