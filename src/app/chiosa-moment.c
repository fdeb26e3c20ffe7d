/* chiosa-moment.c
 *
 * When something was, as a person says it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-moment.h"

#include <glib/gi18n.h>

static void
get_day (GDateTime *moment,
         GDate     *day)
{
  g_date_clear (day, 1);
  g_date_set_dmy (day, g_date_time_get_day_of_month (moment), g_date_time_get_month (moment), g_date_time_get_year (moment));
}

/**
 * chiosa_moment_describe:
 * @when: (nullable): a moment, in any time zone
 *
 * Returns: (transfer full): the moment as seen from now and from here
 */
char *
chiosa_moment_describe (GDateTime *when)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) here = NULL;
  GDate today, day;

  if (when == NULL)
    return g_strdup (_("Unknown time"));

  here = g_date_time_to_local (when);
  get_day (now, &today);
  get_day (here, &day);

  switch (g_date_days_between (&day, &today))
    {
    case 0:
      /* Translators: a time, as for strftime() */
      return g_date_time_format (here, _("Today at %H:%M"));
    case 1:
      /* Translators: a time, as for strftime() */
      return g_date_time_format (here, _("Yesterday at %H:%M"));
    default:
      /* Translators: a time, as for strftime() */
      return g_date_time_format (here, _("%-e %B %Y at %H:%M"));
    }
}
