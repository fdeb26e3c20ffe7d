/* chiosa-article-row.c
 *
 * One article in the sidebar: title, file, status, counts. Follows a ChiosaFolderItem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-article-row.h"
#include "chiosa-article-list.h"

#include <glib/gi18n.h>

struct _ChiosaArticleRow
{
  GtkWidget         parent_instance;

  GtkWidget        *content;
  GtkImage         *status;
  GtkLabel         *title;
  GtkLabel         *name;
  GtkLabel         *count;
  GtkImage         *error;

  ChiosaFolderItem *item;
  GSignalGroup     *signals;
};

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ChiosaArticleRow, chiosa_article_row, GTK_TYPE_WIDGET)

/* What a screen reader says in place of the icons. */
static void
describe (ChiosaArticleRow *self,
          const char       *error)
{
  guint n = chiosa_folder_item_get_n_annotations (self->item);
  g_autofree char *count = g_strdup_printf (ngettext ("%u annotation", "%u annotations", n), n);
  const char *status = chiosa_status_get_label (chiosa_folder_item_get_status (self->item));
  g_autofree char *text = NULL;

  /* Translators: an article in the list for a screen reader: title, status, "12 annotations" */
  text = g_strdup_printf (_("%s, %s, %s"), chiosa_folder_item_get_title (self->item), error != NULL ? error : status, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_count (ChiosaArticleRow *self)
{
  guint n = chiosa_folder_item_get_n_annotations (self->item);
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *tooltip = g_strdup_printf (ngettext ("%u Annotation", "%u Annotations", n), n);

  gtk_label_set_label (self->count, n > 0 ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), n > 0 ? tooltip : NULL);
}

static void
update (ChiosaArticleRow *self)
{
  ChiosaStatus status = chiosa_folder_item_get_status (self->item);
  g_autofree char *error = NULL;

  g_object_get (self->item, "error", &error, NULL);
  gtk_label_set_label (self->title, chiosa_folder_item_get_title (self->item));
  gtk_label_set_label (self->name, chiosa_folder_item_get_name (self->item));
  gtk_image_set_from_icon_name (self->status, chiosa_status_get_icon_name (status));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), chiosa_status_get_label (status));
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->error), error);
  if (status == CHIOSA_STATUS_DONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "success");
  show_count (self);
  describe (self, error);
}

static void
item_changed_cb (ChiosaArticleRow *self)
{
  if (self->item != NULL)
    update (self);
}

static void
chiosa_article_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, CHIOSA_ARTICLE_ROW (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_article_row_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      chiosa_article_row_set_item (CHIOSA_ARTICLE_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_article_row_dispose (GObject *object)
{
  ChiosaArticleRow *self = CHIOSA_ARTICLE_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_ARTICLE_ROW);

  G_OBJECT_CLASS (chiosa_article_row_parent_class)->dispose (object);
}

static void
chiosa_article_row_class_init (ChiosaArticleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_article_row_dispose;
  object_class->get_property = chiosa_article_row_get_property;
  object_class->set_property = chiosa_article_row_set_property;

  properties[PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, CHIOSA_TYPE_FOLDER_ITEM,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "articlerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/article-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaArticleRow, content);
  gtk_widget_class_bind_template_child (widget_class, ChiosaArticleRow, status);
  gtk_widget_class_bind_template_child (widget_class, ChiosaArticleRow, title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaArticleRow, name);
  gtk_widget_class_bind_template_child (widget_class, ChiosaArticleRow, count);
  gtk_widget_class_bind_template_child (widget_class, ChiosaArticleRow, error);
}

static void
chiosa_article_row_init (ChiosaArticleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (CHIOSA_TYPE_FOLDER_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (item_changed_cb), self);
}

/**
 * chiosa_article_row_new:
 *
 * Returns: a row without an article
 */
GtkWidget *
chiosa_article_row_new (void)
{
  return g_object_new (CHIOSA_TYPE_ARTICLE_ROW, NULL);
}

/**
 * chiosa_article_row_set_item:
 * @self: a row
 * @item: (nullable): the article it shows
 */
void
chiosa_article_row_set_item (ChiosaArticleRow *self,
                             ChiosaFolderItem *item)
{
  if (!g_set_object (&self->item, item))
    return;

  g_signal_group_set_target (self->signals, item);
  item_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
