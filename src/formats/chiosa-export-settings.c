/* chiosa-export-settings.c
 *
 * What is asked of an export, and what came of it: values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-export.h"

/**
 * chiosa_export_settings_new:
 * @format: to be written
 *
 * Returns: (transfer full): everything as it is by default; the output must be set
 */
ChiosaExportSettings *
chiosa_export_settings_new (const ChiosaFormat *format)
{
  ChiosaExportSettings *self = g_new0 (ChiosaExportSettings, 1);

  self->format = format;
  self->status = -1;
  chiosa_format_default_options (format, self->options);

  return self;
}

void
chiosa_export_settings_free (ChiosaExportSettings *self)
{
  if (self == NULL)
    return;

  g_free (self->output);
  g_free (self->annotator);
  g_free (self->report);
  chiosa_split_free (self->split);
  g_free (self->title);
  g_free (self->description);
  g_free (self->licence);
  g_free (self->creator);
  g_free (self->url);
  g_free (self->version);
  g_free (self);
}

ChiosaExportResult *
chiosa_export_result_new (void)
{
  ChiosaExportResult *self = g_new0 (ChiosaExportResult, 1);

  self->losses = chiosa_losses_new ();

  return self;
}

void
chiosa_export_result_free (ChiosaExportResult *self)
{
  if (self == NULL)
    return;

  chiosa_losses_free (self->losses);
  g_free (self);
}
