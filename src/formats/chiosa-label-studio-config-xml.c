/* chiosa-label-studio-config-xml.c
 *
 * The XML of labelling configurations: elements, attributes, and labels and choices as tags. From anywhere: no network, no entities, no
 * document type. What they mean is chiosa-label-studio-config-read.c's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-label-studio-config-private.h"

#include "chiosa-labels.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

/* The editor makes no difference between capital and small letters in names. */
gboolean
chiosa_ls_xml_is (const xmlNode *node,
                  const char    *name)
{
  return node->type == XML_ELEMENT_NODE && g_ascii_strcasecmp ((const char *) node->name, name) == 0;
}

/* (transfer full): %NULL where there is none or nothing in it. */
char *
chiosa_ls_xml_get (xmlNode    *node,
                   const char *name)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      xmlChar *value;
      char *copy;

      if (g_ascii_strcasecmp ((const char *) attribute->name, name) != 0)
        continue;

      value = xmlNodeListGetString (node->doc, attribute->children, 1);
      copy = value != NULL && *value != '\0' ? g_strdup ((const char *) value) : NULL;
      xmlFree (value);
      return copy;
    }

  return NULL;
}

gboolean
chiosa_ls_xml_has (xmlNode    *node,
                   const char *name)
{
  g_autofree char *value = chiosa_ls_xml_get (node, name);

  return value != NULL;
}

gboolean
chiosa_ls_xml_flag (xmlNode    *node,
                    const char *name,
                    gboolean    otherwise)
{
  g_autofree char *value = chiosa_ls_xml_get (node, name);

  if (value == NULL)
    return otherwise;

  return g_ascii_strcasecmp (value, "yes") == 0 || g_ascii_strcasecmp (value, "true") == 0;
}

guint
chiosa_ls_xml_count (xmlNode    *node,
                     const char *name)
{
  g_autofree char *value = chiosa_ls_xml_get (node, name);
  guint64 count = 0;

  return value != NULL && g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT16, &count, NULL) ? (guint) count : 0;
}

/* The words of @value as ids. (transfer full): %NULL where there are none. */
GStrv
chiosa_ls_ids (const char *value,
               const char *separators)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = value != NULL ? g_strsplit_set (value, separators, -1) : NULL;
  guint n = 0;

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] == '\0')
        continue;

      g_strv_builder_take (builder, chiosa_labels_to_id (parts[i]));
      n++;
    }

  return n > 0 ? g_strv_builder_end (builder) : NULL;
}

/* "#rrggbb" of what CSS has; %NULL for what is not one of the usual ways to say it. */
static char *
read_color (xmlNode *node)
{
  static const struct { const char *name, *color; } names[] = {
    { "red", "#e01b24" }, { "green", "#26a269" }, { "blue", "#1c71d8" }, { "yellow", "#c88800" }, { "orange", "#e66100" },
    { "purple", "#813d9c" }, { "violet", "#a454c0" }, { "pink", "#c0508f" }, { "brown", "#865e3c" }, { "grey", "#77767b" },
    { "gray", "#77767b" }, { "black", "#3d3846" }, { "cyan", "#187f96" }, { "teal", "#187f96" }, { "magenta", "#b5568c" },
    { "lime", "#5d7e1c" }, { "darkgreen", "#26875a" }, { "darkblue", "#1a5fb4" }, { "darkorange", "#c64600" }, { "darkred", "#a51d2d" },
  };
  g_autofree char *value = chiosa_ls_xml_get (node, "background");
  gsize length = value != NULL ? strlen (value) : 0;

  if (length == 0)
    return NULL;
  if (value[0] == '#' && strspn (value + 1, "0123456789abcdefABCDEF") == length - 1)
    {
      if (length == 7)
        return g_steal_pointer (&value);
      if (length == 4)
        return g_strdup_printf ("#%c%c%c%c%c%c", value[1], value[1], value[2], value[2], value[3], value[3]);
      if (length == 9)
        return g_strndup (value, 7);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].name, value) == 0)
      return g_strdup (names[i].color);

  return NULL;
}

static char
read_key (xmlNode    *node,
          const char *allowed)
{
  g_autofree char *hotkey = chiosa_ls_xml_get (node, "hotkey");
  g_autofree char *ours = chiosa_ls_xml_get (node, "data-key");
  const char *key = ours != NULL ? ours : hotkey;

  return key != NULL && strlen (key) == 1 && strchr (allowed, *key) != NULL ? *key : 0;
}

/* What results hold: the alias, or what is shown. */
char *
chiosa_ls_read_value (xmlNode *node)
{
  char *alias = chiosa_ls_xml_get (node, "alias");

  return alias != NULL ? alias : chiosa_ls_xml_get (node, "value");
}

ChiosaTag
chiosa_ls_read_tag (xmlNode    *node,
                    const char *raw,
                    const char *keys)
{
  g_autofree char *value = chiosa_ls_xml_get (node, "value");
  char *name = chiosa_ls_xml_get (node, "data-name");
  ChiosaTag tag = {
    .id = chiosa_labels_to_id (raw),
    .name = name != NULL ? name : g_strdup (value != NULL ? value : raw),
    .guideline = chiosa_ls_xml_get (node, "hint"),
    .color = read_color (node),
    .key = read_key (node, keys),
  };

  return tag;
}

gboolean
chiosa_ls_tags_have (GArray     *tags,
                     const char *id)
{
  for (guint i = 0; i < tags->len; i++)
    {
      if (g_str_equal (g_array_index (tags, ChiosaTag, i).id, id))
        return TRUE;
    }

  return FALSE;
}

xmlDoc *
chiosa_ls_xml_parse (const char  *xml,
                     const char  *name,
                     GError     **error)
{
  gsize length = strlen (xml);
  xmlParserCtxt *context;
  xmlDoc *document;

  if (length > CHIOSA_LABEL_STUDIO_CONFIG_MAX)
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
                   _("“%s” is longer than a labelling configuration can be"), name);
      return NULL;
    }

  context = xmlNewParserCtxt ();
  document = xmlCtxtReadMemory (context, xml, (int) length, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL)
    {
      const xmlError *problem = xmlCtxtGetLastError (context);
      g_autofree char *why = g_strdup (problem != NULL && problem->message != NULL ? problem->message : "");

      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
                   _("“%s”, line %d: no XML: %s"), name, problem != NULL ? problem->line : 0, g_strstrip (why));
    }
  else if (document->intSubset != NULL || xmlDocGetRootElement (document) == NULL)
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
                   _("“%s” has a document type, which a labelling configuration has not"), name);
      g_clear_pointer (&document, xmlFreeDoc);
    }

  xmlFreeParserCtxt (context);
  return document;
}
