/* chiosa-cas-types.c
 *
 * The types that a CAS JSON file declares, as far as a reader asks for them: parents, ranges, descriptions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-cas.h"

#include <string.h>

/* Parents of parents; a file may declare a circle. */
#define MAX_PARENTS 64

typedef struct
{
  char            *super;
  char            *description;
  ChiosaJsonSlice  slice;
  GHashTable      *features;    /* name -> ChiosaCasFeature */
} Type;

struct _ChiosaCasTypes
{
  GHashTable *types;            /* name -> Type */
};

static void
feature_free (gpointer data)
{
  ChiosaCasFeature *self = data;

  g_free (self->name);
  g_free (self->range);
  g_free (self->description);
  g_free (self);
}

static void
type_free (gpointer data)
{
  Type *self = data;

  g_free (self->super);
  g_free (self->description);
  g_hash_table_unref (self->features);
  g_free (self);
}

static Type *
add_type (ChiosaCasTypes *self,
          const char     *name,
          const char     *super)
{
  Type *type = g_new0 (Type, 1);

  type->super = g_strdup (super);
  type->features = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, feature_free);
  g_hash_table_insert (self->types, g_strdup (name), type);

  return type;
}

static void
read_feature (Type                  *type,
              const char            *name,
              const ChiosaJsonSlice *declaration)
{
  static const ChiosaJsonMember members[] = { CHIOSA_JSON_MEMBER ("%RANGE"), CHIOSA_JSON_MEMBER ("%DESCRIPTION") };
  ChiosaJsonSlice slots[G_N_ELEMENTS (members)] = { 0 };
  ChiosaCasFeature *feature;

  if (chiosa_json_slice_kind (declaration) != '{' || !chiosa_json_read_members (declaration, members, G_N_ELEMENTS (members), slots, ",", NULL))
    return;

  feature = g_new0 (ChiosaCasFeature, 1);
  feature->name = g_strdup (name);
  feature->range = slots[0].start != NULL ? chiosa_json_slice_string (&slots[0]) : NULL;
  feature->description = slots[1].start != NULL ? chiosa_json_slice_string (&slots[1]) : NULL;
  g_hash_table_insert (type->features, feature->name, feature);
}

static void
read_type (ChiosaCasTypes        *self,
           const char            *name,
           const ChiosaJsonSlice *declaration)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  Type *type;

  if (chiosa_json_slice_kind (declaration) != '{' || !chiosa_json_cursor_init (&cursor, declaration))
    return;

  type = add_type (self, name, NULL);
  type->slice = *declaration;
  for (;;)
    {
      g_autofree char *key = NULL;

      if (!chiosa_json_cursor_next (&cursor, &key, &value))
        break;
      if (g_str_equal (key, "%SUPER_TYPE"))
        type->super = chiosa_json_slice_string (&value);
      else if (g_str_equal (key, "%DESCRIPTION"))
        type->description = chiosa_json_slice_string (&value);
      else if (*key != '%')
        read_feature (type, key, &value);
    }
}

/**
 * chiosa_cas_types_new:
 * @types: the value of %TYPES; without a start there are only those that every file has
 *
 * Returns: (transfer full): the types
 */
ChiosaCasTypes *
chiosa_cas_types_new (const ChiosaJsonSlice *types)
{
  ChiosaCasTypes *self = g_new0 (ChiosaCasTypes, 1);
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;

  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, type_free);
  add_type (self, "uima.cas.AnnotationBase", "uima.cas.TOP");
  add_type (self, CHIOSA_CAS_ANNOTATION, "uima.cas.AnnotationBase");
  add_type (self, CHIOSA_CAS_DOCUMENT, CHIOSA_CAS_ANNOTATION);
  add_type (self, CHIOSA_CAS_METADATA, CHIOSA_CAS_DOCUMENT);

  if (types->start == NULL || chiosa_json_slice_kind (types) != '{' || !chiosa_json_cursor_init (&cursor, types))
    return self;

  for (;;)
    {
      g_autofree char *name = NULL;

      if (!chiosa_json_cursor_next (&cursor, &name, &value))
        return self;
      read_type (self, name, &value);
    }
}

/**
 * chiosa_cas_types_free:
 * @self: (nullable) (transfer full): types
 */
void
chiosa_cas_types_free (ChiosaCasTypes *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->types);
  g_free (self);
}

/**
 * chiosa_cas_types_is_a:
 * @self: types
 * @type: name of a type
 * @ancestor: name of another
 *
 * Returns: whether they are the same, or @ancestor is a parent of @type
 */
gboolean
chiosa_cas_types_is_a (const ChiosaCasTypes *self,
                       const char           *type,
                       const char           *ancestor)
{
  for (guint i = 0; i < MAX_PARENTS && type != NULL; i++)
    {
      const Type *found = g_hash_table_lookup (self->types, type);

      if (g_str_equal (type, ancestor))
        return TRUE;
      type = found != NULL ? found->super : NULL;
    }

  return FALSE;
}

/**
 * chiosa_cas_types_get_description:
 * @self: types
 * @type: name of a type
 *
 * Returns: (transfer none) (nullable): what it says of itself
 */
const char *
chiosa_cas_types_get_description (const ChiosaCasTypes *self,
                                  const char           *type)
{
  const Type *found = g_hash_table_lookup (self->types, type);

  return found != NULL ? found->description : NULL;
}

/**
 * chiosa_cas_types_find_feature:
 * @self: types
 * @type: name of a type
 * @feature: name of a feature
 *
 * Returns: (transfer none) (nullable): the feature of the type, or of a parent
 */
const ChiosaCasFeature *
chiosa_cas_types_find_feature (const ChiosaCasTypes *self,
                               const char           *type,
                               const char           *feature)
{
  for (guint i = 0; i < MAX_PARENTS && type != NULL; i++)
    {
      const Type *found = g_hash_table_lookup (self->types, type);
      const ChiosaCasFeature *own = found != NULL ? g_hash_table_lookup (found->features, feature) : NULL;

      if (own != NULL)
        return own;
      type = found != NULL ? found->super : NULL;
    }

  return NULL;
}

/**
 * chiosa_cas_types_get_slice:
 * @self: types
 * @type: name of a type
 *
 * Returns: (transfer none) (nullable): how the file declares it
 */
const ChiosaJsonSlice *
chiosa_cas_types_get_slice (const ChiosaCasTypes *self,
                            const char           *type)
{
  const Type *found = g_hash_table_lookup (self->types, type);

  return found != NULL && found->slice.start != NULL ? &found->slice : NULL;
}
