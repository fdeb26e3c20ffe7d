/* chiosa-relation-list.c
 *
 * The relations of one annotation, a row for each (chiosa-relation-row.c), and a button to add one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-relation-list.h"

#include <glib/gi18n.h>

#include "chiosa-relation-row.h"

struct _ChiosaRelationList
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget           *relate;   /* a reference: it leaves the group and comes back at its end */
  GPtrArray           *rows;     /* borrowed */
  char                *text;     /* what the rows say: they are made anew only when it changes */
};

G_DEFINE_FINAL_TYPE (ChiosaRelationList, chiosa_relation_list, ADW_TYPE_BIN)

/* First those that lead away, then by name: the same order whatever the ids. */
static int
compare_relations (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const char *end = user_data;
  const ChiosaRelation *left = *(ChiosaRelation *const *) a;
  const ChiosaRelation *right = *(ChiosaRelation *const *) b;
  gboolean left_leads_here = g_str_equal (left->to, end);
  gboolean right_leads_here = g_str_equal (right->to, end);

  if (left_leads_here != right_leads_here)
    return left_leads_here - right_leads_here;

  if (left->type != right->type)
    return strcmp (left->type, right->type);

  return strcmp (left->id, right->id);
}

/* Everything that the rows show. */
static char *
describe_relations (ChiosaDocument *document,
                    GPtrArray      *relations,
                    const char     *id)
{
  GString *text = g_string_new (chiosa_document_get_read_only (document) ? "r" : "w");

  g_string_append (text, id);

  for (guint i = 0; i < relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (relations, i);
      const char *other = g_str_equal (relation->from, id) ? relation->to : relation->from;
      const ChiosaAnnotation *end = chiosa_document_find (document, other);
      g_autofree char *quote = end != NULL ? chiosa_document_get_quote (document, other) : NULL;

      g_string_append_printf (text, "\n%s %s %s %s %s %s", relation->id, relation->type, relation->from, relation->to,
                              end != NULL ? end->label : "", quote != NULL ? quote : "");
    }

  return g_string_free (text, FALSE);
}

static void
remove_rows (ChiosaRelationList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));

  g_ptr_array_set_size (self->rows, 0);
}

static void
add_rows (ChiosaRelationList *self,
          ChiosaEditor       *editor,
          GPtrArray          *relations,
          const char         *id)
{
  adw_preferences_group_remove (self->group, self->relate);

  for (guint i = 0; i < relations->len; i++)
    {
      GtkWidget *row = chiosa_relation_row_new (editor, g_ptr_array_index (relations, i), id);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }

  adw_preferences_group_add (self->group, self->relate);
}

/* The other end is chosen in the article, where the view shows a letter at each. */
static void
on_relate (ChiosaRelationList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-article", NULL);
  focus = gtk_root_get_focus (root);

  if (focus != NULL)
    gtk_widget_activate_action (focus, "view.relate", NULL);
}

static void
chiosa_relation_list_dispose (GObject *object)
{
  g_clear_object (&CHIOSA_RELATION_LIST (object)->relate);

  G_OBJECT_CLASS (chiosa_relation_list_parent_class)->dispose (object);
}

static void
chiosa_relation_list_finalize (GObject *object)
{
  ChiosaRelationList *self = CHIOSA_RELATION_LIST (object);

  g_ptr_array_unref (self->rows);
  g_free (self->text);

  G_OBJECT_CLASS (chiosa_relation_list_parent_class)->finalize (object);
}

static void
chiosa_relation_list_class_init (ChiosaRelationListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = chiosa_relation_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = chiosa_relation_list_finalize;
}

static void
chiosa_relation_list_init (ChiosaRelationList *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Relations"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));

  self->relate = g_object_ref_sink (adw_button_row_new ());
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->relate), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->relate), _("_Add Relation…"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (self->relate), "list-add-symbolic");
  g_signal_connect_object (self->relate, "activated", G_CALLBACK (on_relate), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, self->relate);
}

/**
 * chiosa_relation_list_show:
 * @self: the list
 * @editor: the editor
 * @id: an annotation of its document
 *
 * The keyboard stays in the list when the row that had it goes.
 */
void
chiosa_relation_list_show (ChiosaRelationList *self,
                           ChiosaEditor       *editor,
                           const char         *id)
{
  ChiosaDocument *document = chiosa_editor_get_document (editor);
  g_autoptr (GPtrArray) relations = chiosa_document_list_relations (document, id);
  g_autofree char *text = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  gtk_widget_set_sensitive (self->relate, !chiosa_document_get_read_only (document));
  g_ptr_array_sort_with_data (relations, compare_relations, (gpointer) id);
  text = describe_relations (document, relations, id);

  if (g_strcmp0 (text, self->text) == 0)
    return;

  g_set_str (&self->text, text);
  remove_rows (self);
  add_rows (self, editor, relations, id);

  if (had_focus)
    gtk_widget_grab_focus (self->relate);
}

/**
 * chiosa_relation_list_clear:
 * @self: the list
 *
 * Forgets the editor.
 */
void
chiosa_relation_list_clear (ChiosaRelationList *self)
{
  g_clear_pointer (&self->text, g_free);
  remove_rows (self);
}
