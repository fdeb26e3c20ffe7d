/* chiosa-conllu-read.c
 *
 * Reading CoNLL-U and CoNLL-U Plus: columns, comments, which words there are. Annotations come from
 *
 *   - our own marks and comments (chiosa-conllu.c), which have everything
 *   - columns of CoNLL-U Plus beyond the ten, of any namespace, with tags of IOB1, IOB2, BIOES or BILOU in them
 *   - MISC keys Span, NER and NE with such tags
 *   - MISC key Entity with mentions in brackets (chiosa-conllu-entity.c)
 *
 * The text is put together from words, SpaceAfter, SpacesAfter, SpacesBefore, new paragraphs (chiosa-conllu-sentence.c). Lemmas, parts of speech,
 * trees and other keys have no place in an article; the file's are named in one problem. Numbers of sentences and paragraphs are not kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conllu.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 64
#define MAX_NAMED   40
#define MAX_NAME    60     /* bytes: what is longer is no key */
#define MAX_TOLD    20     /* problems of one kind that are told one by one */

#define STANDARD "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC"

typedef struct
{
  ChiosaTagDecoder  decoder;
  ChiosaConlluDoc  *doc;
  guint             line;
} Layer;

typedef struct
{
  ChiosaReader         *reader;
  ChiosaConllArticle    article;
  ChiosaConlluDoc      *doc;
  ChiosaConlluEntities *entities;
  ChiosaConlluSentence  sentence;
  GPtrArray            *fields;           /* char **: of each row of the sentence */
  char                **columns;          /* names */
  guint                 n_columns;
  int                   id, form, misc;   /* -1: none */
  gboolean              standard[MAX_COLUMNS];
  gboolean              noted[MAX_COLUMNS];
  Layer                 layers[MAX_COLUMNS];
  Layer                 misc_layer;
  GHashTable           *left_out;         /* names */
  GString              *left_out_list;
  char                 *gap;              /* behind the last sentence, where the file says so */
  guint                 n_wrong_text;
  guint                 n_wrong_columns;
  guint                 number;           /* of the line */
} Reading;

static void
found (guint       first,
       guint       end,
       const char *name,
       gpointer    data)
{
  Layer *layer = data;

  chiosa_conllu_doc_add_stretch (layer->doc, first, end, name, layer->line);
}

static void
note_left_out (Reading    *self,
               const char *name)
{
  if (strlen (name) > MAX_NAME)
    name = *name == '#' ? "#" : "MISC";
  if (g_hash_table_size (self->left_out) > MAX_NAMED || !g_hash_table_add (self->left_out, g_strdup (name)))
    return;

  g_string_append (self->left_out_list, self->left_out_list->len > 0 ? ", " : "");
  g_string_append (self->left_out_list, g_hash_table_size (self->left_out) > MAX_NAMED ? "…" : name);
}

static int
find_column (Reading    *self,
             const char *name)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (g_str_equal (self->columns[i], name))
      return i;

  return -1;
}

static gboolean
set_columns (Reading     *self,
             const char  *names,
             GError     **error)
{
  static const char *const standard[] = { "ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC", NULL };

  g_strfreev (self->columns);
  self->columns = g_strsplit_set (names, " \t", -1);
  self->n_columns = g_strv_length (self->columns);
  memset (self->noted, 0, sizeof self->noted);
  for (guint i = 0; i < MIN (self->n_columns, MAX_COLUMNS); i++)
    self->standard[i] = g_strv_contains (standard, self->columns[i]);

  self->id = find_column (self, "ID");
  self->form = find_column (self, "FORM");
  self->misc = find_column (self, "MISC");
  if (self->n_columns > MAX_COLUMNS)
    return chiosa_reader_fail (self->reader, self->number, error, _("there are more than %d columns"), MAX_COLUMNS);
  if (self->form < 0)
    return chiosa_reader_fail (self->reader, self->number, error, _("there is no column FORM"));

  return TRUE;
}

/* --- Rows ---------------------------------------------------------------------------------------------------------- */

static void
tell_columns (Reading *self,
              guint    n)
{
  if (self->n_wrong_columns++ < MAX_TOLD)
    chiosa_reader_problem (self->reader, self->number, _("the line has %u columns instead of %u"), n, self->n_columns);
}

static const char *
get_field (char  **fields,
           guint   n_fields,
           int     i)
{
  return i >= 0 && (guint) i < n_fields ? fields[i] : "_";
}

static void
read_row (Reading    *self,
          const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
  guint n = g_strv_length (fields);
  const char *id;

  if (n != self->n_columns)
    tell_columns (self, n);
  if ((guint) self->form >= n || *fields[self->form] == '\0')
    {
      chiosa_reader_problem (self->reader, self->number, _("the line has no word; it is left out"));
      return;
    }

  id = self->id >= 0 ? get_field (fields, n, self->id) : NULL;
  if (!chiosa_conllu_sentence_add_row (&self->sentence, id, fields[self->form], get_field (fields, n, self->misc), self->number))
    {
      chiosa_reader_problem (self->reader, self->number, _("“%s” is no number of a word; the line is left out"), id);
      return;
    }

  g_ptr_array_add (self->fields, g_steal_pointer (&fields));
}

/* --- Sentences ----------------------------------------------------------------------------------------------------- */

static void
push_tag (Reading    *self,
          Layer      *layer,
          guint       word,
          const char *tag,
          guint       line)
{
  layer->line = line;
  layer->doc = self->doc;
  layer->decoder.found = found;
  layer->decoder.data = layer;
  chiosa_tag_decoder_push (&layer->decoder, word, tag);
}

/* The value behind "Span=" and the like; NULL for another key. */
static const char *
find_tag (const char *item)
{
  static const char *const keys[] = { "Span=", "NER=", "NE=" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strncasecmp (item, keys[i], strlen (keys[i])) == 0 && chiosa_tag_is_valid (item + strlen (keys[i])))
      return item + strlen (keys[i]);

  return NULL;
}

static void
note_key (Reading    *self,
          const char *item)
{
  g_autofree char *name = g_strndup (item, strcspn (item, "="));

  if (g_str_equal (name, "SpaceAfter") || g_str_equal (name, "SpacesAfter") || g_str_equal (name, "SpacesBefore"))
    return;

  note_left_out (self, name);
}

static void
use_misc (Reading               *self,
          const ChiosaConlluRow *row,
          const char            *misc,
          gboolean               counts)
{
  g_auto (GStrv) items = g_strsplit (misc, "|", -1);
  const char *tag = NULL;

  for (guint i = 0; items[i] != NULL && !g_str_equal (misc, "_"); i++)
    if (g_str_has_prefix (items[i], CHIOSA_CONLLU_SPANS "="))
      chiosa_conllu_doc_push_marks (self->doc, row->word, items[i] + strlen (CHIOSA_CONLLU_SPANS "="), row->line);
    else if (g_str_has_prefix (items[i], "Entity="))
      chiosa_conllu_entities_push (self->entities, row->word, items[i] + strlen ("Entity="), row->line);
    else if (counts && tag == NULL && find_tag (items[i]) != NULL)
      tag = find_tag (items[i]);
    else
      note_key (self, items[i]);

  if (counts)
    push_tag (self, &self->misc_layer, row->word, tag != NULL ? tag : "O", row->line);
}

static void
use_columns (Reading               *self,
             const ChiosaConlluRow *row,
             char                 **fields,
             gboolean               counts)
{
  guint n = g_strv_length (fields);

  for (guint i = 0; i < MIN (n, self->n_columns); i++)
    {
      gboolean tagged = !self->standard[i] && chiosa_tag_is_valid (fields[i]);

      if ((int) i == self->id || (int) i == self->form || (int) i == self->misc)
        continue;

      if (!self->standard[i] && counts)
        push_tag (self, &self->layers[i], row->word, tagged ? fields[i] : "O", row->line);
      if (!tagged && !self->noted[i] && !g_str_equal (fields[i], "_"))
        {
          self->noted[i] = TRUE;
          note_left_out (self, self->columns[i]);
        }
    }
}

static void
use_row (Reading *self,
         guint    i)
{
  const ChiosaConlluRow *row = &g_array_index (self->sentence.rows, ChiosaConlluRow, i);
  char **fields = g_ptr_array_index (self->fields, i);
  guint n = g_strv_length (fields);
  /* Tags are on words: not on multiword tokens, nor on empty nodes. */
  gboolean counts = strpbrk (get_field (fields, n, self->id), "-.") == NULL;

  use_columns (self, row, fields, counts);
  use_misc (self, row, get_field (fields, n, self->misc), counts);
}

static void
end_layers (Reading *self)
{
  for (guint i = 0; i < MIN (self->n_columns, MAX_COLUMNS); i++)
    chiosa_tag_decoder_end (&self->layers[i].decoder);
  chiosa_tag_decoder_end (&self->misc_layer.decoder);
}

static gboolean
end_article (Reading   *self,
             gboolean   last,
             GError   **error)
{
  if (self->gap != NULL)
    chiosa_conll_article_add_gap (&self->article, self->gap);
  g_clear_pointer (&self->gap, g_free);
  if (self->article.words->len == 0)
    return TRUE;

  return chiosa_reader_emit (self->reader, chiosa_conllu_doc_take (self->doc, last), error);
}

static gboolean
end_sentence (Reading  *self,
              GError  **error)
{
  if (self->sentence.rows->len == 0)
    return TRUE;

  if (!chiosa_conllu_sentence_add (&self->sentence, &self->article, &self->gap) && self->n_wrong_text++ < MAX_TOLD)
    chiosa_reader_problem (self->reader, self->sentence.text_line, _("the words are not those of “# text = %s”; the text is made of the words"),
                           self->sentence.text);

  for (guint i = 0; i < self->sentence.rows->len; i++)
    use_row (self, i);
  end_layers (self);
  chiosa_conllu_entities_end (self->entities);
  chiosa_conllu_sentence_reset (&self->sentence);
  g_ptr_array_set_size (self->fields, 0);

  if (!chiosa_conll_article_is_full (&self->article))
    return TRUE;

  if (self->article.bordered)
    chiosa_reader_problem (self->reader, self->number, _("the article is very long; what follows becomes another one"));

  return end_article (self, FALSE, error);
}

/* --- Comments ------------------------------------------------------------------------------------------------------ */

static gboolean
start_article (Reading     *self,
               const char  *name,
               GError     **error)
{
  if (!end_sentence (self, error) || !end_article (self, FALSE, error))
    return FALSE;

  self->article.bordered = TRUE;
  g_free (self->article.name);
  self->article.name = *name != '\0' ? g_strdup (name) : NULL;

  return TRUE;
}

static void
read_article (Reading    *self,
              const char *json)
{
  char *name;
  char *annotator;
  ChiosaArticle *article = chiosa_conllu_parse_article (self->reader, json, self->number, &name, &annotator);

  chiosa_conllu_doc_set_article (self->doc, article, name, annotator);
}

static void
use_comment (Reading    *self,
             const char *key,
             const char *value)
{
  g_autofree char *shown = NULL;

  if (g_str_equal (key, "newpar") || g_str_equal (key, "newpar id"))
    self->sentence.paragraph = TRUE;
  else if (g_str_equal (key, "text"))
    {
      g_free (self->sentence.text);
      self->sentence.text = g_strdup (value);
      self->sentence.text_line = self->number;
    }
  else if (g_str_equal (key, "global.Entity"))
    chiosa_conllu_entities_set_form (self->entities, value);
  else if (g_str_equal (key, CHIOSA_CONLLU_ANNOTATION))
    chiosa_conllu_doc_add_annotation (self->doc, chiosa_conllu_parse_annotation (self->reader, value, self->number), self->number);
  else if (g_str_equal (key, CHIOSA_CONLLU_RELATION))
    chiosa_conllu_doc_add_relation (self->doc, chiosa_conllu_parse_relation (self->reader, value, self->number), self->number);
  else if (g_str_equal (key, CHIOSA_CONLLU_ARTICLE))
    read_article (self, value);
  else if (g_str_has_prefix (key, "meta::") && key[6] != '\0')
    chiosa_conllu_doc_set_meta (self->doc, key + 6, value);
  else if (!g_str_equal (key, "sent_id"))
    {
      shown = g_strconcat ("# ", key, NULL);
      note_left_out (self, shown);
    }
}

static gboolean
read_comment (Reading     *self,
              const char  *line,
              GError     **error)
{
  const char *equals = strchr (line, '=');
  g_autofree char *key = g_strstrip (equals != NULL ? g_strndup (line + 1, equals - line - 1) : g_strdup (line + 1));
  g_autofree char *value = g_strstrip (g_strdup (equals != NULL ? equals + 1 : ""));

  if (g_str_equal (key, "newdoc") || g_str_equal (key, "newdoc id"))
    return start_article (self, value, error);

  if (g_str_equal (key, "global.columns"))
    return end_sentence (self, error) && set_columns (self, value, error);

  use_comment (self, key, value);

  return TRUE;
}

/* --- The file ------------------------------------------------------------------------------------------------------ */

static gboolean
read_line (Reading     *self,
           const char  *line,
           GError     **error)
{
  if (line[strspn (line, " \t")] == '\0')
    return end_sentence (self, error);

  if (*line == '#')
    return read_comment (self, line, error);

  read_row (self, line);

  /* A file that is no such file has no empty lines. */
  return self->sentence.rows->len < G_MAXUINT16 || end_sentence (self, error);
}

static void
tell_left_out (Reading *self)
{
  if (self->n_wrong_text > MAX_TOLD)
    chiosa_reader_problem (self->reader, 0,
                           ngettext ("%u further sentence has other words than its text", "%u further sentences have other words than their text",
                                     self->n_wrong_text - MAX_TOLD), self->n_wrong_text - MAX_TOLD);
  if (self->n_wrong_columns > MAX_TOLD)
    chiosa_reader_problem (self->reader, 0,
                           ngettext ("%u further line has too few or too many columns", "%u further lines have too few or too many columns",
                                     self->n_wrong_columns - MAX_TOLD), self->n_wrong_columns - MAX_TOLD);
  if (self->left_out_list->len > 0)
    /* Translators: %s are names of columns, keys and comments: "LEMMA, UPOS, # speaker" */
    chiosa_reader_problem (self->reader, 0, _("left out, since an article has no place for it: %s"), self->left_out_list->str);
}

static void
init (Reading      *self,
      ChiosaReader *reader)
{
  self->reader = reader;
  chiosa_conll_article_init (&self->article, reader);
  self->article.in_parts = chiosa_conll_is_long (reader, "# newdoc");
  chiosa_conllu_sentence_init (&self->sentence);
  self->doc = chiosa_conllu_doc_new (&self->article);
  self->entities = chiosa_conllu_entities_new (&self->article);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->left_out_list = g_string_new (NULL);
  set_columns (self, STANDARD, NULL);
}

static void
clear (Reading *self)
{
  for (guint i = 0; i < MAX_COLUMNS; i++)
    chiosa_tag_decoder_clear (&self->layers[i].decoder);
  chiosa_tag_decoder_clear (&self->misc_layer.decoder);
  chiosa_conllu_doc_free (self->doc);
  chiosa_conllu_entities_free (self->entities);
  chiosa_conllu_sentence_clear (&self->sentence);
  chiosa_conll_article_clear (&self->article);
  g_ptr_array_unref (self->fields);
  g_hash_table_unref (self->left_out);
  g_string_free (self->left_out_list, TRUE);
  g_strfreev (self->columns);
  g_free (self->gap);
}

/**
 * chiosa_conllu_read:
 *
 * Returns: %FALSE with @error when it cannot go on
 */
gboolean
chiosa_conllu_read (ChiosaReader  *reader,
                    GError       **error)
{
  g_autoptr (ChiosaLines) lines = chiosa_reader_open_lines (reader, error);
  g_autofree Reading *self = NULL;
  GError *failed = NULL;
  gboolean good = TRUE;
  const char *line;

  if (lines == NULL)
    return FALSE;

  self = g_new0 (Reading, 1);
  init (self, reader);
  while (good && chiosa_conll_next_line (reader, lines, &line, &failed))
    {
      self->number = chiosa_lines_get_number (lines);
      good = read_line (self, line, &failed);
    }

  good = good && failed == NULL && end_sentence (self, &failed) && end_article (self, TRUE, &failed);
  if (good)
    tell_left_out (self);
  if (good && self->article.n_made == 0)
    good = chiosa_reader_fail (reader, 0, &failed, _("there are no words in the file"));

  clear (self);
  if (failed != NULL)
    g_propagate_error (error, failed);

  return good;
}
