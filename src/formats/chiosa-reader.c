/* chiosa-reader.c
 *
 * What the formats share when they read: files, complaints, annotations out of names.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-reader.h"

#include "chiosa-encoding.h"
#include "chiosa-json.h"
#include "chiosa-safe-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* PATH with another extension, or another file in the same folder. */
static char *
find_beside (ChiosaReader *self,
             const char   *extension_or_name)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *base = g_path_get_basename (self->path);
  g_autofree char *name = NULL;
  char *dot;

  if (*extension_or_name != '.')
    return g_build_filename (folder, extension_or_name, NULL);

  dot = strrchr (base, '.');
  if (dot != NULL && dot != base)
    *dot = '\0';
  name = g_strconcat (base, extension_or_name, NULL);

  return g_build_filename (folder, name, NULL);
}

static char *
read_text_file (const char  *path,
                GError     **error)
{
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, CHIOSA_LINES_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, error);
  g_autoptr (ChiosaEncoding) encoding = NULL;
  g_autoptr (ChiosaText) text = NULL;
  g_autofree char *shown = NULL;

  if (bytes == NULL)
    return NULL;

  text = chiosa_encoding_decode (bytes, NULL, &encoding, error);
  if (text == NULL)
    {
      shown = g_filename_display_name (path);
      g_prefix_error (error, "“%s”: ", shown);
      return NULL;
    }

  return chiosa_text_get_slice (text, 0, chiosa_text_get_length (text));
}

/**
 * chiosa_reader_read_all:
 * @self: a reader
 * @error: return location
 *
 * Returns: (transfer full): the bytes of the file, at most 64 MiB; or %NULL
 */
GBytes *
chiosa_reader_read_all (ChiosaReader  *self,
                        GError       **error)
{
  return chiosa_safe_file_read (self->path, CHIOSA_LINES_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, error);
}

/**
 * chiosa_reader_read_text:
 * @self: a reader
 * @error: return location: bytes that are no text, with line and byte
 *
 * Returns: (transfer full): the file as UTF-8, line ends as they stand, without a byte-order mark; or %NULL
 */
char *
chiosa_reader_read_text (ChiosaReader  *self,
                         GError       **error)
{
  return read_text_file (self->path, error);
}

/**
 * chiosa_reader_read_beside:
 * @self: a reader
 * @extension_or_name: ".txt": the same name with this extension; else the name of another file in the folder
 * @error: return location; %G_IO_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full): that file as UTF-8; or %NULL
 */
char *
chiosa_reader_read_beside (ChiosaReader  *self,
                           const char    *extension_or_name,
                           GError       **error)
{
  g_autofree char *path = find_beside (self, extension_or_name);

  return read_text_file (path, error);
}

/**
 * chiosa_reader_open_lines:
 * @self: a reader
 * @error: return location
 *
 * Returns: (transfer full): the lines of the file; or %NULL
 */
ChiosaLines *
chiosa_reader_open_lines (ChiosaReader  *self,
                          GError       **error)
{
  return chiosa_lines_open (self->path, error);
}

/**
 * chiosa_reader_open_lines_beside:
 * @self: a reader
 * @extension_or_name: as for chiosa_reader_read_beside()
 * @error: return location
 *
 * Returns: (transfer full): the lines of that file; or %NULL
 */
ChiosaLines *
chiosa_reader_open_lines_beside (ChiosaReader  *self,
                                 const char    *extension_or_name,
                                 GError       **error)
{
  g_autofree char *path = find_beside (self, extension_or_name);
  g_autofree char *shown = g_filename_display_name (path);

  /* A pipe that nobody writes to would never end; who names one wants to wait, but nobody has named this. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return chiosa_lines_open (path, error);

  g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_NOT_REGULAR, _("“%s” is a folder, a pipe or a device, not a file."), shown);
  return NULL;
}

/**
 * chiosa_reader_find_text:
 * @self: a reader
 * @name: of the article, as the data set has it
 * @sha256: of the text that the places are for; "" when it is not known
 * @same: (out): whether that is the text found
 * @error: return location
 *
 * For data sets that come without the texts of their articles.
 *
 * Returns: (transfer full): the text; or %NULL
 */
char *
chiosa_reader_find_text (ChiosaReader  *self,
                         const char    *name,
                         const char    *sha256,
                         gboolean      *same,
                         GError       **error)
{
  if (self->find_text != NULL)
    return self->find_text (name, sha256, same, self->data, error);

  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
               _("“%s” comes without its text. Put the article into the folder and reattach its annotations "
                 "(chiosa-cli import --reattach)."), name);

  return NULL;
}

/**
 * chiosa_reader_emit:
 * @self: a reader
 * @record: (transfer full): an article that has been read
 * @error: return location
 *
 * Returns: %FALSE when reading must end
 */
gboolean
chiosa_reader_emit (ChiosaReader  *self,
                    ChiosaRecord  *record,
                    GError       **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      chiosa_record_free (record);
      return FALSE;
    }

  chiosa_record_order (record);
  record->index = self->n_emitted++;

  return self->found (record, self->data, error);
}

/**
 * chiosa_reader_problem:
 * @self: a reader
 * @line: where, from 1; 0: nowhere in particular
 * @message: for a person, translated, without file and line; with arguments as for printf()
 *
 * Tells of something that is left out, while the rest is read.
 */
void
chiosa_reader_problem (ChiosaReader *self,
                       guint         line,
                       const char   *message,
                       ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, message);
  text = g_strdup_vprintf (message, args);
  va_end (args);

  self->n_problems++;
  if (self->problem != NULL)
    self->problem (self->shown, line, text, self->data);
}

/**
 * chiosa_reader_problem_error:
 * @self: a reader
 * @line: where
 * @error: (transfer full): what is wrong
 */
void
chiosa_reader_problem_error (ChiosaReader *self,
                             guint         line,
                             GError       *error)
{
  chiosa_reader_problem (self, line, "%s", error->message);
  g_error_free (error);
}

/**
 * chiosa_reader_fail:
 * @self: a reader
 * @line: where, from 1; 0: nowhere in particular
 * @error: return location
 * @message: for a person, translated; with arguments as for printf()
 *
 * Returns: %FALSE
 */
gboolean
chiosa_reader_fail (ChiosaReader  *self,
                    guint          line,
                    GError       **error,
                    const char    *message,
                    ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, message);
  text = g_strdup_vprintf (message, args);
  va_end (args);

  if (line > 0)
    g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
                 /* Translators: name of a file, line, what is wrong */
                 _("“%s”, line %u: %s"), self->shown, line, text);
  else
    g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX, "“%s”: %s", self->shown, text);

  return FALSE;
}

static ChiosaAnnotation *
new_annotation (ChiosaReader *self,
                const char   *id,
                const char   *type,
                const char   *label)
{
  g_autofree char *own_id = id != NULL && chiosa_id_is_valid (id) ? g_strdup (id) : chiosa_id_new ('a');
  ChiosaAnnotation *annotation = chiosa_annotation_new (own_id, type, label);

  annotation->origin = CHIOSA_ORIGIN_IMPORT;
  annotation->suggester = g_strdup (self->format->id);

  return annotation;
}

/**
 * chiosa_reader_new_annotation:
 * @self: a reader
 * @id: (nullable): as the file has it; one that is no id of ours is replaced
 * @name: the one name that the format has for type and label
 *
 * Returns: (transfer full): an annotation that says it was imported
 */
ChiosaAnnotation *
chiosa_reader_new_annotation (ChiosaReader *self,
                              const char   *id,
                              const char   *name)
{
  const char *type, *label;

  chiosa_labels_split (self->tagset, name, &type, &label);

  return new_annotation (self, id, type, label);
}

/**
 * chiosa_reader_new_typed:
 * @self: a reader
 * @id: (nullable): as the file has it
 * @type: of the annotation
 * @label: of the annotation; "" for none
 *
 * Returns: (transfer full): an annotation that says it was imported; names that are no ids are made some
 */
ChiosaAnnotation *
chiosa_reader_new_typed (ChiosaReader *self,
                         const char   *id,
                         const char   *type,
                         const char   *label)
{
  g_autofree char *type_id = chiosa_labels_to_id (type);
  g_autofree char *label_id = *label != '\0' ? chiosa_labels_to_id (label) : g_strdup ("");

  return new_annotation (self, id, type_id, label_id);
}

/**
 * chiosa_reader_set_attribute:
 * @self: a reader
 * @annotation: one that is being made
 * @name: of the attribute; made an id if it is none
 * @value: as text
 *
 * The kind is that of the tag set; where it has none, or @value is not of that kind, it is text. Default values are not set.
 */
void
chiosa_reader_set_attribute (ChiosaReader     *self,
                             ChiosaAnnotation *annotation,
                             const char       *name,
                             const char       *value)
{
  g_autofree char *id = chiosa_labels_to_id (name);
  const ChiosaAttributeType *type = NULL;
  ChiosaValueKind kind = CHIOSA_VALUE_TEXT;

  if (self->tagset != NULL)
    type = chiosa_tagset_find_attribute (self->tagset, annotation->type, id);
  if (type != NULL && g_strcmp0 (type->default_value, value) == 0)
    return;

  if (type != NULL && type->kind == CHIOSA_ATTRIBUTE_FLAG && (g_str_equal (value, "true") || g_str_equal (value, "false")))
    kind = CHIOSA_VALUE_FLAG;
  else if (type != NULL && type->kind == CHIOSA_ATTRIBUTE_NUMBER && chiosa_json_number_is_valid (value))
    kind = CHIOSA_VALUE_NUMBER;

  chiosa_annotation_set_attribute (annotation, id, kind, value);
}

/**
 * chiosa_extra_add:
 * @extra: (inout): members in JSON, without braces; or %NULL
 * @key: of the member
 * @json: its value: one value in JSON
 *
 * Keeps what a tool said and this program has no place for.
 */
void
chiosa_extra_add (char       **extra,
                  const char  *key,
                  const char  *json)
{
  GString *members = g_string_new (*extra);

  if (members->len > 0)
    g_string_append_c (members, ',');
  chiosa_json_append_string (members, key);
  g_string_append_c (members, ':');
  g_string_append (members, json);

  g_free (*extra);
  *extra = g_string_free (members, FALSE);
}

/**
 * chiosa_reader_get_option:
 * @self: a reader
 * @id: of an option that the format has
 *
 * Returns: (transfer none): the id of the value that was chosen
 */
const char *
chiosa_reader_get_option (ChiosaReader *self,
                          const char   *id)
{
  for (guint i = 0; i < CHIOSA_FORMAT_MAX_OPTIONS; i++)
    if (g_strcmp0 (self->format->options[i].id, id) == 0)
      return self->options[i];

  g_return_val_if_reached (NULL);
}
