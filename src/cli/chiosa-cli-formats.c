/* chiosa-cli-formats.c
 *
 * chiosa-cli formats: what can be read and written, with which options, and what each cannot carry. Lists what the registry holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <glib/gi18n.h>

#include "chiosa-cli.h"
#include "chiosa-cli-table.h"
#include "chiosa-formats.h"
#include "chiosa-json.h"

static void
print_table (void)
{
  g_autoptr (ChiosaCliTable) table = chiosa_cli_table_new (5);
  /* Translators: headings of a table in a terminal: exchange formats, whether they are read and written */
  const char *headings[] = { _("FORMAT"), _("IN"), _("OUT"), _("FILE"), _("NAME") };

  chiosa_cli_table_add (table, headings);
  for (const ChiosaFormat * const *format = chiosa_formats_list (); *format != NULL; format++)
    {
      const char *cells[] = {
        (*format)->id, (*format)->flags & CHIOSA_FORMAT_READS ? "✓" : "–", (*format)->flags & CHIOSA_FORMAT_WRITES ? "✓" : "–",
        (*format)->flags & CHIOSA_FORMAT_DATA_SET ? _("folder") : (*format)->extension, _((*format)->name),
      };

      chiosa_cli_table_add (table, cells);
    }
  chiosa_cli_table_print (table);
  g_print ("\n%s\n", _("“chiosa-cli formats FORMAT” tells what a format is for, its options, and what it cannot carry."));
}

static void
print_options (const ChiosaFormat *format)
{
  for (guint i = 0; i < CHIOSA_FORMAT_MAX_OPTIONS && format->options[i].id != NULL; i++)
    {
      const ChiosaFormatOption *option = &format->options[i];

      if (i == 0)
        g_print ("\n%s\n", _("Options (the first value is what counts where none is given):"));
      g_print ("  --option %s=%s", option->id, option->values[0]);
      for (guint v = 1; v < G_N_ELEMENTS (option->values) && option->values[v] != NULL; v++)
        g_print ("|%s", option->values[v]);
      g_print ("   %s\n", _(option->name));
    }
}

static void
print_losses (const ChiosaFormat *format)
{
  gboolean any = FALSE;

  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    {
      guint bit = CHIOSA_LOSS_BIT (kind);

      if (!(chiosa_format_get_losses (format) & bit))
        continue;

      if (!any)
        g_print ("\n%s\n", _("Not carried:"));
      any = TRUE;
      if (format->drops & bit)
        g_print ("  %s\n", chiosa_loss_get_name (kind));
      else
        /* Translators: %s is something that a format cannot carry in some cases */
        g_print (_("  %s (in part, or sometimes)\n"), chiosa_loss_get_name (kind));
    }

  if (!any)
    g_print ("\n%s\n", _("Everything is carried."));
}

static void
print_format (const ChiosaFormat *format)
{
  g_print ("%s: %s\n%s\n", format->id, _(format->name), _(format->description));
  print_options (format);
  if (format->flags & CHIOSA_FORMAT_WRITES)
    print_losses (format);
}

static const char *
unit_to_string (ChiosaOffsetUnit unit)
{
  switch (unit)
    {
    case CHIOSA_UNIT_CODE_POINTS: return "code-points";
    case CHIOSA_UNIT_UTF16: return "utf-16";
    case CHIOSA_UNIT_BYTES: return "bytes";
    case CHIOSA_UNIT_TOKENS: return "tokens";
    case CHIOSA_UNIT_NONE:
    default: return "none";
    }
}

static void
append_losses (GString    *out,
               const char *key,
               guint       mask)
{
  gboolean first = TRUE;

  chiosa_json_append_key (out, key);
  g_string_append_c (out, '[');
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    {
      if (!(mask & CHIOSA_LOSS_BIT (kind)))
        continue;
      g_string_append (out, first ? "" : ",");
      chiosa_json_append_string (out, chiosa_loss_to_string (kind));
      first = FALSE;
    }
  g_string_append_c (out, ']');
}

static void
append_options (GString            *out,
                const ChiosaFormat *format)
{
  chiosa_json_append_key (out, "options");
  g_string_append_c (out, '{');
  for (guint i = 0; i < CHIOSA_FORMAT_MAX_OPTIONS && format->options[i].id != NULL; i++)
    {
      chiosa_json_append_key (out, format->options[i].id);
      g_string_append_c (out, '[');
      for (guint v = 0; v < G_N_ELEMENTS (format->options[i].values) && format->options[i].values[v] != NULL; v++)
        {
          g_string_append (out, v > 0 ? "," : "");
          chiosa_json_append_string (out, format->options[i].values[v]);
        }
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, '}');
}

static void
print_json (void)
{
  g_autoptr (GString) out = g_string_new ("[");

  chiosa_cli_untranslate ();
  for (const ChiosaFormat * const *format = chiosa_formats_list (); *format != NULL; format++)
    {
      g_string_append (out, out->len > 1 ? ",\n{" : "\n{");
      chiosa_json_append_text (out, "id", (*format)->id);
      chiosa_json_append_text (out, "name", _((*format)->name));
      chiosa_json_append_text (out, "description", _((*format)->description));
      chiosa_json_append_text (out, "extension", (*format)->extension);
      chiosa_json_append_flag (out, "reads", (*format)->flags & CHIOSA_FORMAT_READS);
      chiosa_json_append_flag (out, "writes", (*format)->flags & CHIOSA_FORMAT_WRITES);
      chiosa_json_append_flag (out, "stream", (*format)->flags & CHIOSA_FORMAT_STREAM);
      chiosa_json_append_flag (out, "data_set", (*format)->flags & CHIOSA_FORMAT_DATA_SET);
      chiosa_json_append_flag (out, "translated", (*format)->flags & CHIOSA_FORMAT_TRANSLATED);
      chiosa_json_append_flag (out, "text_optional", (*format)->flags & CHIOSA_FORMAT_TEXT_OPTIONAL);
      chiosa_json_append_text (out, "offsets", unit_to_string ((*format)->unit));
      append_options (out, *format);
      append_losses (out, "drops", (*format)->drops);
      append_losses (out, "changes", (*format)->changes);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "\n]\n");
  chiosa_cli_write (out->str, out->len);
}

static int
run (int    argc,
     char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_formats.name, _("[FORMAT]"), _(chiosa_cli_formats.summary),
    _("Examples:\n"
      "  chiosa-cli formats\n"
      "  chiosa-cli formats conll\n"
      "  chiosa-cli formats --json | jq -r '.[] | select(.writes) | .id'"),
    entries,
  };
  const ChiosaFormat *format;

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc > 2)
    return chiosa_cli_misused (usage.name, _("One format at a time"));

  if (json)
    print_json ();
  else if (argc < 2)
    print_table ();
  else if ((format = chiosa_cli_find_format (usage.name, argv[1])) == NULL)
    return CHIOSA_CLI_USAGE;
  else
    print_format (format);

  return CHIOSA_CLI_OK;
}

const ChiosaCommand chiosa_cli_formats = { "formats", N_("What can be read and written, and what each format cannot carry"), run };
