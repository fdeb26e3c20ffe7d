/* chiosa-cas-build.c
 *
 * Annotations, relations and what is known of an article, out of the feature structures of a CAS JSON file.
 *
 * What has a place and is not the tool's own (words, parts of speech, syntax) is an annotation. Its features that lead to others, straight,
 * through an array or through a link with a role, are relations; so is what has a Governor and a Dependent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-cas-build.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Short names. */
typedef ChiosaCasStructure Structure;
typedef ChiosaCasFeatures Features;

/* --- Annotations ---------------------------------------------------------------------------------------------------- */

static gboolean
contains (GPtrArray  *names,
          const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

static ChiosaAnnotation *
new_annotation (ChiosaCasFeatures *self,
                const char        *id,
                const char        *label,
                const char        *kind)
{
  ChiosaReader *reader = self->file->reader;
  const char *name = self->structure->type, *said = label != NULL ? label : "";
  g_autofree char *type = NULL;

  if (kind != NULL)
    return chiosa_reader_new_typed (reader, id, kind, said);

  type = chiosa_cas_find_type (self->file, name, FALSE);
  if (chiosa_cas_find_exact_type (self->file, name) == NULL
      && chiosa_layers_is_plain_label (reader->tagset, chiosa_layers_short_name (name), type, said))
    return chiosa_reader_new_annotation (reader, id, said);

  return chiosa_reader_new_typed (reader, id, type, said);
}

/* @structure's place in code points; FALSE, and told, when it is none. */
static gboolean
find_place (ChiosaCasFile          *self,
            const Structure        *structure,
            const ChiosaCasArticle *article,
            ChiosaSpan             *place)
{
  if (chiosa_offsets_from (article->offsets, CHIOSA_UNIT_UTF16, structure->begin, &place->start)
      && chiosa_offsets_from (article->offsets, CHIOSA_UNIT_UTF16, structure->end, &place->end))
    return TRUE;

  chiosa_reader_problem (self->reader, structure->slice.line,
                         /* Translators: places in a text, a name, the length of the text */
                         _("%u–%u of “%s” lies behind the end of the text (%u) or inside a character; it is left out"),
                         (guint) structure->begin, (guint) structure->end, structure->type,
                         (guint) chiosa_offsets_length (article->offsets, CHIOSA_UNIT_UTF16));
  return FALSE;
}

static gboolean
agrees (GArray     *place,
        ChiosaSpan  extent)
{
  return g_array_index (place, ChiosaSpan, 0).start == extent.start
         && g_array_index (place, ChiosaSpan, place->len - 1).end == extent.end;
}

static void
add_annotation (ChiosaCasFile *self,
                Structure     *structure)
{
  ChiosaCasArticle *article = chiosa_cas_get_article (self, structure);
  gboolean own = chiosa_cas_find_exact_type (self, structure->type) != NULL;
  g_autoptr (GPtrArray) names = chiosa_cas_list_strings (structure);
  g_autoptr (GString) extra = g_string_new ("{");
  g_autofree char *id = chiosa_cas_find_string (structure, "id");
  g_autofree char *label = NULL;
  g_autofree char *kind = NULL;
  g_autoptr (GError) error = NULL;
  Features features = { .file = self, .structure = structure, .extra = extra };
  ChiosaAnnotation *annotation;
  ChiosaSpan place;
  gboolean several;

  if (!find_place (self, structure, article, &place))
    return;

  features.label = chiosa_cas_find_label (names, own);
  if (!own && g_str_equal (chiosa_layers_short_name (structure->type), CHIOSA_LAYERS_SPAN) && contains (names, "type") && contains (names, "label"))
    features.kind = "type";
  label = features.label != NULL ? chiosa_cas_find_string (structure, features.label) : NULL;
  kind = features.kind != NULL ? chiosa_cas_find_string (structure, features.kind) : NULL;
  if (id != NULL && chiosa_record_find (article->record, id, NULL))
    g_clear_pointer (&id, g_free);

  features.annotation = annotation = new_annotation (&features, id, label, kind);
  chiosa_cas_read_features (&features);
  chiosa_cas_keep_extra (&features, &annotation->extra, label, annotation->label);
  structure->annotation = g_strdup (annotation->id);
  structure->used = TRUE;

  several = features.place != NULL && agrees (features.place, place);
  if (features.place != NULL && !several)
    chiosa_reader_problem (self->reader, structure->slice.line,
                           _("the pieces of the annotation “%s” are not where it stands; it is taken as one stretch"),
                           annotation->id);
  if (!chiosa_record_add (article->record, annotation, several ? (ChiosaSpan *) features.place->data : &place,
                          several ? features.place->len : 1, &error))
    {
      g_clear_pointer (&structure->annotation, g_free);
      chiosa_reader_problem_error (self->reader, structure->slice.line, g_steal_pointer (&error));
    }
  g_clear_pointer (&features.place, g_array_unref);
}

/* --- Relations ------------------------------------------------------------------------------------------------------ */

/* @from: where it leads from. */
static void
add_relation (ChiosaCasFile   *self,
              const Structure *structure,
              ChiosaRelation  *relation,
              const Structure *from)
{
  g_autoptr (GError) error = NULL;

  if (!chiosa_record_add_relation (chiosa_cas_get_article (self, from)->record, relation, &error))
    chiosa_reader_problem_error (self->reader, structure->slice.line, g_steal_pointer (&error));
}

/* @via: the link that it leads through, whose features are the relation's; NULL: none. */
static gboolean
lead_to (ChiosaCasFile   *self,
         const Structure *from,
         const char      *name,
         const Structure *to,
         Structure       *via)
{
  g_autofree char *type = chiosa_labels_to_id (name);
  g_autofree char *id = NULL;
  g_autofree char *role = via != NULL ? chiosa_cas_find_string (via, "role") : NULL;
  ChiosaRelation *relation;

  if (to == NULL || to->annotation == NULL || from->annotation == NULL || to->article != from->article)
    return FALSE;

  id = chiosa_id_new ('r');
  relation = chiosa_relation_new (id, type, from->annotation, to->annotation);
  if (role != NULL)
    {
      relation->attributes = chiosa_attributes_new ();
      chiosa_attributes_set (relation->attributes, "role", CHIOSA_VALUE_TEXT, role);
    }
  if (via != NULL)
    via->used = TRUE;
  add_relation (self, from, relation, from);

  return TRUE;
}

/* The elements of an array: annotations, links to some, or plain values. FALSE: there is something else among them. */
static gboolean
read_array (ChiosaCasFile   *self,
            const Structure *from,
            const char      *name,
            Structure       *array)
{
  ChiosaJsonSlice elements, element;
  ChiosaJsonCursor cursor;
  gboolean whole = TRUE;

  if (!chiosa_cas_find_member (array, "%ELEMENTS", &elements) || !chiosa_json_cursor_init (&cursor, &elements))
    return FALSE;

  while (chiosa_json_cursor_next (&cursor, NULL, &element))
    {
      Structure *to = chiosa_cas_find (self, &element);
      Structure *target = to != NULL && to->annotation == NULL ? chiosa_cas_find_reference (self, to, "@target") : NULL;

      whole &= target != NULL ? lead_to (self, from, name, target, to) : lead_to (self, from, name, to, NULL);
    }
  array->used |= whole;

  return whole;
}

/* Numbers and strings in an array are one attribute, in JSON. */
static gboolean
read_values (ChiosaCasFile   *self,
             const Structure *from,
             const char      *name,
             Structure       *array)
{
  ChiosaCasArticle *article = chiosa_cas_get_article (self, from);
  ChiosaJsonSlice elements;
  g_autofree char *json = NULL;
  g_autofree char *id = chiosa_labels_to_id (name);
  guint i;

  if (!g_str_has_prefix (array->type, "uima.cas.") || g_str_has_prefix (array->type, "uima.cas.FSArray")
      || !chiosa_cas_find_member (array, "%ELEMENTS", &elements) || !chiosa_record_find (article->record, from->annotation, &i))
    return FALSE;

  json = chiosa_json_slice_dup (&elements);
  chiosa_annotation_set_attribute ((ChiosaAnnotation *) chiosa_record_get (article->record, i), id, CHIOSA_VALUE_JSON, json);
  array->used = TRUE;

  return TRUE;
}

/* The links of a chain say in another feature what leads to the next one. */
static char *
find_link_name (const Structure *structure,
                const char      *name)
{
  g_autofree char *relation = g_str_equal (name, "next") ? chiosa_cas_find_string (structure, "referenceRelation") : NULL;
  ChiosaJsonSlice value;

  if (relation != NULL && *relation != '\0')
    return g_steal_pointer (&relation);

  return g_strdup (g_str_equal (name, "next") && chiosa_cas_find_member (structure, "referenceType", &value) ? "same_as" : name);
}

/* What one feature of an annotation leads to; FALSE when that is no relation. */
static gboolean
read_reference (ChiosaCasFile         *self,
                Structure             *structure,
                const char            *feature,
                const ChiosaJsonSlice *value)
{
  g_autofree char *name = find_link_name (structure, feature);
  Structure *to = chiosa_cas_find (self, value);

  return to != NULL && (lead_to (self, structure, name, to, NULL) || read_values (self, structure, name, to)
                        || read_array (self, structure, name, to));
}

/* What the features of an annotation lead to. Where it is none of ours, it is kept with the article, and the number finds it there. */
static void
read_references (ChiosaCasFile *self,
                 Structure     *structure)
{
  g_autoptr (GString) rest = g_string_new ("{");
  g_autofree char *kept_as = g_strconcat (self->reader->format->id, "-references", NULL);
  ChiosaRecord *record = chiosa_cas_get_article (self, structure)->record;
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *key;
  guint i;

  if (!chiosa_json_cursor_init (&cursor, &structure->slice))
    return;

  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      if (*key == '@' && !chiosa_cas_is_frame (key) && chiosa_json_slice_kind (&value) != '0' && !read_reference (self, structure, key + 1, &value))
        {
          chiosa_json_append_key (rest, key + 1);
          g_string_append_len (rest, value.start, value.length);
        }
      g_free (key);
    }
  g_string_append_c (rest, '}');

  if (rest->len > 2 && chiosa_record_find (record, structure->annotation, &i))
    chiosa_cas_add_extra (&((ChiosaAnnotation *) chiosa_record_get (record, i))->extra, kept_as, rest->str);
}

static gboolean
is_relation (const Structure *structure)
{
  ChiosaJsonSlice value;

  return chiosa_cas_find_member (structure, "@" CHIOSA_CAS_FROM, &value) && chiosa_cas_find_member (structure, "@" CHIOSA_CAS_TO, &value);
}

static void
add_own_relation (ChiosaCasFile *self,
                  Structure     *structure)
{
  const Structure *from = chiosa_cas_find_reference (self, structure, "@" CHIOSA_CAS_FROM);
  const Structure *to = chiosa_cas_find_reference (self, structure, "@" CHIOSA_CAS_TO);
  gboolean own = chiosa_cas_find_exact_type (self, structure->type) != NULL;
  g_autoptr (GPtrArray) names = chiosa_cas_list_strings (structure);
  g_autoptr (GString) extra = g_string_new ("{");
  g_autofree char *type = chiosa_cas_find_type (self, structure->type, TRUE);
  g_autofree char *id = chiosa_cas_find_string (structure, "id");
  g_autofree char *label = NULL;
  g_autofree char *type_id = NULL;
  Features features = { .file = self, .structure = structure, .extra = extra };

  if (from == NULL || to == NULL || from->annotation == NULL || to->annotation == NULL || from->article != to->article)
    {
      chiosa_reader_problem (self->reader, structure->slice.line,
                             _("“%s” leads to something that is no annotation; it is kept, but is no relation"),
                             structure->type);
      return;
    }

  if (!own)
    features.label = chiosa_cas_find_label (names, FALSE);
  if (features.label != NULL && chiosa_layers_is_relation_attribute (self->reader->tagset, type, features.label))
    features.label = NULL;
  label = features.label != NULL ? chiosa_cas_find_string (structure, features.label) : NULL;
  type_id = chiosa_labels_to_id (label != NULL && *label != '\0' ? label : type);
  if (id == NULL || !chiosa_id_is_valid (id))
    {
      g_free (id);
      id = chiosa_id_new ('r');
    }

  features.relation = chiosa_relation_new (id, type_id, from->annotation, to->annotation);
  chiosa_cas_read_features (&features);
  chiosa_cas_keep_extra (&features, &features.relation->extra, label, type_id);
  structure->used = TRUE;
  add_relation (self, structure, features.relation, from);
}

/* --- The article ---------------------------------------------------------------------------------------------------- */

/* Takes the string @name of @structure, where there is one and no other is known. */
static void
take (char            **slot,
      const Structure  *structure,
      const char       *name)
{
  g_autofree char *value = chiosa_cas_find_string (structure, name);

  if (*slot == NULL && value != NULL && *value != '\0')
    *slot = g_steal_pointer (&value);
}

static void
read_article_attributes (ChiosaArticle *article,
                         const char    *json)
{
  ChiosaJsonSlice object = { json, strlen (json), 1 }, value;
  ChiosaJsonCursor cursor;

  if (!chiosa_json_check (json, object.length, "", NULL) || !chiosa_json_cursor_init (&cursor, &object) || cursor.opening != '{')
    return;

  article->attributes = chiosa_attributes_new ();
  for (;;)
    {
      g_autofree char *key = NULL;
      g_autofree char *text = NULL;
      char kind;

      if (!chiosa_json_cursor_next (&cursor, &key, &value))
        return;
      kind = chiosa_json_slice_kind (&value);
      text = kind == 's' ? chiosa_json_slice_string (&value) : chiosa_json_slice_dup (&value);
      if (*key != '\0')
        chiosa_attributes_set (article->attributes, key,
                               kind == 's' ? CHIOSA_VALUE_TEXT : kind == 'n' ? CHIOSA_VALUE_NUMBER
                               : kind == 't' || kind == 'f' ? CHIOSA_VALUE_FLAG : CHIOSA_VALUE_JSON, text);
    }
}

static void
read_own_article (ChiosaRecord *record,
                  Structure    *structure)
{
  ChiosaArticle *article = chiosa_record_edit_article (record);
  g_autofree char *status = chiosa_cas_find_string (structure, "status");
  g_autofree char *attributes = chiosa_cas_find_string (structure, "attributes");
  g_autofree char *extra = chiosa_cas_find_string (structure, "extra");
  g_autofree char *object = g_strdup_printf ("{%s}", extra != NULL ? extra : "");

  take (&article->author, structure, "author");
  take (&article->publisher, structure, "publisher");
  take (&article->date, structure, "date");
  take (&article->licence, structure, "licence");
  take (&article->note, structure, "note");
  if (status != NULL)
    chiosa_status_from_string (status, &article->status);
  if (attributes != NULL && article->attributes == NULL)
    read_article_attributes (article, attributes);
  if (extra != NULL && article->extra == NULL && chiosa_json_check (object, strlen (object), "", NULL))
    article->extra = g_steal_pointer (&extra);
  structure->used = TRUE;
}

/* Title and language; the structure is kept with the article where it says more. */
static void
read_metadata (ChiosaCasFile *self,
               ChiosaRecord  *record,
               Structure     *structure)
{
  static const ChiosaJsonMember known[] = {
    CHIOSA_JSON_MEMBER ("%ID"), CHIOSA_JSON_MEMBER ("%TYPE"), CHIOSA_JSON_MEMBER ("@sofa"), CHIOSA_JSON_MEMBER ("begin"),
    CHIOSA_JSON_MEMBER ("end"), CHIOSA_JSON_MEMBER ("^begin"), CHIOSA_JSON_MEMBER ("^end"), CHIOSA_JSON_MEMBER ("language"),
    CHIOSA_JSON_MEMBER ("documentTitle"), CHIOSA_JSON_MEMBER ("documentUri"), CHIOSA_JSON_MEMBER ("documentId"),
  };
  ChiosaJsonSlice slots[G_N_ELEMENTS (known)];
  ChiosaArticle *article = chiosa_record_edit_article (record);
  g_autofree char *language = chiosa_cas_find_string (structure, "language");
  g_autofree char *uri = chiosa_cas_find_string (structure, "documentUri");
  g_autofree char *id = chiosa_cas_find_string (structure, "documentId");
  g_autofree char *title = chiosa_cas_find_string (structure, "documentTitle");
  g_autoptr (GString) rest = NULL;

  chiosa_json_read_members (&structure->slice, known, G_N_ELEMENTS (known), slots, ",", &rest);
  if (language != NULL && article->language == NULL && *language != '\0' && !g_str_equal (language, "x-unspecified"))
    article->language = g_steal_pointer (&language);
  if (title != NULL && article->title == NULL && *title != '\0' && g_strcmp0 (title, id) != 0)
    article->title = g_steal_pointer (&title);
  if (uri != NULL && article->url == NULL && (g_str_has_prefix (uri, "https:") || g_str_has_prefix (uri, "http:")))
    article->url = g_steal_pointer (&uri);

  structure->used = (rest == NULL || rest->len == 0) && uri == NULL && (id == NULL || title == NULL || g_str_has_suffix (id, self->reader->name));
}

/* --- The whole ------------------------------------------------------------------------------------------------------ */

static void
read_structure (ChiosaCasFile *self,
                Structure     *structure)
{
  ChiosaCasArticle *article = chiosa_cas_get_article (self, structure);

  if (article == NULL || structure->used)
    return;

  if (chiosa_cas_types_is_a (self->types, structure->type, CHIOSA_CAS_DOCUMENT))
    read_metadata (self, article->record, structure);
  else if (g_str_equal (structure->type, CHIOSA_CAS_ARTICLE) && !structure->has_place)
    read_own_article (article->record, structure);
  else if (g_str_equal (structure->type, CHIOSA_CAS_TOKEN) || g_str_equal (structure->type, CHIOSA_CAS_SENTENCE))
    structure->used = !chiosa_cas_has_features (structure);
  else if (structure->has_place && !is_relation (structure) && !chiosa_layers_is_tools (structure->type))
    add_annotation (self, structure);
}

/**
 * chiosa_cas_build:
 * @self: a file with its articles
 *
 * Fills the articles. What is not used afterwards has no place in them.
 */
void
chiosa_cas_build (ChiosaCasFile *self)
{
  for (guint i = 0; i < self->structures->len; i++)
    read_structure (self, g_ptr_array_index (self->structures, i));

  for (guint i = 0; i < self->structures->len; i++)
    {
      Structure *structure = g_ptr_array_index (self->structures, i);

      if (structure->annotation != NULL)
        read_references (self, structure);
      else if (!structure->used && is_relation (structure) && !chiosa_layers_is_tools (structure->type))
        add_own_relation (self, structure);
    }
}
