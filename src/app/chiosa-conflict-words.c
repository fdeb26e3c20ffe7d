/* chiosa-conflict-words.c
 *
 * A conflict of a merge in plain words, with the names of the tag set in the place of ids.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-conflict-words.h"

#include "chiosa-tag-name.h"
#include "chiosa-short-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define ATTRIBUTES "attributes."
#define MAX_WORDS  120   /* code points of an annotation's words */

static const ChiosaAnnotation *
find_annotation (ChiosaDocument            *document,
                 const ChiosaMergeConflict *conflict)
{
  if (g_strcmp0 (conflict->kind, "annotation") != 0 || conflict->id == NULL)
    return NULL;

  return chiosa_document_find (document, conflict->id);
}

static const ChiosaAttributeType *
find_attribute (ChiosaDocument            *document,
                const ChiosaMergeConflict *conflict)
{
  const ChiosaAnnotation *annotation = find_annotation (document, conflict);
  ChiosaTagset *tagset = chiosa_document_get_tagset (document);
  const ChiosaAttributeType *types;
  const char *name;
  guint n;

  if (conflict->field == NULL || !g_str_has_prefix (conflict->field, ATTRIBUTES))
    return NULL;

  name = conflict->field + strlen (ATTRIBUTES);
  if (annotation != NULL)
    return chiosa_tagset_find_attribute (tagset, annotation->type, name);

  types = chiosa_tagset_get_article_attributes (tagset, &n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (types[i].id, name))
      return &types[i];

  return NULL;
}

static char *
describe_relation (ChiosaDocument            *document,
                   const ChiosaMergeConflict *conflict)
{
  const ChiosaRelation *relation = conflict->id != NULL ? chiosa_document_find_relation (document, conflict->id) : NULL;
  const ChiosaRelationType *type;

  if (relation == NULL)
    return g_strdup (_("A relation"));

  type = chiosa_tagset_find_relation (chiosa_document_get_tagset (document), relation->type);
  /* Translators: a relation, by its type: “Relation: attributed to” */
  return g_strdup_printf (_("Relation: %s"), type != NULL ? type->tag.name : relation->type);
}

/**
 * chiosa_conflict_words_subject:
 * @document: that the conflict is in
 * @conflict: a conflict
 *
 * Returns: (transfer full): what it is about, for a title
 */
char *
chiosa_conflict_words_subject (ChiosaDocument            *document,
                               const ChiosaMergeConflict *conflict)
{
  const ChiosaAnnotation *annotation = find_annotation (document, conflict);
  g_autofree char *name = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *words = NULL;

  if (g_strcmp0 (conflict->kind, "relation") == 0)
    return describe_relation (document, conflict);
  if (g_strcmp0 (conflict->kind, "article") == 0)
    return g_strdup (_("The article"));
  if (g_strcmp0 (conflict->kind, "annotation") != 0)
    return g_strdup (_("The file with the annotations"));
  if (annotation == NULL)
    return g_strdup (_("A removed annotation"));

  name = chiosa_tag_name (chiosa_document_get_tagset (document), annotation->type, annotation->label);
  quote = chiosa_document_get_quote (document, annotation->id);
  words = chiosa_short_words (quote, MAX_WORDS);

  /* Translators: an annotation's type and label, and its words: Claim · Fact “Amazon pays no taxes” */
  return g_strdup_printf (_("%1$s “%2$s”"), name, words);
}

/**
 * chiosa_conflict_words_field:
 * @document: that the conflict is in
 * @conflict: a conflict
 *
 * Returns: (transfer full): which part of it both sides changed
 */
char *
chiosa_conflict_words_field (ChiosaDocument            *document,
                             const ChiosaMergeConflict *conflict)
{
  static const struct { const char *field; const char *name; } names[] = {
    { "type", N_("Type and label") }, { "label", N_("Label") }, { "note", N_("Note") }, { "spans", N_("Place in the text") },
    { "title", N_("Title") }, { "author", N_("Author") }, { "publisher", N_("Publisher") }, { "url", N_("Address") },
    { "date", N_("Date") }, { "language", N_("Language") }, { "licence", N_("Licence") }, { "status", N_("Status") },
    { "creator", N_("Creator") }, { "created", N_("Time of creation") }, { "from", N_("Beginning of the relation") },
    { "to", N_("End of the relation") },
  };
  const ChiosaAttributeType *attribute = find_attribute (document, conflict);

  if (conflict->field == NULL)
    return g_strdup (_("Changed on one side, removed on the other"));
  if (attribute != NULL)
    return g_strdup (attribute->name);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].field, conflict->field))
      return g_strdup (_(names[i].name));

  return g_strdup (conflict->field);
}

/* An id of the tag set by its name: a label, a value of a choice. */
static char *
translate (ChiosaDocument            *document,
           const ChiosaMergeConflict *conflict,
           const char                *value)
{
  const ChiosaAnnotation *annotation = find_annotation (document, conflict);
  const ChiosaAttributeType *attribute = find_attribute (document, conflict);
  const ChiosaTag *label;

  for (guint i = 0; attribute != NULL && i < attribute->n_values; i++)
    if (g_strcmp0 (attribute->values[i].id, value) == 0)
      return g_strdup (attribute->values[i].name);
  if (attribute != NULL && attribute->kind == CHIOSA_ATTRIBUTE_FLAG)
    return g_strdup (g_strcmp0 (value, "true") == 0 ? _("Yes") : _("No"));

  if (annotation != NULL && g_strcmp0 (conflict->field, "label") == 0)
    {
      label = chiosa_tagset_find_label (chiosa_document_get_tagset (document), annotation->type, value);
      if (label != NULL)
        return g_strdup (label->name);
    }

  return chiosa_short_words (value, MAX_WORDS);
}

/**
 * chiosa_conflict_words_value:
 * @document: that the conflict is in
 * @conflict: a conflict
 * @choice: mine, theirs or base
 *
 * Returns: (transfer full): what that side wants
 */
char *
chiosa_conflict_words_value (ChiosaDocument            *document,
                             const ChiosaMergeConflict *conflict,
                             ChiosaMergeChoice          choice)
{
  g_autofree char *value = chiosa_conflict_describe (conflict, choice);

  if (value == NULL)
    return conflict->field == NULL ? g_strdup (_("Removed")) : g_strdup (_("Nothing"));
  if (value[0] == '\0')
    return g_strdup (_("Nothing"));
  if (conflict->field == NULL)
    return g_strdup (choice == CHIOSA_CHOICE_BASE ? _("Kept, without the change") : _("Kept, with the change"));

  return translate (document, conflict, value);
}

const char *
chiosa_conflict_words_choice (const ChiosaMergeConflict *conflict,
                              ChiosaMergeChoice          choice)
{
  switch (choice)
    {
    case CHIOSA_CHOICE_MINE:
      /* Translators: one of the two sides of a conflict; the second one where nobody knows whose it is */
      return conflict->sides_known ? C_("conflict", "Mine") : C_("conflict", "One Side");
    case CHIOSA_CHOICE_THEIRS:
      return conflict->sides_known ? C_("conflict", "Theirs") : C_("conflict", "The Other Side");
    case CHIOSA_CHOICE_BASE:
    case CHIOSA_CHOICE_MINE_THEN_THEIRS:
    default:
      return C_("conflict", "As It Was Before");
    }
}
