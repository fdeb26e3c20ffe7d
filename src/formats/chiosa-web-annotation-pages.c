/* chiosa-web-annotation-pages.c
 *
 * Where in a JSON file the Web Annotations are: a single one, an array, an AnnotationPage, the first page of an AnnotationCollection, the
 * rows of a Hypothesis search. Members are known by the names of the Web Annotation context: a context that renames them is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-web-annotation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * chiosa_web_get_member:
 * @object: a checked value
 * @name: of a member
 * @value: (out): its value
 *
 * Returns: whether @object is an object that has it
 */
gboolean
chiosa_web_get_member (const ChiosaJsonSlice *object,
                       const char            *name,
                       ChiosaJsonSlice       *value)
{
  const ChiosaJsonMember member = { name, strlen (name) };

  return chiosa_json_read_members (object, &member, 1, value, ",", NULL) && value->start != NULL;
}

static const char *const core_names[] = {
  "id", "type", "items", "first", "body", "bodyValue", "target", "source", "selector", "refinedBy", "exact", "prefix", "suffix",
  "start", "end", "value", "purpose", "motivation", "creator", "created", NULL,
};

/* A context's definition of one term: fine unless it gives a name of ours to something else, or another name to something we read. */
static gboolean
check_term (ChiosaReader           *reader,
            const char             *term,
            const ChiosaJsonSlice  *definition,
            GError                **error)
{
  ChiosaJsonSlice inner = *definition;
  g_autofree char *meaning = NULL;

  if (g_str_equal (term, "@vocab") || g_str_equal (term, "@import"))
    return chiosa_reader_fail (reader, definition->line, error,
                               _("its context says “%s”, which is not read: only the names of the Web Annotation context are"), term);

  if (chiosa_json_slice_kind (definition) == '{' && !chiosa_web_get_member (definition, "@id", &inner))
    return TRUE;
  meaning = chiosa_web_first_string (&inner);

  if (g_strv_contains (core_names, term))
    return chiosa_reader_fail (reader, definition->line, error,
                               _("its context gives “%s” a meaning of its own, which is not read"), term);
  if (meaning != NULL && *term != '@'
      && (*meaning == '@' || g_str_has_prefix (meaning, "oa:") || g_str_has_prefix (meaning, "http://www.w3.org/ns/oa#has")))
    return chiosa_reader_fail (reader, definition->line, error,
                               /* Translators: two names in a file, like “ziel” for “oa:hasTarget” */
                               _("its context writes “%s” for “%s”: only the names of the Web Annotation context are read"), term, meaning);

  return TRUE;
}

static gboolean
check_context (ChiosaReader           *reader,
               const ChiosaJsonSlice  *context,
               GError                **error)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;
  g_autofree char *key = NULL;

  if (!chiosa_json_cursor_init (&cursor, context))
    return TRUE;

  while (chiosa_json_cursor_next (&cursor, &key, &item))
    {
      g_autofree char *term = g_steal_pointer (&key);

      if (term == NULL ? !check_context (reader, &item, error) : !check_term (reader, term, &item, error))
        return FALSE;
    }

  return TRUE;
}

static ChiosaWebPage *
page_new (void)
{
  ChiosaWebPage *self = g_new0 (ChiosaWebPage, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (ChiosaJsonSlice));

  return self;
}

static void
page_free (gpointer data)
{
  ChiosaWebPage *self = data;

  g_array_unref (self->items);
  g_free (self);
}

static gboolean collect (ChiosaReader *reader, GPtrArray *pages, ChiosaWebPage *page, const ChiosaJsonSlice *value, GError **error);

static gboolean
collect_array (ChiosaReader           *reader,
               GPtrArray              *pages,
               ChiosaWebPage          *page,
               const ChiosaJsonSlice  *array,
               GError                **error)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  chiosa_json_cursor_init (&cursor, array);
  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    if (!collect (reader, pages, page, &item, error))
      return FALSE;

  return TRUE;
}

static gboolean
is_expanded (const ChiosaJsonSlice *object)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  g_autofree char *key = NULL;

  chiosa_json_cursor_init (&cursor, object);
  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_autofree char *name = g_steal_pointer (&key);

      if (g_str_has_prefix (name, "oa:") || g_str_has_prefix (name, "http://www.w3.org/ns/oa#"))
        return TRUE;
    }

  return FALSE;
}

static gboolean
collect_object (ChiosaReader           *reader,
                GPtrArray              *pages,
                ChiosaWebPage          *page,
                const ChiosaJsonSlice  *object,
                GError                **error)
{
  static const char *const lists[] = { "items", "rows", "annotations", "@graph", "first" };
  ChiosaJsonSlice value, list;

  if (chiosa_web_get_member (object, "@context", &value) && !check_context (reader, &value, error))
    return FALSE;
  if (chiosa_web_get_member (object, "target", &value))
    {
      g_array_append_val (page->items, *object);
      return TRUE;
    }
  if (chiosa_web_get_member (object, "chiosa:text", &value))
    {
      if (page->text.start != NULL || page->items->len > 0)
        g_ptr_array_add (pages, page = page_new ());
      page->text = value;
    }

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (!chiosa_web_get_member (object, lists[i], &list))
        continue;
      if (chiosa_json_slice_kind (&list) != 's')
        return collect (reader, pages, page, &list, error);
      chiosa_reader_problem (reader, list.line, _("the annotations are on another page, which is not read: %.*s"),
                             (int) MIN (list.length, 200), list.start);
      return TRUE;
    }

  if (is_expanded (object))
    return chiosa_reader_fail (reader, object->line, error, _("it is JSON-LD in another form (expanded, or with names of its own): bring it "
                                                              "into the form of the Web Annotation context first"));
  if (page->text.start == NULL)
    chiosa_reader_problem (reader, object->line, _("neither an annotation nor a list of annotations"));

  return TRUE;
}

static gboolean
collect (ChiosaReader           *reader,
         GPtrArray              *pages,
         ChiosaWebPage          *page,
         const ChiosaJsonSlice  *value,
         GError                **error)
{
  switch (chiosa_json_slice_kind (value))
    {
    case '[':
      return collect_array (reader, pages, page, value, error);
    case '{':
      return collect_object (reader, pages, page, value, error);
    default:
      chiosa_reader_problem (reader, value->line, _("neither an annotation nor a list of annotations"));
      return TRUE;
    }
}

static gboolean
is_empty (const ChiosaWebPage *page)
{
  return page->items->len == 0 && page->text.start == NULL;
}

/**
 * chiosa_web_find_pages:
 * @reader: for messages
 * @json: the file; it must live as long as what is found in it
 * @error: return location: no JSON, or none that can be read
 *
 * Returns: (transfer full) (element-type ChiosaWebPage): the articles of the file, at least one; or %NULL
 */
GPtrArray *
chiosa_web_find_pages (ChiosaReader  *reader,
                       const char    *json,
                       GError       **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (page_free);
  ChiosaJsonSlice root = { json, 0, 1 };

  if (!chiosa_json_check (json, strlen (json), reader->shown, error))
    return NULL;

  for (; *root.start != '\0' && strchr (" \t\r\n", *root.start) != NULL; root.start++)
    root.line += *root.start == '\n';
  root.length = strlen (root.start);
  g_ptr_array_add (pages, page_new ());
  if (!collect (reader, pages, g_ptr_array_index (pages, 0), &root, error))
    return NULL;

  if (is_empty (g_ptr_array_index (pages, 0)))
    g_ptr_array_remove_index (pages, 0);
  if (pages->len > 0)
    return g_steal_pointer (&pages);

  chiosa_reader_fail (reader, 0, error, _("there is no Web Annotation in it"));
  return NULL;
}
