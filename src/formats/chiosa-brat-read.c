/* chiosa-brat-read.c
 *
 * Reading brat's files: the text, the lines, the annotations (T). Events and relations are chiosa-brat-read-relations.c's
 * business, what is said about all of them chiosa-brat-read-details.c's.
 *
 * What has no place in the model stays, as the line it was, with what it belongs to or with the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* T lines that are looked at to tell whether offsets count the byte-order mark. */
#define N_SAMPLES 100
/* Code points of words in a message. */
#define MAX_SHOWN 60

static void
line_free (gpointer data)
{
  ChiosaBratLine *self = data;

  g_free (self->raw);
  g_free (self->id);
  g_free (self->data);
  g_free (self->tail);
  g_free (self);
}

static void
thing_free (gpointer data)
{
  ChiosaBratThing *self = data;

  g_clear_pointer (&self->annotation, chiosa_annotation_unref);
  g_clear_pointer (&self->relation, chiosa_relation_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_free (self);
}

/* --- Lines -------------------------------------------------------------------------------------------------------- */

static void
add_line (ChiosaBratArticle *self,
          const char        *file,
          guint              number,
          const char        *text)
{
  ChiosaBratLine *line;
  const char *data, *tail;

  if (text[strspn (text, " \t\r")] == '\0')
    return;

  line = g_new0 (ChiosaBratLine, 1);
  line->file = file;
  line->number = number;
  line->raw = g_strdup (text);
  g_ptr_array_add (self->lines, line);

  data = strchr (text, '\t');
  if (data == NULL)
    return;

  tail = strchr (data + 1, '\t');
  line->id = g_strndup (text, data - text);
  line->data = tail != NULL ? g_strndup (data + 1, tail - data - 1) : g_strdup (data + 1);
  line->tail = tail != NULL ? g_strdup (tail + 1) : NULL;
}

static gboolean
read_lines (ChiosaBratArticle  *self,
            ChiosaLines        *lines,
            const char         *file,
            GError            **error)
{
  for (;;)
    {
      GError *local = NULL;
      const char *text = chiosa_lines_next (lines, NULL, &local);

      if (text != NULL)
        {
          add_line (self, file, chiosa_lines_get_number (lines), text);
          self->n_bytes += strlen (text);
          if (self->n_bytes > CHIOSA_LINES_MAX_BYTES)
            return chiosa_reader_fail (self->reader, 0, error, _("There are more annotations than one article can have"));
          continue;
        }
      if (local == NULL)
        return TRUE;
      if (!chiosa_lines_may_go_on (lines))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      chiosa_reader_problem_error (self->reader, 0, local);
    }
}

/* The file itself and, of BioNLP's pair, the other. */
static gboolean
read_files (ChiosaBratArticle  *self,
            GError            **error)
{
  g_autoptr (ChiosaLines) lines = chiosa_reader_open_lines (self->reader, error);
  g_autoptr (ChiosaLines) second = NULL;
  g_autoptr (GError) local = NULL;

  if (lines == NULL || !read_lines (self, lines, NULL, error))
    return FALSE;
  if (!g_str_has_suffix (self->reader->path, ".a1"))
    return TRUE;

  second = chiosa_reader_open_lines_beside (self->reader, ".a2", &local);
  if (second != NULL)
    return read_lines (self, second, g_intern_string (chiosa_lines_get_name (second)), error);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- Text-bound annotations --------------------------------------------------------------------------------------- */

/* "12 15": FALSE when it is not that. */
static gboolean
read_span (const char *text,
           gsize       shift,
           ChiosaSpan *span)
{
  g_auto (GStrv) numbers = g_strsplit (text, " ", 3);
  guint64 start, end;

  if (g_strv_length (numbers) != 2
      || !g_ascii_string_to_unsigned (numbers[0], 10, 0, G_MAXINT32, &start, NULL)
      || !g_ascii_string_to_unsigned (numbers[1], 10, 0, G_MAXINT32, &end, NULL)
      || start < shift)
    return FALSE;

  *span = (ChiosaSpan) { start - shift, end - shift };

  return TRUE;
}

/* "Person 2 10;12 15": @name and spans; NULL when it is not that. */
static GArray *
read_spans (const ChiosaBratLine  *line,
            gsize                  shift,
            char                 **name)
{
  gsize n = strcspn (line->data, " ");
  g_autofree char *places = g_strchomp (g_strdup (line->data + n + (line->data[n] == ' ')));
  g_auto (GStrv) parts = g_strsplit (places, ";", -1);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));

  for (guint i = 0; parts[i] != NULL; i++)
    {
      ChiosaSpan span;

      if (!read_span (parts[i], shift, &span))
        return NULL;
      g_array_append_val (spans, span);
    }
  if (n == 0 || spans->len == 0)
    return NULL;

  *name = g_strndup (line->data, n);

  return g_steal_pointer (&spans);
}

/* Why @spans are no place in the text; NULL when they are. */
static char *
check_spans (const ChiosaBratArticle *self,
             const GArray            *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const ChiosaSpan *span = &g_array_index (spans, ChiosaSpan, i);

      if (span->start >= span->end || span->end > self->record->length)
        return g_strdup_printf (_("%zu–%zu is no place in a text of %zu characters"),
                                span->start + self->shift, span->end + self->shift, self->record->length + self->shift);
    }

  return NULL;
}

/* Whether @tail repeats the words; some tools have nothing between pieces, or a space for a line break, or something behind. */
static gboolean
same_words (const ChiosaBratArticle *self,
            const GArray            *spans,
            const char              *tail)
{
  g_autofree char *words = chiosa_brat_get_words (self, spans, " ", strlen (tail)), *joined = NULL;
  gsize n;

  if (words == NULL)
    return FALSE;

  n = strlen (words);
  if (strncmp (tail, words, n) == 0 && (tail[n] == '\0' || g_ascii_isspace (tail[n])))
    return TRUE;

  g_strdelimit (words, "\r\n", ' ');
  if (g_str_equal (tail, words))
    return TRUE;

  joined = chiosa_brat_get_words (self, spans, "", strlen (tail));

  return g_str_equal (tail, joined);
}

/* What is shown of @words in a message, from @first on. */
static char *
shorten (const char *words,
         gsize       first)
{
  const char *begin = g_utf8_offset_to_pointer (words, first);
  gsize n = g_utf8_strlen (begin, -1);

  return g_strdup_printf ("%s%.*s%s", first > 0 ? "…" : "", (int) (g_utf8_offset_to_pointer (begin, MIN (n, MAX_SHOWN)) - begin), begin,
                          n > MAX_SHOWN ? "…" : "");
}

/* The first @n_chars of the words of all pieces. */
static char *
get_beginning (const ChiosaBratArticle *self,
               const GArray            *spans,
               gsize                    n_chars)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < spans->len && n_chars > 0; i++)
    {
      const ChiosaSpan *span = &g_array_index (spans, ChiosaSpan, i);
      gsize n = MIN (span->end - span->start, n_chars);
      g_autofree char *piece = chiosa_text_get_slice (self->record->snapshot->text, span->start, span->start + n);

      g_string_append (words, i > 0 ? " " : "");
      g_string_append (words, piece);
      n_chars -= n;
    }

  return g_string_free (words, FALSE);
}

static gsize
count_same (const char *a,
            const char *b)
{
  gsize n = 0;

  for (; *a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b); a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    n++;

  return n;
}

/* Where they differ far from their beginning, what is shown begins a little before. */
static void
complain_of_words (ChiosaBratArticle    *self,
                   const ChiosaBratLine *line,
                   const GArray         *spans)
{
  g_autofree char *words = get_beginning (self, spans, g_utf8_strlen (line->tail, -1) + MAX_SHOWN + 1);
  gsize n_same = count_same (line->tail, words);
  gsize first = n_same > MAX_SHOWN / 2 ? n_same - MAX_SHOWN / 3 : 0;
  g_autofree char *there = shorten (words, first), *expected = shorten (line->tail, first);

  /* Translators: id of an annotation, words of the file, words of the text */
  chiosa_brat_complain (self, line, _("“%s” should be “%s”, but there the text has “%s”"), line->id, expected, there);
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const ChiosaSpan *x = a, *y = b;

  return (x->start > y->start) - (x->start < y->start);
}

/* A span must not contain a line break there: pieces with nothing but line breaks between them are one. */
static void
join_lines (const ChiosaBratArticle *self,
            GArray                  *spans)
{
  const ChiosaText *text = self->record->snapshot->text;
  guint n = 1;

  g_array_sort (spans, compare_spans);
  for (guint i = 1; i < spans->len; i++)
    {
      ChiosaSpan *last = &g_array_index (spans, ChiosaSpan, n - 1);
      ChiosaSpan span = g_array_index (spans, ChiosaSpan, i);
      gsize at = last->end;

      while (at < span.start && at - last->end < CHIOSA_BRAT_MAX_BREAKS
             && (chiosa_text_get_char (text, at) == '\n' || chiosa_text_get_char (text, at) == '\r'))
        at++;
      if (at == span.start && at > last->end)
        last->end = span.end;
      else
        g_array_index (spans, ChiosaSpan, n++) = span;
    }
  g_array_set_size (spans, n);
}

/* Of an event's trigger the type is “event”, unless the tag set has the name elsewhere. */
static ChiosaAnnotation *
new_annotation (const ChiosaBratArticle *self,
                const char              *id,
                const char              *name)
{
  ChiosaTagset *tagset = self->reader->tagset;
  g_autofree char *name_id = chiosa_labels_to_id (name);
  const char *type, *label;
  gboolean known = chiosa_labels_split (tagset, name_id, &type, &label);

  if (!g_hash_table_contains (self->triggers, id))
    return chiosa_reader_new_annotation (self->reader, id, name_id);
  if (g_str_equal (type, CHIOSA_BRAT_EVENT) || (known && chiosa_tagset_find_label (tagset, CHIOSA_BRAT_EVENT, name_id) == NULL))
    return chiosa_reader_new_typed (self->reader, id, type, label);

  /* As chiosa_labels_join() has a label that no tag set knows. */
  label = g_str_has_prefix (name_id, CHIOSA_BRAT_EVENT "-") ? name_id + strlen (CHIOSA_BRAT_EVENT "-") : name_id;

  return chiosa_reader_new_typed (self->reader, id, CHIOSA_BRAT_EVENT, label);
}

/* Whether @name can be found again: it is the label, or the name of the label for people. */
static gboolean
is_name_of (ChiosaTagset           *tagset,
            const ChiosaAnnotation *annotation,
            const char             *name)
{
  g_autofree char *id = chiosa_labels_to_id (name);
  const ChiosaTag *tag;

  if (g_str_equal (id, name))
    return TRUE;

  tag = tagset != NULL ? chiosa_tagset_find_label (tagset, annotation->type, annotation->label) : NULL;

  return tag != NULL && g_str_equal (tag->name, name);
}

ChiosaBratThing *
chiosa_brat_add_thing (ChiosaBratArticle    *self,
                       const ChiosaBratLine *line,
                       const char           *id)
{
  ChiosaBratThing *thing = g_new0 (ChiosaBratThing, 1);

  thing->line = line;
  g_ptr_array_add (self->things, thing);
  if (id != NULL)
    g_hash_table_insert (self->by_id, (gpointer) id, thing);

  return thing;
}

static void
read_text_bound (ChiosaBratArticle    *self,
                 const ChiosaBratLine *line)
{
  g_autofree char *name = NULL, *wrong = NULL;
  g_autoptr (GArray) spans = read_spans (line, self->shift, &name);
  ChiosaBratThing *thing;

  if (spans == NULL)
    {
      chiosa_brat_complain (self, line, _("“%s” is not of the form TYPE START END"), line->data);
      return;
    }
  wrong = check_spans (self, spans);
  if (wrong != NULL)
    {
      chiosa_brat_complain (self, line, "%s", wrong);
      return;
    }
  if (line->tail != NULL && line->tail[strspn (line->tail, " ")] != '\0' && !same_words (self, spans, line->tail))
    {
      complain_of_words (self, line, spans);
      return;
    }

  thing = chiosa_brat_add_thing (self, line, line->id);
  thing->annotation = new_annotation (self, line->id, name);
  join_lines (self, spans);
  thing->spans = g_steal_pointer (&spans);
  if (!is_name_of (self->reader->tagset, thing->annotation, name))
    chiosa_brat_keep (&thing->kept, line);
}

/* --- The article -------------------------------------------------------------------------------------------------- */

static gboolean
is_known (const ChiosaBratLine *line)
{
  return line->id != NULL && *line->id != '\0' && strchr ("TERAMN#*", *line->id) != NULL && strchr (line->id, ' ') == NULL;
}

void
chiosa_brat_read_kind (ChiosaBratArticle *self,
                       const char        *kinds,
                       void             (*read) (ChiosaBratArticle *self, const ChiosaBratLine *line))
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const ChiosaBratLine *line = g_ptr_array_index (self->lines, i);

      if (line->id != NULL && *line->id != '\0' && strchr (kinds, *line->id) != NULL)
        read (self, line);
    }
}

/* Ids that are there twice, and lines that are none. Those are out of the way then. */
static void
check_lines (ChiosaBratArticle *self)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->lines->len; i++)
    {
      ChiosaBratLine *line = g_ptr_array_index (self->lines, i);

      if (!is_known (line))
        chiosa_brat_complain (self, line, _("This is no line of an annotation"));
      else if (line->id[0] == '*')
        continue;
      else if (g_hash_table_contains (ids, line->id))
        chiosa_brat_complain (self, line, _("The id “%s” is there twice"), line->id);
      else
        {
          g_hash_table_add (ids, line->id);
          continue;
        }

      g_clear_pointer (&line->id, g_free);
    }
}

/* How many T lines say what is in the text, if offsets are @shift too large. */
static guint
count_matches (ChiosaBratArticle *self,
               gsize              shift)
{
  guint n = 0, n_matches = 0;

  for (guint i = 0; i < self->lines->len && n < N_SAMPLES; i++)
    {
      const ChiosaBratLine *line = g_ptr_array_index (self->lines, i);
      g_autofree char *name = NULL;
      g_autoptr (GArray) spans = line->id != NULL && *line->id == 'T' && line->tail != NULL ? read_spans (line, shift, &name) : NULL;

      n += spans != NULL;
      n_matches += spans != NULL && same_words (self, spans, line->tail);
    }

  return n_matches;
}

/* brat counts a byte-order mark as a character; the text comes without it. */
static gboolean
has_mark (const ChiosaReader *reader)
{
  const char *dot = strrchr (reader->path, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (reader->path, dot - reader->path) : g_strdup (reader->path);
  g_autofree char *path = g_strconcat (stem, ".txt", NULL);
  char head[3] = "";
  FILE *file = g_fopen (path, "rbe");
  gboolean found = file != NULL && fread (head, 1, 3, file) == 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0;

  if (file != NULL)
    fclose (file);

  return found;
}

static ChiosaBratArticle *
article_new (ChiosaReader *reader,
             char         *text)
{
  ChiosaBratArticle *self = g_new0 (ChiosaBratArticle, 1);

  self->reader = reader;
  self->record = chiosa_record_new (reader->name, text);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->things = g_ptr_array_new_with_free_func (thing_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->owners = g_hash_table_new (g_str_hash, g_str_equal);
  self->triggers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

static void
article_free (ChiosaBratArticle *self)
{
  g_clear_pointer (&self->record, chiosa_record_free);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_ptr_array_unref (self->things);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->owners);
  g_hash_table_unref (self->triggers);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaBratArticle, article_free)

static gboolean
has_newer (ChiosaReader *reader)
{
  g_autofree char *stem = NULL, *path = NULL;

  if (!g_str_has_suffix (reader->path, ".a1"))
    return FALSE;

  stem = g_strndup (reader->path, strlen (reader->path) - strlen (".a1"));
  path = g_strconcat (stem, ".ann", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * chiosa_brat_read:
 * @reader: on NAME.ann, or on NAME.a1 beside which NAME.a2 may stand
 * @error: return location: no NAME.txt, or what is no text
 *
 * Returns: %FALSE when reading must end
 */
gboolean
chiosa_brat_read (ChiosaReader  *reader,
                  GError       **error)
{
  g_autoptr (ChiosaBratArticle) self = NULL;
  char *text;

  if (has_newer (reader))
    {
      chiosa_reader_problem (reader, 0, _("There is an .ann file beside it, which has the same annotations: only that one is read"));
      return TRUE;
    }

  text = chiosa_reader_read_beside (reader, ".txt", error);
  if (text == NULL)
    {
      g_prefix_error (error, _("“%s” has no text beside it: "), reader->shown);
      return FALSE;
    }

  self = article_new (reader, text);
  if (!read_files (self, error))
    return FALSE;

  if (has_mark (reader) && count_matches (self, 1) > count_matches (self, 0))
    self->shift = 1;
  check_lines (self);
  chiosa_brat_find_triggers (self);
  chiosa_brat_read_kind (self, "T", read_text_bound);
  chiosa_brat_read_relations (self);
  chiosa_brat_read_details (self);
  chiosa_brat_finish (self);

  return chiosa_reader_emit (reader, g_steal_pointer (&self->record), error);
}
