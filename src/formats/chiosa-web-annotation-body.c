/* chiosa-web-annotation-body.c
 *
 * What the bodies of a Web Annotation say: type, label, attributes and note by their purposes. Bodies that have no place in an annotation
 * of ours are kept as they stand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-web-annotation-private.h"

#include <string.h>

enum { TYPE, AT_TYPE, PURPOSE, VALUE, CHARS, SOURCE, ID, AT_ID, NAME, KIND, CREATOR, CREATED, MODIFIED, FORMAT, LANGUAGE, LABEL,
       N_MEMBERS };

static const ChiosaJsonMember members[N_MEMBERS] = {
  CHIOSA_JSON_MEMBER ("type"), CHIOSA_JSON_MEMBER ("@type"), CHIOSA_JSON_MEMBER ("purpose"), CHIOSA_JSON_MEMBER ("value"),
  CHIOSA_JSON_MEMBER ("chars"), CHIOSA_JSON_MEMBER ("source"), CHIOSA_JSON_MEMBER ("id"), CHIOSA_JSON_MEMBER ("@id"),
  CHIOSA_JSON_MEMBER ("chiosa:attribute"), CHIOSA_JSON_MEMBER ("chiosa:kind"), CHIOSA_JSON_MEMBER ("creator"),
  CHIOSA_JSON_MEMBER ("created"), CHIOSA_JSON_MEMBER ("modified"), CHIOSA_JSON_MEMBER ("format"), CHIOSA_JSON_MEMBER ("language"),
  CHIOSA_JSON_MEMBER ("chiosa:label"),
};

/**
 * chiosa_web_bodies_new:
 *
 * Returns: (transfer full): nothing is said
 */
ChiosaWebBodies *
chiosa_web_bodies_new (void)
{
  ChiosaWebBodies *self = g_new0 (ChiosaWebBodies, 1);

  self->ours = chiosa_attributes_new ();
  self->others = chiosa_attributes_new ();

  return self;
}

static void
free_string (GString *string)
{
  if (string != NULL)
    g_string_free (string, TRUE);
}

/**
 * chiosa_web_bodies_free:
 * @self: (nullable) (transfer full): bodies
 */
void
chiosa_web_bodies_free (ChiosaWebBodies *self)
{
  if (self == NULL)
    return;

  g_free (self->type);
  g_free (self->label);
  free_string (self->note);
  free_string (self->rest);
  chiosa_attributes_free (self->ours);
  chiosa_attributes_free (self->others);
  g_free (self->link);
  g_free (self->creator);
  g_free (self);
}

/**
 * chiosa_web_read_value:
 * @slot: a value; its start may be %NULL
 *
 * Returns: (transfer full) (nullable): it as text
 */
char *
chiosa_web_read_value (const ChiosaJsonSlice *slot)
{
  if (slot->start == NULL || chiosa_json_slice_kind (slot) == '0')
    return NULL;

  return chiosa_json_slice_kind (slot) == 's' ? chiosa_json_slice_string (slot) : chiosa_json_slice_dup (slot);
}

/**
 * chiosa_web_first_string:
 * @slot: a value; its start may be %NULL
 *
 * Returns: (transfer full) (nullable): the string, or the first string of the array, that it is
 */
char *
chiosa_web_first_string (const ChiosaJsonSlice *slot)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (slot->start == NULL)
    return NULL;
  if (chiosa_json_slice_kind (slot) == 's')
    return chiosa_json_slice_string (slot);
  if (!chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '[')
    return NULL;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    if (chiosa_json_slice_kind (&item) == 's')
      return chiosa_json_slice_string (&item);

  return NULL;
}

/**
 * chiosa_web_read_agent:
 * @agent: a value; its start may be %NULL
 *
 * Returns: (transfer full) (nullable): the best name that it has
 */
char *
chiosa_web_read_agent (const ChiosaJsonSlice *agent)
{
  static const ChiosaJsonMember names[] = {
    CHIOSA_JSON_MEMBER ("name"), CHIOSA_JSON_MEMBER ("nickname"), CHIOSA_JSON_MEMBER ("id"), CHIOSA_JSON_MEMBER ("@id"),
  };
  ChiosaJsonSlice slots[G_N_ELEMENTS (names)];

  if (agent->start == NULL)
    return NULL;
  if (!chiosa_json_read_members (agent, names, G_N_ELEMENTS (names), slots, ",", NULL))
    return chiosa_web_first_string (agent);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = chiosa_web_first_string (&slots[i]);

      if (name != NULL && *name != '\0')
        return g_steal_pointer (&name);
    }

  return NULL;
}

static void
keep_body (ChiosaWebBodies       *self,
           const ChiosaJsonSlice *body)
{
  if (self->rest == NULL)
    self->rest = g_string_new (NULL);
  else
    g_string_append_c (self->rest, ',');

  g_string_append_len (self->rest, body->start, body->length);
}

static void
add_note (ChiosaWebBodies *self,
          const char      *text)
{
  if (*text == '\0')
    return;

  if (self->note == NULL)
    self->note = g_string_new (NULL);
  else
    g_string_append (self->note, "\n\n");

  g_string_append (self->note, text);
}

static gboolean
is_note (const char *purpose)
{
  static const char *const notes[] = { "commenting", "describing", "replying", "questioning", NULL };

  return g_strv_contains (notes, purpose);
}

/* FALSE: there is no place for it. */
static gboolean
take_text (ChiosaWebBodies *self,
           const char      *purpose,
           const char      *text)
{
  char **first = NULL;

  if (g_str_equal (purpose, "classifying"))
    first = &self->type;
  else if (g_str_equal (purpose, "tagging"))
    first = &self->label;

  if (first != NULL)
    {
      if (*first != NULL || *text == '\0')
        return FALSE;
      *first = g_strdup (text);
      return TRUE;
    }
  if (is_note (purpose))
    {
      add_note (self, text);
      return TRUE;
    }
  if (chiosa_attributes_get (self->others, purpose, NULL) != NULL)
    return FALSE;

  chiosa_attributes_set (self->others, purpose, CHIOSA_VALUE_TEXT, text);
  return TRUE;
}

static gboolean
take_attribute (ChiosaWebBodies *self,
                const char      *name,
                const char      *kind_name,
                const char      *value)
{
  ChiosaValueKind kind = CHIOSA_VALUE_TEXT;

  if (g_strcmp0 (kind_name, "flag") == 0 && (g_str_equal (value, "true") || g_str_equal (value, "false")))
    kind = CHIOSA_VALUE_FLAG;
  else if (g_strcmp0 (kind_name, "number") == 0 && chiosa_json_number_is_valid (value))
    kind = CHIOSA_VALUE_NUMBER;
  else if (g_strcmp0 (kind_name, "json") == 0 && chiosa_json_check (value, strlen (value), name, NULL))
    kind = CHIOSA_VALUE_JSON;

  if (*name == '\0' || chiosa_attributes_get (self->ours, name, NULL) != NULL)
    return FALSE;

  chiosa_attributes_set (self->ours, name, kind, value);
  return TRUE;
}

static gboolean
take_link (ChiosaWebBodies *self,
           const char      *purpose,
           const char      *address,
           gboolean         linking)
{
  gboolean named = purpose != NULL && !is_note (purpose) && !g_str_equal (purpose, "classifying");

  if (!linking || self->link != NULL)
    return take_text (self, named ? purpose : "body", address);

  self->link = g_strdup (address);
  return TRUE;
}

/* FALSE: there is no place for it. */
static gboolean
take_object (ChiosaWebBodies       *self,
             const ChiosaJsonSlice *slots,
             const char            *default_purpose,
             gboolean               linking)
{
  g_autofree char *purpose = chiosa_web_first_string (&slots[PURPOSE]);
  g_autofree char *value = chiosa_web_read_value (slots[VALUE].start != NULL ? &slots[VALUE] : &slots[CHARS]);
  g_autofree char *name = chiosa_web_first_string (&slots[NAME]);
  g_autofree char *kind = chiosa_web_first_string (&slots[KIND]);
  g_autofree char *label = chiosa_web_first_string (&slots[LABEL]);
  g_autofree char *address = NULL;

  if (self->creator == NULL)
    self->creator = chiosa_web_read_agent (&slots[CREATOR]);
  if (value != NULL && name != NULL)
    return take_attribute (self, name, kind, value);
  if (label != NULL)   /* the value is type and label in one name */
    return *label == '\0' || take_text (self, "tagging", label);
  if (value != NULL)
    return take_text (self, purpose != NULL ? purpose : default_purpose, value);

  address = chiosa_web_first_string (slots[SOURCE].start != NULL ? &slots[SOURCE] : slots[ID].start != NULL ? &slots[ID] : &slots[AT_ID]);

  return address != NULL && take_link (self, purpose, address, linking);
}

static void
read_body (ChiosaWebBodies       *self,
           const ChiosaJsonSlice *body,
           const char            *default_purpose,
           gboolean               linking)
{
  ChiosaJsonSlice slots[N_MEMBERS];
  GString *unknown = NULL;
  g_autofree char *address = NULL;
  gboolean taken;

  if (chiosa_json_read_members (body, members, N_MEMBERS, slots, ",", &unknown))
    taken = take_object (self, slots, default_purpose, linking);
  else
    {
      address = chiosa_web_first_string (body);
      taken = address != NULL && take_link (self, default_purpose, address, linking);
    }

  if (!taken || unknown != NULL)
    keep_body (self, body);
  free_string (unknown);
}

/**
 * chiosa_web_bodies_read:
 * @self: bodies
 * @body: one, or an array of them
 * @purpose: of those that have none of their own
 * @linking: whether an address among them is the end of a relation
 */
void
chiosa_web_bodies_read (ChiosaWebBodies       *self,
                        const ChiosaJsonSlice *body,
                        const char            *purpose,
                        gboolean               linking)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (!chiosa_json_cursor_init (&cursor, body) || cursor.opening == '{')
    {
      if (chiosa_json_slice_kind (body) != '0')
        read_body (self, body, purpose, linking);
      return;
    }

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    read_body (self, &item, purpose, linking);
}
