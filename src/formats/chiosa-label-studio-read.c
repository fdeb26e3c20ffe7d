/* chiosa-label-studio-read.c
 *
 * Reading Label Studio's JSON: an array of tasks, walked one task at a time, each with "data" and lists of "annotations" and
 * "predictions"; or flattened tasks (JSON_MIN), where the names of the controls are members beside the data.
 *
 * Of several annotations of a task one is read: option "annotation". Predictions become suggestions where there is no annotation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-json-lines.h"
#include "chiosa-label-studio-config.h"
#include "chiosa-label-studio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { ID, DATA, ANNOTATIONS, COMPLETIONS, PREDICTIONS, META, N_TASK };

static const ChiosaJsonMember task_members[N_TASK] = {
  [ID] = CHIOSA_JSON_MEMBER ("id"), [DATA] = CHIOSA_JSON_MEMBER ("data"), [ANNOTATIONS] = CHIOSA_JSON_MEMBER ("annotations"),
  [COMPLETIONS] = CHIOSA_JSON_MEMBER ("completions"), [PREDICTIONS] = CHIOSA_JSON_MEMBER ("predictions"),
  [META] = CHIOSA_JSON_MEMBER ("meta"),
};

enum { RESULT, CANCELLED, COMPLETED_BY, SCORE, MODEL, N_ANNOTATION };

static const ChiosaJsonMember annotation_members[N_ANNOTATION] = {
  [RESULT] = CHIOSA_JSON_MEMBER ("result"), [CANCELLED] = CHIOSA_JSON_MEMBER ("was_cancelled"),
  [COMPLETED_BY] = CHIOSA_JSON_MEMBER ("completed_by"), [SCORE] = CHIOSA_JSON_MEMBER ("score"),
  [MODEL] = CHIOSA_JSON_MEMBER ("model_version"),
};

enum { NAME, TITLE, AUTHOR, PUBLISHER, URL, DATE, LANGUAGE, N_DATA };

static const char * const data_names[N_DATA] = { "name", "title", "author", "publisher", "url", "date", "language" };

typedef struct
{
  ChiosaReader *reader;
  char         *text_key;     /* of the data, as the configuration says; may be NULL */
} Reading;

/* --- Configuration beside the file -------------------------------------------------------------------------------- */

/* (transfer full): the labelling configuration that lies beside the file; NULL, with no error where there is none. */
static char *
read_config (ChiosaReader  *reader,
             GError       **error)
{
  static const char * const names[] = { ".xml", "label-studio.xml", "label_config.xml", "labeling_config.xml", "config.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GError *local = NULL;
      char *xml = chiosa_reader_read_beside (reader, names[i], &local);

      if (xml != NULL)
        return xml;
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, local);
          return NULL;
        }
      g_error_free (local);
    }

  return NULL;
}

/**
 * chiosa_label_studio_read_tagset:
 * @reader: of a file with tasks
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the labelling configuration beside it says
 */
ChiosaTagset *
chiosa_label_studio_read_tagset (ChiosaReader  *reader,
                                 GError       **error)
{
  g_autofree char *xml = read_config (reader, error);

  return xml != NULL ? chiosa_label_studio_config_read (xml, reader->name, error) : NULL;
}

/* --- The article -------------------------------------------------------------------------------------------------- */

/* The text among the data: what the configuration names, "text", or the only string, or the longest one. (transfer full) (nullable) */
static char *
find_text (const Reading          *self,
           const ChiosaJsonSlice  *data,
           char                  **key)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value, best = { 0 };
  char *name;
  g_autofree char *best_key = NULL;

  chiosa_json_cursor_init (&cursor, data);
  while (chiosa_json_cursor_next (&cursor, &name, &value))
    {
      g_autofree char *own = name;

      if (!chiosa_json_slot_is (&value, 's'))
        continue;
      if (g_strcmp0 (name, self->text_key) == 0)
        {
          *key = g_steal_pointer (&own);
          return chiosa_json_slice_string (&value);
        }
      if (g_strcmp0 (best_key, "text") != 0 && (g_str_equal (name, "text") || value.length > best.length))
        {
          best = value;
          g_free (best_key);
          best_key = g_steal_pointer (&own);
        }
    }

  *key = g_steal_pointer (&best_key);
  return *key != NULL ? chiosa_json_slice_string (&best) : NULL;
}

/* What "data" says of the article, the text aside. What is nothing of ours is kept. */
static void
read_data (ChiosaRecord          *record,
           const ChiosaJsonSlice *data,
           const char            *text_key)
{
  ChiosaArticle *article = chiosa_record_edit_article (record);
  char ** const places[N_DATA] = { NULL, &article->title, &article->author, &article->publisher, &article->url, &article->date, &article->language };
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *others = NULL;
  char *name;

  chiosa_json_cursor_init (&cursor, data);
  while (chiosa_json_cursor_next (&cursor, &name, &value))
    {
      g_autofree char *own = name;
      gboolean known = g_str_equal (name, text_key) || (g_str_equal (name, "name") && chiosa_json_slot_is (&value, 's'));

      for (guint i = TITLE; i < N_DATA; i++)
        if (g_str_equal (name, data_names[i]) && chiosa_json_slot_is (&value, 's'))
          {
            known = TRUE;
            if (*places[i] == NULL)
              *places[i] = chiosa_json_slice_string (&value);
          }
      if (!known)
        {
          g_autofree char *json = chiosa_json_slice_dup (&value);

          chiosa_extra_add (&others, name, json);
        }
    }

  if (others != NULL)
    {
      g_autofree char *object = g_strdup_printf ("{\"data\":{%s}}", others);

      chiosa_companion_keep (&article->extra, "label-studio", object);
      g_free (others);
    }
}

/* --- Annotations -------------------------------------------------------------------------------------------------- */

static void
read_results (ChiosaRegions         *regions,
              const ChiosaJsonSlice *results)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (!chiosa_json_slot_is (results, '[') || !chiosa_json_cursor_init (&cursor, results))
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    chiosa_regions_add (regions, &item);
}

/* "completed_by": an id, an address, or an object with either. (transfer full) (nullable) */
static char *
read_creator (const ChiosaJsonSlice *slot)
{
  static const ChiosaJsonMember names[] = { CHIOSA_JSON_MEMBER ("email"), CHIOSA_JSON_MEMBER ("id") };
  ChiosaJsonSlice found[G_N_ELEMENTS (names)];

  if (chiosa_json_slot_is (slot, '{') && chiosa_json_read_members (slot, names, G_N_ELEMENTS (names), found, ",", NULL))
    return chiosa_json_slot_text (found[0].start != NULL ? &found[0] : &found[1]);

  return chiosa_json_slot_text (slot);
}

/* Of @list the one that is wanted, in @slots. Returns how many there are that count. */
static guint
choose (const ChiosaJsonSlice *list,
        gboolean               last,
        ChiosaJsonSlice       *slots)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item, found[N_ANNOTATION];
  guint n = 0;

  if (!chiosa_json_slot_is (list, '[') || !chiosa_json_cursor_init (&cursor, list))
    return 0;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      if (!chiosa_json_read_members (&item, annotation_members, N_ANNOTATION, found, ",", NULL)
          || chiosa_json_slot_is (&found[CANCELLED], 't'))
        continue;

      if (n++ == 0 || last)
        memcpy (slots, found, sizeof found);
    }

  return n;
}

/* Fills @regions and @record with the annotation, or the prediction, that is wanted. */
static void
read_annotations (const Reading         *self,
                  const ChiosaJsonSlice *task,
                  guint                  line,
                  ChiosaRegions         *regions,
                  ChiosaRecord          *record)
{
  const char *wanted = chiosa_reader_get_option (self->reader, "annotation");
  ChiosaJsonSlice slots[N_ANNOTATION] = { 0 }, guessed[N_ANNOTATION] = { 0 };
  guint n = choose (task[ANNOTATIONS].start != NULL ? &task[ANNOTATIONS] : &task[COMPLETIONS], g_str_equal (wanted, "last"), slots);
  guint n_guessed = choose (&task[PREDICTIONS], TRUE, guessed);
  gboolean guess = n_guessed > 0 && (n == 0 || g_str_equal (wanted, "predictions"));
  g_autofree char *creator = NULL, *score = NULL, *model = NULL;

  if (guess)
    {
      memcpy (slots, guessed, sizeof slots);
      score = chiosa_json_slot_is (&slots[SCORE], 'n') ? chiosa_json_slice_dup (&slots[SCORE]) : NULL;
      model = chiosa_json_slot_text (&slots[MODEL]);
      if (model == NULL)
        model = g_strdup ("label-studio");
      n_guessed--;
    }
  else
    {
      creator = read_creator (&slots[COMPLETED_BY]);
      n = n > 0 ? n - 1 : 0;
    }

  if (n > 0)
    chiosa_reader_problem (self->reader, line, ngettext ("%u further annotation of this task is left out",
                                                         "%u further annotations of this task are left out", n), n);
  if (n_guessed > 0)
    chiosa_reader_problem (self->reader, line, ngettext ("%u prediction for this task is left out",
                                                         "%u predictions for this task are left out", n_guessed), n_guessed);

  read_results (regions, &slots[RESULT]);
  chiosa_regions_apply (regions, record, creator, score, model);
}

/* --- Tasks -------------------------------------------------------------------------------------------------------- */

/* The name of the article: of the data, or by the number of the task. */
static char *
find_name (const Reading         *self,
           const ChiosaJsonSlice *data,
           const ChiosaJsonSlice *id)
{
  static const ChiosaJsonMember names[] = { CHIOSA_JSON_MEMBER ("name") };
  ChiosaJsonSlice name;

  if (chiosa_json_read_members (data, names, G_N_ELEMENTS (names), &name, ",", NULL) && chiosa_json_slot_is (&name, 's'))
    return chiosa_json_lines_name (self->reader, &name);

  return chiosa_json_lines_name (self->reader, id);
}

static const ChiosaJsonSlice *
find_ours (const ChiosaJsonSlice *meta,
           ChiosaJsonSlice       *ours)
{
  static const ChiosaJsonMember names[] = { CHIOSA_JSON_MEMBER (CHIOSA_COMPANION_KEY) };

  return chiosa_json_slot_is (meta, '{') && chiosa_json_read_members (meta, names, G_N_ELEMENTS (names), ours, ",", NULL)
         && ours->start != NULL ? ours : NULL;
}

/* (transfer full) (nullable) */
static ChiosaRecord *
read_task (const Reading         *self,
           const ChiosaJsonSlice *task,
           guint                  line)
{
  ChiosaJsonSlice ours;
  const ChiosaJsonSlice *known = find_ours (&task[META], &ours);
  g_autoptr (ChiosaCompanion) companion = chiosa_companion_new (self->reader, known);
  g_autoptr (ChiosaRegions) regions = chiosa_regions_new (self->reader, companion, known != NULL);
  g_autofree char *key = NULL, *name = NULL;
  char *text = find_text (self, &task[DATA], &key);
  ChiosaRecord *record;

  if (text == NULL)
    {
      chiosa_reader_problem (self->reader, line, _("the data of the task have no text; the task is left out"));
      return NULL;
    }

  name = find_name (self, &task[DATA], &task[ID]);
  record = chiosa_record_new (name, text);
  chiosa_companion_apply_article (companion, record);
  read_data (record, &task[DATA], key);
  read_annotations (self, task, line, regions, record);

  return record;
}

/* A flattened task: lists of values, or a value, under the name of their control; everything else is data. */
static ChiosaRecord *
read_flat_task (const Reading         *self,
                const ChiosaJsonSlice *task,
                const ChiosaJsonSlice *id)
{
  g_autoptr (ChiosaCompanion) companion = chiosa_companion_new (self->reader, NULL);
  g_autoptr (ChiosaRegions) regions = chiosa_regions_new (self->reader, companion, FALSE);
  g_autoptr (GString) data = g_string_new ("{");
  g_autofree char *key = NULL, *name = NULL, *text = NULL, *creator = NULL;
  ChiosaJsonCursor cursor, list;
  ChiosaJsonSlice value, item, slice;
  ChiosaRecord *record;
  char *member;

  chiosa_json_cursor_init (&cursor, task);
  while (chiosa_json_cursor_next (&cursor, &member, &value))
    {
      g_autofree char *own = member;
      guint n = 0;

      if (chiosa_json_slot_is (&value, '[') && chiosa_json_cursor_init (&list, &value))
        while (chiosa_json_cursor_next_raw (&list, NULL, &item))
          n += chiosa_regions_add_value (regions, member, &item);
      else if (chiosa_json_slot_is (&value, '{'))
        n += chiosa_regions_add_value (regions, member, &value);

      if (g_str_equal (member, "annotator"))
        creator = read_creator (&value);
      else if (n == 0 && !g_str_equal (member, "id"))
        {
          chiosa_json_append_key (data, member);
          g_string_append_len (data, value.start, value.length);
        }
    }
  g_string_append_c (data, '}');

  slice = (ChiosaJsonSlice) { data->str, data->len, task->line };
  text = find_text (self, &slice, &key);
  if (text == NULL)
    {
      chiosa_reader_problem (self->reader, task->line, _("the task has no text; it is left out"));
      return NULL;
    }

  name = find_name (self, &slice, id);
  record = chiosa_record_new (name, g_steal_pointer (&text));
  read_data (record, &slice, key);
  chiosa_regions_apply (regions, record, creator, NULL, NULL);
  return record;
}

/* FALSE when reading must end. */
static gboolean
read_item (const Reading          *self,
           const ChiosaJsonSlice  *item,
           GError                **error)
{
  ChiosaJsonSlice task[N_TASK];
  ChiosaRecord *record = NULL;

  if (!chiosa_json_read_members (item, task_members, N_TASK, task, ",", NULL))
    chiosa_reader_problem (self->reader, item->line, _("a task is no object; it is left out"));
  else if (chiosa_json_slot_is (&task[DATA], '{'))
    record = read_task (self, task, item->line);
  else
    record = read_flat_task (self, item, &task[ID]);

  return record == NULL || chiosa_reader_emit (self->reader, record, error);
}

static gboolean
read_tasks (const Reading  *self,
            GBytes         *bytes,
            GError        **error)
{
  gsize length;
  const char *json = g_bytes_get_data (bytes, &length);
  ChiosaJsonSlice root = { json, length, 1 }, item;
  ChiosaJsonCursor cursor;

  if (!chiosa_json_check_data (json, length, self->reader->shown, 1, error))
    return FALSE;

  for (; root.length > 0 && g_ascii_isspace (*root.start); root.start++, root.length--)
    root.line += *root.start == '\n';
  if (chiosa_json_slot_is (&root, '{'))
    return read_item (self, &root, error);
  if (!chiosa_json_slot_is (&root, '['))
    return chiosa_reader_fail (self->reader, root.line, error, _("this is no list of tasks"));

  chiosa_json_cursor_init (&cursor, &root);
  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      if (!read_item (self, &item, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_label_studio_read:
 * @reader: of a file
 * @error: return location
 *
 * Returns: %FALSE when it could not go on
 */
gboolean
chiosa_label_studio_read (ChiosaReader  *reader,
                          GError       **error)
{
  g_autoptr (GBytes) bytes = chiosa_reader_read_all (reader, error);
  g_autofree char *xml = bytes != NULL ? read_config (reader, NULL) : NULL;
  Reading self = { .reader = reader };
  gboolean good;

  if (bytes == NULL)
    return FALSE;

  self.text_key = xml != NULL ? chiosa_label_studio_config_get_text_key (xml) : NULL;
  good = read_tasks (&self, bytes, error);
  g_free (self.text_key);
  return good;
}

guint
chiosa_label_studio_guess (const char *name,
                           const char *head,
                           gsize       n_bytes)
{
  while (g_ascii_isspace (*head))
    head++;
  if (*head != '[' && *head != '{')
    return 0;

  if (strstr (head, "\"data\":") != NULL && (strstr (head, "\"annotations\":") != NULL || strstr (head, "\"predictions\":") != NULL
                                             || strstr (head, "\"completions\":") != NULL))
    return 80;
  if (strstr (head, "\"from_name\":") != NULL && strstr (head, "\"to_name\":") != NULL)
    return 85;

  return *head == '[' && strstr (head, "\"annotation_id\":") != NULL && strstr (head, "\"lead_time\":") != NULL ? 70 : 0;
}
