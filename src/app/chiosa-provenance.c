/* chiosa-provenance.c
 *
 * Who made an annotation, when and from what, in a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-provenance.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* The user's date and time, or the text itself when it is no time. */
static char *
format_time (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, utc);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  if (local == NULL)
    return g_strdup (iso);

  /* Translators: a date and a time for g_date_time_format(): 23 November 2026, 14:05 */
  return g_date_time_format (local, _("%-d %B %Y, %H:%M"));
}

/* "0.87" as "87 %"; NULL when it is no number. */
static char *
format_confidence (const char *confidence)
{
  char *end;
  double value;

  if (confidence == NULL)
    return NULL;

  value = g_ascii_strtod (confidence, &end);
  if (end == confidence || !(value >= 0 && value <= 1))
    return NULL;

  return g_strdup_printf (_("%.0f %% sure"), value * 100);
}

static char *
format_origin (const ChiosaAnnotation *annotation)
{
  switch (annotation->origin)
    {
    case CHIOSA_ORIGIN_SUGGESTION:
      /* Translators: %s is the name of what suggested the annotation, like "dictionary" */
      return annotation->suggester != NULL ? g_strdup_printf (_("Suggested by %s"), annotation->suggester)
                                           : g_strdup (_("Suggested"));
    case CHIOSA_ORIGIN_IMPORT:
      /* Translators: %s is where the annotation was imported from, like "brat" */
      return annotation->suggester != NULL ? g_strdup_printf (_("Imported from %s"), annotation->suggester)
                                           : g_strdup (_("Imported"));
    case CHIOSA_ORIGIN_HAND:
    default:
      /* Translators: %s is the name of a person */
      return annotation->creator != NULL ? g_strdup_printf (_("Tagged by %s"), annotation->creator)
                                         : g_strdup (_("Tagged by hand"));
    }
}

/**
 * chiosa_provenance_describe:
 * @annotation: an annotation
 *
 * Returns: (transfer full): like "Suggested by dictionary, 87 % sure · accepted by Anna · 23 November 2026, 14:05"
 */
char *
chiosa_provenance_describe (const ChiosaAnnotation *annotation)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  g_autofree char *confidence = format_confidence (annotation->confidence);

  g_strv_builder_take (parts, format_origin (annotation));

  if (confidence != NULL)
    g_strv_builder_take (parts, g_steal_pointer (&confidence));
  if (annotation->origin != CHIOSA_ORIGIN_HAND && annotation->creator != NULL)
    /* Translators: %s is the name of a person who took over a suggestion or an import */
    g_strv_builder_take (parts, g_strdup_printf (_("accepted by %s"), annotation->creator));
  if (annotation->created != NULL)
    g_strv_builder_take (parts, format_time (annotation->created));
  if (annotation->edited)
    g_strv_builder_add (parts, _("words edited since"));

  strings = g_strv_builder_end (parts);

  return g_strjoinv (" · ", strings);
}
