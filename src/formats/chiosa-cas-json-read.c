/* chiosa-cas-json-read.c
 *
 * UIMA CAS JSON 0.4, read: the file, its feature structures and texts; and what is kept of it with the article. What becomes an
 * annotation or a relation: chiosa-cas-build.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-cas-build.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
structure_free (gpointer data)
{
  ChiosaCasStructure *self = data;

  g_free (self->type);
  g_free (self->annotation);
  g_free (self);
}

static void
article_clear (gpointer data)
{
  ChiosaCasArticle *self = data;

  g_clear_pointer (&self->record, chiosa_record_free);
  g_clear_pointer (&self->offsets, chiosa_offsets_free);
}

/* --- Feature structures --------------------------------------------------------------------------------------------- */

static gint64
get_number (const ChiosaJsonSlice *value)
{
  guint64 number;

  return value->start != NULL && chiosa_json_slice_uint (value, &number) && number <= G_MAXINT64 ? (gint64) number : 0;
}

/* "begin", or "^begin" as the text of the specification has it. */
static gboolean
get_place (const ChiosaJsonSlice *plain,
           const ChiosaJsonSlice *marked,
           guint64               *place)
{
  const ChiosaJsonSlice *value = plain->start != NULL ? plain : marked;

  return value->start != NULL && chiosa_json_slice_uint (value, place) && *place < G_MAXUINT32;
}

/* @id: that of a file with an object of structures; 0: it is in the structure. */
static void
add_structure (ChiosaCasFile         *self,
               const ChiosaJsonSlice *slice,
               gint64                 id)
{
  static const ChiosaJsonMember members[] = {
    CHIOSA_JSON_MEMBER ("%ID"), CHIOSA_JSON_MEMBER ("%TYPE"), CHIOSA_JSON_MEMBER ("@sofa"), CHIOSA_JSON_MEMBER ("begin"),
    CHIOSA_JSON_MEMBER ("^begin"), CHIOSA_JSON_MEMBER ("end"), CHIOSA_JSON_MEMBER ("^end"),
  };
  ChiosaJsonSlice slots[G_N_ELEMENTS (members)];
  g_autofree char *type = NULL;
  ChiosaCasStructure *structure;

  if (chiosa_json_slice_kind (slice) == '{' && chiosa_json_read_members (slice, members, G_N_ELEMENTS (members), slots, ",", NULL)
      && slots[1].start != NULL)
    type = chiosa_json_slice_string (&slots[1]);
  if (type == NULL)
    {
      chiosa_reader_problem (self->reader, slice->line, _("a feature structure without a %%TYPE is left out"));
      return;
    }

  structure = g_new0 (ChiosaCasStructure, 1);
  structure->id = id != 0 ? id : get_number (&slots[0]);
  structure->type = g_steal_pointer (&type);
  structure->slice = *slice;
  structure->sofa = get_number (&slots[2]);
  structure->has_place = get_place (&slots[3], &slots[4], &structure->begin) && get_place (&slots[5], &slots[6], &structure->end);
  g_ptr_array_add (self->structures, structure);

  if (structure->id == 0)
    return;
  if (g_hash_table_contains (self->by_id, &structure->id))
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, structure->id);

      chiosa_reader_problem (self->reader, slice->line, _("the %%ID %s is there twice; what leads to it leads to the first"), number);
    }
  else
    g_hash_table_insert (self->by_id, &structure->id, structure);
}

/* An array, or an object by number. */
static void
read_structures (ChiosaCasFile         *self,
                 const ChiosaJsonSlice *structures)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;

  if (structures->start == NULL || !chiosa_json_cursor_init (&cursor, structures))
    return;

  for (;;)
    {
      g_autofree char *key = NULL;

      if (!chiosa_json_cursor_next (&cursor, &key, &value))
        return;
      add_structure (self, &value, key != NULL ? g_ascii_strtoll (key, NULL, 10) : 0);
    }
}

/* --- Texts ---------------------------------------------------------------------------------------------------------- */

static char *
get_string (const ChiosaCasStructure *structure,
            const char               *name)
{
  ChiosaJsonMember member = { name, strlen (name) };
  ChiosaJsonSlice value;

  return chiosa_json_read_members (&structure->slice, &member, 1, &value, ",", NULL) && value.start != NULL
           ? chiosa_json_slice_string (&value) : NULL;
}

/* The first text is the article, a further one an article with the name of its view. */
static void
add_article (ChiosaCasFile      *self,
             ChiosaCasStructure *structure)
{
  char *text = get_string (structure, "sofaString");
  g_autofree char *view = get_string (structure, "sofaID");
  g_autofree char *name = NULL;
  ChiosaCasArticle article = { .sofa = structure->id };

  if (text == NULL)
    return;

  if (self->articles->len == 0)
    name = g_strdup (self->reader->name);
  else
    {
      g_autofree char *part = view != NULL ? chiosa_labels_to_id (view) : g_strdup_printf ("%u", self->articles->len + 1);

      name = g_strconcat (self->reader->name, "-", part, NULL);
    }
  article.record = chiosa_record_new (name, text);
  article.offsets = chiosa_offsets_new (article.record->utf8);
  g_array_append_val (self->articles, article);
  structure->used = TRUE;
}

/* FALSE: there are too many. */
static gboolean
find_texts (ChiosaCasFile  *self,
            GError        **error)
{
  for (guint i = 0; i < self->structures->len; i++)
    {
      ChiosaCasStructure *structure = g_ptr_array_index (self->structures, i);

      if (g_str_equal (structure->type, CHIOSA_CAS_SOFA))
        add_article (self, structure);
      if (self->articles->len > CHIOSA_CAS_MAX_TEXTS)
        return chiosa_reader_fail (self->reader, structure->slice.line, error, _("there are more than %u texts in the file"), CHIOSA_CAS_MAX_TEXTS);
    }

  return TRUE;
}

/* What does not say where it belongs belongs to the view that lists it, or to the only one. */
static void
set_members (ChiosaCasFile         *self,
             const ChiosaJsonSlice *view)
{
  static const ChiosaJsonMember members[] = { CHIOSA_JSON_MEMBER ("%SOFA"), CHIOSA_JSON_MEMBER ("%MEMBERS") };
  ChiosaJsonSlice slots[G_N_ELEMENTS (members)], value;
  ChiosaJsonCursor cursor;

  if (!chiosa_json_read_members (view, members, G_N_ELEMENTS (members), slots, ",", NULL) || slots[1].start == NULL
      || !chiosa_json_cursor_init (&cursor, &slots[1]))
    return;

  while (chiosa_json_cursor_next (&cursor, NULL, &value))
    {
      ChiosaCasStructure *structure = chiosa_cas_find (self, &value);

      if (structure != NULL && structure->sofa == 0)
        structure->sofa = get_number (&slots[0]);
    }
}

static void
read_views (ChiosaCasFile         *self,
            const ChiosaJsonSlice *views)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;

  if (views->start != NULL && chiosa_json_slice_kind (views) == '{' && chiosa_json_cursor_init (&cursor, views))
    while (chiosa_json_cursor_next (&cursor, NULL, &value))
      set_members (self, &value);

  for (guint i = 0; self->articles->len == 1 && i < self->structures->len; i++)
    {
      ChiosaCasStructure *structure = g_ptr_array_index (self->structures, i);

      if (structure->sofa == 0 && structure->has_place)
        structure->sofa = g_array_index (self->articles, ChiosaCasArticle, 0).sofa;
    }
}

static void
find_homes (ChiosaCasFile *self)
{
  for (guint i = 0; i < self->structures->len; i++)
    {
      ChiosaCasStructure *structure = g_ptr_array_index (self->structures, i);

      structure->article = G_MAXUINT;
      for (guint k = 0; k < self->articles->len; k++)
        if (g_array_index (self->articles, ChiosaCasArticle, k).sofa == structure->sofa)
          structure->article = k;
    }
}

/* --- What is kept --------------------------------------------------------------------------------------------------- */

/* Those of no text are kept with the first. */
static void
keep_structures (const ChiosaCasFile *self,
                 guint                article,
                 GString             *json)
{
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  GString *structures = g_string_new (NULL);
  g_autoptr (GString) declared = g_string_new ("{");

  for (guint i = 0; i < self->structures->len; i++)
    {
      ChiosaCasStructure *structure = g_ptr_array_index (self->structures, i);
      const ChiosaJsonSlice *type = chiosa_cas_types_get_slice (self->types, structure->type);

      if (structure->used || (structure->article == G_MAXUINT ? 0 : structure->article) != article)
        continue;
      if (structures->len > 0)
        g_string_append_c (structures, ',');
      g_string_append_len (structures, structure->slice.start, structure->slice.length);
      if (type == NULL || !g_hash_table_add (types, structure->type))
        continue;
      chiosa_json_append_key (declared, structure->type);
      g_string_append_len (declared, type->start, type->length);
    }

  if (structures->len > 0)
    {
      chiosa_json_append_key (json, "%TYPES");
      g_string_append_printf (json, "%s}", declared->str);
      chiosa_json_append_key (json, "%FEATURE_STRUCTURES");
      g_string_append_printf (json, "[%s]", structures->str);
    }
  g_string_free (structures, TRUE);
}

/* Raw JSON goes into a sidecar line: without line ends, which are never in a string. */
static void
flatten (GString *json)
{
  for (gsize i = 0; i < json->len; i++)
    if (json->str[i] == '\n' || json->str[i] == '\r')
      json->str[i] = ' ';
}

/* A sidecar takes no strings as long as those of a CAS can be, and it puts this a few levels down. */
static gboolean
fits_sidecar (const char *json)
{
  g_autofree char *nested = g_strdup_printf ("[[[[%s]]]]", json);

  return chiosa_json_check (nested, strlen (nested), "", NULL);
}

static void
keep_rest (const ChiosaCasFile *self,
           guint                article,
           const GString       *members)
{
  ChiosaArticle *about = chiosa_record_edit_article (g_array_index (self->articles, ChiosaCasArticle, article).record);
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *object = g_strdup_printf ("{%s}", about->extra != NULL ? about->extra : "");
  ChiosaJsonMember member = { self->reader->format->id, strlen (self->reader->format->id) };
  ChiosaJsonSlice slice = { object, strlen (object), 1 }, earlier;

  if (article == 0 && members != NULL)
    g_string_append (json, members->str);
  keep_structures (self, article, json);
  g_string_append_c (json, '}');
  flatten (json);
  if (!fits_sidecar (json->str))
    {
      chiosa_reader_problem (self->reader, 0, _("what the file has beside annotations is too large or too deep to be kept"));
      return;
    }

  chiosa_json_read_members (&slice, &member, 1, &earlier, ",", NULL);
  if (json->len > 2)
    chiosa_extra_add (&about->extra, earlier.start == NULL ? self->reader->format->id : "cas-json-again", json->str);
}

/* --- The file ------------------------------------------------------------------------------------------------------- */

static gboolean
emit_articles (ChiosaCasFile  *self,
               const GString  *members,
               GError        **error)
{
  for (guint i = 0; i < self->articles->len; i++)
    {
      ChiosaCasArticle *article = &g_array_index (self->articles, ChiosaCasArticle, i);

      keep_rest (self, i, members);
      if (!chiosa_reader_emit (self->reader, g_steal_pointer (&article->record), error))
        return FALSE;
    }

  return TRUE;
}

/* @slots: %TYPES, %FEATURE_STRUCTURES, %VIEWS. @members: what else there is, raw. */
static gboolean
read_file (ChiosaReader           *reader,
           const ChiosaJsonSlice  *slots,
           const GString          *members,
           GError                **error)
{
  g_autoptr (ChiosaCasTypes) types = chiosa_cas_types_new (&slots[0]);
  g_autoptr (GPtrArray) structures = g_ptr_array_new_with_free_func (structure_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) articles = g_array_new (FALSE, TRUE, sizeof (ChiosaCasArticle));
  ChiosaCasFile self = { .reader = reader, .types = types, .structures = structures, .by_id = by_id, .articles = articles };

  g_array_set_clear_func (articles, article_clear);
  read_structures (&self, &slots[1]);
  if (!find_texts (&self, error))
    return FALSE;
  if (articles->len == 0)
    return chiosa_reader_fail (reader, slots[1].line, error, _("there is no text in the file: no %%TYPE “uima.cas.Sofa” with a “sofaString”"));

  read_views (&self, &slots[2]);
  find_homes (&self);
  chiosa_cas_build (&self);

  return emit_articles (&self, members, error);
}

/**
 * chiosa_cas_read:
 * @reader: of a file
 * @error: return location
 *
 * Returns: %FALSE when the file makes no sense
 */
gboolean
chiosa_cas_read (ChiosaReader  *reader,
                 GError       **error)
{
  static const ChiosaJsonMember members[] = {
    CHIOSA_JSON_MEMBER ("%TYPES"), CHIOSA_JSON_MEMBER ("%FEATURE_STRUCTURES"), CHIOSA_JSON_MEMBER ("%VIEWS"),
  };
  ChiosaJsonSlice slots[G_N_ELEMENTS (members)];
  g_autofree char *text = chiosa_reader_read_text (reader, error);
  ChiosaJsonSlice whole = { .line = 1 };
  GString *rest = NULL;
  gboolean read;

  if (text == NULL)
    return FALSE;

  if (!chiosa_json_check_data (text, strlen (text), reader->shown, 1, error))
    return FALSE;

  for (whole.start = text; g_ascii_isspace (*whole.start); whole.start++)
    whole.line += *whole.start == '\n';
  whole.length = strlen (whole.start);

  if (!chiosa_json_read_members (&whole, members, G_N_ELEMENTS (members), slots, ",", &rest) || slots[1].start == NULL)
    read = chiosa_reader_fail (reader, 1, error, _("not UIMA CAS JSON 0.4: there is no “%%FEATURE_STRUCTURES”"));
  else
    read = read_file (reader, slots, rest, error);
  if (rest != NULL)
    g_string_free (rest, TRUE);

  return read;
}

/**
 * chiosa_cas_guess:
 * @name: of a file
 * @head: its first bytes
 * @n_bytes: how many
 *
 * Returns: how sure it is CAS JSON
 */
guint
chiosa_cas_guess (const char *name,
                  const char *head,
                  gsize       n_bytes)
{
  while (g_ascii_isspace (*head))
    head++;
  if (*head != '{')
    return 0;

  return strstr (head, "\"%FEATURE_STRUCTURES\"") != NULL ? 100 : strstr (head, "\"%TYPES\"") != NULL && strstr (head, "\"%NAME\"") != NULL ? 90 : 0;
}
