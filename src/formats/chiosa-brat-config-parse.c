/* chiosa-brat-config-parse.c
 *
 * The lines of annotation.conf and visual.conf: sections, names with their synonyms, indentation, arguments with their
 * multiplicities, macros. What they mean is chiosa-brat-config.c's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-config-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More is no configuration but an attack: bytes of a line when its macros have been put in, of all lines, names, arguments. */
#define MAX_LINE ((gsize) 256 << 10)
#define MAX_EXPANDED ((gsize) 8 << 20)
#define MAX_NODES 10000
#define MAX_ARGUMENTS 200000

static void
argument_free (gpointer data)
{
  ChiosaBratArgument *self = data;

  g_free (self->name);
  g_free (self->text);
  g_strfreev (self->values);
  g_free (self);
}

static ChiosaBratArgument *
argument_copy (const ChiosaBratArgument *self)
{
  ChiosaBratArgument *copy = g_new0 (ChiosaBratArgument, 1);

  copy->name = g_strdup (self->name);
  copy->text = g_strdup (self->text);
  copy->values = g_strdupv (self->values);

  return copy;
}

static void
node_free (gpointer data)
{
  ChiosaBratNode *self = data;

  g_strfreev (self->terms);
  g_ptr_array_unref (self->arguments);
  g_free (self);
}

/* In order, trimmed, empty ones left out. */
static GStrv
split (const char *text,
       const char *separator)
{
  g_auto (GStrv) parts = g_strsplit (text, separator, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

/* --- Macros ------------------------------------------------------------------------------------------------------- */

/* Between angle brackets, those included; NULL when @at is at none. */
static char *
bracketed_at (const char *at)
{
  gsize n = strcspn (at + 1, "<> \t");

  return at[1 + n] == '>' && n > 0 ? g_strndup (at, n + 2) : NULL;
}

/* (transfer full): NULL when it becomes too long */
static char *
expand (ChiosaBratConfig *self,
        const char       *line)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (*line != '\0' && out->len <= MAX_LINE && self->n_expanded + out->len <= MAX_EXPANDED)
    {
      g_autofree char *name = *line == '<' ? bracketed_at (line) : NULL;
      const char *value = name != NULL ? g_hash_table_lookup (self->macros, name) : NULL;

      if (value == NULL)
        {
          g_string_append_c (out, *line++);
          continue;
        }
      g_string_append (out, value);
      line += strlen (name);
    }

  self->n_expanded += out->len;

  return *line == '\0' ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
is_reserved (const char *name)
{
  static const char * const reserved[] = {
    "<ANY>", "<ENTITY>", "<RELATION>", "<EVENT>", "<NONE>", "<EMPTY>", "<REL-TYPE>", "<URL>", "<URLBASE>", "<UNICODE>",
    "<GLYPH-POS>", "<DEFAULT>", "<NORM>", "<OVERLAP>", "<OVL-TYPE>", "<INHERIT>", NULL
  };

  return g_strv_contains (reserved, name);
}

/* "<POG>=Person|Organization": whether @line is one. */
static gboolean
read_macro (ChiosaBratConfig *self,
            const char       *line,
            guint             number)
{
  g_autofree char *name = *line == '<' ? bracketed_at (line) : NULL;
  char *value;

  if (name == NULL || line[strlen (name)] != '=')
    return FALSE;

  value = expand (self, line + strlen (name) + 1);
  if (is_reserved (name) || value == NULL)
    {
      /* Translators: %s is a name in angle brackets, of a configuration file */
      chiosa_brat_config_problem (self, number, _("“%s” cannot be defined like this"), name);
      g_free (value);
      return TRUE;
    }

  g_hash_table_replace (self->macros, g_steal_pointer (&name), g_strstrip (value));

  return TRUE;
}

/* --- Arguments ---------------------------------------------------------------------------------------------------- */

/* "Theme", "Theme?", "Theme*", "Theme+", "Theme{2}", "Theme{1-3}" without what stands behind; NULL for anything else. */
static char *
role_name (const char *role)
{
  gsize n = strcspn (role, "?*+{");
  const char *rest = role + n;

  if (n == 0)
    return NULL;
  if (*rest == '{')
    {
      rest += 1 + strspn (rest + 1, "0123456789-");
      if (*rest != '}')
        return NULL;
    }
  if (*rest != '\0' && rest[1] != '\0')
    return NULL;

  return g_strndup (role, n);
}

static ChiosaBratArgument *
read_argument (const char *text)
{
  const char *colon = strchr (text, ':');
  g_autofree char *role = colon != NULL ? g_strndup (text, colon - text) : NULL;
  g_autofree char *name = NULL;
  ChiosaBratArgument *self;

  if (role == NULL || strpbrk (text, " \t") != NULL)
    return NULL;

  name = *role == '<' ? g_strdup (role) : role_name (role);
  if (name == NULL)
    return NULL;

  self = g_new0 (ChiosaBratArgument, 1);
  self->values = split (colon + 1, g_str_equal (name, "<REL-TYPE>") ? "-" : "|");
  self->text = g_strdup (text);
  self->name = g_steal_pointer (&name);

  return self;
}

static void
add_argument (ChiosaBratConfig   *self,
              ChiosaBratNode     *node,
              ChiosaBratArgument *argument)
{
  if (self->n_arguments++ < MAX_ARGUMENTS)
    g_ptr_array_add (node->arguments, argument);
  else
    argument_free (argument);
  if (self->n_arguments == MAX_ARGUMENTS)
    chiosa_brat_config_problem (self, node->line, _("There are too many arguments; those that follow are left out"));
}

static void
inherit (ChiosaBratConfig *self,
         ChiosaBratNode   *node)
{
  const ChiosaBratNode *parent;

  if (node->parent == 0)
    {
      chiosa_brat_config_problem (self, node->line, _("“%s” stands below nothing that it could inherit from"), node->terms[0]);
      return;
    }

  parent = g_ptr_array_index (self->nodes, node->parent - 1);
  for (guint i = 0; i < parent->arguments->len; i++)
    add_argument (self, node, argument_copy (g_ptr_array_index (parent->arguments, i)));
}

static void
read_arguments (ChiosaBratConfig *self,
                ChiosaBratNode   *node,
                const char       *text)
{
  g_auto (GStrv) parts = split (text, ",");

  for (guint i = 0; parts[i] != NULL; i++)
    {
      ChiosaBratArgument *argument;

      if (g_str_equal (parts[i], "<INHERIT>"))
        {
          inherit (self, node);
          continue;
        }

      argument = read_argument (parts[i]);
      if (argument != NULL)
        add_argument (self, node, argument);
      else
        /* Translators: of “Theme:Protein, Cause?:Protein” in a configuration file */
        chiosa_brat_config_problem (self, node->line, _("“%s” is not of the form ROLE:TYPE"), parts[i]);
    }
}

/* --- Lines -------------------------------------------------------------------------------------------------------- */

static gboolean
has_spaced_argument (const char *text)
{
  g_auto (GStrv) parts = split (text, ",");

  for (guint i = 0; parts[i] != NULL; i++)
    if (strpbrk (parts[i], " \t") != NULL)
      return TRUE;

  return FALSE;
}

/* Where the name ends: at white space; in old files, which have spaces in names, at a tab. */
static gsize
name_length (const char *line)
{
  gsize n = strcspn (line, " \t"), tab = strcspn (line, "\t");

  return line[tab] == '\t' && tab > n && has_spaced_argument (line + n) ? tab : n;
}

/* The last line that stands further left. */
static guint
find_parent (ChiosaBratConfig     *self,
             const ChiosaBratNode *node)
{
  guint i = node->indent > 0 ? self->nodes->len : 0;

  while (i > 0)
    {
      const ChiosaBratNode *other = g_ptr_array_index (self->nodes, i - 1);

      if (other->section != node->section)
        return 0;
      if (other->indent < node->indent)
        return i;
      i = other->parent;
      if (other->indent == node->indent)
        return i;
    }

  return 0;
}

static void
read_node (ChiosaBratConfig  *self,
           ChiosaBratSection  section,
           const char        *line,
           guint              number)
{
  guint indent = strspn (line, " \t");
  gsize n = name_length (line + indent);
  g_autofree char *name = g_strndup (line + indent, n);
  g_auto (GStrv) terms = split (name, "|");
  ChiosaBratNode *node;

  if (terms[0] == NULL || self->nodes->len >= MAX_NODES)
    {
      chiosa_brat_config_problem (self, number, _("There is no name in “%s”"), name);
      return;
    }

  node = g_new0 (ChiosaBratNode, 1);
  node->section = section;
  node->line = number;
  node->indent = indent;
  node->abstract = terms[0][0] == '!';
  if (node->abstract)
    memmove (terms[0], terms[0] + 1, strlen (terms[0]));
  node->terms = g_steal_pointer (&terms);
  node->arguments = g_ptr_array_new_with_free_func (argument_free);
  node->parent = find_parent (self, node);
  read_arguments (self, node, line + indent + n);
  g_ptr_array_add (self->nodes, node);
}

/* "Be-born | Be born | Born": the second is for people. */
static void
read_label (ChiosaBratConfig *self,
            const char       *line)
{
  g_auto (GStrv) parts = split (line, "|");

  if (parts[0] != NULL && parts[1] != NULL)
    g_hash_table_replace (self->names, g_strdup (parts[0]), g_strdup (parts[1]));
}

static gboolean
is_color (const char *value)
{
  return *value == '#' && strlen (value) == 7 && strspn (value + 1, "0123456789abcdefABCDEF") == 6;
}

/* "Person	bgColor:#ff821c, fgColor:black"; of a relation "color:". */
static void
read_drawing (ChiosaBratConfig *self,
              const char       *line)
{
  gsize n = strcspn (line, " \t");
  g_auto (GStrv) parts = split (line + n, ",");

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *colon = strchr (parts[i], ':');

      if ((g_str_has_prefix (parts[i], "bgColor:") || g_str_has_prefix (parts[i], "color:")) && is_color (colon + 1))
        g_hash_table_replace (self->colors, g_strndup (line, n), g_ascii_strdown (colon + 1, -1));
    }
}

static ChiosaBratSection
section_of (const char *line)
{
  static const char * const names[] = {
    [CHIOSA_BRAT_ENTITIES] = "[entities]", [CHIOSA_BRAT_RELATIONS] = "[relations]", [CHIOSA_BRAT_EVENTS] = "[events]",
    [CHIOSA_BRAT_ATTRIBUTES] = "[attributes]", [CHIOSA_BRAT_LABELS] = "[labels]", [CHIOSA_BRAT_DRAWING] = "[drawing]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i], line) == 0)
      return i;

  return g_ascii_strcasecmp (line, "[spans]") == 0 ? CHIOSA_BRAT_ENTITIES : CHIOSA_BRAT_OTHER;
}

/* An argument or a name of a macro that nobody has defined. */
static gboolean
has_undefined (ChiosaBratConfig *self,
               const char       *line,
               guint             number)
{
  for (const char *at = strchr (line, '<'); at != NULL; at = strchr (at + 1, '<'))
    {
      g_autofree char *name = bracketed_at (at);

      if (name == NULL || is_reserved (name))
        continue;

      /* Translators: %s is a name in angle brackets, of a configuration file */
      chiosa_brat_config_problem (self, number, _("“%s” is not defined"), name);
      return TRUE;
    }

  return FALSE;
}

static void
read_line (ChiosaBratConfig  *self,
           ChiosaBratSection *section,
           char              *line,
           guint              number)
{
  const char *start = line + strspn (line, " \t");
  g_autofree char *expanded = NULL;

  g_strchomp (line);
  if (*start == '\0' || *start == '#' || start[strspn (start, "-")] == '\0')
    return;

  if (*start == '[' && g_str_has_suffix (start, "]"))
    {
      *section = section_of (start);
      return;
    }
  if (*section == CHIOSA_BRAT_OTHER || read_macro (self, start, number))
    return;
  if (*section == CHIOSA_BRAT_LABELS)
    {
      read_label (self, start);
      return;
    }
  if (*section == CHIOSA_BRAT_DRAWING)
    {
      read_drawing (self, start);
      return;
    }

  expanded = expand (self, line);
  if (expanded == NULL)
    chiosa_brat_config_problem (self, number, _("The line is too long"));
  else if (!has_undefined (self, expanded, number))
    read_node (self, *section, expanded, number);
}

static void
read_file (ChiosaBratConfig *self,
           const char       *file,
           const char       *text)
{
  ChiosaBratSection section = CHIOSA_BRAT_OTHER;
  guint number = 0;

  self->file = file;
  while (*text != '\0')
    {
      gsize n = strcspn (text, "\n");
      g_autofree char *line = g_strndup (text, n);

      number++;
      text += n + (text[n] == '\n');
      read_line (self, &section, line, number);
    }
}

/**
 * chiosa_brat_config_problem:
 * @self: a configuration
 * @line: where, from 1
 * @message: for a person, translated; with arguments as for printf()
 *
 * Tells of something that is left out.
 */
void
chiosa_brat_config_problem (ChiosaBratConfig *self,
                            guint             line,
                            const char       *message,
                            ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (self->problem == NULL)
    return;

  va_start (args, message);
  text = g_strdup_vprintf (message, args);
  va_end (args);
  self->problem (self->file, line, text, self->data);
}

/**
 * chiosa_brat_config_parse:
 * @config: the text of annotation.conf
 * @visual: (nullable): that of visual.conf
 * @problem: (nullable): told of lines that are left out
 * @data: for @problem
 *
 * Returns: (transfer full): the lines
 */
ChiosaBratConfig *
chiosa_brat_config_parse (const char              *config,
                          const char              *visual,
                          ChiosaBratConfigProblem  problem,
                          gpointer                 data)
{
  ChiosaBratConfig *self = g_new0 (ChiosaBratConfig, 1);

  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->colors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->macros = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->problem = problem;
  self->data = data;

  if (visual != NULL)
    read_file (self, CHIOSA_BRAT_VISUAL, visual);
  g_hash_table_remove_all (self->macros);
  read_file (self, CHIOSA_BRAT_CONFIG, config);

  return self;
}

void
chiosa_brat_config_free (ChiosaBratConfig *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->colors);
  g_hash_table_unref (self->macros);
  g_free (self);
}
