/* chiosa-export-report.c
 *
 * export-report.json, one article on a line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-export-report.h"

#include "chiosa-json.h"

static const char *
text_mode_to_string (ChiosaTextMode mode)
{
  switch (mode)
    {
    case CHIOSA_TEXT_CONTEXT: return "context";
    case CHIOSA_TEXT_NONE: return "none";
    case CHIOSA_TEXT_FULL:
    default: return "full";
    }
}

/**
 * chiosa_export_report_begin:
 * @out: where to
 * @settings: of the export
 */
void
chiosa_export_report_begin (GString                    *out,
                            const ChiosaExportSettings *settings)
{
  const ChiosaFormat *format = settings->format;

  g_string_append (out, "{\n\"export\":{");
  chiosa_json_append_text (out, "program", "Chiosa " PACKAGE_VERSION);
  chiosa_json_append_text (out, "format", format->id);
  chiosa_json_append_key (out, "options");
  g_string_append_c (out, '{');
  for (guint i = 0; i < CHIOSA_FORMAT_MAX_OPTIONS && format->options[i].id != NULL; i++)
    chiosa_json_append_text (out, format->options[i].id, settings->options[i]);
  g_string_append_c (out, '}');
  chiosa_json_append_text (out, "text", text_mode_to_string (settings->text_mode));
  chiosa_json_append_key (out, "pseudonymised");
  g_string_append (out, settings->pseudonymise ? "true" : "false");
  if (settings->split != NULL)
    {
      chiosa_json_append_key (out, "split");
      g_string_append_c (out, '{');
      chiosa_split_describe (settings->split, out);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "},\n\"articles\":{");
}

static void
append_losses (GString            *out,
               const ChiosaLosses *losses,
               gboolean            with_items)
{
  g_string_append_c (out, '{');
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    {
      if (losses->counts[kind] == 0)
        continue;

      if (!with_items)
        {
          chiosa_json_append_number (out, chiosa_loss_to_string (kind), losses->counts[kind]);
          continue;
        }

      chiosa_json_append_key (out, chiosa_loss_to_string (kind));
      g_string_append_c (out, '{');
      chiosa_json_append_number (out, "count", losses->counts[kind]);
      chiosa_json_append_key (out, "items");
      g_string_append_c (out, '[');
      for (guint i = 0; losses->items[kind] != NULL && i < losses->items[kind]->len; i++)
        {
          const ChiosaLossItem *item = g_ptr_array_index (losses->items[kind], i);

          g_string_append (out, i > 0 ? ",{" : "{");
          if (item->id != NULL)
            chiosa_json_append_text (out, "id", item->id);
          if (item->detail != NULL)
            chiosa_json_append_text (out, "detail", item->detail);
          g_string_append_c (out, '}');
        }
      g_string_append (out, "]}");
    }
  g_string_append_c (out, '}');
}

/**
 * chiosa_export_report_article:
 * @out: where to
 * @first: whether it is the first one
 * @name: of the article
 * @losses: (nullable): what it lost
 * @error: (nullable): why it could not be exported
 */
void
chiosa_export_report_article (GString            *out,
                              gboolean            first,
                              const char         *name,
                              const ChiosaLosses *losses,
                              const GError       *error)
{
  g_string_append (out, first ? "\n" : ",\n");
  chiosa_json_append_string (out, name);
  g_string_append_c (out, ':');
  if (error != NULL)
    {
      g_string_append_c (out, '{');
      chiosa_json_append_text (out, "error", error->message);
      g_string_append_c (out, '}');
    }
  else
    {
      append_losses (out, losses, TRUE);
    }
}

/**
 * chiosa_export_report_end:
 * @out: where to
 * @result: of the export
 * @files: (nullable) (element-type ChiosaExportFile): what was written
 */
void
chiosa_export_report_end (GString                  *out,
                          const ChiosaExportResult *result,
                          GPtrArray                *files)
{
  g_string_append (out, "\n},\n\"totals\":{");
  chiosa_json_append_number (out, "articles", result->n_articles);
  chiosa_json_append_number (out, "skipped", result->n_skipped);
  chiosa_json_append_number (out, "failed", result->n_failed);
  chiosa_json_append_number (out, "with_losses", result->n_with_losses);
  chiosa_json_append_number (out, "annotations", result->n_annotations);
  chiosa_json_append_number (out, "relations", result->n_relations);
  chiosa_json_append_key (out, "losses");
  append_losses (out, result->losses, FALSE);
  g_string_append (out, "},\n\"files\":[");
  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const ChiosaExportFile *file = g_ptr_array_index (files, i);

      g_string_append (out, i > 0 ? ",\n" : "\n");
      chiosa_json_append_string (out, file->name);
    }
  g_string_append (out, files != NULL ? (files->len > 0 ? ",\n\"" CHIOSA_EXPORT_REPORT "\"]\n}\n" : "\"" CHIOSA_EXPORT_REPORT "\"]\n}\n") : "]\n}\n");
}
