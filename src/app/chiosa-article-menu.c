/* chiosa-article-menu.c
 *
 * What can be done at a place in the article, as a menu: the keyboard's commands for those who do not know them yet, with
 * their keys. Carries nothing out: the actions are the view's and the page's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-article-menu.h"
#include "chiosa-shortcuts.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *label;
  const char *action;      /* of the view */
} Command;

static const Command selected_commands[] = {
  { N_("Edit _Attributes"), "view.edit-attributes" },
  { N_("Edit _Note"), "view.edit-note" },
  { N_("Add _Relation…"), "view.relate" },
  { N_("Add Selection as _Fragment"), "view.add-fragment" },
  { N_("Tag _Further Occurrences"), "view.tag-occurrences" },
  { N_("Remo_ve Annotation"), "view.remove" },
};

static const Command move_commands[] = {
  { N_("_Next Annotation"), "view.select-next" },
  { N_("_Previous Annotation"), "view.select-previous" },
  { N_("Next Annotation _Here"), "view.cycle" },
  { N_("Rea_d Out Annotations Here"), "view.read-out" },
};

static GMenuItem *
make_item (const Command *command,
           gboolean       inside_view)
{
  GMenuItem *item = g_menu_item_new (gettext (command->label), NULL);
  const char *key = chiosa_article_menu_find_key (command->action);

  if (inside_view)
    g_menu_item_set_detailed_action (item, command->action);
  else
    g_menu_item_set_action_and_target (item, "page.view", "s", command->action);
  if (key != NULL)
    g_menu_item_set_attribute (item, "accel", "s", key);

  return item;
}

static void
append_commands (GMenu         *menu,
                 const Command *commands,
                 guint          n_commands,
                 gboolean       inside_view)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < n_commands; i++)
    {
      g_autoptr (GMenuItem) item = make_item (&commands[i], inside_view);

      g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* One item for each label of @type, each activating @action with type and label. */
static GMenu *
list_labels (const ChiosaSpanType *type,
             const char           *action)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < type->n_labels; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (type->labels[i].name, NULL);

      g_menu_item_set_action_and_target (item, action, "(ss)", type->tag.id, type->labels[i].id);
      g_menu_append_item (menu, item);
    }

  if (type->n_labels == 0)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (type->tag.name, NULL);

      g_menu_item_set_action_and_target (item, action, "(ss)", type->tag.id, "");
      g_menu_append_item (menu, item);
    }

  return menu;
}

static GMenu *
list_types (ChiosaTagset *tagset)
{
  GMenu *menu = g_menu_new ();
  guint n_types;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);

  for (guint i = 0; i < n_types; i++)
    {
      g_autoptr (GMenu) labels = list_labels (&types[i], "view.tag");

      g_menu_append_submenu (menu, types[i].tag.name, G_MENU_MODEL (labels));
    }

  return menu;
}

static void
append_selected (GMenu        *menu,
                 ChiosaEditor *editor,
                 ChiosaTagset *tagset)
{
  const char *id = chiosa_editor_get_selected (editor);
  const ChiosaAnnotation *annotation = id != NULL ? chiosa_document_find (chiosa_editor_get_document (editor), id) : NULL;
  const ChiosaSpanType *type;

  if (annotation == NULL)
    return;

  type = chiosa_tagset_find_type (tagset, annotation->type);
  if (type != NULL && type->n_labels > 1)
    {
      g_autoptr (GMenu) section = g_menu_new ();
      g_autoptr (GMenu) labels = list_labels (type, "page.relabel");

      g_menu_append_submenu (section, _("Change _Label"), G_MENU_MODEL (labels));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  append_commands (menu, selected_commands, G_N_ELEMENTS (selected_commands), TRUE);
}

/**
 * chiosa_article_menu_new:
 * @editor: what is selected
 *
 * Returns: (transfer full): the menu for the text view; empty where nothing may be changed
 */
GMenuModel *
chiosa_article_menu_new (ChiosaEditor *editor)
{
  ChiosaDocument *document = chiosa_editor_get_document (editor);
  ChiosaTagset *tagset = chiosa_document_get_tagset (document);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) types = NULL;

  if (chiosa_document_get_read_only (document))
    return G_MENU_MODEL (menu);

  types = list_types (tagset);
  g_menu_append_submenu (section, _("_Tag As"), G_MENU_MODEL (types));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  append_selected (menu, editor, tagset);

  return G_MENU_MODEL (menu);
}

/**
 * chiosa_article_menu_fill:
 * @menu: to be filled
 *
 * Appends the commands on annotations, for a menu outside of the view.
 */
void
chiosa_article_menu_fill (GMenu *menu)
{
  append_commands (menu, selected_commands, G_N_ELEMENTS (selected_commands), FALSE);
  append_commands (menu, move_commands, G_N_ELEMENTS (move_commands), FALSE);
}

/**
 * chiosa_article_menu_find_key:
 * @detailed_action: of the view
 *
 * Returns: (nullable): the key that chiosa-shortcuts.h names first for it
 */
const char *
chiosa_article_menu_find_key (const char *detailed_action)
{
  for (guint i = 0; i < G_N_ELEMENTS (chiosa_view_shortcuts); i++)
    if (g_str_equal (chiosa_view_shortcuts[i].action, detailed_action))
      return chiosa_view_shortcuts[i].accels[0];

  return NULL;
}
