/* chiosa-conllu-entity.c
 *
 * Mentions in brackets, as CorefUD (1.0 and later) and GUM have them in MISC:
 *
 *   Entity=(e1-person-1-     at the first word        Entity=e1)     at the last
 *   Entity=(e1-person-1-)    on one word              Entity=(e1[1/2]-person-1-  …  e1[1/2])     first of two pieces
 *
 * What the fields are is said by "# global.Entity = eid-etype-head-other"; GUM calls the first GRP, and older files begin with the type.
 * The type becomes the label; everything is kept in the annotation's extra, so that who is the same (eid) is not lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conllu.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* No sentence has so many; a file that opens and never closes would make every search long. */
#define MAX_OPEN 1000

typedef struct
{
  char   *eid;
  char   *type;
  char   *raw;        /* all fields */
  GArray *spans;      /* ChiosaSpan: of the pieces before */
  guint   part;       /* from 1; 0: in one piece */
  guint   n_parts;
  guint   first;      /* word */
  guint   line;
  gboolean waits;     /* for its next piece to open */
} Mention;

struct _ChiosaConlluEntities
{
  ChiosaConllArticle *article;
  GPtrArray          *open;         /* Mention */
  int                 eid_field;
  int                 type_field;
};

static void
mention_free (gpointer data)
{
  Mention *mention = data;

  g_free (mention->eid);
  g_free (mention->type);
  g_free (mention->raw);
  g_array_unref (mention->spans);
  g_free (mention);
}

ChiosaConlluEntities *
chiosa_conllu_entities_new (ChiosaConllArticle *article)
{
  ChiosaConlluEntities *self = g_new0 (ChiosaConlluEntities, 1);

  self->article = article;
  self->open = g_ptr_array_new_with_free_func (mention_free);
  self->type_field = 1;

  return self;
}

void
chiosa_conllu_entities_free (ChiosaConlluEntities *self)
{
  g_ptr_array_unref (self->open);
  g_free (self);
}

static int
find_field (char       **fields,
            const char  *one,
            const char  *other)
{
  for (int i = 0; fields[i] != NULL; i++)
    if (g_str_equal (fields[i], one) || g_str_equal (fields[i], other))
      return i;

  return -1;
}

/**
 * chiosa_conllu_entities_set_form:
 * @form: the names of the fields, parted by hyphens
 */
void
chiosa_conllu_entities_set_form (ChiosaConlluEntities *self,
                                 const char           *form)
{
  g_auto (GStrv) fields = g_strsplit (form, "-", -1);
  int eid = find_field (fields, "eid", "GRP");
  int type = find_field (fields, "etype", "entity");

  self->eid_field = MAX (eid, 0);
  self->type_field = type >= 0 && type != eid ? type : -1;
}

static const char *
get_field (char **fields,
           int    i)
{
  return i >= 0 && (guint) i < g_strv_length (fields) ? fields[i] : "";
}

/* "e1[1/2]": takes the brackets off. */
static void
split_part (char  *eid,
            guint *part,
            guint *n_parts)
{
  char *bracket = strchr (eid, '[');
  guint k = 0;
  guint n = 0;

  *part = *n_parts = 0;
  if (bracket == NULL)
    return;

  if (sscanf (bracket, "[%3u/%3u]", &k, &n) == 2 && k >= 1 && k <= n)
    {
      *part = k;
      *n_parts = n;
    }
  *bracket = '\0';
}

/* The mention with @eid that was opened last and is of this kind. */
static Mention *
find_open (ChiosaConlluEntities *self,
           const char           *eid,
           guint                 part,
           gboolean              waits,
           guint                *place)
{
  for (guint i = self->open->len; i-- > 0; )
    {
      Mention *mention = g_ptr_array_index (self->open, i);

      if (mention->part == part && mention->waits == waits && g_str_equal (mention->eid, eid))
        {
          *place = i;
          return mention;
        }
    }

  return NULL;
}

/* FALSE: it is left out, which was told. */
static gboolean
open_mention (ChiosaConlluEntities *self,
              const char           *raw,
              guint                 word,
              guint                 line)
{
  g_auto (GStrv) fields = g_strsplit (raw, "-", -1);
  g_autofree char *eid = g_strdup (get_field (fields, self->eid_field));
  Mention *mention;
  guint part, n_parts, i;

  split_part (eid, &part, &n_parts);
  mention = part > 1 ? find_open (self, eid, part - 1, TRUE, &i) : NULL;
  if (mention != NULL)
    {
      mention->part = part;
      mention->first = word;
      mention->waits = FALSE;
      return TRUE;
    }

  if (self->open->len >= MAX_OPEN)
    {
      chiosa_reader_problem (self->article->reader, line, _("too many mentions are open; “%s” is left out"), raw);
      return FALSE;
    }

  mention = g_new0 (Mention, 1);
  mention->eid = g_steal_pointer (&eid);
  mention->type = g_strdup (get_field (fields, self->type_field));
  mention->raw = g_strdup (raw);
  mention->spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  mention->part = part;
  mention->n_parts = n_parts;
  mention->first = word;
  mention->line = line;
  g_ptr_array_add (self->open, mention);

  return TRUE;
}

/* Mentions of empty nodes only, which no text has words for, are left out. */
static void
add_mention (ChiosaConlluEntities *self,
             Mention              *mention)
{
  g_autoptr (GString) json = g_string_new ("{");
  ChiosaAnnotation *annotation;

  if (mention->spans->len == 0)
    return;

  annotation = chiosa_reader_new_annotation (self->article->reader, NULL, *mention->type != '\0' ? mention->type : "mention");
  chiosa_json_append_key (json, "Entity");
  chiosa_json_append_string (json, mention->raw);
  g_string_append_c (json, '}');
  chiosa_extra_add (&annotation->extra, "conllu", json->str);
  chiosa_conll_article_add (self->article, annotation, g_array_ref (mention->spans), mention->line);
}

static gboolean
close_mention (ChiosaConlluEntities *self,
               const char           *raw,
               guint                 word,
               guint                 line)
{
  g_auto (GStrv) fields = g_strsplit (raw, "-", -1);
  g_autofree char *eid = g_strdup (get_field (fields, g_strv_length (fields) > 1 ? self->eid_field : 0));
  guint part, n_parts, i;
  Mention *mention;
  ChiosaSpan span;

  split_part (eid, &part, &n_parts);
  mention = find_open (self, eid, part, FALSE, &i);
  if (mention == NULL)
    {
      chiosa_reader_problem (self->article->reader, line, _("the mention “%s” ends, but it did not begin in this sentence"), raw);
      return FALSE;
    }

  if (chiosa_conll_article_find_span (self->article, mention->first, word + 1, &span))
    g_array_append_val (mention->spans, span);
  if (mention->part < mention->n_parts)
    {
      mention->waits = TRUE;
      return TRUE;
    }

  add_mention (self, mention);
  g_ptr_array_remove_index (self->open, i);

  return TRUE;
}

/**
 * chiosa_conllu_entities_push:
 * @word: of the article
 * @value: of the key Entity
 * @line: for messages
 *
 * After something that is wrong, what stands behind it on the same word is left out too.
 */
void
chiosa_conllu_entities_push (ChiosaConlluEntities *self,
                             guint                 word,
                             const char           *value,
                             guint                 line)
{
  while (*value != '\0')
    {
      gboolean opens = *value == '(';
      gsize n = strcspn (value + opens, "()");
      g_autofree char *raw = g_strndup (value + opens, n);
      gboolean closes;

      value += opens + n;
      closes = *value == ')';
      value += closes;
      if (n == 0 || !(opens || closes))
        {
          chiosa_reader_problem (self->article->reader, line, _("“Entity” has a bracket without a mention; it is left out"));
          return;
        }

      if ((opens && !open_mention (self, raw, word, line)) || (closes && !close_mention (self, raw, word, line)))
        return;
    }
}

/**
 * chiosa_conllu_entities_end:
 *
 * The sentence ends: mentions that did not are told.
 */
void
chiosa_conllu_entities_end (ChiosaConlluEntities *self)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      const Mention *mention = g_ptr_array_index (self->open, i);

      chiosa_reader_problem (self->article->reader, mention->line, _("the mention “%s” does not end in its sentence; it is left out"),
                             mention->raw);
    }

  g_ptr_array_set_size (self->open, 0);
}
