/* chiosa-html-marks.c
 *
 * The text of a reading copy with its annotations drawn in. Where annotations cross, the inner element is closed and opened
 * again: HTML nests, annotations need not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LANES 6

typedef struct
{
  gsize    offset;     /* code points */
  gboolean starts;
  gsize    end;        /* of the fragment */
  guint    item;
  gboolean last;       /* fragment of its annotation */
} Border;

typedef struct
{
  ChiosaHtmlPage *page;
  GArray         *borders;   /* Border */
  GArray         *open;      /* Border (starts), the outermost first */
  GArray         *ended;     /* guint: items whose last fragment ends here */
  gboolean       *named;     /* for each item: its id has been written */
  gboolean        in_line;   /* a paragraph is open */
  gboolean        headline;  /* the next one is the title */
  gboolean        is_headline;
} Writer;

/* --- Lanes ---------------------------------------------------------------------------------------------------------- */

/* Interval partitioning: the first lane in which nothing stands where the annotation begins. */
void
chiosa_html_find_lanes (ChiosaHtmlPage *page)
{
  gsize taken[MAX_LANES] = { 0 };
  guint n = chiosa_record_get_n (page->record);

  page->lane_of = g_new0 (guint8, n);
  for (guint i = 0; i < n; i++)
    {
      const ChiosaHtmlInk *ink = &g_array_index (page->inks, ChiosaHtmlInk, page->ink_of[i]);
      ChiosaSpan extent = chiosa_record_get_extent (page->record, i);
      guint lane = 0;

      if (ink->shape == CHIOSA_SHAPE_TINT)
        continue;
      while (lane + 1 < MAX_LANES && taken[lane] > extent.start)
        lane++;

      taken[lane] = MAX (taken[lane], extent.end);
      page->lane_of[i] = lane;
      page->n_lanes = MAX (page->n_lanes, lane + 1);
    }
}

/* --- Borders -------------------------------------------------------------------------------------------------------- */

/* By place; ends before starts; of those that start together the longer first. */
static int
compare_borders (gconstpointer a,
                 gconstpointer b)
{
  const Border *x = a, *y = b;

  if (x->offset != y->offset)
    return x->offset < y->offset ? -1 : 1;
  if (x->starts != y->starts)
    return x->starts ? 1 : -1;
  if (x->end != y->end)
    return x->end > y->end ? -1 : 1;

  return x->item < y->item ? -1 : x->item > y->item;
}

static GArray *
list_borders (const ChiosaRecord *record)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (Border));

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      guint n_spans;
      const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n_spans);

      for (guint s = 0; s < n_spans; s++)
        {
          Border start = { spans[s].start, TRUE, spans[s].end, i, s + 1 == n_spans };
          Border end = start;

          end.offset = spans[s].end;
          end.starts = FALSE;
          g_array_append_val (borders, start);
          g_array_append_val (borders, end);
        }
    }

  g_array_sort (borders, compare_borders);

  return borders;
}

/* --- Elements ------------------------------------------------------------------------------------------------------- */

/* For the pointer: "Claim, Numeric". What else there is to say stands in the list. */
static void
append_title (Writer *self,
              guint   item)
{
  const ChiosaHtmlInk *ink = &g_array_index (self->page->inks, ChiosaHtmlInk, self->page->ink_of[item]);
  GString *out = self->page->out;

  g_string_append_printf (out, " title=\"%u · ", item + 1);
  chiosa_html_append_escaped (out, ink->type_name);
  if (*ink->label_name != '\0')
    {
      g_string_append (out, " · ");
      chiosa_html_append_escaped (out, ink->label_name);
    }
  g_string_append_c (out, '"');
}

static void
open_mark (Writer *self,
           guint   item)
{
  ChiosaHtmlPage *page = self->page;
  const ChiosaHtmlInk *ink = &g_array_index (page->inks, ChiosaHtmlInk, page->ink_of[item]);

  g_string_append_printf (page->out, "<mark class=\"%s l%u k%u c%u\"", chiosa_html_get_shape (ink->shape), page->lane_of[item],
                          ink->kind, page->ink_of[item]);
  if (!self->named[item])
    g_string_append_printf (page->out, " id=\"m%u\" aria-details=\"n%u\"", item + 1, item + 1);
  self->named[item] = TRUE;

  /* Ids are letters, digits, '-' and '_'. */
  g_string_append_printf (page->out, " data-id=\"%s\"", chiosa_record_get (page->record, item)->id);
  append_title (self, item);
  g_string_append_c (page->out, '>');
}

static void
close_marks (Writer *self,
             guint   down_to)
{
  for (guint i = self->open->len; i > down_to; i--)
    g_string_append (self->page->out, "</mark>");
}

static void
open_marks (Writer *self,
            guint   from)
{
  for (guint i = from; i < self->open->len; i++)
    open_mark (self, g_array_index (self->open, Border, i).item);
}

/* The number that leads to the list. */
static void
append_reference (Writer *self,
                  guint   item)
{
  const ChiosaHtmlInk *ink = &g_array_index (self->page->inks, ChiosaHtmlInk, self->page->ink_of[item]);
  g_autofree char *label = g_strdup_printf (/* Translators: read aloud; %u is a number of the list behind the text */
                                            _("Annotation %u"), item + 1);

  g_string_append_printf (self->page->out, "<a class=\"ref k%u c%u\" href=\"#n%u\" aria-label=\"", ink->kind,
                          self->page->ink_of[item], item + 1);
  chiosa_html_append_escaped (self->page->out, label);
  g_string_append_printf (self->page->out, "\">%u</a>", item + 1);
}

/* Closes what ends at @offset and what is open inside that, and opens the latter again. */
static void
end_marks (Writer *self,
           gsize   offset)
{
  guint outermost = 0, kept;

  while (outermost < self->open->len && g_array_index (self->open, Border, outermost).end > offset)
    outermost++;
  if (outermost == self->open->len)
    return;

  if (self->in_line)
    close_marks (self, outermost);

  g_array_set_size (self->ended, 0);
  kept = outermost;
  for (guint i = outermost; i < self->open->len; i++)
    {
      Border border = g_array_index (self->open, Border, i);

      if (border.end > offset)
        g_array_index (self->open, Border, kept++) = border;
      else if (border.last)
        g_array_append_val (self->ended, border.item);
    }
  g_array_set_size (self->open, kept);

  for (guint i = self->ended->len; i > 0; i--)
    append_reference (self, g_array_index (self->ended, guint, i - 1));
  if (self->in_line)
    open_marks (self, outermost);
}

static void
start_mark (Writer       *self,
            const Border *border)
{
  g_array_append_val (self->open, *border);
  if (self->in_line)
    open_mark (self, border->item);
}

/* --- Text ----------------------------------------------------------------------------------------------------------- */

static void
begin_line (Writer     *self,
            gboolean    close_above)
{
  if (self->headline)
    g_string_append (self->page->out, "<p dir=\"auto\" class=\"headline\" role=\"heading\" aria-level=\"1\">");
  else
    g_string_append (self->page->out, close_above ? "<p dir=\"auto\" class=\"close\">" : "<p dir=\"auto\">");
  self->is_headline = self->headline;
  self->headline = FALSE;
  self->in_line = TRUE;
  open_marks (self, 0);
}

static void
end_line (Writer *self)
{
  if (!self->in_line)
    return;

  close_marks (self, 0);
  g_string_append (self->page->out, "</p>\n");
  self->in_line = FALSE;

  if (self->is_headline)
    chiosa_html_append_front (self->page);
  self->is_headline = FALSE;
}

/* Bytes of the line end at @at; 0: it is none. CR LF is one. */
static gsize
line_end_length (const char *at)
{
  if (*at == '\r')
    return at[1] == '\n' ? 2 : 1;
  if (*at == '\n')
    return 1;

  return strncmp (at, "\xe2\x80\xa9", 3) == 0 ? 3 : 0;
}

/**
 * chiosa_html_has_headline:
 * @page: an article
 *
 * Returns: whether its text opens with its title, which need not stand above it again
 */
gboolean
chiosa_html_has_headline (const ChiosaHtmlPage *page)
{
  const char *title = chiosa_record_get_article (page->record)->title;
  const char *text = page->record->utf8 + strspn (page->record->utf8, "\r\n");
  gsize n = title != NULL ? strlen (title) : 0;

  return n > 0 && strncmp (text, title, n) == 0 && (text[n] == '\0' || line_end_length (text + n) > 0);
}

/* Whether the text sets its paragraphs apart by empty lines: then a single line end is less than a paragraph. */
static gboolean
has_empty_lines (const char *utf8)
{
  return strstr (utf8, "\n\n") != NULL || strstr (utf8, "\n\r\n") != NULL || strstr (utf8, "\r\r") != NULL;
}

static void
pass_borders (Writer *self,
              guint  *next,
              gsize   offset)
{
  gboolean ended = FALSE;

  for (; *next < self->borders->len; ++*next)
    {
      const Border *border = &g_array_index (self->borders, Border, *next);

      if (border->offset > offset)
        return;
      if (border->starts)
        start_mark (self, border);
      else if (!ended)
        end_marks (self, offset);
      ended = ended || !border->starts;
    }
}

static gsize
next_border (const Writer *self,
             guint         next)
{
  return next < self->borders->len ? g_array_index (self->borders, Border, next).offset : G_MAXSIZE;
}

static void
append_lines (Writer *self)
{
  const char *at = self->page->record->utf8;
  gboolean spaced = has_empty_lines (at);
  guint next = 0, n_ends = 2;

  for (gsize offset = 0; ; )
    {
      gsize end_length, limit;
      const char *from = at;

      pass_borders (self, &next, offset);
      if (*at == '\0')
        break;

      end_length = line_end_length (at);
      if (end_length > 0)
        {
          /* CR LF is two characters; an annotation that ends between them ends before the next line. */
          end_line (self);
          offset += end_length == 2 ? 2 : 1;
          at += end_length;
          n_ends++;
          continue;
        }

      if (!self->in_line)
        begin_line (self, spaced && n_ends < 2);
      n_ends = 0;
      for (limit = next_border (self, next); *at != '\0' && offset < limit && line_end_length (at) == 0; offset++)
        at = g_utf8_next_char (at);
      chiosa_html_append_escaped_len (self->page->out, from, at - from);
    }

  end_line (self);
}

/**
 * chiosa_html_append_text:
 * @page: an article whose inks and lanes are known
 *
 * Appends the text as paragraphs, one for each line, with the annotations as elements, and behind each a number that leads to the
 * list.
 */
void
chiosa_html_append_text (ChiosaHtmlPage *page)
{
  Writer self = { page };

  self.borders = list_borders (page->record);
  self.open = g_array_new (FALSE, FALSE, sizeof (Border));
  self.ended = g_array_new (FALSE, FALSE, sizeof (guint));
  self.named = g_new0 (gboolean, chiosa_record_get_n (page->record));
  self.headline = chiosa_html_has_headline (page);
  append_lines (&self);

  g_array_unref (self.borders);
  g_array_unref (self.open);
  g_array_unref (self.ended);
  g_free (self.named);
}
