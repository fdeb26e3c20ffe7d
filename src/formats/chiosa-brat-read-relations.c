/* chiosa-brat-read-relations.c
 *
 * Reading brat's files, second part: relations (R, *) and events (E).
 *
 * An event is its trigger; a second event with the same trigger is another annotation of the same words. Roles are relations
 * from the event.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Relations ---------------------------------------------------------------------------------------------------- */

static ChiosaBratThing *
find_annotation (ChiosaBratArticle *self,
                 const char        *id)
{
  ChiosaBratThing *thing = g_hash_table_lookup (self->by_id, id);

  return thing != NULL && thing->annotation != NULL ? thing : NULL;
}

/* @id: of the relation; one that is no id of ours is replaced. @from, @to: ids in the file. NULL, with a complaint, when an end is not there. */
static ChiosaBratThing *
add_relation (ChiosaBratArticle    *self,
              const ChiosaBratLine *line,
              const char           *id,
              const char           *type,
              const char           *from,
              const char           *to)
{
  const ChiosaBratThing *a = find_annotation (self, from), *b = find_annotation (self, to);
  g_autofree char *type_id = chiosa_labels_to_id (type), *own = chiosa_id_is_valid (id) ? g_strdup (id) : chiosa_id_new ('r');
  ChiosaBratThing *thing;

  if (a == NULL || b == NULL)
    {
      /* Translators: type of a relation or role of an event; id of an annotation */
      chiosa_brat_complain (self, line, _("“%s” leads to “%s”, which is not there"), type, a == NULL ? from : to);
      return NULL;
    }
  if (a == b)
    {
      chiosa_brat_complain (self, line, _("“%s” leads from “%s” to itself"), type, from);
      return NULL;
    }

  thing = chiosa_brat_add_thing (self, line, NULL);
  thing->relation = chiosa_relation_new (own, type_id, a->annotation->id, b->annotation->id);
  if (!g_str_equal (type_id, type))
    chiosa_brat_keep (&thing->kept, line);

  return thing;
}

/* "Theme:T2" */
static gboolean
split_argument (const char  *text,
                char       **role,
                const char **target)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL || colon == text || colon[1] == '\0')
    return FALSE;

  *role = g_strndup (text, colon - text);
  *target = colon + 1;

  return TRUE;
}

/* In order, without empty ones. */
static GStrv
split_words (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

static void
read_relation (ChiosaBratArticle    *self,
               const ChiosaBratLine *line)
{
  g_auto (GStrv) words = split_words (line->data);
  g_autofree char *first = NULL, *second = NULL;
  const char *from, *to;
  ChiosaBratThing *thing;
  gboolean turned;

  if (g_strv_length (words) != 3 || !split_argument (words[1], &first, &from) || !split_argument (words[2], &second, &to))
    {
      chiosa_brat_complain (self, line, _("“%s” is not of the form TYPE Arg1:ID Arg2:ID"), line->data);
      return;
    }

  turned = g_str_equal (first, "Arg2") && g_str_equal (second, "Arg1");
  thing = add_relation (self, line, line->id, words[0], turned ? to : from, turned ? from : to);
  if (thing == NULL)
    return;

  g_hash_table_insert (self->by_id, line->id, thing);
  if (!turned && !(g_str_equal (first, "Arg1") && g_str_equal (second, "Arg2")))
    chiosa_brat_keep (&thing->kept, line);
}

/* What “Equiv” is in the tag set. */
static const char *
name_equivalence (ChiosaBratArticle     *self,
                  const char            *type,
                  const ChiosaBratThing *from,
                  const ChiosaBratThing *to)
{
  ChiosaTagset *tagset = self->reader->tagset;

  if (tagset == NULL || from == NULL || to == NULL || !g_str_equal (type, "Equiv")
      || chiosa_tagset_find_relation (tagset, type) != NULL
      || !chiosa_tagset_may_join (tagset, "same_as", from->annotation->type, to->annotation->type))
    return type;

  return "same_as";
}

/* Each to the next. */
static void
read_equivalence (ChiosaBratArticle    *self,
                  const ChiosaBratLine *line)
{
  g_auto (GStrv) words = split_words (line->data);
  guint n = g_strv_length (words);

  if (n < 3)
    {
      chiosa_brat_complain (self, line, _("“%s” is not of the form TYPE ID ID"), line->data);
      return;
    }

  for (guint i = 1; i + 1 < n; i++)
    {
      const char *type = name_equivalence (self, words[0], find_annotation (self, words[i]), find_annotation (self, words[i + 1]));
      g_autofree char *id = g_strdup_printf ("equiv%u%s-%u", line->number, line->file != NULL ? "b" : "", i);
      ChiosaBratThing *thing = add_relation (self, line, id, type, words[i], words[i + 1]);

      if (thing != NULL && i == 1)
        chiosa_brat_keep (&thing->kept, line);
    }
}

/* --- Events ------------------------------------------------------------------------------------------------------- */

/* "Binding:T5", the first word of an event */
static const char *
trigger_of (const char *event)
{
  const char *colon = strchr (event, ':');

  return colon != NULL && colon[1] != '\0' ? colon + 1 : NULL;
}

static void
note_trigger (ChiosaBratArticle    *self,
              const ChiosaBratLine *line)
{
  g_auto (GStrv) words = split_words (line->data);
  const char *trigger = words[0] != NULL ? trigger_of (words[0]) : NULL;

  if (trigger != NULL)
    g_hash_table_add (self->triggers, g_strdup (trigger));
}

/* A second event on the words of a first. */
static ChiosaBratThing *
add_another (ChiosaBratArticle     *self,
             const ChiosaBratLine  *line,
             const ChiosaBratThing *first)
{
  ChiosaBratThing *thing = chiosa_brat_add_thing (self, line, NULL);

  thing->annotation = chiosa_reader_new_typed (self->reader, line->id, first->annotation->type, first->annotation->label);
  thing->spans = g_array_copy (first->spans);

  return thing;
}

static void
read_event (ChiosaBratArticle    *self,
            const ChiosaBratLine *line)
{
  g_auto (GStrv) words = split_words (line->data);
  const char *trigger = words[0] != NULL ? trigger_of (words[0]) : NULL;
  ChiosaBratThing *thing = trigger != NULL ? find_annotation (self, trigger) : NULL;

  if (trigger == NULL)
    {
      chiosa_brat_complain (self, line, _("“%s” is not of the form TYPE:TRIGGER ROLE:ID"), line->data);
      return;
    }
  if (thing == NULL)
    {
      chiosa_brat_complain (self, line, _("“%s” leads to “%s”, which is not there"), line->id, trigger);
      return;
    }

  if (thing->is_event)
    thing = add_another (self, line, thing);
  thing->is_event = TRUE;
  chiosa_brat_keep (&thing->kept, line);
  g_hash_table_insert (self->by_id, line->id, thing);
}

/* The roles of an event as they stand, whatever their order. @words: the type and trigger first; none in an empty line. */
static GHashTable *
list_roles (char **words)
{
  GHashTable *roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      char *role;
      const char *target;

      if (split_argument (words[i], &role, &target))
        g_hash_table_add (roles, role);
    }

  return roles;
}

/* "Theme2" is one more “Theme” where the event has one. Else the tag set says what it is. @roles: of this event. */
static char *
base_of (ChiosaBratArticle *self,
         GHashTable        *roles,
         const char        *role)
{
  gsize n = strlen (role);
  g_autofree char *base = NULL;

  while (n > 1 && g_ascii_isdigit (role[n - 1]))
    n--;
  base = g_strndup (role, n);
  if (g_hash_table_contains (roles, base))
    return g_steal_pointer (&base);
  if (self->reader->tagset == NULL || chiosa_tagset_find_relation (self->reader->tagset, role) != NULL
      || chiosa_tagset_find_relation (self->reader->tagset, base) == NULL)
    return g_strdup (role);

  return g_steal_pointer (&base);
}

static void
read_roles (ChiosaBratArticle    *self,
            const ChiosaBratLine *line)
{
  g_auto (GStrv) words = split_words (line->data);
  g_autoptr (GHashTable) roles = list_roles (words);

  /* An event that was read has a first word. */
  if (find_annotation (self, line->id) == NULL)
    return;

  for (guint i = 1; words[i] != NULL; i++)
    {
      g_autofree char *role = NULL, *base = NULL, *id = NULL;
      const char *target;

      if (!split_argument (words[i], &role, &target))
        {
          chiosa_brat_remark (self, line, _("“%s” is not of the form ROLE:ID"), words[i]);
          continue;
        }

      base = base_of (self, roles, role);
      id = g_strdup_printf ("%s-%u", line->id, i);
      add_relation (self, line, id, base, line->id, target);
    }
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_brat_find_triggers:
 * @self: an article whose lines have been read
 *
 * Notes which annotations are triggers of events, before they are made.
 */
void
chiosa_brat_find_triggers (ChiosaBratArticle *self)
{
  chiosa_brat_read_kind (self, "E", note_trigger);
}

/**
 * chiosa_brat_read_relations:
 * @self: an article whose annotations are known
 *
 * Events come before all that may speak of them.
 */
void
chiosa_brat_read_relations (ChiosaBratArticle *self)
{
  chiosa_brat_read_kind (self, "E", read_event);
  chiosa_brat_read_kind (self, "E", read_roles);
  chiosa_brat_read_kind (self, "R", read_relation);
  chiosa_brat_read_kind (self, "*", read_equivalence);
}
