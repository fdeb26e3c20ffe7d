/* chiosa-cas-features.c
 *
 * What the features of one feature structure say: names, values, attributes; and what of it has no place and is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-cas-build.h"

#include <string.h>

/* Short names. */
typedef ChiosaCasStructure Structure;
typedef ChiosaCasFeatures Features;

/* --- Values --------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_cas_find:
 * @self: a file
 * @id: a number in it
 *
 * Returns: (transfer none) (nullable): the structure with that %ID
 */
ChiosaCasStructure *
chiosa_cas_find (const ChiosaCasFile   *self,
                 const ChiosaJsonSlice *id)
{
  guint64 number;
  gint64 key;

  if (!chiosa_json_slice_uint (id, &number) || number > G_MAXINT64)
    return NULL;
  key = number;

  return g_hash_table_lookup (self->by_id, &key);
}

/**
 * chiosa_cas_find_member:
 * @structure: a structure
 * @name: of a feature, with its mark
 * @value: (out caller-allocates): its value
 *
 * Returns: whether it has the feature
 */
gboolean
chiosa_cas_find_member (const Structure *structure,
                        const char      *name,
                        ChiosaJsonSlice *value)
{
  ChiosaJsonMember member = { name, strlen (name) };

  return chiosa_json_read_members (&structure->slice, &member, 1, value, ",", NULL) && value->start != NULL;
}

/**
 * chiosa_cas_find_string:
 * @structure: a structure
 * @name: of a feature
 *
 * Returns: (transfer full) (nullable): its value, where that is a string
 */
char *
chiosa_cas_find_string (const Structure *structure,
                        const char      *name)
{
  ChiosaJsonSlice value;

  return chiosa_cas_find_member (structure, name, &value) ? chiosa_json_slice_string (&value) : NULL;
}

/**
 * chiosa_cas_find_reference:
 * @self: a file
 * @structure: a structure
 * @name: of a feature: "@target"
 *
 * Returns: (transfer none) (nullable): what it leads to
 */
Structure *
chiosa_cas_find_reference (const ChiosaCasFile *self,
                           const Structure     *structure,
                           const char          *name)
{
  ChiosaJsonSlice value;

  return chiosa_cas_find_member (structure, name, &value) ? chiosa_cas_find (self, &value) : NULL;
}

/* A scalar as text; NULL for null, arrays and objects. */
static char *
value_to_text (const ChiosaJsonSlice *value)
{
  switch (chiosa_json_slice_kind (value))
    {
    case 's':
      return chiosa_json_slice_string (value);
    case 'n':
    case 't':
    case 'f':
      return chiosa_json_slice_dup (value);
    default:
      return NULL;
    }
}

/**
 * chiosa_cas_is_frame:
 * @key: of a member
 *
 * Returns: whether UIMA itself has it: number, type, place
 */
gboolean
chiosa_cas_is_frame (const char *key)
{
  return g_str_equal (key, "%ID") || g_str_equal (key, "%TYPE") || g_str_equal (key, "@sofa") || g_str_equal (key, "begin")
         || g_str_equal (key, "end") || g_str_equal (key, "^begin") || g_str_equal (key, "^end");
}

/**
 * chiosa_cas_has_features:
 * @structure: a structure
 *
 * Returns: whether it is more than a place; INCEpTION numbers its words
 */
gboolean
chiosa_cas_has_features (const Structure *structure)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  gboolean any = FALSE;

  if (!chiosa_json_cursor_init (&cursor, &structure->slice))
    return FALSE;

  for (;;)
    {
      g_autofree char *key = NULL;

      if (any || !chiosa_json_cursor_next (&cursor, &key, &value))
        return any;
      any = !chiosa_cas_is_frame (key) && !g_str_equal (key, "order") && chiosa_json_slice_kind (&value) != '0';
    }
}

static void
keep_member (Features              *self,
             const char            *key,
             const ChiosaJsonSlice *value)
{
  chiosa_json_append_key (self->extra, key);
  g_string_append_len (self->extra, value->start, value->length);
}

/**
 * chiosa_cas_get_article:
 * @self: a file
 * @structure: a structure
 *
 * Returns: (transfer none) (nullable): the article that it belongs to
 */
ChiosaCasArticle *
chiosa_cas_get_article (const ChiosaCasFile *self,
                        const Structure     *structure)
{
  return structure->article < self->articles->len ? &g_array_index (self->articles, ChiosaCasArticle, structure->article) : NULL;
}

/* --- Names ---------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_cas_find_exact_type:
 * @self: a file
 * @type: of UIMA
 *
 * Returns: (transfer none) (nullable): the type that a file of ours gives to the layer; %NULL: it is another tool's
 */
const char *
chiosa_cas_find_exact_type (const ChiosaCasFile *self,
                            const char          *type)
{
  const char *description = chiosa_cas_types_get_description (self->types, type);

  return description != NULL && chiosa_layers_is_name_of (chiosa_layers_short_name (type), description) ? description : NULL;
}

/**
 * chiosa_cas_find_type:
 * @self: a file
 * @type: of UIMA
 * @is_relation: whether it is one of relations
 *
 * Returns: (transfer full): our type for it
 */
char *
chiosa_cas_find_type (const ChiosaCasFile *self,
                      const char          *type,
                      gboolean             is_relation)
{
  const char *exact = chiosa_cas_find_exact_type (self, type);

  return exact != NULL ? g_strdup (exact) : chiosa_layers_guess_type (self->reader->tagset, chiosa_layers_short_name (type), is_relation);
}

/**
 * chiosa_cas_find_label:
 * @names: (element-type utf8): the features with text
 * @own: whether the layer is one of ours
 *
 * Returns: (transfer none) (nullable): the one that says what an annotation is
 */
const char *
chiosa_cas_find_label (GPtrArray *names,
                       gboolean   own)
{
  int label = own ? -1 : chiosa_layers_guess_label ((const char * const *) names->pdata, names->len);

  for (guint i = 0; own && i < names->len; i++)
    if (g_str_equal (names->pdata[i], "label"))
      label = i;

  return label >= 0 ? names->pdata[label] : NULL;
}

/**
 * chiosa_cas_list_strings:
 * @structure: a structure
 *
 * Returns: (transfer full) (element-type utf8): its features that hold a string
 */
GPtrArray *
chiosa_cas_list_strings (const Structure *structure)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *key;

  if (!chiosa_json_cursor_init (&cursor, &structure->slice))
    return names;

  while (chiosa_json_cursor_next (&cursor, &key, &value))
    if (*key != '%' && chiosa_json_slice_kind (&value) == 's')
      g_ptr_array_add (names, key);
    else
      g_free (key);

  return names;
}

/* --- Features ------------------------------------------------------------------------------------------------------- */

static ChiosaValueKind
find_value_kind (const ChiosaJsonSlice *value,
                 gboolean               as_json)
{
  switch (chiosa_json_slice_kind (value))
    {
    case 't':
    case 'f':
      return CHIOSA_VALUE_FLAG;
    case 'n':
      return CHIOSA_VALUE_NUMBER;
    default:
      return as_json ? CHIOSA_VALUE_JSON : CHIOSA_VALUE_TEXT;
    }
}

static void
set_attribute (Features        *self,
               const char      *name,
               ChiosaValueKind  kind,
               const char      *text)
{
  g_autofree char *id = chiosa_labels_to_id (name);

  if (self->annotation != NULL && kind == CHIOSA_VALUE_TEXT)
    chiosa_reader_set_attribute (self->file->reader, self->annotation, id, text);
  else if (self->annotation != NULL)
    chiosa_annotation_set_attribute (self->annotation, id, kind, text);
  else
    {
      if (self->relation->attributes == NULL)
        self->relation->attributes = chiosa_attributes_new ();
      chiosa_attributes_set (self->relation->attributes, id, kind, text);
    }
}

/* An attribute under the name that the file gives in its types, where that differs. */
static void
read_attribute (Features              *self,
                const char            *key,
                const ChiosaJsonSlice *value,
                const char            *text)
{
  const ChiosaCasFeature *feature = chiosa_cas_types_find_feature (self->file->types, self->structure->type, key);
  const char *description = feature != NULL ? feature->description : NULL;
  gboolean as_json = description != NULL && g_str_has_suffix (description, CHIOSA_CAS_AS_JSON) && chiosa_json_check (text, strlen (text), "", NULL);
  g_autofree char *exact = as_json ? g_strndup (description, strlen (description) - strlen (CHIOSA_CAS_AS_JSON)) : g_strdup (description);

  set_attribute (self, exact != NULL && (as_json || chiosa_layers_is_made_name (key)) ? exact : key, find_value_kind (value, as_json), text);
}

static gboolean
set_own (Features          *self,
         ChiosaFeatureKind  kind,
         const char        *text)
{
  ChiosaAnnotation *annotation;

  if (self->annotation != NULL && kind == CHIOSA_FEATURE_PLACE)
    {
      const ChiosaCasArticle *article = chiosa_cas_get_article (self->file, self->structure);

      self->place = chiosa_layers_place_parse (article->offsets, text);
      return self->place != NULL;
    }
  if (self->annotation != NULL)
    return chiosa_layers_set (self->annotation, kind, text);

  /* Of relations an annotation takes what both have. */
  annotation = chiosa_annotation_new ("a", "a", "");
  if (chiosa_layers_set (annotation, kind, text))
    {
      g_set_str (&self->relation->note, annotation->note != NULL ? annotation->note : self->relation->note);
      g_set_str (&self->relation->creator, annotation->creator != NULL ? annotation->creator : self->relation->creator);
      g_set_str (&self->relation->created, annotation->created != NULL ? annotation->created : self->relation->created);
      g_set_str (&self->relation->extra, annotation->extra != NULL ? annotation->extra : self->relation->extra);
      chiosa_annotation_unref (annotation);
      return TRUE;
    }
  chiosa_annotation_unref (annotation);

  return FALSE;
}

static void
read_feature (Features              *self,
              const char            *key,
              const ChiosaJsonSlice *value)
{
  const char *name = *key == '#' || *key == '^' ? key + 1 : key;
  ChiosaFeatureKind kind = chiosa_layers_guess_kind (name);
  const char *id = self->annotation != NULL ? self->annotation->id : self->relation->id;
  g_autofree char *text = value_to_text (value);

  if (chiosa_cas_is_frame (key) || g_strcmp0 (key, self->label) == 0 || g_strcmp0 (key, self->kind) == 0 || *key == '@'
      || chiosa_json_slice_kind (value) == '0')
    return;
  if (text == NULL || *key == '%' || ++self->n_features > CHIOSA_CAS_MAX_FEATURES)
    {
      keep_member (self, key, value);
      return;
    }
  if (kind == CHIOSA_FEATURE_ID && g_str_equal (id, text))
    return;
  if (kind == CHIOSA_FEATURE_ATTRIBUTE || kind == CHIOSA_FEATURE_ID || !set_own (self, kind, text))
    read_attribute (self, name, value, text);
}

/**
 * chiosa_cas_read_features:
 * @self: a structure, and what is made of it
 *
 * Puts what the features say into the annotation or relation.
 */
void
chiosa_cas_read_features (Features *self)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;

  if (!chiosa_json_cursor_init (&cursor, &self->structure->slice))
    return;

  for (;;)
    {
      g_autofree char *key = NULL;

      if (!chiosa_json_cursor_next (&cursor, &key, &value))
        return;
      read_feature (self, key, &value);
    }
}

/**
 * chiosa_cas_add_extra:
 * @extra: (inout): members in JSON, or %NULL
 * @key: of a new one; it gets a number where an earlier import has left one
 * @json: its value
 *
 * Keeps what a tool said.
 */
void
chiosa_cas_add_extra (char       **extra,
                      const char  *key,
                      const char  *json)
{
  g_autofree char *name = g_strdup (key);

  for (guint n = 2; *extra != NULL; n++)
    {
      g_autofree char *object = g_strdup_printf ("{%s}", *extra);
      ChiosaJsonSlice slice = { object, strlen (object), 1 }, value;
      ChiosaJsonMember member = { name, strlen (name) };

      if (!chiosa_json_read_members (&slice, &member, 1, &value, ",", NULL) || value.start == NULL)
        break;
      g_free (name);
      name = g_strdup_printf ("%s-%u", key, n);
    }
  chiosa_extra_add (extra, name, json);
}

/**
 * chiosa_cas_keep_extra:
 * @self: a structure, and what is made of it
 * @extra: (inout): of the annotation or relation
 * @label: (nullable): as the file has it
 * @written: what became of it
 *
 * Keeps what had no place, for the tool: among it a label that had to be changed to be one of ours.
 */
void
chiosa_cas_keep_extra (Features    *self,
                       char       **extra,
                       const char  *label,
                       const char  *written)
{
  g_autofree char *json = NULL;

  if (label != NULL && *label != '\0' && !g_str_equal (label, written) && !g_str_has_suffix (label, written))
    {
      chiosa_json_append_key (self->extra, self->label);
      chiosa_json_append_string (self->extra, label);
    }
  if (self->extra->len == 1)
    return;

  json = g_strconcat (self->extra->str, "}", NULL);
  chiosa_cas_add_extra (extra, self->file->reader->format->id, json);
}
