/* bench-view.c
 *
 * What the view costs beside a plain GtkTextView with the same text and layout: opening, a key press, a tag, a page. Work is processor
 * time of the main thread from the cause to the end of the frame that shows it. Plain and ours take turns in one process.
 *
 *   bench-view [SIZE:N …]      for instance 100k:1000 1m:10000; one-20k:200: all of it one paragraph, of so many characters;
 *                              cjk-20k:0: one paragraph without spaces. ours-one-1m:100: without the plain view, which would take minutes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

#include "bench-docs.h"
#include "chiosa-tagset-file.h"
#include "chiosa-view.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_KEYS 60
#define N_PAGES 20
#define N_TAGS 40
#define N_ROUNDS 2

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  gboolean   painted;
  double     cpu;            /* when the last frame was painted */
  double     wall;
} Stage;

typedef struct
{
  double open[2], annotations, key[2], enter[2], tag, page[2];
} Result;

enum { PLAIN, OURS };

static double
cpu_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
}

static double
wall_now (void)
{
  return g_get_monotonic_time () / 1000.0;
}

static void
on_after_paint (GdkFrameClock *clock,
                Stage         *stage)
{
  stage->cpu = cpu_now ();
  stage->wall = wall_now ();
  stage->painted = TRUE;
}

static void
wait_for_frame (Stage *stage)
{
  stage->painted = FALSE;
  gtk_widget_queue_draw (stage->view);
  while (!stage->painted)
    g_main_context_iteration (NULL, TRUE);
}

/* Until nothing is left to do: validation of lines beyond the screen, for one. */
static void
rest (Stage *stage)
{
  gint64 end = g_get_monotonic_time () + 150 * 1000;

  while (g_get_monotonic_time () < end || g_main_context_pending (NULL))
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double one = *(const double *) a;
  double two = *(const double *) b;

  return one < two ? -1 : one > two;
}

static double
median (double *values,
        guint   n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

static void
stage_init (Stage     *stage,
            GtkWidget *view)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  stage->view = view;
  stage->window = gtk_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (stage->window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 1000, 800);
  gtk_widget_realize (stage->window);
  g_signal_connect (gtk_widget_get_frame_clock (stage->window), "after-paint", G_CALLBACK (on_after_paint), stage);
}

static void
stage_clear (Stage *stage)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (stage->window), stage);
  gtk_window_destroy (GTK_WINDOW (stage->window));
}

/* The same column and line height as ours. */
static GtkWidget *
make_plain (void)
{
  GtkWidget *ours = g_object_ref_sink (chiosa_view_new ());
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 250);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 250);
  gtk_text_view_set_pixels_inside_wrap (GTK_TEXT_VIEW (view), gtk_text_view_get_pixels_inside_wrap (GTK_TEXT_VIEW (ours)));
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (view), gtk_text_view_get_pixels_below_lines (GTK_TEXT_VIEW (ours)));
  g_object_unref (ours);
  return view;
}

static void
go_to_middle (Stage *stage)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (stage->view));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, gtk_text_buffer_get_char_count (buffer) / 2);
  if (gtk_text_buffer_get_line_count (buffer) > 1)
    gtk_text_iter_set_line_offset (&iter, 0);
  gtk_text_iter_forward_word_ends (&iter, 12);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (stage->view), gtk_text_buffer_get_insert (buffer), 0.3, TRUE, 0, 0.5);
  rest (stage);
  wait_for_frame (stage);
}

/* Milliseconds of work for each of @n presses of @key, the median. */
static double
measure_keys (Stage      *stage,
              const char *key,
              guint       n)
{
  double work[N_KEYS];

  go_to_middle (stage);
  for (guint i = 0; i < n; i++)
    {
      double before = cpu_now ();

      g_signal_emit_by_name (stage->view, "insert-at-cursor", key);
      wait_for_frame (stage);
      work[i] = stage->cpu - before;
    }

  return median (work, n);
}

static double
measure_pages (Stage *stage)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (stage->view));
  double work[N_PAGES];

  gtk_adjustment_set_value (adjustment, 0);
  rest (stage);
  for (guint i = 0; i < N_PAGES; i++)
    {
      double before = cpu_now ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment));
      wait_for_frame (stage);
      work[i] = stage->cpu - before;
    }

  return median (work, N_PAGES);
}

static double
measure_tags (Stage          *stage,
              ChiosaDocument *document)
{
  double work[N_TAGS];
  gsize start, end;

  go_to_middle (stage);
  chiosa_view_get_visible (CHIOSA_VIEW (stage->view), &start, &end);
  for (guint i = 0; i < N_TAGS; i++)
    {
      ChiosaSpan span = { start + 10 + i * 5, start + 14 + i * 5 };
      double before = cpu_now ();

      if (!chiosa_document_tag (document, "cue", "CUE_SAY", &span, 1, NULL))
        g_error ("the bench could not tag");
      wait_for_frame (stage);
      work[i] = stage->cpu - before;
    }

  return median (work, N_TAGS);
}

static void
run_plain (const char *text,
           Result     *result)
{
  Stage stage = { 0 };
  double begin;

  stage_init (&stage, make_plain ());
  begin = wall_now ();
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (stage.view)), text, -1);
  gtk_window_present (GTK_WINDOW (stage.window));
  wait_for_frame (&stage);
  result->open[PLAIN] = stage.wall - begin;

  result->key[PLAIN] = measure_keys (&stage, "x", N_KEYS);
  result->enter[PLAIN] = measure_keys (&stage, "\n", 40);
  result->page[PLAIN] = measure_pages (&stage);
  stage_clear (&stage);
}

static void
run_ours (const char *text,
          guint       n,
          Result     *result)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaSnapshot) annotations = bench_docs_annotations (text, n, 2);
  g_autoptr (ChiosaDocument) document = chiosa_document_new (tagset);
  g_autoptr (ChiosaEditor) editor = NULL;
  Stage stage = { 0 };
  double begin;

  stage_init (&stage, chiosa_view_new ());
  begin = wall_now ();
  chiosa_document_load_text (document, chiosa_text_new (text, -1), NULL);
  editor = chiosa_editor_new (document);
  chiosa_view_set_editor (CHIOSA_VIEW (stage.view), editor);
  gtk_window_present (GTK_WINDOW (stage.window));
  wait_for_frame (&stage);
  result->open[OURS] = stage.wall - begin;

  begin = wall_now ();
  chiosa_document_load_annotations (document, annotations);
  wait_for_frame (&stage);
  result->annotations = stage.wall - begin;

  chiosa_editor_set_mode (editor, CHIOSA_MODE_EDIT);
  result->key[OURS] = measure_keys (&stage, "x", N_KEYS);
  result->enter[OURS] = measure_keys (&stage, "\n", 40);
  result->page[OURS] = measure_pages (&stage);
  result->tag = measure_tags (&stage, document);
  chiosa_view_set_editor (CHIOSA_VIEW (stage.view), NULL);
  stage_clear (&stage);
}

static gsize
parse_size (const char *size)
{
  char *end;
  gsize n;

  size = strrchr (size, '-') ? strrchr (size, '-') + 1 : size;
  n = strtoul (size, &end, 10);

  return n * (*end == 'k' ? 1000 : *end == 'm' ? 1000000 : 1);
}

static void
print_round (const char   *cell,
             const Result *result)
{
  g_print ("%-14s %6.1f %6.1f %6.1f   %6.2f %6.2f %6.2f   %6.2f %6.2f %6.2f   %6.2f   %6.2f %6.2f\n",
           cell, result->open[PLAIN], result->open[OURS], result->annotations,
           result->key[PLAIN], result->key[OURS], result->key[OURS] - result->key[PLAIN],
           result->enter[PLAIN], result->enter[OURS], result->enter[OURS] - result->enter[PLAIN],
           result->tag, result->page[PLAIN], result->page[OURS]);
}

static void
run_cell (const char *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, ":", 2);
  g_autofree char *text = NULL;

  if (g_strv_length (parts) != 2)
    g_error ("not SIZE:N: %s", cell);

  if (strstr (parts[0], "one-") || strstr (parts[0], "cjk-"))
    text = bench_docs_paragraph (parse_size (parts[0]), strstr (parts[0], "one-") != NULL, 1);
  else
    text = bench_docs_text (parse_size (parts[0]), 1);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Result result = { 0 };

      if (!g_str_has_prefix (cell, "ours-"))
        run_plain (text, &result);
      run_ours (text, strtoul (parts[1], NULL, 10), &result);
      print_round (cell, &result);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const char *const usual[] = { "10k:100", "10k:1000", "100k:1000", "100k:10000", "1m:10000", "10m:100000" };

  adw_init ();
  g_print ("%-14s %20s   %20s   %20s   %6s   %13s\n", "ms", "open: plain ours +ann", "key: plain ours diff",
           "Enter: plain ours diff", "tag", "page: pl. ours");

  for (int i = 1; i < argc; i++)
    run_cell (argv[i]);
  for (guint i = 0; argc == 1 && i < G_N_ELEMENTS (usual); i++)
    run_cell (usual[i]);

  return 0;
}
