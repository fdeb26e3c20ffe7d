/* chiosa-plain-text.c
 *
 * Plain text and Markdown, read only: a file becomes an article as it is, to the character. What a Markdown file says of itself,
 * in its front matter or first heading, becomes metadata as well; it stays in the text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-article-part.h"
#include "chiosa-formats.h"
#include "chiosa-reader.h"

#include "chiosa-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Lines of a front matter: a file that opens with a rule and never closes it is no front matter. */
#define MAX_FRONT_MATTER 200
/* Bytes of one value or heading. */
#define MAX_VALUE 1000

#define ENCODING_OPTION { "encoding", N_("Encoding"), { "auto", "windows-1252", "windows-1250", "windows-1251", "windows-1256" } }

/* --- Lines ------------------------------------------------------------------------------------------------------------ */

/* The line at *@at without its end, without white space around it; *@at moves behind it. NULL at the end. (transfer full) */
static char *
take_line (const char **at)
{
  gsize n = strcspn (*at, "\r\n");
  char *line;

  if (**at == '\0')
    return NULL;

  line = g_strndup (*at, n);
  *at += n;
  if (**at != '\0')
    *at += (*at)[0] == '\r' && (*at)[1] == '\n' ? 2 : 1;

  return g_strchomp (line);
}

/* --- Front matter --------------------------------------------------------------------------------------------------- */

/* A YAML scalar: quotes go, a comment behind a plain one goes. (transfer full) */
static char *
read_scalar (const char *written)
{
  g_autofree char *value = g_strstrip (g_strdup (written));
  gsize n = strlen (value);
  char *comment;

  if (n >= 2 && *value == '"' && value[n - 1] == '"')
    {
      g_autofree char *inside = g_strndup (value + 1, n - 2);
      g_autofree char *plain = g_strcompress (inside);

      return g_utf8_make_valid (plain, -1);
    }
  if (n >= 2 && *value == '\'' && value[n - 1] == '\'')
    {
      GString *plain = g_string_new_len (value + 1, n - 2);

      g_string_replace (plain, "''", "'", 0);
      return g_string_free (plain, FALSE);
    }

  comment = strstr (value, " #");
  if (comment != NULL)
    *comment = '\0';

  return g_strdup (g_strchomp (value));
}

/* "[a, b]" as "a, b". (transfer full) */
static char *
read_value (const char *written)
{
  g_autofree char *value = g_strstrip (g_strdup (written));
  g_autoptr (GString) joined = g_string_new (NULL);
  g_auto (GStrv) items = NULL;
  gsize n = strlen (value);

  if (n < 2 || *value != '[' || value[n - 1] != ']')
    return read_scalar (value);

  value[n - 1] = '\0';
  items = g_strsplit (value + 1, ",", -1);
  for (guint i = 0; items[i] != NULL; i++)
    {
      g_autofree char *item = read_scalar (items[i]);

      if (*item != '\0')
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", item);
    }

  return g_strdup (joined->str);
}

typedef struct
{
  ChiosaArticle     *article;
  ChiosaArticlePart  part;      /* of the key that the lines behind it belong to */
  GString           *items;     /* of a list that follows a key, joined */
} FrontMatter;

static void
end_key (FrontMatter *self)
{
  chiosa_article_part_set (self->article, self->part, self->items->str);
  g_string_truncate (self->items, 0);
  self->part = CHIOSA_PART_OTHER;
}

static void
take_item (FrontMatter *self,
           const char  *value)
{
  if (*value != '\0' && self->items->len < MAX_VALUE)
    g_string_append_printf (self->items, "%s%s", self->items->len > 0 ? ", " : "", value);
}

static void
take_front_line (FrontMatter *self,
                 const char  *line)
{
  const char *colon = strchr (line, ':');
  const char *item = line + strspn (line, " \t");
  g_autofree char *written = NULL, *key = NULL, *value = NULL;

  if (item[0] == '-' && item[1] == ' ')
    {
      value = read_scalar (item + 2);
      take_item (self, value);
      return;
    }
  if (colon == NULL || item != line || *line == '#' || (colon[1] != '\0' && colon[1] != ' '))
    return;

  end_key (self);
  written = g_strndup (line, colon - line);
  key = read_scalar (written);
  value = read_value (colon + 1);
  self->part = chiosa_article_part_find (key);
  take_item (self, value);
}

/* The place behind the front matter of @text; @text itself where there is none. */
static const char *
read_front_matter (const char    *text,
                   ChiosaArticle *article)
{
  g_autoptr (GString) items = g_string_new (NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  FrontMatter self = { article, CHIOSA_PART_OTHER, items };
  const char *at = text;
  g_autofree char *first = take_line (&at);
  gboolean closed = FALSE;

  if (g_strcmp0 (first, "---") != 0)
    return text;

  while (!closed && lines->len < MAX_FRONT_MATTER)
    {
      char *line = take_line (&at);

      if (line == NULL)
        return text;
      closed = g_str_equal (line, "---") || g_str_equal (line, "...");
      g_ptr_array_add (lines, line);
    }

  for (guint i = 0; closed && i + 1 < lines->len; i++)
    take_front_line (&self, g_ptr_array_index (lines, i));
  end_key (&self);

  return closed ? at : text;
}

/* --- Heading --------------------------------------------------------------------------------------------------------- */

static gboolean
is_underline (const char *line)
{
  return line != NULL && *line != '\0' && (strspn (line, "=") == strlen (line) || strspn (line, "-") == strlen (line));
}

/* The title of "# Title #" or of "Title" over a row of "=" or "-"; NULL where @text does not open with a heading. (transfer full) */
static char *
read_heading (const char *text)
{
  const char *at = text;
  g_autofree char *line = take_line (&at);
  g_autofree char *next = NULL;
  gsize level, n;

  while (line != NULL && *line == '\0')
    {
      g_free (line);
      line = take_line (&at);
    }
  if (line == NULL || strlen (line) > MAX_VALUE)
    return NULL;

  level = strspn (line, "#");
  if (level == 0)
    return is_underline (next = take_line (&at)) ? g_strdup (g_strstrip (line)) : NULL;
  if (level > 6 || (line[level] != ' ' && line[level] != '\t'))
    return NULL;

  n = strlen (line);
  while (n > level && line[n - 1] == '#')
    n--;
  if (n < strlen (line) && line[n - 1] != ' ' && line[n - 1] != '\t')
    n = strlen (line);

  return g_strstrip (g_strndup (line + level, n - level));
}

/* --- Reading --------------------------------------------------------------------------------------------------------- */

/* The text of the file. (transfer full) */
static char *
read_text (ChiosaReader  *reader,
           GError       **error)
{
  const char *charset = chiosa_reader_get_option (reader, "encoding");
  gboolean automatic = charset == NULL || g_str_equal (charset, "auto");
  g_autoptr (GBytes) bytes = chiosa_reader_read_all (reader, error);
  g_autoptr (ChiosaText) text = NULL;
  g_autoptr (GError) bad = NULL;

  if (bytes == NULL)
    return NULL;

  text = chiosa_encoding_decode (bytes, automatic ? NULL : charset, NULL, &bad);
  if (text != NULL)
    return chiosa_text_get_slice (text, 0, chiosa_text_get_length (text));

  if (automatic)
    chiosa_reader_fail (reader, 0, error, _("%s; if the file has another encoding, choose it"), bad->message);
  else
    chiosa_reader_fail (reader, 0, error, "%s", bad->message);

  return NULL;
}

static gboolean
read_plain (ChiosaReader  *reader,
            GError       **error)
{
  char *text = read_text (reader, error);

  return text != NULL && chiosa_reader_emit (reader, chiosa_record_new (reader->name, text), error);
}

static gboolean
read_markdown (ChiosaReader  *reader,
               GError       **error)
{
  char *text = read_text (reader, error);
  ChiosaRecord *record;
  ChiosaArticle *article;
  const char *body;

  if (text == NULL)
    return FALSE;

  record = chiosa_record_new (reader->name, text);
  article = chiosa_record_edit_article (record);
  body = read_front_matter (record->utf8, article);
  if (article->title == NULL)
    {
      g_autofree char *heading = read_heading (body);

      if (heading != NULL)
        chiosa_article_part_set (article, CHIOSA_PART_TITLE, heading);
    }

  return chiosa_reader_emit (reader, record, error);
}

static gboolean
has_extension (const char         *name,
               const char * const *extensions)
{
  const char *dot = strrchr (name, '.');

  for (guint i = 0; dot != NULL && extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot, extensions[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Whatever is not something better. */
static guint
guess_plain (const char *name,
             const char *head,
             gsize       n_bytes)
{
  static const char * const extensions[] = { ".txt", ".text", NULL };
  const char *end;

  if (has_extension (name, extensions))
    return 30;

  return n_bytes > 0 && (g_utf8_validate (head, n_bytes, &end) || head + n_bytes - end < 4) ? 1 : 0;
}

static guint
guess_markdown (const char *name,
                const char *head,
                gsize       n_bytes)
{
  static const char * const extensions[] = { ".md", ".markdown", ".mdown", ".mkd", NULL };

  return has_extension (name, extensions) ? 60 : 0;
}

const ChiosaFormat chiosa_format_text = {
  .id = "text",
  .name = N_("Plain text"),
  .description = N_("A file becomes an article as it is, without annotations."),
  .extension = ".txt",
  .media_type = "text/plain",
  .flags = CHIOSA_FORMAT_READS,
  .unit = CHIOSA_UNIT_NONE,
  .options = { ENCODING_OPTION },
  .guess = guess_plain,
  .read = read_plain,
};

const ChiosaFormat chiosa_format_markdown = {
  .id = "markdown",
  .name = N_("Markdown"),
  .description = N_("A file becomes an article as it is. Title, author, date and the like are taken from the front matter, "
                    "or the title from the first heading; they also stay in the text."),
  .extension = ".md",
  .media_type = "text/markdown",
  .flags = CHIOSA_FORMAT_READS,
  .unit = CHIOSA_UNIT_NONE,
  .options = { ENCODING_OPTION },
  .guess = guess_markdown,
  .read = read_markdown,
};
