/* chiosa-layer-names.c
 *
 * What layers and features of UIMA tools are called, and what is meant by such a name in a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-layers.h"

#include "chiosa-json.h"
#include "chiosa-labels.h"

#include <string.h>

/* By ChiosaFeatureKind. */
static const char * const own_names[CHIOSA_FEATURE_N] = {
  "type", "label", NULL, "note", "id", "chiosa_place", "chiosa_creator", "chiosa_created", "chiosa_origin",
  "chiosa_suggester", "chiosa_confidence", "chiosa_edited", "chiosa_review", "chiosa_extra",
};

/* What UIMA and INCEpTION have for themselves in every layer. */
static const char * const taken_names[] = { "begin", "end", "sofa", "Governor", "Dependent", "self", "uuid", "order", NULL };

/* Features that say what an annotation is, the best one first. */
static const char * const label_names[] = { "label", "value", "entity", "category", "type", "kind", "tag", "class", "identifier" };

/* By ChiosaOrigin. */
static const char * const origins[] = { "hand", "suggestion", "import" };

/* --- Names ---------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_layers_name_type:
 * @type: of ours
 *
 * Returns: (transfer full): "AttributedTo" for "attributed_to": what INCEpTION makes of "Attributed to"
 */
char *
chiosa_layers_name_type (const char *type)
{
  GString *name = g_string_new (NULL);
  gboolean start = TRUE;

  for (const char *p = type; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (name, start ? g_ascii_toupper (*p) : *p);
      start = !g_ascii_isalnum (*p);
    }
  if (name->len == 0 || !g_ascii_isalpha (*name->str))
    g_string_prepend (name, "Type");

  return g_string_free (name, FALSE);
}

/* "AttributedTo" -> "attributed_to"; nothing else than a name in camel case changes. */
static char *
to_snake (const char *name)
{
  GString *id = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    {
      if (p != name && g_ascii_isupper (*p) && (g_ascii_islower (p[-1]) || g_ascii_isdigit (p[-1])))
        g_string_append_c (id, '_');
      g_string_append_c (id, g_ascii_tolower (*p));
    }

  return g_string_free (id, FALSE);
}

static gboolean
is_own_name (const char *name)
{
  if (g_str_has_prefix (name, "chiosa_") || g_strv_contains (taken_names, name))
    return TRUE;

  for (guint i = 0; i < CHIOSA_FEATURE_N; i++)
    if (g_strcmp0 (own_names[i], name) == 0)
      return TRUE;

  return FALSE;
}

/**
 * chiosa_layers_is_feature_name:
 * @attribute: name of an attribute
 *
 * Returns: whether a feature can be called so: it is a name in Java, and none of UIMA's or of ours
 */
gboolean
chiosa_layers_is_feature_name (const char *attribute)
{
  return g_ascii_isalpha (*attribute) && strspn (attribute, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_") == strlen (attribute)
         && !is_own_name (attribute);
}

/**
 * chiosa_layers_get_own_name:
 * @kind: any but %CHIOSA_FEATURE_ATTRIBUTE
 *
 * Returns: (transfer none): how such a feature is called
 */
const char *
chiosa_layers_get_own_name (ChiosaFeatureKind kind)
{
  return own_names[kind];
}

/**
 * chiosa_layers_get_origin:
 * @origin: of an annotation
 *
 * Returns: (transfer none): the value of its feature
 */
const char *
chiosa_layers_get_origin (ChiosaOrigin origin)
{
  return origins[origin];
}

/* --- Reading -------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_layers_short_name:
 * @name: of a UIMA type
 *
 * Returns: (transfer none): what stands behind its last dot
 */
const char *
chiosa_layers_short_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot[1] != '\0' ? dot + 1 : name;
}

/* The id of the tag set whose layer is called so. */
static const char *
find_in_tagset (ChiosaTagset *tagset,
                const char   *short_name,
                gboolean      is_relation)
{
  guint n;

  if (is_relation)
    {
      const ChiosaRelationType *relations = chiosa_tagset_get_relations (tagset, &n);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *camel = chiosa_layers_name_type (relations[i].tag.id);
          g_autofree char *with_kind = g_strconcat (camel, CHIOSA_LAYERS_RELATION, NULL);

          if (g_str_equal (camel, short_name) || g_str_equal (with_kind, short_name) || g_str_equal (relations[i].tag.id, short_name))
            return relations[i].tag.id;
        }
    }
  else
    {
      const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *camel = chiosa_layers_name_type (types[i].tag.id);

          if (g_str_equal (camel, short_name) || g_str_equal (types[i].tag.id, short_name))
            return types[i].tag.id;
        }
    }

  return NULL;
}

/**
 * chiosa_layers_guess_type:
 * @tagset: (nullable): where to look
 * @short_name: of a layer
 * @is_relation: whether it is one of relations
 *
 * Returns: (transfer full): the type of the tag set for which it stands, or one made of the name
 */
char *
chiosa_layers_guess_type (ChiosaTagset *tagset,
                          const char   *short_name,
                          gboolean      is_relation)
{
  const char *known = tagset != NULL ? find_in_tagset (tagset, short_name, is_relation) : NULL;

  return known != NULL ? g_strdup (known) : to_snake (short_name);
}

/**
 * chiosa_layers_is_name_of:
 * @short_name: of a layer
 * @type: perhaps a type of ours
 *
 * Returns: whether chiosa_layers_new() calls a layer of that type so
 */
gboolean
chiosa_layers_is_name_of (const char *short_name,
                          const char *type)
{
  g_autofree char *camel = chiosa_layers_name_type (type);
  const char *rest = short_name + strlen (camel);

  if (!chiosa_id_is_valid (type) || !g_str_has_prefix (short_name, camel))
    return FALSE;
  if (g_str_has_prefix (rest, CHIOSA_LAYERS_RELATION))
    rest += strlen (CHIOSA_LAYERS_RELATION);

  return strspn (rest, G_CSET_DIGITS) == strlen (rest);
}

/**
 * chiosa_layers_is_made_name:
 * @feature: its name
 *
 * Returns: whether chiosa_layers_new() has made it for an attribute with a name that could not be one
 */
gboolean
chiosa_layers_is_made_name (const char *feature)
{
  return g_str_has_prefix (feature, "attribute_");
}

/**
 * chiosa_layers_guess_label:
 * @names: (array length=n_names): of the features of a layer
 * @n_names: how many
 *
 * Returns: which of them says what an annotation is: by its name, or because there is no other; -1 for none
 */
int
chiosa_layers_guess_label (const char * const *names,
                           guint               n_names)
{
  int only = -1;
  guint n_others = 0;

  for (guint i = 0; i < G_N_ELEMENTS (label_names); i++)
    for (guint k = 0; k < n_names; k++)
      if (g_str_equal (names[k], label_names[i]))
        return k;

  for (guint k = 0; k < n_names; k++)
    if (chiosa_layers_guess_kind (names[k]) == CHIOSA_FEATURE_ATTRIBUTE && n_others++ == 0)
      only = k;

  return n_others == 1 ? only : -1;
}

/**
 * chiosa_layers_is_plain_label:
 * @tagset: (nullable): where to look
 * @short_name: of a layer
 * @type: that the layer is taken for
 * @label: of an annotation in it
 *
 * Returns: whether the layer is one for all sorts of annotations, and @tagset knows the label elsewhere
 */
gboolean
chiosa_layers_is_plain_label (ChiosaTagset *tagset,
                              const char   *short_name,
                              const char   *type,
                              const char   *label)
{
  const char *known_type, *known_label;

  if (tagset == NULL || *label == '\0' || (!g_str_equal (short_name, CHIOSA_LAYERS_SPAN) && !g_str_equal (short_name, "NamedEntity")))
    return FALSE;

  return chiosa_tagset_find_label (tagset, type, label) == NULL && chiosa_labels_split (tagset, label, &known_type, &known_label);
}

/**
 * chiosa_layers_is_relation_attribute:
 * @tagset: (nullable): where to look
 * @type: of a relation
 * @feature: of its layer
 *
 * Returns: whether the tag set has an attribute of that name for such relations
 */
gboolean
chiosa_layers_is_relation_attribute (ChiosaTagset *tagset,
                                     const char   *type,
                                     const char   *feature)
{
  const ChiosaRelationType *known = tagset != NULL ? chiosa_tagset_find_relation (tagset, type) : NULL;

  for (guint i = 0; known != NULL && i < known->n_attributes; i++)
    if (g_str_equal (known->attributes[i].id, feature))
      return TRUE;

  return FALSE;
}

/**
 * chiosa_layers_guess_kind:
 * @feature: its name
 *
 * Returns: what it says
 */
ChiosaFeatureKind
chiosa_layers_guess_kind (const char *feature)
{
  for (ChiosaFeatureKind kind = CHIOSA_FEATURE_NOTE; kind < CHIOSA_FEATURE_N; kind++)
    if (g_str_equal (own_names[kind], feature))
      return kind;

  return CHIOSA_FEATURE_ATTRIBUTE;
}

static gboolean
set_origin (ChiosaAnnotation *annotation,
            const char       *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (origins); i++)
    if (g_str_equal (origins[i], value))
      {
        annotation->origin = i;
        if (i == CHIOSA_ORIGIN_HAND)
          g_clear_pointer (&annotation->suggester, g_free);
        return TRUE;
      }

  return FALSE;
}

/* Members as raw JSON, and nothing that would make a sidecar unreadable. */
static gboolean
set_extra (char       **extra,
           const char  *value)
{
  g_autofree char *object = g_strconcat ("{", value, "}", NULL);

  if (!chiosa_json_check (object, strlen (object), "", NULL))
    return FALSE;

  g_set_str (extra, value);
  return TRUE;
}

/**
 * chiosa_layers_set:
 * @annotation: one that is being made
 * @kind: what the feature says
 * @value: as text
 *
 * Returns: %FALSE when nothing was set: the kind is one of those that a reader has to see to, or @value is none of it
 */
gboolean
chiosa_layers_set (ChiosaAnnotation  *annotation,
                   ChiosaFeatureKind  kind,
                   const char        *value)
{
  switch (kind)
    {
    case CHIOSA_FEATURE_NOTE:
      g_set_str (&annotation->note, value);
      return TRUE;
    case CHIOSA_FEATURE_CREATOR:
      g_set_str (&annotation->creator, value);
      return TRUE;
    case CHIOSA_FEATURE_CREATED:
      g_set_str (&annotation->created, value);
      return TRUE;
    case CHIOSA_FEATURE_ORIGIN:
      return set_origin (annotation, value);
    case CHIOSA_FEATURE_SUGGESTER:
      g_set_str (&annotation->suggester, value);
      return TRUE;
    case CHIOSA_FEATURE_CONFIDENCE:
      if (!chiosa_json_number_is_valid (value) || g_ascii_strtod (value, NULL) < 0 || g_ascii_strtod (value, NULL) > 1)
        return FALSE;
      g_set_str (&annotation->confidence, value);
      return TRUE;
    case CHIOSA_FEATURE_EDITED:
      annotation->edited = g_str_equal (value, "true");
      return TRUE;
    case CHIOSA_FEATURE_REVIEW:
      annotation->review = g_str_equal (value, "true");
      return TRUE;
    case CHIOSA_FEATURE_EXTRA:
      return set_extra (&annotation->extra, value);
    case CHIOSA_FEATURE_TYPE:
    case CHIOSA_FEATURE_LABEL:
    case CHIOSA_FEATURE_ATTRIBUTE:
    case CHIOSA_FEATURE_ID:
    case CHIOSA_FEATURE_PLACE:
    case CHIOSA_FEATURE_N:
    default:
      return FALSE;
    }
}

/**
 * chiosa_layers_is_tools:
 * @name: of a UIMA type
 *
 * Returns: whether it is one of those that DKPro and INCEpTION make themselves: words, their parts of speech and syntax
 */
gboolean
chiosa_layers_is_tools (const char *name)
{
  static const char * const prefixes[] = {
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.", "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
    "de.tudarmstadt.ukp.dkpro.core.api.transform.", "de.tudarmstadt.ukp.clarin.webanno.api.type.",
    "de.tudarmstadt.ukp.inception.api.type.", "org.dkpro.core.api.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return TRUE;

  return FALSE;
}

/* --- Places --------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_layers_place_new:
 * @offsets: of the text
 * @spans: (array length=n_spans): fragments, code points
 * @n_spans: how many
 *
 * Returns: (transfer full): the same in UTF-16 units: "3-11,15-20"
 */
char *
chiosa_layers_place_new (const ChiosaOffsets *offsets,
                         const ChiosaSpan    *spans,
                         guint                n_spans)
{
  GString *place = g_string_new (NULL);

  for (guint i = 0; i < n_spans; i++)
    g_string_append_printf (place, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, i > 0 ? "," : "",
                            chiosa_offsets_to (offsets, CHIOSA_UNIT_UTF16, spans[i].start),
                            chiosa_offsets_to (offsets, CHIOSA_UNIT_UTF16, spans[i].end));

  return g_string_free (place, FALSE);
}

static gboolean
parse_offset (const ChiosaOffsets  *offsets,
              const char          **at,
              gsize                *code_points)
{
  char *end;
  guint64 unit;

  if (!g_ascii_isdigit (**at))
    return FALSE;

  unit = g_ascii_strtoull (*at, &end, 10);
  *at = end;

  return unit < G_MAXUINT32 && chiosa_offsets_from (offsets, CHIOSA_UNIT_UTF16, unit, code_points);
}

/**
 * chiosa_layers_place_parse:
 * @offsets: of the text
 * @value: as chiosa_layers_place_new() makes it
 *
 * Returns: (transfer full) (element-type ChiosaSpan) (nullable): fragments in code points; %NULL when @value is no place in the text
 */
GArray *
chiosa_layers_place_parse (const ChiosaOffsets *offsets,
                           const char          *value)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  const char *at = value;

  for (;;)
    {
      ChiosaSpan span;

      if (!parse_offset (offsets, &at, &span.start) || *at++ != '-' || !parse_offset (offsets, &at, &span.end) || span.start >= span.end)
        return NULL;
      g_array_append_val (spans, span);
      if (*at == '\0')
        return g_steal_pointer (&spans);
      if (*at++ != ',')
        return NULL;
    }
}
