/* chiosa-html-clean.c
 *
 * A page from somewhere, made harmless and small before the parser sees it: tags are read by the rules of the HTML standard
 * (13.2.5), only attributes that say something stay, scripts and styles go (JSON-LD is kept apart), and there is an end to how many
 * elements there may be. What the parser of libxml2 would do in quadratic time, or not know, is settled here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include <string.h>

#define MAX_ELEMENTS 500000
#define MAX_ATTRIBUTE 16384
#define MAX_LINKED_DATA 200

/* Those that say what an element is; the place is a bit: one of a name on each element. */
static const char * const kept_attributes[] = {
  "class", "id", "hidden", "aria-hidden", "style", "itemprop", "itemtype", "property", "name", "content", "rel", "href", "lang",
  "dir", "type", "role", "datetime", "aria-modal",
};

/* Elements whose content is no markup. */
static const char * const raw_elements[] = {
  "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes", "noscript", "template", "svg", "math",
};

typedef struct
{
  ChiosaHtmlSource *source;
  GString          *out;
  const char       *at;
  const char       *end;
  guint             n_elements;
  gboolean          endless;     /* an element of those that need no end tag has none: the others are not looked for */
} Cleaner;

typedef struct
{
  char    name[32];
  guint   seen;          /* bits of kept_attributes */
  char   *type;          /* NULL: none */
  char   *id;
} Tag;

/* --- Characters ----------------------------------------------------------------------------------------------------- */

/* What a number from 128 to 159 means on the web: windows-1252. */
static gunichar
mend_number (guint64 number)
{
  static const guint16 windows[] = {
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
  };

  if (number >= 0x80 && number < 0xa0)
    return windows[number - 0x80];
  if (number == 0 || number > 0x10ffff || (number >= 0xd800 && number < 0xe000))
    return 0xfffd;

  return number;
}

static void
append_char (GString  *out,
             gunichar  c)
{
  if (c == '&')
    g_string_append (out, "&amp;");
  else if (c == '<')
    g_string_append (out, "&lt;");
  else if (c == '>')
    g_string_append (out, "&gt;");
  else if (c == '"')
    g_string_append (out, "&quot;");
  else if (c == '\f')
    g_string_append_c (out, ' ');
  else if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
    g_string_append (out, "\xef\xbf\xbd");
  else
    g_string_append_unichar (out, c);
}

/* A character reference in numbers at @at; the place behind it, or NULL: it is none. */
static const char *
append_number (GString    *out,
               const char *at,
               const char *end)
{
  gboolean hex = at + 2 < end && (at[2] == 'x' || at[2] == 'X');
  const char *digits = at + (hex ? 3 : 2);
  guint64 number = 0;
  const char *c = digits;

  if (end - at < 3 || at[1] != '#')
    return NULL;
  for (; c < end && (hex ? g_ascii_isxdigit (*c) : g_ascii_isdigit (*c)); c++)
    number = MIN (number * (hex ? 16 : 10) + g_ascii_xdigit_value (*c), 0x110000);
  if (c == digits)
    return NULL;

  append_char (out, mend_number (number));

  return c < end && *c == ';' ? c + 1 : c;
}

/* Text or the value of an attribute: no character of it can be taken for markup. */
static void
append_text (GString    *out,
             const char *at,
             const char *end)
{
  while (at < end)
    {
      const char *behind = *at == '&' ? append_number (out, at, end) : NULL;

      if (behind != NULL)
        {
          at = behind;
          continue;
        }
      if (*at == '&' && at + 1 < end && g_ascii_isalpha (at[1]))
        g_string_append_c (out, '&');
      else if ((guchar) *at >= 0x80)
        g_string_append_c (out, *at);
      else
        append_char (out, *at);
      at++;
    }
}

/* --- Tags ----------------------------------------------------------------------------------------------------------- */

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static int
find_attribute (const char *name,
                gsize       n)
{
  for (guint i = 0; i < G_N_ELEMENTS (kept_attributes); i++)
    if (strlen (kept_attributes[i]) == n && g_ascii_strncasecmp (kept_attributes[i], name, n) == 0)
      return i;

  return -1;
}

static void
keep_attribute (Cleaner    *self,
                Tag        *tag,
                const char *name,
                gsize       n_name,
                const char *value,
                gsize       n_value)
{
  int known = find_attribute (name, n_name);

  if (known < 0 || n_value > MAX_ATTRIBUTE || (tag->seen & (1u << known)))
    return;

  tag->seen |= 1u << known;
  if (g_str_equal (kept_attributes[known], "type"))
    tag->type = g_ascii_strdown (value, n_value);
  else if (g_str_equal (kept_attributes[known], "id"))
    tag->id = g_strndup (value, n_value);

  g_string_append_printf (self->out, " %s=\"", kept_attributes[known]);
  append_text (self->out, value, value + n_value);
  g_string_append_c (self->out, '"');
}

/* One attribute at self->at; it comes to stand behind it. */
static void
read_attribute (Cleaner *self,
                Tag     *tag)
{
  const char *name = self->at, *value = self->at, *name_end;
  gsize n_value = 0;

  do
    self->at++;
  while (self->at < self->end && !is_space (*self->at) && strchr ("/>=", *self->at) == NULL);
  name_end = self->at;

  while (self->at < self->end && is_space (*self->at))
    self->at++;
  if (self->at < self->end && *self->at == '=')
    {
      do
        self->at++;
      while (self->at < self->end && is_space (*self->at));

      if (self->at < self->end && (*self->at == '"' || *self->at == '\''))
        {
          const char *close = memchr (self->at + 1, *self->at, self->end - self->at - 1);

          value = self->at + 1;
          n_value = (close != NULL ? close : self->end) - value;
          self->at = close != NULL ? close + 1 : self->end;
        }
      else
        {
          value = self->at;
          while (self->at < self->end && !is_space (*self->at) && *self->at != '>')
            self->at++;
          n_value = self->at - value;
        }
    }

  keep_attribute (self, tag, name, name_end - name, value, n_value);
}

static void
read_name (Cleaner *self,
           Tag     *tag)
{
  gsize n = 0;

  for (; self->at < self->end && !is_space (*self->at) && *self->at != '/' && *self->at != '>'; self->at++)
    if (n + 1 < sizeof tag->name)
      {
        char c = g_ascii_tolower (*self->at);

        tag->name[n++] = g_ascii_isalnum (c) || c == '-' ? c : '-';
      }
}

static gboolean
is_raw (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (raw_elements); i++)
    if (g_str_equal (raw_elements[i], name))
      return TRUE;

  return FALSE;
}

/* Where the end tag of a raw element begins; the end of the page where there is none. */
static const char *
find_end_tag (Cleaner    *self,
              const char *name)
{
  gsize n = strlen (name);

  for (const char *at = self->at; (at = memchr (at, '<', self->end - at)) != NULL; at++)
    if ((gsize) (self->end - at) > n + 2 && at[1] == '/' && g_ascii_strncasecmp (at + 2, name, n) == 0
        && (is_space (at[2 + n]) || at[2 + n] == '>' || at[2 + n] == '/'))
      return at;

  return self->end;
}

/* Whether what follows is the content of a raw element. For some the standard says that it is, even without an end tag; for the others
 * a page is not given up because of one that is missing. */
static gboolean
has_end (Cleaner   *self,
         const Tag *tag)
{
  static const char * const needy[] = { "svg", "math", "template", "noscript" };

  for (guint i = 0; i < G_N_ELEMENTS (needy); i++)
    if (g_str_equal (needy[i], tag->name))
      {
        self->endless = self->endless || find_end_tag (self, tag->name) == self->end;
        return !self->endless;
      }

  return TRUE;
}

static void
take_script (Cleaner    *self,
             const Tag  *tag,
             const char *content,
             gsize       n)
{
  ChiosaHtmlSource *source = self->source;

  if (tag->type == NULL)
    return;
  if (g_str_equal (tag->type, "application/ld+json") && source->linked_data->len < MAX_LINKED_DATA)
    g_ptr_array_add (source->linked_data, g_strndup (content, n));
  else if (g_str_equal (tag->type, "application/json") && g_strcmp0 (tag->id, CHIOSA_HTML_DATA_ID) == 0 && source->data == NULL)
    source->data = g_strndup (content, n);
}

/* The content of a raw element, up to its end tag. Only that of a title stays. @start: of its start tag in out. */
static void
read_raw (Cleaner   *self,
          const Tag *tag,
          gsize      start)
{
  const char *content = self->at;

  self->at = find_end_tag (self, tag->name);
  if (g_str_equal (tag->name, "title"))
    {
      append_text (self->out, content, self->at);
      g_string_append (self->out, "</title>");
    }
  else
    {
      g_string_truncate (self->out, start);
      if (g_str_equal (tag->name, "script"))
        take_script (self, tag, content, self->at - content);
    }

  self->at = self->at < self->end ? self->at + 2 + strlen (tag->name) : self->end;
  while (self->at < self->end && *self->at++ != '>')
    ;
}

/* A start or end tag at self->at. */
static void
read_tag (Cleaner *self)
{
  Tag tag = { 0 };
  gboolean closing = self->at[1] == '/';
  gsize start = self->out->len;
  gboolean empty = FALSE;

  self->at += closing ? 2 : 1;
  read_name (self, &tag);
  g_string_append_printf (self->out, closing ? "</%s" : "<%s", tag.name);

  while (self->at < self->end && *self->at != '>')
    {
      empty = *self->at == '/';
      if (empty || is_space (*self->at))
        self->at++;
      else if (closing)
        self->at++;
      else
        read_attribute (self, &tag);
    }

  /* A tag that the end of the page cuts is none. */
  if (self->at >= self->end)
    {
      g_string_truncate (self->out, start);
    }
  else
    {
      self->at++;
      g_string_append_c (self->out, '>');
      self->n_elements++;
      if (!closing && is_raw (tag.name) && !(empty && (g_str_equal (tag.name, "svg") || g_str_equal (tag.name, "math"))) && has_end (self, &tag))
        read_raw (self, &tag, start);
    }

  g_free (tag.type);
  g_free (tag.id);
}

/* Comments, declarations, processing instructions. */
static void
skip_declaration (Cleaner *self)
{
  const char *close;

  if (self->end - self->at >= 4 && memcmp (self->at, "<!--", 4) == 0)
    {
      const char *from = self->at + 2;

      close = g_strstr_len (from, self->end - from, "-->");
      self->at = close != NULL ? close + 3 : self->end;
      return;
    }

  close = memchr (self->at, '>', self->end - self->at);
  self->at = close != NULL ? close + 1 : self->end;
}

static void
clean (Cleaner *self)
{
  while (self->at < self->end)
    {
      const char *next = memchr (self->at, '<', self->end - self->at);
      char c, d;

      if (next == NULL)
        next = self->end;
      append_text (self->out, self->at, next);
      self->at = next;
      if (next == self->end)
        return;
      if (self->n_elements > MAX_ELEMENTS)
        {
          self->source->cut = TRUE;
          return;
        }

      c = next + 1 < self->end ? next[1] : '\0';
      d = next + 2 < self->end ? next[2] : '\0';
      if (g_ascii_isalpha (c) || (c == '/' && g_ascii_isalpha (d)))
        {
          read_tag (self);
        }
      else if (c == '!' || c == '?' || c == '/')
        {
          skip_declaration (self);
        }
      else
        {
          append_char (self->out, '<');
          self->at++;
        }
    }
}

/**
 * chiosa_html_source_new:
 * @utf8: a page
 *
 * Returns: (transfer full): what of it is worth parsing
 */
ChiosaHtmlSource *
chiosa_html_source_new (const char *utf8)
{
  ChiosaHtmlSource *self = g_new0 (ChiosaHtmlSource, 1);
  Cleaner cleaner = { self, g_string_new (NULL), utf8, utf8 + strlen (utf8) };

  self->html = cleaner.out;
  self->linked_data = g_ptr_array_new_with_free_func (g_free);
  clean (&cleaner);

  return self;
}

void
chiosa_html_source_free (ChiosaHtmlSource *self)
{
  if (self == NULL)
    return;

  g_string_free (self->html, TRUE);
  g_ptr_array_unref (self->linked_data);
  g_free (self->data);
  g_free (self);
}
