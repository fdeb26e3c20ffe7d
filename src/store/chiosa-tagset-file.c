/* chiosa-tagset-file.c
 *
 * Tag sets from JSON (data/schemas/tagset.schema.json). Shape and types are checked here, meaning by the builder
 * (chiosa-tagset.c). Members that are not known are ignored. Writing is in chiosa-tagset-write.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-json-reader.h"
#include "chiosa-safe-file.h"
#include "chiosa-store-resources.h"
#include "chiosa-tagset-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUILTIN "/io/github/chiosa/Chiosa/store/claims-and-sources.json"

typedef struct
{
  ChiosaJsonReader json;        /* first: it is what the callbacks get */
  gboolean         translate;
} Reader;

typedef enum { ID, NAME, GUIDELINE, COLOR, KEY, N_TAG } TagMember;

#define TAG_MEMBERS \
  [ID] = CHIOSA_JSON_MEMBER ("id"), \
  [NAME] = CHIOSA_JSON_MEMBER ("name"), \
  [GUIDELINE] = CHIOSA_JSON_MEMBER ("guideline"), \
  [COLOR] = CHIOSA_JSON_MEMBER ("color"), \
  [KEY] = CHIOSA_JSON_MEMBER ("key")

/* For people: in their language when it is the built-in tag set. */
static char *
read_text (Reader                *self,
           const ChiosaJsonSlice *slot,
           const char            *member)
{
  g_autofree char *text = chiosa_json_reader_string (&self->json, slot, member);

  if (!self->translate || text == NULL || *text == '\0')
    return g_steal_pointer (&text);

  return g_strdup (g_dgettext (GETTEXT_PACKAGE, text));
}

/* The place of a string among @names; 0 where it is missing. */
static guint
read_word (Reader                *self,
           const ChiosaJsonSlice *slot,
           const char            *member,
           const char * const    *names)
{
  g_autofree char *word = chiosa_json_reader_string (&self->json, slot, member);

  if (word == NULL)
    return 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], word) == 0)
      return i;

  chiosa_json_reader_fail (&self->json, slot->line, _("“%s” cannot be “%s”"), member, word);
  return 0;
}

static char *
read_color (Reader                *self,
            const ChiosaJsonSlice *slot)
{
  g_autofree char *color = chiosa_json_reader_string (&self->json, slot, "color");

  if (color != NULL && (strlen (color) != 7 || color[0] != '#' || strspn (color + 1, "0123456789abcdefABCDEF") != 6))
    chiosa_json_reader_fail (&self->json, slot->line, _("“color” must be like #3584e4"));

  return g_steal_pointer (&color);
}

static ChiosaTag
read_tag (Reader                *self,
          const ChiosaJsonSlice *slots,
          guint                  line)
{
  g_autofree char *key = chiosa_json_reader_string (&self->json, &slots[KEY], "key");
  ChiosaTag tag = { 0 };

  if (slots[ID].start == NULL)
    chiosa_json_reader_fail (&self->json, line, _("“%s” is missing"), "id");
  if (key != NULL && strlen (key) > 1)
    chiosa_json_reader_fail (&self->json, slots[KEY].line, _("“key” must be one character"));

  tag.id = chiosa_json_reader_string (&self->json, &slots[ID], "id");
  tag.name = read_text (self, &slots[NAME], "name");
  tag.guideline = read_text (self, &slots[GUIDELINE], "guideline");
  tag.color = read_color (self, &slots[COLOR]);
  tag.key = key != NULL ? *key : 0;
  return tag;
}

static void
read_plain_tag (ChiosaJsonReader      *json,
                const ChiosaJsonSlice *item,
                gpointer               array)
{
  static const ChiosaJsonMember members[] = { TAG_MEMBERS };
  ChiosaJsonSlice slots[N_TAG];
  ChiosaTag tag;

  if (!chiosa_json_reader_object (json, item, members, N_TAG, slots))
    return;

  tag = read_tag ((Reader *) json, slots, item->line);
  g_array_append_val (array, tag);
}

static ChiosaTag *
read_tags (Reader                *self,
           const ChiosaJsonSlice *slot,
           const char            *member,
           guint                 *n)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (ChiosaTag));

  chiosa_json_reader_array (&self->json, slot, member, read_plain_tag, array);
  *n = array->len;
  return (ChiosaTag *) (void *) g_array_free (array, array->len == 0);
}

/* --- Attributes ------------------------------------------------------------------------------------------------- */

static void
read_attribute (ChiosaJsonReader      *json,
                const ChiosaJsonSlice *item,
                gpointer               array)
{
  enum { KIND = N_TAG, VALUES, DEFAULT, PRESET, LABELS, N };
  static const ChiosaJsonMember members[] = {
    TAG_MEMBERS,
    [KIND] = CHIOSA_JSON_MEMBER ("kind"),
    [VALUES] = CHIOSA_JSON_MEMBER ("values"),
    [DEFAULT] = CHIOSA_JSON_MEMBER ("default"),
    [PRESET] = CHIOSA_JSON_MEMBER ("preset"),
    [LABELS] = CHIOSA_JSON_MEMBER ("labels"),
  };
  static const char * const kinds[] = { "choice", "flag", "text", "number", "link", "date", NULL };
  Reader *self = (Reader *) json;
  ChiosaJsonSlice slots[N];
  ChiosaAttributeType attribute = { 0 };

  if (!chiosa_json_reader_object (json, item, members, N, slots))
    return;
  if (slots[ID].start == NULL || slots[KIND].start == NULL)
    chiosa_json_reader_fail (json, item->line, _("“%s” is missing"), slots[ID].start == NULL ? "id" : "kind");

  attribute.id = chiosa_json_reader_string (json, &slots[ID], "id");
  attribute.name = read_text (self, &slots[NAME], "name");
  attribute.guideline = read_text (self, &slots[GUIDELINE], "guideline");
  attribute.kind = read_word (self, &slots[KIND], "kind", kinds);
  attribute.values = read_tags (self, &slots[VALUES], "values", &attribute.n_values);
  attribute.default_value = chiosa_json_reader_string (json, &slots[DEFAULT], "default");
  attribute.preset = chiosa_json_reader_string (json, &slots[PRESET], "preset");
  attribute.labels = chiosa_json_reader_strings (json, &slots[LABELS], "labels");
  g_array_append_val (array, attribute);
}

static ChiosaAttributeType *
read_attributes (Reader                *self,
                 const ChiosaJsonSlice *slot,
                 guint                 *n)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (ChiosaAttributeType));

  chiosa_json_reader_array (&self->json, slot, "attributes", read_attribute, array);
  *n = array->len;
  return (ChiosaAttributeType *) (void *) g_array_free (array, array->len == 0);
}

/* --- Types, relations, rules ------------------------------------------------------------------------------------ */

static void
read_type (ChiosaJsonReader      *json,
           const ChiosaJsonSlice *item,
           gpointer               array)
{
  enum { SHAPE = N_TAG, SNAP, MAY_NEST, MAY_CROSS, MAX_FRAGMENTS, LABELS, ATTRIBUTES, N };
  static const ChiosaJsonMember members[] = {
    TAG_MEMBERS,
    [SHAPE] = CHIOSA_JSON_MEMBER ("shape"),
    [SNAP] = CHIOSA_JSON_MEMBER ("snap"),
    [MAY_NEST] = CHIOSA_JSON_MEMBER ("may_nest"),
    [MAY_CROSS] = CHIOSA_JSON_MEMBER ("may_cross"),
    [MAX_FRAGMENTS] = CHIOSA_JSON_MEMBER ("max_fragments"),
    [LABELS] = CHIOSA_JSON_MEMBER ("labels"),
    [ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  };
  static const char * const shapes[] = { "tint", "line", "dashed", "dotted", "wave", NULL };
  static const char * const snaps[] = { "word", "capitalised", NULL };
  Reader *self = (Reader *) json;
  ChiosaJsonSlice slots[N];
  ChiosaSpanType type = { 0 };

  if (!chiosa_json_reader_object (json, item, members, N, slots))
    return;

  type.tag = read_tag (self, slots, item->line);
  type.shape = read_word (self, &slots[SHAPE], "shape", shapes);
  type.snap_capitalised = read_word (self, &slots[SNAP], "snap", snaps) == 1;
  type.may_nest = chiosa_json_reader_flag (json, &slots[MAY_NEST], "may_nest", TRUE);
  type.may_cross = chiosa_json_reader_flag (json, &slots[MAY_CROSS], "may_cross", FALSE);
  type.max_fragments = chiosa_json_reader_number (json, &slots[MAX_FRAGMENTS], "max_fragments");
  type.labels = read_tags (self, &slots[LABELS], "labels", &type.n_labels);
  type.attributes = read_attributes (self, &slots[ATTRIBUTES], &type.n_attributes);
  g_array_append_val (array, type);
}

/* A family of one type needs no word; one family may be of several. */
static void
read_family (ChiosaJsonReader      *json,
             const ChiosaJsonSlice *item,
             gpointer               data)
{
  ChiosaRelationType *relation = data;
  g_auto (GStrv) ids = chiosa_json_reader_strings (json, item, "same_family");

  if (ids == NULL || g_strv_length (ids) < 2)
    return;

  if (relation->family != NULL)
    chiosa_json_reader_fail (json, item->line, _("only one family of a relation may have several types"));
  else
    relation->family = g_steal_pointer (&ids);
}

static void
read_relation (ChiosaJsonReader      *json,
               const ChiosaJsonSlice *item,
               gpointer               array)
{
  enum { FROM = N_TAG, TO, SYMMETRIC, TRANSITIVE, SAME_FAMILY, MAX_PER_FROM, ATTRIBUTES, N };
  static const ChiosaJsonMember members[] = {
    TAG_MEMBERS,
    [FROM] = CHIOSA_JSON_MEMBER ("from"),
    [TO] = CHIOSA_JSON_MEMBER ("to"),
    [SYMMETRIC] = CHIOSA_JSON_MEMBER ("symmetric"),
    [TRANSITIVE] = CHIOSA_JSON_MEMBER ("transitive"),
    [SAME_FAMILY] = CHIOSA_JSON_MEMBER ("same_family"),
    [MAX_PER_FROM] = CHIOSA_JSON_MEMBER ("max_per_from"),
    [ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  };
  Reader *self = (Reader *) json;
  ChiosaJsonSlice slots[N];
  ChiosaRelationType relation = { 0 };

  if (!chiosa_json_reader_object (json, item, members, N, slots))
    return;
  if (slots[FROM].start == NULL || slots[TO].start == NULL)
    chiosa_json_reader_fail (json, item->line, _("“%s” is missing"), slots[FROM].start == NULL ? "from" : "to");

  relation.tag = read_tag (self, slots, item->line);
  relation.from = chiosa_json_reader_strings (json, &slots[FROM], "from");
  relation.to = chiosa_json_reader_strings (json, &slots[TO], "to");
  relation.symmetric = chiosa_json_reader_flag (json, &slots[SYMMETRIC], "symmetric", FALSE);
  relation.transitive = chiosa_json_reader_flag (json, &slots[TRANSITIVE], "transitive", FALSE);
  relation.same_family = slots[SAME_FAMILY].start != NULL;
  chiosa_json_reader_array (json, &slots[SAME_FAMILY], "same_family", read_family, &relation);
  relation.max_per_from = chiosa_json_reader_number (json, &slots[MAX_PER_FROM], "max_per_from");
  relation.attributes = read_attributes (self, &slots[ATTRIBUTES], &relation.n_attributes);
  g_array_append_val (array, relation);
}

static void
read_rule (ChiosaJsonReader      *json,
           const ChiosaJsonSlice *item,
           gpointer               array)
{
  enum { RULE_ID, TYPE, MESSAGE, WHEN, NEED, N };
  static const ChiosaJsonMember members[] = {
    [RULE_ID] = CHIOSA_JSON_MEMBER ("id"),
    [TYPE] = CHIOSA_JSON_MEMBER ("type"),
    [MESSAGE] = CHIOSA_JSON_MEMBER ("message"),
    [WHEN] = CHIOSA_JSON_MEMBER ("when"),
    [NEED] = CHIOSA_JSON_MEMBER ("need"),
  };
  ChiosaJsonSlice slots[N];
  ChiosaRule rule = { 0 };

  if (!chiosa_json_reader_object (json, item, members, N, slots))
    return;
  if (slots[RULE_ID].start == NULL || slots[TYPE].start == NULL || slots[MESSAGE].start == NULL
      || slots[NEED].start == NULL)
    chiosa_json_reader_fail (json, item->line, _("a rule needs “id”, “type”, “message” and “need”"));

  rule.id = chiosa_json_reader_string (json, &slots[RULE_ID], "id");
  rule.type = chiosa_json_reader_string (json, &slots[TYPE], "type");
  rule.message = read_text ((Reader *) json, &slots[MESSAGE], "message");
  rule.when = chiosa_json_reader_strings (json, &slots[WHEN], "when");
  if (rule.when == NULL)
    rule.when = g_new0 (char *, 1);
  rule.need = chiosa_json_reader_strings (json, &slots[NEED], "need");
  g_array_append_val (array, rule);
}

/* --- The file --------------------------------------------------------------------------------------------------- */

enum { TAGSET_ID, TAGSET_NAME, VERSION, DESCRIPTION, TYPES, RELATIONS, ATTRIBUTES, ARTICLE_ATTRIBUTES, RULES, N_TAGSET };

static const ChiosaJsonMember tagset_members[N_TAGSET] = {
  [TAGSET_ID] = CHIOSA_JSON_MEMBER ("id"),
  [TAGSET_NAME] = CHIOSA_JSON_MEMBER ("name"),
  [VERSION] = CHIOSA_JSON_MEMBER ("version"),
  [DESCRIPTION] = CHIOSA_JSON_MEMBER ("description"),
  [TYPES] = CHIOSA_JSON_MEMBER ("types"),
  [RELATIONS] = CHIOSA_JSON_MEMBER ("relations"),
  [ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  [ARTICLE_ATTRIBUTES] = CHIOSA_JSON_MEMBER ("article_attributes"),
  [RULES] = CHIOSA_JSON_MEMBER ("rules"),
};

static void
read_all (Reader                *self,
          const ChiosaJsonSlice *slots,
          ChiosaTagsetBuilder   *builder)
{
  ChiosaJsonReader *json = &self->json;

  builder->id = chiosa_json_reader_string (json, &slots[TAGSET_ID], "id");
  builder->name = read_text (self, &slots[TAGSET_NAME], "name");
  builder->version = chiosa_json_reader_string (json, &slots[VERSION], "version");
  builder->description = read_text (self, &slots[DESCRIPTION], "description");
  chiosa_json_reader_array (json, &slots[TYPES], "types", read_type, builder->types);
  chiosa_json_reader_array (json, &slots[RELATIONS], "relations", read_relation, builder->relations);
  chiosa_json_reader_array (json, &slots[ATTRIBUTES], "attributes", read_attribute, builder->attributes);
  chiosa_json_reader_array (json, &slots[ARTICLE_ATTRIBUTES], "article_attributes", read_attribute, builder->article);
  chiosa_json_reader_array (json, &slots[RULES], "rules", read_rule, builder->rules);
}

static ChiosaTagset *
parse (GBytes      *bytes,
       const char  *name,
       gboolean     translate,
       GError     **error)
{
  Reader self = { .json = { .name = name }, .translate = translate };
  ChiosaJsonSlice slots[N_TAGSET];
  ChiosaTagsetBuilder *builder = chiosa_tagset_builder_new ();
  ChiosaTagset *tagset;

  if (chiosa_json_reader_open (&self.json, bytes, "chiosa-tagset", tagset_members, N_TAGSET, slots))
    read_all (&self, slots, builder);
  if (self.json.error != NULL)
    {
      chiosa_tagset_builder_free (builder);
      g_propagate_error (error, self.json.error);
      return NULL;
    }

  tagset = chiosa_tagset_builder_end (builder, error);
  if (tagset == NULL)
    g_prefix_error (error, "“%s”: ", name);
  return tagset;
}

/**
 * chiosa_tagset_parse:
 * @bytes: the content of a tag set file
 * @name: the file, for messages
 * @error: %CHIOSA_STORE_ERROR for what is no tag set, %CHIOSA_MODEL_ERROR_TAGSET for one that makes no sense
 *
 * Returns: (transfer full): the tag set, its names as they stand
 */
ChiosaTagset *
chiosa_tagset_parse (GBytes      *bytes,
                     const char  *name,
                     GError     **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  return parse (bytes, name, FALSE, error);
}

/**
 * chiosa_tagset_load:
 * @path: of a tag set file
 * @error: as chiosa_tagset_parse() and chiosa_safe_file_read()
 *
 * Returns: (transfer full): the tag set
 */
ChiosaTagset *
chiosa_tagset_load (const char  *path,
                    GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, error);

  return bytes != NULL ? parse (bytes, name, FALSE, error) : NULL;
}

static ChiosaTagset *
parse_builtin (gboolean translate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (chiosa_store_get_resource (), BUILTIN, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  ChiosaTagset *tagset = bytes != NULL ? parse (bytes, "claims-and-sources.json", translate, &error) : NULL;

  if (tagset == NULL)
    g_error ("The built-in tag set: %s", error->message);

  return tagset;
}

/**
 * chiosa_tagset_builtin:
 *
 * Returns: (transfer full): the tag set that is built in, names in the language of the user
 */
ChiosaTagset *
chiosa_tagset_builtin (void)
{
  return parse_builtin (TRUE);
}

/**
 * chiosa_tagset_builtin_as_data:
 *
 * Returns: (transfer full): the tag set that is built in, names as its file has them: for what is the same for all users
 */
ChiosaTagset *
chiosa_tagset_builtin_as_data (void)
{
  return parse_builtin (FALSE);
}
