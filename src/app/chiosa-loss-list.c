/* chiosa-loss-list.c
 *
 * What an export would lose: a row for each kind, which opens to the articles and what is lost in them. The rows below are made
 * when they are asked for. Finding out what is lost is chiosa_export_check()'s business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-loss-list.h"

#include <glib/gi18n.h>

#define KIND_KEY "chiosa-loss-kind"   /* + 1; 0 once the rows are there */

struct _ChiosaLossList
{
  AdwPreferencesGroup     parent_instance;

  const ChiosaLossReport *report;
  GPtrArray              *rows;      /* GtkWidget */
};

G_DEFINE_FINAL_TYPE (ChiosaLossList, chiosa_loss_list, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
make_row (const char *title,
          const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);

  return row;
}

static GtkWidget *
make_article_row (const ChiosaLossArticle *article)
{
  g_autofree char *count = g_strdup_printf ("%u", article->n);
  g_autofree char *details = NULL;
  GtkWidget *label = gtk_label_new (count);
  GtkWidget *row;

  if (article->n_details > 0 && article->n_details < article->n)
    /* Translators: the end of a list of things that would be lost */
    details = g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", article->n - article->n_details),
                               article->details, article->n - article->n_details);

  row = make_row (article->name, details != NULL ? details : article->details);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static void
expanded_cb (AdwExpanderRow *row,
             GParamSpec     *pspec,
             ChiosaLossList *self)
{
  guint kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), KIND_KEY));
  const ChiosaLossArticle *article;
  guint n, i;

  if (kind == 0 || self->report == NULL)
    return;

  g_object_set_data (G_OBJECT (row), KIND_KEY, NULL);
  for (i = 0; (article = chiosa_loss_report_get_article (self->report, kind - 1, i)) != NULL; i++)
    adw_expander_row_add_row (row, make_article_row (article));

  n = chiosa_loss_report_get_n_articles (self->report, kind - 1);
  if (n > i)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more article", "%u more articles", n - i), n - i);

      adw_expander_row_add_row (row, make_row (more, NULL));
    }
}

static GtkWidget *
make_kind_row (ChiosaLossList *self,
               ChiosaLoss      kind,
               guint           n)
{
  GtkWidget *row = adw_expander_row_new ();
  guint n_articles = chiosa_loss_report_get_n_articles (self->report, kind);
  g_autofree char *title = chiosa_loss_describe (kind, n);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("In %u article", "In %u articles", n_articles), n_articles);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_widget_set_name (row, chiosa_loss_to_string (kind));
  g_object_set_data (G_OBJECT (row), KIND_KEY, GUINT_TO_POINTER (kind + 1));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_DEFAULT);

  return row;
}

static void
chiosa_loss_list_finalize (GObject *object)
{
  g_ptr_array_unref (CHIOSA_LOSS_LIST (object)->rows);

  G_OBJECT_CLASS (chiosa_loss_list_parent_class)->finalize (object);
}

static void
chiosa_loss_list_class_init (ChiosaLossListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_loss_list_finalize;
}

static void
chiosa_loss_list_init (ChiosaLossList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * chiosa_loss_list_show:
 * @self: a list
 * @losses: (nullable): how much of each kind
 * @report: (nullable): in which articles; must stay until the next call
 */
void
chiosa_loss_list_show (ChiosaLossList         *self,
                       const ChiosaLosses     *losses,
                       const ChiosaLossReport *report)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  self->report = report;
  for (guint kind = 0; report != NULL && kind < CHIOSA_LOSS_N; kind++)
    if (losses->counts[kind] > 0)
      {
        GtkWidget *row = make_kind_row (self, kind, losses->counts[kind]);

        adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
        g_ptr_array_add (self->rows, row);
      }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
