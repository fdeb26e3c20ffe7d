/* test-transfer.c
 *
 * What the import and export windows stand on: reports, counts, places. No display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-counts.h"
#include "chiosa-location.h"
#include "chiosa-loss-report.h"

#include <glib/gstdio.h>

static void
test_report_names_what_is_lost (void)
{
  g_autoptr (ChiosaLossReport) report = chiosa_loss_report_new ();
  g_autoptr (ChiosaLosses) losses = chiosa_losses_new ();
  const ChiosaLossArticle *article;

  chiosa_losses_add (losses, CHIOSA_LOSS_OVERLAP, "a1", "the tunnel");
  chiosa_losses_add (losses, CHIOSA_LOSS_OVERLAP, "a2", NULL);
  chiosa_losses_add (losses, CHIOSA_LOSS_OVERLAP, NULL, NULL);
  chiosa_loss_report_add (report, "news/a", losses);

  article = chiosa_loss_report_get_article (report, CHIOSA_LOSS_OVERLAP, 0);
  g_assert_cmpstr (article->name, ==, "news/a");
  g_assert_cmpuint (article->n, ==, 3);
  g_assert_cmpstr (article->details, ==, "the tunnel · a2");
  g_assert_cmpuint (article->n_details, ==, 2);
  g_assert_null (chiosa_loss_report_get_article (report, CHIOSA_LOSS_OVERLAP, 1));
  g_assert_cmpuint (chiosa_loss_report_get_n_articles (report, CHIOSA_LOSS_NOTE), ==, 0);
}

static void
test_report_stays_small (void)
{
  g_autoptr (ChiosaLossReport) report = chiosa_loss_report_new ();
  g_autoptr (ChiosaLosses) losses = chiosa_losses_new ();

  chiosa_losses_add (losses, CHIOSA_LOSS_NOTE, "a1", NULL);
  for (guint i = 0; i < 10000; i++)
    chiosa_loss_report_add (report, "a", losses);

  g_assert_cmpuint (chiosa_loss_report_get_n_articles (report, CHIOSA_LOSS_NOTE), ==, 10000);
  g_assert_nonnull (chiosa_loss_report_get_article (report, CHIOSA_LOSS_NOTE, CHIOSA_LOSS_REPORT_NAMED - 1));
  g_assert_null (chiosa_loss_report_get_article (report, CHIOSA_LOSS_NOTE, CHIOSA_LOSS_REPORT_NAMED));
}

static void
test_counts_leave_out_what_there_is_none_of (void)
{
  g_autofree char *all = chiosa_counts_describe (1, 12, 1);
  g_autofree char *two = chiosa_counts_describe (2, 1, 0);
  g_autofree char *one = chiosa_counts_describe (0, 0, 0);

  g_assert_cmpstr (all, ==, "1 article, 12 annotations, 1 relation");
  g_assert_cmpstr (two, ==, "2 articles, 1 annotation");
  g_assert_cmpstr (one, ==, "0 articles");
}

static void
test_places_that_are_proposed_are_free (void)
{
  g_autofree char *folder = g_dir_make_tmp ("chiosa-location-XXXXXX", NULL);
  g_autofree char *first = chiosa_location_propose (folder, "news", ".conll");
  g_autofree char *expected = g_build_filename (folder, "news.conll", NULL);
  g_autofree char *expected_second = g_build_filename (folder, "news-2.conll", NULL);
  g_autofree char *second = NULL;

  g_assert_cmpstr (first, ==, expected);
  g_assert_true (chiosa_location_is_empty_folder (folder));
  g_assert_true (g_file_set_contents (first, "x", 1, NULL));
  second = chiosa_location_propose (folder, "news", ".conll");
  g_assert_cmpstr (second, ==, expected_second);
  g_assert_false (chiosa_location_is_empty_folder (folder));

  g_remove (first);
  g_rmdir (folder);
}

static void
test_places_are_shown_from_home (void)
{
  g_autofree char *inside = g_build_filename (g_get_home_dir (), "x", "news.conll", NULL);
  g_autofree char *beside = g_strconcat (g_get_home_dir (), "-2/news.conll", NULL);
  g_autofree char *shown = chiosa_location_describe (inside);
  g_autofree char *whole = chiosa_location_describe (beside);

  g_assert_cmpstr (shown, ==, "~/x/news.conll");
  g_assert_cmpstr (whole, ==, beside);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transfer/report-names-what-is-lost", test_report_names_what_is_lost);
  g_test_add_func ("/transfer/report-stays-small", test_report_stays_small);
  g_test_add_func ("/transfer/counts-leave-out-what-there-is-none-of", test_counts_leave_out_what_there_is_none_of);
  g_test_add_func ("/transfer/places-that-are-proposed-are-free", test_places_that_are_proposed_are_free);
  g_test_add_func ("/transfer/places-are-shown-from-home", test_places_are_shown_from_home);

  return g_test_run ();
}
