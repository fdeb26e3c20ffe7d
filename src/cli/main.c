/* main.c
 *
 * chiosa-cli: what Chiosa can do without a screen. Finds the command and lets it run; each command is a file of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "chiosa-cli.h"

static const ChiosaCommand *commands[] = {
  &chiosa_cli_show,
  &chiosa_cli_check,
  &chiosa_cli_edit,
  &chiosa_cli_reanchor,
  &chiosa_cli_list,
  &chiosa_cli_export,
  &chiosa_cli_import,
  &chiosa_cli_formats,
  &chiosa_cli_tagset,
  &chiosa_cli_merge,
  &chiosa_cli_setup_git,
};

static void
print_help (void)
{
  g_print ("%s\n  chiosa-cli %s\n\n%s\n", _("Usage:"), _("COMMAND [OPTION…]"), _("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i]->name, _(commands[i]->summary));

  g_print ("\n%s\n", _("“chiosa-cli COMMAND --help” tells the options of a command and gives examples."));
}

static int
run_command (int    argc,
             char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i]->name))
      return commands[i]->run (argc - 1, argv + 1);

  g_printerr (_("chiosa-cli: There is no command “%s”\n"), argv[1]);
  g_printerr ("%s\n", _("“chiosa-cli --help” lists the commands."));

  return CHIOSA_CLI_USAGE;
}

int
main (int   argc,
      char *argv[])
{
  const char *localedir = g_getenv ("CHIOSA_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2)
    {
      print_help ();
      return CHIOSA_CLI_USAGE;
    }

  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return CHIOSA_CLI_OK;
    }

  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("chiosa-cli %s\n", PACKAGE_VERSION);
      return CHIOSA_CLI_OK;
    }

  return run_command (argc, argv);
}
