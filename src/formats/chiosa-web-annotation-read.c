/* chiosa-web-annotation-read.c
 *
 * Web Annotations, read: a single one, an array, an AnnotationPage, the first page of an AnnotationCollection, what Hypothesis and Recogito
 * write. The text is the page's chiosa:text, or NAME.txt beside the file, or that of an article that is there.
 *
 * Annotations are found in chiosa-web-annotation-pages.c and read in -item.c; what a selector or a body says, in -place.c and -body.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-web-annotation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- The article ------------------------------------------------------------------------------------------------ */

static void
read_details (ChiosaWebReading      *self,
              const ChiosaJsonSlice *text)
{
  ChiosaArticle *article = chiosa_record_edit_article (self->record);
  const struct { const char *name; char **where; } details[] = {
    { "language", &article->language }, { "dcterms:title", &article->title }, { "dcterms:creator", &article->author },
    { "dcterms:publisher", &article->publisher }, { "dcterms:date", &article->date }, { "dcterms:license", &article->licence },
    { "chiosa:url", &article->url }, { "chiosa:note", &article->note },
  };
  g_autoptr (ChiosaWebBodies) attributes = chiosa_web_bodies_new ();
  g_autofree char *status = NULL;
  ChiosaJsonSlice value;

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    if (chiosa_web_get_member (text, details[i].name, &value))
      *details[i].where = chiosa_web_first_string (&value);

  if (chiosa_web_get_member (text, "chiosa:status", &value))
    status = chiosa_web_first_string (&value);
  if (status != NULL)
    chiosa_status_from_string (status, &article->status);
  if (chiosa_web_get_member (text, "chiosa:attributes", &value))
    chiosa_web_bodies_read (attributes, &value, "describing", FALSE);
  if (chiosa_attributes_get_n (attributes->ours) > 0)
    article->attributes = chiosa_attributes_copy (attributes->ours);
  if (chiosa_web_get_member (text, "chiosa:extra", &value))
    article->extra = chiosa_web_read_extra (&value);
  if (chiosa_web_get_member (text, "id", &value))
    self->source = chiosa_web_first_string (&value);
}

/* The text that the page brings along; NULL: none. */
static char *
read_embedded (const ChiosaJsonSlice *text)
{
  ChiosaJsonSlice value, list;
  ChiosaJsonCursor cursor;
  GString *parts;

  if (chiosa_web_get_member (text, "value", &value))
    return chiosa_web_first_string (&value);
  if (!chiosa_web_get_member (text, "chiosa:parts", &value) || !chiosa_web_get_member (&value, "@list", &list) || !chiosa_json_cursor_init (&cursor, &list))
    return NULL;

  parts = g_string_new (NULL);
  while (chiosa_json_cursor_next_raw (&cursor, NULL, &value))
    {
      g_autofree char *part = chiosa_web_first_string (&value);

      g_string_append (parts, part != NULL ? part : "");
    }

  return g_string_free (parts, FALSE);
}

/* The article that is there already, by the hash that the page has or by the file's name. */
static char *
find_text (ChiosaReader         *reader,
           const ChiosaWebPage  *page,
           GError              **error)
{
  g_autofree char *sha256 = NULL;
  ChiosaJsonSlice value;
  gboolean same;

  if (page->text.start != NULL && chiosa_web_get_member (&page->text, "chiosa:sha256", &value))
    sha256 = chiosa_web_first_string (&value);

  return chiosa_reader_find_text (reader, reader->name, sha256 != NULL ? sha256 : "", &same, error);
}

static char *
read_text (ChiosaReader         *reader,
           const ChiosaWebPage  *page,
           GError              **error)
{
  char *text = page->text.start != NULL ? read_embedded (&page->text) : NULL;
  GError *local = NULL;

  if (text != NULL)
    return text;
  if (reader->find_text != NULL)
    return find_text (reader, page, error);

  text = chiosa_reader_read_beside (reader, ".txt", &local);
  if (text == NULL && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_clear_error (&local);
      chiosa_reader_fail (reader, 0, error, _("the annotations come without the text they are about: put it beside the file, as “%s.txt”"),
                          reader->name);
      return NULL;
    }
  if (text == NULL)
    g_propagate_error (error, local);

  return text;
}

static gboolean
check_hash (ChiosaWebReading     *self,
            const ChiosaWebPage  *page,
            GError              **error)
{
  ChiosaJsonSlice value;

  if (page->text.start == NULL || !chiosa_web_get_member (&page->text, "chiosa:sha256", &value)
      || chiosa_json_slice_equal (&value, self->record->sha256))
    return TRUE;

  return chiosa_reader_fail (self->reader, value.line, error,
                             _("the text is not the one that the annotations were made on (its SHA-256 is %s)"), self->record->sha256);
}

static void
finish_article (ChiosaWebReading *self)
{
  ChiosaArticle *article = chiosa_record_edit_article (self->record);
  g_autofree char *kept = NULL;

  if (article->url == NULL && self->source != NULL && (g_str_has_prefix (self->source, "http://") || g_str_has_prefix (self->source, "https://")))
    article->url = g_strdup (self->source);
  if (self->rest->len == 0)
    return;

  kept = g_strdup_printf ("{\"annotations\":[%s]}", self->rest->str);
  chiosa_extra_add (&article->extra, CHIOSA_WEB_ANNOTATION_EXTRA, kept);
}

static void
read_items (ChiosaWebReading    *self,
            const ChiosaWebPage *page)
{
  for (guint i = 0; i < page->items->len; i++)
    if (!g_cancellable_is_cancelled (self->reader->cancellable))
      chiosa_web_read_item (self, &g_array_index (page->items, ChiosaJsonSlice, i));
  for (guint i = 0; i < self->links->len; i++)
    chiosa_web_read_link (self, &g_array_index (self->links, ChiosaJsonSlice, i));
}

static gboolean
read_page (ChiosaReader         *reader,
           const ChiosaWebPage  *page,
           const char           *name,
           GError              **error)
{
  ChiosaWebReading self = { .reader = reader };
  char *utf8 = read_text (reader, page, error);
  gboolean good;

  if (utf8 == NULL)
    return FALSE;

  self.record = chiosa_record_new (name, utf8);
  if (!check_hash (&self, page, error))
    {
      chiosa_record_free (self.record);
      return FALSE;
    }

  self.text.utf8 = self.record->utf8;
  self.text.offsets = chiosa_offsets_new (self.record->utf8);
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.link_types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.links = g_array_new (FALSE, FALSE, sizeof (ChiosaJsonSlice));
  self.rest = g_string_new (NULL);
  if (page->text.start != NULL)
    read_details (&self, &page->text);
  self.text.unit = chiosa_web_find_unit (&self, page);

  read_items (&self, page);
  finish_article (&self);
  chiosa_offsets_free (self.text.offsets);
  good = chiosa_reader_emit (reader, self.record, error);

  g_hash_table_unref (self.ids);
  g_hash_table_unref (self.link_types);
  g_array_unref (self.links);
  g_string_free (self.rest, TRUE);
  g_free (self.source);

  return good;
}

/* --- The format ------------------------------------------------------------------------------------------------- */

/**
 * chiosa_web_annotation_guess:
 * @name: of a file
 * @head: its first bytes
 * @n_bytes: how many
 *
 * Returns: how sure it is a Web Annotation, 0 to 100
 */
guint
chiosa_web_annotation_guess (const char *name,
                             const char *head,
                             gsize       n_bytes)
{
  gboolean json = g_str_has_suffix (name, ".jsonld") || g_str_has_suffix (name, ".json");

  if (!json)
    return 0;
  if (strstr (head, "/ns/anno.jsonld") != NULL)
    return 95;
  if (strstr (head, "TextQuoteSelector") != NULL || strstr (head, "TextPositionSelector") != NULL)
    return 85;

  return g_str_has_suffix (name, ".jsonld") ? 10 : 0;
}

/**
 * chiosa_web_annotation_read:
 * @reader: with the file
 * @error: return location
 *
 * Returns: %FALSE when the file makes no sense or the text is not there
 */
gboolean
chiosa_web_annotation_read (ChiosaReader  *reader,
                            GError       **error)
{
  g_autofree char *json = chiosa_reader_read_text (reader, error);
  g_autoptr (GPtrArray) pages = json != NULL ? chiosa_web_find_pages (reader, json, error) : NULL;

  if (pages == NULL)
    return FALSE;

  for (guint i = 0; i < pages->len; i++)
    {
      g_autofree char *name = i > 0 ? g_strdup_printf ("%s-%u", reader->name, i + 1) : g_strdup (reader->name);

      if (!read_page (reader, g_ptr_array_index (pages, i), name, error))
        return FALSE;
    }

  return TRUE;
}
