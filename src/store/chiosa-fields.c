/* chiosa-fields.c
 *
 * Members of annotations, relations and articles as JSON by name, and back. What the values mean is not asked here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-fields.h"

#include "chiosa-sidecar-private.h"

#include <string.h>

#define ATTRIBUTES "attributes."
#define EXTRA "extra."

/* A member that is one text. */
typedef struct
{
  const char *name;
  gsize       offset;
} TextField;

static const TextField annotation_texts[] = {
  { "note", G_STRUCT_OFFSET (ChiosaAnnotation, note) },
  { "creator", G_STRUCT_OFFSET (ChiosaAnnotation, creator) },
  { "created", G_STRUCT_OFFSET (ChiosaAnnotation, created) },
  { "suggester", G_STRUCT_OFFSET (ChiosaAnnotation, suggester) },
  { NULL, 0 },
};

static const TextField relation_texts[] = {
  { "note", G_STRUCT_OFFSET (ChiosaRelation, note) },
  { "creator", G_STRUCT_OFFSET (ChiosaRelation, creator) },
  { "created", G_STRUCT_OFFSET (ChiosaRelation, created) },
  { NULL, 0 },
};

static const TextField article_texts[] = {
  { "title", G_STRUCT_OFFSET (ChiosaArticle, title) },
  { "author", G_STRUCT_OFFSET (ChiosaArticle, author) },
  { "publisher", G_STRUCT_OFFSET (ChiosaArticle, publisher) },
  { "url", G_STRUCT_OFFSET (ChiosaArticle, url) },
  { "date", G_STRUCT_OFFSET (ChiosaArticle, date) },
  { "language", G_STRUCT_OFFSET (ChiosaArticle, language) },
  { "licence", G_STRUCT_OFFSET (ChiosaArticle, licence) },
  { "note", G_STRUCT_OFFSET (ChiosaArticle, note) },
  { NULL, 0 },
};

static const char *const origins[] = { [CHIOSA_ORIGIN_HAND] = "hand", [CHIOSA_ORIGIN_SUGGESTION] = "suggestion",
                                       [CHIOSA_ORIGIN_IMPORT] = "import" };

static ChiosaJsonSlice
slice_of (const char *json)
{
  return (ChiosaJsonSlice) { json, strlen (json), 1 };
}

/* --- Getting ---------------------------------------------------------------------------------------------------- */

char *
chiosa_fields_quote (const char *text)
{
  GString *out;

  if (text == NULL)
    return NULL;

  out = g_string_new (NULL);
  chiosa_json_append_string (out, text);
  return g_string_free_and_steal (out);
}

static ChiosaFields *
fields_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* @json: (transfer full) (nullable) */
static void
add (ChiosaFields *fields,
     const char   *name,
     char         *json)
{
  if (json != NULL)
    g_hash_table_insert (fields, g_strdup (name), json);
}

static void
add_texts (ChiosaFields    *fields,
           gconstpointer    from,
           const TextField *texts)
{
  for (; texts->name != NULL; texts++)
    add (fields, texts->name, chiosa_fields_quote (G_STRUCT_MEMBER (char *, from, texts->offset)));
}

static void
add_attributes (ChiosaFields           *fields,
                const ChiosaAttributes *attributes)
{
  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      g_autofree char *name = g_strconcat (ATTRIBUTES, chiosa_attributes_nth (attributes, i, &kind, &value), NULL);
      GString *json = g_string_new (NULL);

      chiosa_sidecar_append_value (json, kind, value);
      add (fields, name, g_string_free_and_steal (json));
    }
}

static void
add_extra (ChiosaFields *fields,
           const char   *extra)
{
  g_autofree char *object = extra != NULL ? g_strconcat ("{", extra, "}", NULL) : NULL;
  ChiosaJsonSlice whole = slice_of (object != NULL ? object : "{}");
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *key;

  if (!chiosa_json_cursor_init (&cursor, &whole))
    return;

  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_autofree char *name = g_strconcat (EXTRA, key, NULL);

      add (fields, name, chiosa_json_slice_dup (&value));
      g_free (key);
    }
}

/* {"type":…,…} */
static char *
make_type (const char *type,
           const char *key,
           const char *value,
           const char *second_key,
           const char *second_value)
{
  GString *out = g_string_new ("{");

  chiosa_json_append_text (out, "type", type);
  chiosa_json_append_text (out, key, value);
  if (second_key != NULL)
    chiosa_json_append_text (out, second_key, second_value);
  g_string_append_c (out, '}');
  return g_string_free_and_steal (out);
}

ChiosaFields *
chiosa_fields_of_annotation (const ChiosaAnnotation *annotation)
{
  ChiosaFields *fields = fields_new ();

  add (fields, "type", make_type (annotation->type, "label", *annotation->label != '\0' ? annotation->label : NULL, NULL, NULL));
  add_texts (fields, annotation, annotation_texts);
  if (annotation->origin != CHIOSA_ORIGIN_HAND)
    add (fields, "origin", chiosa_fields_quote (origins[annotation->origin]));
  if (chiosa_json_number_is_valid (annotation->confidence))
    add (fields, "confidence", g_strdup (annotation->confidence));
  add_attributes (fields, annotation->attributes);
  add_extra (fields, annotation->extra);

  return fields;
}

ChiosaFields *
chiosa_fields_of_relation (const ChiosaRelation *relation)
{
  ChiosaFields *fields = fields_new ();

  add (fields, "type", make_type (relation->type, "from", relation->from, "to", relation->to));
  add_texts (fields, relation, relation_texts);
  add_attributes (fields, relation->attributes);
  add_extra (fields, relation->extra);

  return fields;
}

ChiosaFields *
chiosa_fields_of_article (const ChiosaArticle *article)
{
  ChiosaFields *fields = fields_new ();

  if (article == NULL)
    return fields;

  add_texts (fields, article, article_texts);
  if (article->status != CHIOSA_STATUS_NEW)
    add (fields, "status", chiosa_fields_quote (chiosa_status_to_string (article->status)));
  add_attributes (fields, article->attributes);
  add_extra (fields, article->extra);

  return fields;
}

ChiosaFields *
chiosa_fields_of_extra (const char *extra)
{
  ChiosaFields *fields = fields_new ();

  add_extra (fields, extra);
  return fields;
}

/* --- Setting ---------------------------------------------------------------------------------------------------- */

/* FALSE where the value is no string. @text: (out) (transfer full): NULL for NULL. */
static gboolean
read_text (const char  *json,
           char       **text)
{
  ChiosaJsonSlice slice;

  *text = NULL;
  if (json == NULL)
    return TRUE;

  slice = slice_of (json);
  *text = chiosa_json_slice_string (&slice);
  return *text != NULL;
}

static gboolean
set_text (gpointer         to,
          const TextField *texts,
          const char      *field,
          const char      *json)
{
  char *text;

  for (; texts->name != NULL; texts++)
    {
      char **place = &G_STRUCT_MEMBER (char *, to, texts->offset);

      if (!g_str_equal (texts->name, field))
        continue;
      if (!read_text (json, &text))
        return FALSE;
      g_free (*place);
      *place = text;
      return TRUE;
    }

  return FALSE;
}

static gboolean
set_attribute (ChiosaAttributes **attributes,
               const char        *name,
               const char        *json)
{
  ChiosaJsonSlice slice;

  if (json == NULL)
    {
      chiosa_attributes_unset (*attributes, name);
      if (chiosa_attributes_get_n (*attributes) == 0)
        g_clear_pointer (attributes, chiosa_attributes_free);
      return TRUE;
    }

  slice = slice_of (json);
  if (*attributes == NULL)
    *attributes = chiosa_attributes_new ();
  chiosa_sidecar_set_value (*attributes, name, &slice);
  return TRUE;
}

/* The member @key of @json, or NULL. */
static char *
read_member (const char *json,
             const char *key)
{
  ChiosaJsonMember member = { key, strlen (key) };
  ChiosaJsonSlice object, slot = { 0 };

  if (json == NULL)
    return NULL;

  object = slice_of (json);
  if (!chiosa_json_read_members (&object, &member, 1, &slot, "", NULL) || slot.start == NULL)
    return NULL;

  return chiosa_json_slice_string (&slot);
}

/* Unknown members in the order of their names. */
gboolean
chiosa_fields_set_extra (char       **extra,
                         const char  *field,
                         const char  *json)
{
  g_autoptr (GHashTable) fields = chiosa_fields_of_extra (*extra);
  g_autoptr (GPtrArray) names = NULL;
  GString *out;

  if (!g_str_has_prefix (field, EXTRA))
    return FALSE;

  if (json != NULL)
    g_hash_table_insert (fields, g_strdup (field), g_strdup (json));
  else
    g_hash_table_remove (fields, field);

  names = g_hash_table_get_keys_as_ptr_array (fields);
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  out = g_string_new (NULL);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (i > 0)
        g_string_append_c (out, ',');
      chiosa_json_append_string (out, name + strlen (EXTRA));
      g_string_append_printf (out, ":%s", (const char *) g_hash_table_lookup (fields, name));
    }

  g_free (*extra);
  *extra = out->len > 0 ? g_string_free_and_steal (out) : (g_string_free (out, TRUE), NULL);
  return TRUE;
}

static gboolean
set_common (ChiosaAttributes **attributes,
            char             **extra,
            const char        *field,
            const char        *json,
            gboolean          *known)
{
  *known = TRUE;
  if (g_str_has_prefix (field, ATTRIBUTES) && field[strlen (ATTRIBUTES)] != '\0')
    return set_attribute (attributes, field + strlen (ATTRIBUTES), json);
  if (g_str_has_prefix (field, EXTRA))
    return chiosa_fields_set_extra (extra, field, json);

  *known = FALSE;
  return FALSE;
}

static gboolean
set_type (ChiosaAnnotation *annotation,
          const char       *json)
{
  g_autofree char *type = read_member (json, "type");
  g_autofree char *label = read_member (json, "label");

  if (type == NULL || *type == '\0')
    return FALSE;

  annotation->type = g_intern_string (type);
  annotation->label = g_intern_string (label != NULL ? label : "");
  return TRUE;
}

static gboolean
set_label (ChiosaAnnotation *annotation,
           const char       *json)
{
  g_autofree char *label = NULL;

  if (!read_text (json, &label))
    return FALSE;

  annotation->label = g_intern_string (label != NULL ? label : "");
  return TRUE;
}

static gboolean
set_origin (ChiosaAnnotation *annotation,
            const char       *json)
{
  g_autofree char *origin = NULL;

  if (!read_text (json, &origin))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    {
      if (g_str_equal (origins[i], origin != NULL ? origin : "hand"))
        {
          annotation->origin = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
set_confidence (ChiosaAnnotation *annotation,
                const char       *json)
{
  double value = json != NULL ? g_ascii_strtod (json, NULL) : 0;

  if (json != NULL && (!chiosa_json_number_is_valid (json) || value < 0 || value > 1))
    return FALSE;

  g_set_str (&annotation->confidence, json);
  return TRUE;
}

gboolean
chiosa_fields_set_annotation (ChiosaAnnotation *annotation,
                              const char       *field,
                              const char       *json)
{
  gboolean known;
  gboolean done = set_common (&annotation->attributes, &annotation->extra, field, json, &known);

  if (known)
    return done;
  if (g_str_equal (field, "type"))
    return set_type (annotation, json);
  if (g_str_equal (field, "label"))
    return set_label (annotation, json);
  if (g_str_equal (field, "origin"))
    return set_origin (annotation, json);
  if (g_str_equal (field, "confidence"))
    return set_confidence (annotation, json);

  return set_text (annotation, annotation_texts, field, json);
}

static gboolean
set_ends (ChiosaRelation *relation,
          const char     *json)
{
  g_autofree char *type = read_member (json, "type");
  g_autofree char *from = read_member (json, "from");
  g_autofree char *to = read_member (json, "to");

  if (type == NULL || *type == '\0' || from == NULL || !chiosa_id_is_valid (from) || to == NULL || !chiosa_id_is_valid (to))
    return FALSE;

  relation->type = g_intern_string (type);
  g_set_str (&relation->from, from);
  g_set_str (&relation->to, to);
  return TRUE;
}

gboolean
chiosa_fields_set_relation (ChiosaRelation *relation,
                            const char     *field,
                            const char     *json)
{
  gboolean known;
  gboolean done = set_common (&relation->attributes, &relation->extra, field, json, &known);

  if (known)
    return done;
  if (g_str_equal (field, "type"))
    return set_ends (relation, json);

  return set_text (relation, relation_texts, field, json);
}

gboolean
chiosa_fields_set_article (ChiosaArticle *article,
                           const char    *field,
                           const char    *json)
{
  gboolean known;
  gboolean done = set_common (&article->attributes, &article->extra, field, json, &known);
  g_autofree char *status = NULL;

  if (known)
    return done;
  if (!g_str_equal (field, "status"))
    return set_text (article, article_texts, field, json);

  return read_text (json, &status) && chiosa_status_from_string (status != NULL ? status : "new", &article->status);
}
