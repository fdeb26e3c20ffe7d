/* chiosa-invisible.c
 *
 * Characters that leave no trace on the screen get a tag, by which Pango draws a box with their short name: RLO, ZWSP. Which characters
 * these are is in chiosa-character.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-invisible.h"

#include "chiosa-character.h"

#define TAG "chiosa-invisible"

/* Thin strokes: they must stand out on light and on dark paper. */
#define ON_LIGHT "#c64600"
#define ON_DARK  "#ffa348"

/* Runs in one piece of text that get the tag one by one; what is behind is all under the tag then, which shows joiners, too. */
#define MAX_RUNS 5000

static GtkTextTag *
get_tag (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG);

  if (!tag)
    tag = gtk_text_buffer_create_tag (buffer, TAG, "show-spaces", PANGO_SHOW_IGNORABLES, "foreground", ON_LIGHT, NULL);

  return tag;
}

static void
tag_run (GtkTextBuffer *buffer,
         gsize          start,
         gsize          end)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_apply_tag (buffer, get_tag (buffer), &from, &to);
}

void
chiosa_invisible_show (GtkTextBuffer *buffer,
                       gsize          offset,
                       const char    *utf8,
                       gsize          n_bytes)
{
  const char *end = utf8 + n_bytes;
  char name[CHIOSA_CHARACTER_NAME_SIZE];
  guint n_runs = 0;
  gsize run = 0;      /* characters of the run that ends here */

  for (const char *p = utf8; p < end; p = g_utf8_next_char (p), offset++)
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x20 && c < 0x7f && run == 0)
        continue;

      if (chiosa_character_get_invisible_name (c, name))
        {
          run++;
          continue;
        }

      if (run > 0 && ++n_runs == MAX_RUNS)
        {
          tag_run (buffer, offset - run, offset + g_utf8_strlen (p, end - p));
          return;
        }

      if (run > 0)
        tag_run (buffer, offset - run, offset);
      run = 0;
    }

  if (run > 0)
    tag_run (buffer, offset - run, offset);
}

void
chiosa_invisible_set_dark (GtkTextBuffer *buffer,
                           gboolean       dark)
{
  g_object_set (get_tag (buffer), "foreground", dark ? ON_DARK : ON_LIGHT, NULL);
}
